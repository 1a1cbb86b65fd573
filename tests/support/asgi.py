"""An application asked as a browser or a program asks it, without a server."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.types import ASGIApp

from tests.support.client import run_apart


@dataclass(frozen=True)
class Answer:
    """What the server answers; `parts`: how many it came in."""

    status_code: int
    headers: Mapping[str, str]
    text: str
    parts: int


Ask = Callable[..., Answer]


def ask_of(app: ASGIApp) -> Ask:
    """Asks for an address; headers are named arguments."""

    def ask(address: str, method: str = "GET", **headers: str) -> Answer:
        sent: list[dict] = []
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "server": ("localhost", 80),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }

        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> dict:
            for message in asked:
                return message
            # Who asked is still there: an answer in parts listens until it is sent.
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: dict) -> None:
            sent.append(message)

        run_apart(app(scope, receive, send))
        told = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        bodies = [one.get("body", b"") for one in sent[1:]]
        return Answer(sent[0]["status"], told, b"".join(bodies).decode(), sum(map(bool, bodies)))

    return ask
