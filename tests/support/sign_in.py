"""A real provider of sign-ins, and the dashboard started by its command so that people sign in with it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import wait_for

CLIENT = {"SCORECARD_SIGN_IN_CLIENT": "scorecard", "SCORECARD_SIGN_IN_SECRET": "a secret of the two"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def provide(*people: Mapping[str, object], port: int | None = None, token_seconds: int = 3600) -> Iterator[str]:
    """The address of a provider that knows these people by their claims."""
    port = port or free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    command += ["--token-max-age", str(token_seconds)]
    for claims in people:
        command += ["--user-claims", json.dumps(claims)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as provider:
        try:
            wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
            yield f"http://127.0.0.1:{port}"
        finally:
            provider.terminate()
            provider.wait(timeout=20)


@contextmanager
def dashboard(home: Path, **settings: str) -> Iterator[str]:
    """The address of the dashboard over a home, started by `scorecard dashboard` with these settings."""
    port = free_port()
    log = (home / f"dashboard-{port}.log").open("w", encoding="utf-8")
    with (
        log,
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "scorecard", "dashboard", "--port", str(port)],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"SCORECARD_HOME": str(home)} | settings,
            stdout=log,
            stderr=log,
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)
