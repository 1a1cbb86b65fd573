"""The foot of every page: how to read it, the accessibility statement, and a report with the page's address in it."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.pages import drawn, opened, words


def foot(at) -> str:
    return re.search(r"<footer.*?</footer>", drawn(at), re.S)[0]


@pytest.mark.parametrize(
    "page", ["", "indicator", "transactions", "demand", "strategy", "definitions", "accessibility"]
)
def test_every_page_leads_to_its_reading_guide_and_the_statement(town: Path, page: str):
    links = re.findall(r'href="([^"]*)"', foot(opened(page, lang="en", period="2025-02")))

    assert [link.partition("?")[0] for link in links] == ["./definitions", "./accessibility"]
    assert links[0].endswith("#words")
    assert all("lang=en" in link and "period=2025-02" in link for link in links)


@pytest.mark.parametrize(
    ("lang", "subject"), [("en", "Service scorecard: "), ("fr", "Tableau de bord des services\xa0: ")]
)
def test_a_problem_is_reported_with_the_address_of_what_is_on_the_screen(
    town: Path, monkeypatch: pytest.MonkeyPatch, lang: str, subject: str
):
    monkeypatch.setenv("SCORECARD_CONTACT", "help@example.ca")
    at = opened("indicator", lang=lang, indicator="trust", period="2025-02", channel="online")
    mail = urlsplit(unescape(re.search(r'href="(mailto:[^"]*)"', foot(at))[1]))
    said = parse_qs(mail.query)

    assert mail.path == "help@example.ca"
    assert said["subject"][0].startswith(subject)
    for choice in ("indicator=trust", "period=2025-02", "channel=online", f"lang={lang}"):
        assert choice in said["body"][0]


@pytest.mark.parametrize(
    ("contact", "sentence"), [("help@example.ca", "Write to help@example.ca"), ("", "Tell the people")]
)
def test_the_statement_says_whom_to_write_to(town: Path, monkeypatch: pytest.MonkeyPatch, contact: str, sentence: str):
    monkeypatch.setenv("SCORECARD_CONTACT", contact)

    assert sentence in words(opened("accessibility", lang="en"))
