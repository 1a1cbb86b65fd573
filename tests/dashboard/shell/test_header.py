"""The one control of the period, periods without data, what is open, what was verified, and runs to look back at."""

import re
from pathlib import Path

import pytest

from dashboard.queries import session
from dashboard.shell.masthead import masthead
from data.access.viewer import Viewer
from tests.support.pages import context, drawn, opened, words


def options(page: str, name: str) -> list[str]:
    """What a list of the head offers."""
    return re.findall(r"<option[^>]*>([^<]*)</option>", page.split(f'id="{name}"')[1].split("</select>")[0])


def test_the_latest_month_is_chosen_and_the_open_one_says_how_far_it_is(open_town: Path):
    """The data reach to Thursday 20 March 2025: three weeks of five days, less the day after, and all 21 weekdays."""
    page = drawn(opened(lang="en"))

    assert options(page, "go-period")[:3] == [
        "Latest: Feb 2025", "2024-25 to Feb 2025", "Mar 2025 (open, 14 of 21 business days)",
    ]  # fmt: skip
    assert re.search(r"<option[^>]*selected[^>]*>([^<]*)<", page.split('id="go-period"')[1])[1] == "Latest: Feb 2025"
    assert "period=2025-01" in re.search(r'href="([^"]*)"[^>]*id="go-earlier"', page)[1]
    assert "period=2025-03" in re.search(r'href="([^"]*)"[^>]*id="go-later"', page)[1]


@pytest.mark.parametrize("page", ["scorecard", "indicator", "transactions", "strategy"])
@pytest.mark.parametrize(
    ("lang", "period", "sentence", "way_on"),
    [
        ("en", "2027-05", "May 2027 has not begun. Latest complete month: Mar 2025", "period=2025-03"),
        ("fr", "2027-05", "cette période n’a pas commencé. Dernier mois complet : mars 2025", "period=2025-03"),
        ("en", "2011-01", "There are no data of Jan 2011 yet. The data begin in Jan 2025", "period=2025-01"),
    ],
)
def test_a_period_without_data_is_one_sentence_and_a_way_on(
    page: str, lang: str, period: str, sentence: str, way_on: str, town: Path
):
    at = opened(page, lang=lang, period=period, indicator="trust")

    assert sentence in words(at).replace("\N{NO-BREAK SPACE}", " ")
    assert way_on in re.search(r'href="([^"]*)"[^>]*id="go-known"', drawn(at))[1]
    assert "<table" not in drawn(at)
    assert "need" not in words(at), "nothing is judged of a time that nobody knows"


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("2025-W53", "'2025-W53' is not a week: the weeks of 2025 are 2025-W01 to 2025-W52."),
        ("2024-25 T4", "'2024-25 T4' is not how a period is written here: write FY2024-25-Q4."),
        ("mars 2025", "'mars 2025' is not how a period is written here: write 2025-03."),
    ],
)
def test_what_is_no_period_says_why_and_what_is_shown_instead(period: str, reason: str, town: Path):
    text = words(opened(lang="en", period=period))

    assert reason in text
    assert "Mar 2025 is shown instead." in text


def test_an_open_period_is_marked_compared_and_not_judged(open_town: Path):
    text = words(opened(lang="en", period="2025-03"))

    assert "Mar 2025 is still open: 14 of 21 business days, to 20 Mar 2025." in text
    assert "Same days of Mar 2024" in text
    assert "is not judged while the period is open" in text
    assert "steady" not in text


@pytest.mark.parametrize(("role", "leads"), [("board_member", False), ("steward", True)])
def test_only_who_may_open_data_health_is_led_there(town: Path, role: str, leads: bool):
    viewer = Viewer(role, email="a@example.org")
    head = masthead(context("scorecard", snapshot=session.open_snapshot(viewer=viewer), viewer=viewer))

    assert "Not verified yet" in head
    assert ('href="./health' in head) == leads


def test_a_run_that_nobody_verified_says_so(town: Path):
    assert "Not verified yet" in words(opened(lang="en"))
    assert "Pas encore vérifié" in words(opened(lang="fr"))
