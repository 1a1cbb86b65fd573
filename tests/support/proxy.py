"""A proxy in front of a server, as one that has signed people in: it names them in headers of whatever passes."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress


@contextmanager
def proxy(site: str, headers: Mapping[str, str]) -> Iterator[str]:
    """The address of a proxy that adds headers to the first request of each connection, and lets no other pass."""
    host, port = site.removeprefix("http://").split(":")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    loop, addresses, servers, started = asyncio.new_event_loop(), [], [], threading.Event()

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Either side may hang up in the middle.
        with closing(writer), suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first = await reader.readuntil(b"\r\n")
            rest = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, OSError):
            writer.close()
            return
        upgrades = b"upgrade: websocket" in rest.lower()
        # One request a connection, so that each passes here.
        ending = b"" if upgrades else b"Connection: close\r\n"
        kept = [line for line in rest.split(b"\r\n") if upgrades or not line.lower().startswith(b"connection:")]
        inner_reader, inner_writer = await asyncio.open_connection(host, int(port))
        inner_writer.write(first + lines + ending + b"\r\n".join(kept))
        await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer))

    async def main() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        servers.append(server)
        addresses.append(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        started.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(main())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield addresses[0]
    finally:

        async def end() -> None:
            servers[0].close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            loop.stop()

        asyncio.run_coroutine_threadsafe(end(), loop)
        thread.join(10)
        loop.close()
