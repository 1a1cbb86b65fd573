"""An address that is no page is answered by us, in both languages."""

import pytest

from dashboard.gateway.missing import MissingPage
from dashboard.shell.pages import PAGES
from tests.support.client import run_apart

PAGE_NAMES = [page.name for page in PAGES]


def answer(path: str, prefix: str = "", accept: str = "text/html,*/*", method: str = "GET") -> tuple[int, str]:
    """What a browser gets that opens a path; 200 where it is let through to Streamlit."""
    sent: list[dict] = []

    async def streamlit(scope, receive, send):
        sent.append({"status": 200})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept", accept.encode())]}
    run_apart(MissingPage(streamlit, PAGE_NAMES, prefix)(scope, None, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.mark.parametrize(
    "path", ["/", *(f"/{name}" for name in PAGE_NAMES), "/healthz", "/_stcore/health", "/media/a.csv"]
)
def test_pages_and_all_else_that_is_served_pass(path):
    assert answer(path)[0] == 200


def test_another_address_is_said_in_both_languages_with_a_way_on():
    status, html = answer("/scorecrad")

    assert status == 404
    assert "There is no page “scorecrad” here." in html
    assert "Il n’y a pas de page «&nbsp;scorecrad&nbsp;» ici." in html
    assert 'href="/?lang=en"' in html
    assert 'href="/?lang=fr"' in html


def test_below_a_path_the_way_on_stays_below_it():
    assert 'href="/board/?lang=fr"' in answer("/board/nothing", "board")[1]
    assert answer("/board/demand", "board")[0] == 200


def test_markup_in_an_address_is_text():
    assert "<script>" not in answer("/%3Cscript%3E")[1]


def test_what_is_no_browser_opening_a_page_is_left_alone():
    assert answer("/nothing", accept="application/json")[0] == 200
    assert answer("/nothing", method="POST")[0] == 200
