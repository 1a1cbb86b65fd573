"""Alerts are sent once to each who may see them, in their language; a server that is down costs nothing but a day."""

import json
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import apprise
import pytest

from data.errors import UserError
from data.messages import fill_address, send
from data.state import alert_deliveries
from data.state.alert_log import SENDING, note_alerts, note_delivery
from data.state.writing import decide_alert, grant
from data.storage.manifest import write_manifest
from scorecard.alert_sending import send_alerts
from tests.metrics.alerts.drawn import COUNTER, town

SECRET = "s3cret-Pa55"


class Webhook(BaseHTTPRequestHandler):
    """Keeps what is posted, by path; answers `server.status`."""

    def do_POST(self) -> None:
        posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status == 200:
            self.server.received.append((self.path, posted["title"], posted["message"]))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing on stderr."""


class Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to be handed a message."""

    def handle(self) -> None:
        self._say(220)
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("DATA"):
                self._say(354)
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.received.append(body.decode())
                self._say(250)
            elif line.upper().startswith("QUIT"):
                self._say(221)
                return
            else:
                self._say(250)

    def _say(self, code: int) -> None:
        self.wfile.write(f"{code} ok\r\n".encode())


@contextmanager
def listening(server: socketserver.TCPServer) -> Iterator[socketserver.TCPServer]:
    server.received, server.status = [], 200
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def webhook() -> Iterator[HTTPServer]:
    with listening(HTTPServer(("127.0.0.1", 0), Webhook)) as server:
        yield server


