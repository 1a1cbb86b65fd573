"""`scorecard dashboard`: the pages, served by a process of their own."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from data.refusals import commands as refusals
from scorecard.home import own
from scorecard.options import command_group, example
from scorecard.streams import say

SERVER = Path(__file__).parents[2] / "dashboard" / "server.py"
LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
PATH = r"([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?"

app = command_group()


@app.command(epilog=example("scorecard dashboard --port 8502"))
def dashboard(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on: this machine's own only, one of its others, or 0.0.0.0 for all.")
    ] = LOOPBACK,
    host: Annotated[
        list[str] | None,
        typer.Option(help="Name under which browsers open it, repeatable; adds to the setting SCORECARD_HOSTS."),
    ] = None,
    prefix: Annotated[
        str,
        typer.Option(help="Path below which a proxy in front serves it, as `scorecard` for https://x.ca/scorecard."),
    ] = "",
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Listen beyond this machine although nobody signs in.")
    ] = False,
) -> None:
    """Start the dashboard and say its address; people sign in where a provider or a proxy for that is set."""
    from data.settings import HOST, PREFIX, settings
    from scorecard.sign_in import check_open, write_secrets

    for name in host or []:
        if not re.fullmatch(HOST, name):
            raise refusals.NOT_A_HOST(host=name)
    path = prefix.strip("/")
    if not re.fullmatch(PATH, path):
        raise refusals.NOT_A_PREFIX(prefix=prefix)
    check_open(address, open_to_all)
    below = path and f"/{path}"
    secrets = write_secrets(own(), url(address, port, list(host or [])) + below)
    hosts = [*settings().host_names, *(host or [])]  # What is set wrongly is said here rather than by every page.
    if not can_listen(address, port):
        raise refusals.PORT_IN_USE(port=port)
    say(f"Scorecard: {url(address, port, hosts)}{below}  (stop with Ctrl+C)")
    options = {"port": port, "address": address, "headless": "true"} | ({"baseUrlPath": path} if path else {})
    command = [sys.executable, "-m", "streamlit", "run", str(SERVER), "--browser.gatherUsageStats", "false"]
    command += [part for name, value in options.items() for part in (f"--server.{name}", str(value))]
    command += ["--secrets.files", str(secrets)] if secrets else []
    environment = os.environ | {f"{PREFIX}HOSTS": ",".join(hosts)}
    with subprocess.Popen(command, stderr=sys.stderr, env=environment) as server:
        # Whatever stops this program is meant for the server, which would go on alone.
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            code = 0
    raise typer.Exit(0 if code in (0, -signal.SIGTERM) else 1)


def url(address: str, port: int, hosts: list[str]) -> str:
    """Where a browser finds what listens on the address: by the first name given, else by this machine's own."""
    names = [name for name in hosts if "*" not in name]
    if address in EVERYWHERE:
        address = names[0] if names else LOOPBACK
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def can_listen(address: str, port: int) -> bool:
    """Whether the port of the address is free; raises UserError for an address that this machine does not have."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server does, so that connections which have just ended do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
            probe.listen()
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise refusals.ADDRESS_UNKNOWN(address=address) from None
    return True
