"""`scorecard dashboard`: the pages, served by a process of their own."""

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

app = command_group()


@app.command(epilog=example("scorecard dashboard --port 8502"))
def dashboard(port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501) -> None:
    """Start the dashboard and say its address."""
    own()  # What is set wrongly is said here rather than by every page.
    if not port_is_free(port):
        raise refusals.PORT_IN_USE(port=port)
    say(f"Scorecard: http://localhost:{port}  (stop with Ctrl+C)")
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command = [sys.executable, "-m", "streamlit", "run", str(SERVER), *options]
    with subprocess.Popen(command, stderr=sys.stderr) as server:
        # Whatever stops this program is meant for the server, which would go on alone.
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            code = 0
    raise typer.Exit(0 if code in (0, -signal.SIGTERM) else 1)


def port_is_free(port: int) -> bool:
    """Whether nothing listens on the port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0
