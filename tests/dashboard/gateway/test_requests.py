"""What is asked beside the pages: no uploads, no files of the machine, and headers that keep a browser to our own."""

import http.client
import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from dashboard.gateway.headers import INDEX, policy


def ask(address: str, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], str]:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)) as connection:
        connection.request(method, path, body, {"Cookie": "_streamlit_xsrf=x", "X-Xsrftoken": "x"})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode()


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "GET"])
def test_no_file_can_be_left_with_the_server(address, method):
    status, _, sentence = ask(address, method, "/_stcore/upload_file/session/file", b"x" * 1000)

    assert status == 405
    assert sentence == "This dashboard takes no files.\nCe tableau de bord ne reçoit aucun fichier.\n"


@pytest.mark.parametrize(
    "path", ["/", "/demand?lang=fr", "/healthz", "/metrics", "/_stcore/host-config", "/nowhere.js"]
)
def test_every_answer_keeps_the_browser_to_our_own(address, path):
    _, headers, _ = ask(address, "GET", path)

    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["frame-ancestors"] == "'self'"
    assert not {"'unsafe-eval'", "'unsafe-inline'", "*"} & set(rules["script-src"].split())
    assert rules["default-src"] == "'self'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


def test_the_one_script_within_the_page_is_known_by_its_hash():
    index = INDEX.read_text(encoding="utf-8")

    assert policy(index).count("'sha256-") == index.count("<script>") == 1
    assert not re.search(r"\son\w+=", index), "no handler within the page, which no hash lets through"


def test_no_other_site_may_command_the_page(address):
    assert '"allowedOrigins":[]' in ask(address, "GET", "/_stcore/host-config")[2]


TRAVERSAL = [
    "/static/../../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/media/..%2f..%2f..%2fetc%2fpasswd",
    "/_stcore/bidi-components/../../../../etc/passwd",
    "/component/x/..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
]


@pytest.mark.parametrize("path", TRAVERSAL)
def test_no_address_leads_to_the_files_of_the_machine(address, path):
    status, _, body = ask(address, "GET", path)

    assert "root:" not in body
    assert status in (400, 403, 404) or "<title>Streamlit</title>" in body