@pytest.fixture
def mail() -> Iterator[socketserver.TCPServer]:
    with listening(socketserver.TCPServer(("127.0.0.1", 0), Mail)) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A small town whose alerts are those that a test notes; out: the URL of its database."""
    write_manifest(tmp_path, town(tmp_path, {("north", 12): [50], ("south", 12): [5]}, 1).manifest)
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    return f"sqlite:///{tmp_path / 'state.db'}"


def noted(url: str, run: str, **severities: str) -> None:
    """What a run found: name → severity. `all` is of the whole, `staff` of a restricted record, others of a place."""
    note_alerts(url, run, [found(name, severity) for name, severity in severities.items()], ())


def found(name: str, severity: str) -> dict[str, object]:
    place = name not in ("all", "staff")
    facts = {"value": 0.25, "target": 0.85, "n": 60, "missed": 45, "periods": 4}
    return {
        "key": name,
        "rule": "place" if place else "missed",
        "kind": "place" if place else "missed",
        "indicator": "engagement_index" if name == "staff" else COUNTER,
        "codes": json.dumps({"location": name} if place else {}),
        "subject": "",
        "period": "2025-01",
        "severity": severity,
        "weight": 0.5,
        "facts": json.dumps(facts),
    }


def channels(monkeypatch: pytest.MonkeyPatch, server: HTTPServer, *names: str, **more: str) -> None:
    at = {name: f"json://{SECRET}@127.0.0.1:{server.server_port}/{place}" for place, name in enumerate(names)}
    monkeypatch.setenv("SCORECARD_ALERT_CHANNELS", json.dumps(at | more))


def test_each_reads_what_they_may_see_in_their_language_and_no_more(home, webhook, monkeypatch):
    noted(home, "r1", all="attention", north="urgent", south="notice", staff="urgent")
    names = ("board_member fr", "operations_manager location=north en", "planner both", "hr_analyst")
    channels(monkeypatch, webhook, *names)

    assert send_alerts().sent == 4

    told = {path: text.replace("\N{NO-BREAK SPACE}", " ") for path, _, text in webhook.received}
    board, manager, planner, analyst = (told[f"/{place}"] for place in range(4))
    assert "Servis au comptoir en 20 minutes ou moins, Centre Nord : 25,0 % sur 60 en janv. 2025" in board
    assert "Membre du conseil" in board
    assert "mobilisation" in board
    assert "North centre" in manager
    assert "South centre" not in manager
    assert "target not met" not in manager, "an alert on the whole is not that of a part"
    assert "engagement" not in manager.lower()
    assert "North centre" in planner
    assert "Centre Nord" in planner
    assert "engagement" not in planner.lower(), "a planner sees no staff results"
    assert "Served at the counter" not in analyst
    assert "engagement" in analyst.lower()


def test_nothing_is_sent_twice_and_what_got_worse_or_returned_is_told_again(home, webhook, monkeypatch):
    channels(monkeypatch, webhook, "board_member")
    for run, severity, news in [("r1", "notice", 1), ("r2", "notice", 0), ("r3", "urgent", 1), ("r4", "notice", 0)]:
        noted(home, run, north=severity)
        before = len(webhook.received)
        send_alerts()
        send_alerts()
        assert len(webhook.received) - before == news, run
    noted(home, "r5")
    assert send_alerts().sent == 0
    noted(home, "r6", north="notice")
    assert send_alerts().sent == 1


def test_a_server_that_is_down_is_told_and_tried_again(home, webhook, monkeypatch):
    noted(home, "r1", north="urgent")
    channels(monkeypatch, webhook, "board_member", "steward")
    webhook.status = 503

    result = send_alerts()

    assert (result.sent, set(result.failed)) == (0, {"board_member", "steward"})
    assert all("tried again with the next run" in reason for reason in result.failed.values())
    assert SECRET not in str(result) + str(alert_deliveries(home).to_dicts())
    webhook.status = 200
    assert send_alerts().sent == 2
    assert send_alerts().sent == 0
    assert [text.count("North centre") for _, _, text in webhook.received] == [1, 1]


def test_what_was_on_its_way_when_the_machine_stopped_is_not_sent_again(home, webhook, monkeypatch):
    noted(home, "r1", north="urgent")
    channels(monkeypatch, webhook, "board_member")
    note_delivery(home, "board_member", [1], SENDING)

    assert send_alerts().sent == 0
    assert webhook.received == []


def test_people_are_written_to_by_mail_each_what_is_theirs(home, mail, monkeypatch):
    noted(home, "r1", all="urgent", north="urgent")
    grant(home, "boss@example.org", "administrator", {}, author="a")
    grant(home, "south@example.org", "operations_manager", {"location": ["south"]}, author="a")
    grant(home, "up@example.org", "operations_manager", {"region": ["up"]}, author="a")
    port = mail.server_address[1]
    monkeypatch.setenv("SCORECARD_ALERT_MAIL", f"mailto://127.0.0.1:{port}/?from=s@example.org&to={{email}}")
    monkeypatch.setenv("SCORECARD_ALERT_LANGUAGE", "fr")

    assert send_alerts().sent == 2

    received = {email: text for text in mail.received for email in ("boss", "up", "south") if f"{email}@" in text}
    assert set(received) == {"boss", "up"}
    assert alert_deliveries(home).filter(outcome="sent")["recipient"].sort().to_list() == [
        "boss@example.org", "up@example.org"
    ]  # fmt: skip


def test_a_mail_server_that_is_down_is_not_waited_for_by_everybody(home, mail, monkeypatch):
    noted(home, "r1", north="urgent")
    for number in range(6):
        grant(home, f"p{number}@example.org", "administrator", {}, author="a")
    monkeypatch.setenv("SCORECARD_ALERT_MAIL", "mailto://127.0.0.1:9/?from=s@example.org&to={email}")

    result = send_alerts()

    assert (result.sent, len(result.failed)) == (0, 6)
    assert alert_deliveries(home).filter(outcome="failed").height == 3
    port = mail.server_address[1]
    monkeypatch.setenv("SCORECARD_ALERT_MAIL", f"mailto://127.0.0.1:{port}/?from=s@example.org&to={{email}}")
    assert send_alerts().sent == 6


def test_what_somebody_closed_is_not_sent(home, webhook, monkeypatch):
    from datetime import date

    noted(home, "r1", north="urgent")
    given = {"until": None, "note": "Known", "today": date(2025, 2, 1), "author": "a", "seen": 0, "event": 1}
    decide_alert(home, 1, decision="close", **given)
    channels(monkeypatch, webhook, "board_member")

    assert send_alerts().sent == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("chief", "'chief' is no reader of alerts: there is no role 'chief'"),
        ("operations_manager", "is granted with a scope only"),
        ("board_member channel", "a scope must name something"),
    ],
)
def test_a_channel_that_means_nothing_is_refused_in_a_sentence(home, webhook, monkeypatch, name, sentence):
    channels(monkeypatch, webhook, name)
    with pytest.raises(UserError, match=sentence):
        send_alerts()


def test_without_a_channel_a_sentence_says_what_to_set(home):
    with pytest.raises(UserError, match="neither SCORECARD_ALERT_CHANNELS nor SCORECARD_ALERT_MAIL"):
        send_alerts()


def test_whatever_a_service_raises_is_a_message_that_is_not_on_its_way(home, webhook, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot reach json://{SECRET}")

    noted(home, "r1", north="urgent")
    channels(monkeypatch, webhook, "board_member")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(apprise.Apprise, "notify", broken)
        (reason,) = send_alerts().failed.values()

    assert "(RuntimeError)" in reason
    assert SECRET not in reason
    assert send_alerts().sent == 1


def test_an_address_that_is_none_is_not_repeated():
    with pytest.raises(UserError) as refused:
        send(f"nonsense-{SECRET}", "s", "t")
    assert SECRET not in str(refused.value)
    assert fill_address("mailto://h?to={email}", "a+b c@example.org") == "mailto://h?to=a%2Bb%20c@example.org"
