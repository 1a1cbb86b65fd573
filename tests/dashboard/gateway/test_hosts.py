"""The dashboard answers under its own names only, so that no website can lead its own name here."""

import http.client
from base64 import b64encode
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from dashboard.gateway.hosts import is_named

NAMES = ("scorecard.example.ca", "*.intranet.example.ca")

NAMED = [
    "localhost", "localhost:8501", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "10.0.0.7", "[fe80::1]",
    "scorecard.example.ca", "Scorecard.Example.ca:443", "scorecard.example.ca.", "a.intranet.example.ca",
]  # fmt: skip
OTHERS = [
    "evil.example", "evil.example:8501", "localhost.evil.example", "scorecard.example.ca.evil.example",
    "xscorecard.example.ca", "intranet.example.ca", "127.0.0.1.evil.example", "localhost:x", "localhost:99999",
    "a@localhost", "localhost/x", "[::1", "*", "::1", " ",
]  # fmt: skip


@pytest.mark.parametrize("host", NAMED)
def test_addresses_loopback_and_the_names_of_the_operator_lead_here(host):
    assert is_named(host, NAMES)


@pytest.mark.parametrize("host", OTHERS)
def test_no_other_name_does(host):
    assert not is_named(host, NAMES)
    assert not is_named(host, ())


def test_a_star_is_any_name():
    assert is_named("evil.example", ("*",))


def get(address: str, path: str, host: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)) as connection:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.read().decode()


@pytest.mark.parametrize("path", ["/", "/healthz", "/metrics", "/_stcore/host-config", "/media/x.csv"])
def test_nothing_is_read_under_another_name(address, path):
    status, sentence = get(address, path, "evil.example:8501")

    assert status == 421
    assert sentence.startswith("This dashboard is not called 'evil.example:8501'")
    assert "\nCe tableau de bord ne s’appelle pas" in sentence
    assert get(address, path, "localhost")[0] != 421


def knock(address: str, host: str, origin: str) -> int:
    """The status with which a session is answered."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": b64encode(b"0" * 16).decode(), "Sec-WebSocket-Protocol": "streamlit"}
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)) as connection:
        connection.request("GET", "/_stcore/stream", headers=upgrade | key | {"Host": host, "Origin": origin})
        with connection.getresponse() as response:
            return response.status


def test_no_session_begins_under_another_name(address):
    port = urlsplit(address).port

    assert knock(address, "evil.example", "http://evil.example") == 403
    assert knock(address, f"evil.example:{port}", f"http://evil.example:{port}") == 403
    assert knock(address, f"localhost:{port}", f"http://localhost:{port}") == 101


FOREIGN = ["http://evil.example", "https://evil.example:8501", "null", "http://localhost.evil.example", "file://"]


@pytest.mark.parametrize("origin", FOREIGN)
def test_no_page_of_another_site_begins_a_session(address, origin):
    assert knock(address, urlsplit(address).netloc, origin) == 403
