"""The real server over a home, as `scorecard dashboard` starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(home: Path, prefix: str = "", **settings: str) -> Iterator[str]:
    """The dashboard's address, while it runs over a home on a free port, below a path, with settings of its own."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")),
        *("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
        *(("--server.baseUrlPath", prefix) if prefix else ()),
    ]
    environment = os.environ | {"SCORECARD_HOME": str(home)} | settings
    log = (home / "dashboard.log").open("w", encoding="utf-8")
    # Started elsewhere, because the settings that lie beside server.py must count wherever one is.
    with (
        log,
        subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            below = f"http://127.0.0.1:{port}{prefix and f'/{prefix}'}"
            wait_for(f"{below}/_stcore/health")
            yield below
        finally:
            server.terminate()
            server.wait(timeout=20)


def process_of(address: str) -> int:
    """The process that was started to serve at an address."""
    port = address.rpartition(":")[2]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"--server.port\0{port}\0" in path.read_text(errors="replace"):
                return int(path.parent.name)
    raise LookupError(f"nothing serves at {address}")


def wait_for(address: str, seconds: int = 60) -> None:
    """Returns once the address answers."""
    for _ in range(seconds * 5):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} does not answer")


def wait_to_listen(port: int, seconds: int = 20) -> None:
    """Returns once something listens on a port of this machine."""
    for _ in range(seconds * 10):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")
