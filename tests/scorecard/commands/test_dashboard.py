"""`scorecard dashboard` listens on this machine only unless it is told otherwise, and says where a browser finds it."""

import socket
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from data.errors import UserError
from data.settings import settings
from scorecard.commands import dashboard
from scorecard.commands.dashboard import can_listen, url


@pytest.mark.parametrize(
    ("address", "hosts", "said"),
    [
        ("127.0.0.1", [], "http://127.0.0.1:8501"),
        ("127.0.0.1", ["scorecard.example.ca"], "http://127.0.0.1:8501"),
        ("10.0.0.7", [], "http://10.0.0.7:8501"),
        ("::1", [], "http://[::1]:8501"),
        ("0.0.0.0", ["*.example.ca", "scorecard.example.ca"], "http://scorecard.example.ca:8501"),
        ("0.0.0.0", ["*"], "http://127.0.0.1:8501"),
        ("::", [], "http://127.0.0.1:8501"),
    ],
)
def test_the_address_that_is_said_is_one_that_is_listened_on(address, hosts, said):
    assert url(address, 8501, hosts) == said


def test_a_port_is_free_where_nothing_listens_at_that_address():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not can_listen("127.0.0.1", port)
        assert not can_listen("0.0.0.0", port)
    assert can_listen("127.0.0.1", port)


@pytest.mark.parametrize("address", ["203.0.113.9", "nowhere.invalid", "x", "::zz"])
def test_an_address_of_another_machine_is_one_sentence(address):
    with pytest.raises(UserError, match="cannot listen on"):
        can_listen(address, 8501)


class Server(nullcontext["Server"]):
    """Stands for the process that serves."""

    def __init__(self, command: list[str], env: dict[str, str], **_: object) -> None:
        super().__init__(self)
        self.command, self.env = command, env
        started.append(self)

    def wait(self) -> int:
        return 0


started: list[Server] = []


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """Runs the command and returns what it would serve with."""
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    monkeypatch.setattr(dashboard.subprocess, "Popen", Server)
    monkeypatch.setattr(dashboard.signal, "signal", lambda *_: None)
    started.clear()

    def run(*arguments: str) -> Server:
        result = CliRunner().invoke(dashboard.app, arguments, catch_exceptions=False, standalone_mode=False)
        assert result.exit_code == 0, result.output
        return started.pop()

    return run


def test_it_listens_on_this_machine_only_unless_told_otherwise(start):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])

    def address(server: Server) -> str:
        return server.command[server.command.index("--server.address") + 1]

    assert address(start("--port", port)) == "127.0.0.1"
    assert address(start("--port", port, "--address", "0.0.0.0", "--open")) == "0.0.0.0"


def test_names_of_the_option_and_of_the_setting_are_both_handed_on(start, monkeypatch):
    monkeypatch.setenv("SCORECARD_HOSTS", "a.example.ca, *.b.example.ca")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])

    assert (
        start("--port", port, "--host", "c.example.ca").env["SCORECARD_HOSTS"]
        == "a.example.ca,*.b.example.ca,c.example.ca"
    )


@pytest.mark.parametrize(("prefix", "path"), [("scorecard", "scorecard"), ("/a/b.c/", "a/b.c"), ("", None)])
def test_a_path_of_the_proxy_is_handed_on_without_its_outer_strokes(start, prefix, path):
    command = start("--prefix", prefix).command

    assert ("--server.baseUrlPath" in command) == (path is not None)
    assert path is None or command[command.index("--server.baseUrlPath") + 1] == path


@pytest.mark.parametrize("prefix", ["https://x.ca/y", "a//b", "../a", "a b", "a?b", "été"])
def test_what_is_no_path_is_refused(start, prefix):
    with pytest.raises(UserError, match="is not a path"):
        start("--prefix", prefix)


@pytest.mark.parametrize("host", ["http://x.ca", "x.ca:80", "x ca", "", "-*", "x..ca", "a.*.ca"])
def test_what_is_no_name_is_refused(start, monkeypatch, host):
    with pytest.raises(UserError, match="is not the name of a host"):
        start("--host", host)
    if host:
        monkeypatch.setenv("SCORECARD_HOSTS", host)
        with pytest.raises(UserError, match="SCORECARD_HOSTS is not names like"):
            settings()
