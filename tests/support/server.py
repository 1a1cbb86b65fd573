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


def serve(home: Path) -> Iterator[str]:
    """The dashboard's address, while it runs over a home on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")),
        *("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"),
        *("--server.fileWatcherType", "none"),
    ]
    log = (home / "dashboard.log").open("w", encoding="utf-8")
    # Started elsewhere, because the settings that lie beside server.py must count wherever one is.
    with (
        log,
        subprocess.Popen(
            command, cwd=home, env=os.environ | {"SCORECARD_HOME": str(home)}, stdout=log, stderr=log
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
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
