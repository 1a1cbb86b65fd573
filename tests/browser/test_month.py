"""A month as five people play it: numbers in, comments asked for and written, the meeting, the close, a restatement."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.exports.pack.contents import contents
from dashboard.exports.pack.drawing import draw
from dashboard.exports.pack.edition import open_edition
from dashboard.exports.pack.look import look
from dashboard.exports.pack.model import Pack
from dashboard.queries.cache import forget
from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.state import comments, locked_figures
from data.state.writing import grant
from metrics.calendar.periods import parse
from tests.browser.conftest import CHROMIUM, foretell_demo, settled
from tests.browser.test_sign_in import CONFIGURATION, claims, sign_in, url_of
from tests.support.demo_home import copy_demo_home, publish_again
from tests.support.sign_in import CLIENT, dashboard, provide

pytestmark = pytest.mark.browser

PERIOD, MONTH = "2026-08", "Aug 2026"
CALLS, CALLS_TITLE = "calls_within_standard", "Calls answered within 60 seconds"
PEOPLE = {
    "steward": {},
    "operations_manager": {"channel": ("telephone",)},
    "planner": {},
    "chief_executive": {},
    "board_member": {},
}
CAME_LATE = """
UPDATE interaction SET wait_s = 600
WHERE channel = 'telephone' AND opened_at >= '2026-08-01' AND opened_at < '2026-09-01'
"""
"""As though the telephone system had told no waits of August, and found out in September that all were long."""


class Person:
    """Somebody who has signed in, at the month that is played."""

    def __init__(self, page: Page, site: str, name: str) -> None:
        self.page, self.site = page, site
        self.greeting = sign_in(page, site, name)

    def open(self, path: str = "", **asked: str) -> str:
        """What is on a page, without the blanks that no line breaks at."""
        chosen = "&".join(f"{name}={value}" for name, value in ({"lang": "en", "period": PERIOD} | asked).items())
        self.page.goto(f"{self.site}/{path}?{chosen}")
        return self.read()

    def read(self) -> str:
        return re.sub(r"\s+", " ", settled(self.page))

    def send(self, form: str, **values: str) -> str:
        """Fills in a form, sends it, and reads what the page says then."""
        if not self.page.locator(f"#{form}-form[open]").count():
            self.page.locator(f"#{form}-form summary").click()
        for name, value in values.items():
            field = self.page.locator(f"#{form}-{name}")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.locator(f"#{form}-form button").click()
        self.page.wait_for_timeout(300)
        return self.read()

    def press(self, key: str) -> str:
        """What is on the page that a key leads to."""
        before = self.page.url
        self.page.keyboard.press(key)
        self.page.wait_for_url(lambda url: url != before)
        return self.read()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of this month alone, for it is closed and restated."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} (set CHROMIUM=)")
    home = copy_demo_home(tmp_path_factory)
    foretell_demo(home)
    for role, scope in PEOPLE.items():
        grant(url_of(home), f"{role}@example.org", role, scope, author="the test")
    return home


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    with (
        provide(*map(claims, PEOPLE)) as provider,
        dashboard(home, SCORECARD_SIGN_IN_URL=provider + CONFIGURATION, **CLIENT) as address,
    ):
        yield address


@pytest.fixture
def people(browser: Browser, site: str) -> Iterator[dict[str, Person]]:
    contexts = [browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True) for _ in PEOPLE]
    yield {role: Person(each.new_page(), site, role) for role, each in zip(PEOPLE, contexts, strict=True)}
    for each in contexts:
        each.close()


def test_a_month_from_the_numbers_to_the_board_and_what_is_restated_later(
    people: dict[str, Person], home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    steward, phones, planner, chief, board = people.values()

    # Numbers in: the steward sees how far they reach and what was refused.
    assert "31 Aug 2026" in steward.open("health")

    # Comments are asked for, and the planner finds out which.
    asked = chief.open("reporting")
    assert "mandatory: missed two periods running" in asked
    summary = re.search(r"Comments asked for: (\d+), written: 0; mandatory: (\d+)", asked)
    name = planner_writes(planner, planner.open("reporting"))
    assert f"Comments asked for: {summary[1]}, written: 1" in planner.open("reporting")

    # Who sees a part writes on it, and nobody reads that beside the number of the whole.
    phones.open("indicator", indicator=CALLS)
    said = phones.send("comment", happened_en="Night calls of the telephone line.", why_en="One desk was empty.")
    assert "Saved: comment on " in said
    assert "Night calls" not in chief.open("indicator", indicator=CALLS)

    # The meeting goes through what is off, by keyboard, and minutes as it goes.
    chief.open("reporting")
    chief.page.locator("#go-meeting").click()
    chief.page.wait_for_url("**meeting=1**")
    assert f"Meeting on {MONTH} · Item 1 of " in chief.read()
    assert "Item 2 of" in chief.press("ArrowRight")
    assert "Item 1 of" in chief.press("ArrowLeft")
    at = chief.open("reporting", meeting=name, full="1")
    assert "not yet supported by the data" in at
    assert "Noted." in chief.send("meeting-note", note="The board wants weekly figures.")
    due = {"owner": "planner@example.org", "due": "2026-08-31"}
    assert "Saved: number " in chief.send("add-item", kind="decision", text_en="Fund a third desk", **due)
    minutes = chief.open("reporting", meeting="minutes")
    assert "The board wants weekly figures. chief_executive@example.org" in minutes
    assert "Fund a third desk planner@example.org due 31 Aug 2026" in minutes
    with chief.page.expect_download() as download:
        chief.page.locator("button[data-file=csv]").first.click()
    assert b"Fund a third desk" in download.value.path().read_bytes()

    # What was decided stands where the number is, and on the page of who has it.
    assert "Fund a third desk" in board.open("indicator", indicator=name)
    assert "Fund a third desk" in planner.open("mine")

    # The month is closed, and nobody writes over it.
    chief.open("reporting")
    assert f"{MONTH} is closed, with 15 figures." in chief.send("lock", reason="All in but for late waits")
    assert "was closed on" in board.open()
    planner.open("indicator", indicator=name)
    assert planner.page.locator("#comment-form").count() == 0
    before = locked_figures(url_of(home)).filter(indicator=CALLS)["value"].item()
    printed = print_pack()

    # Later the source corrects itself: what was reported stays, and what is known now stands beside it.
    with sqlite3.connect(home / "demo.db") as source:
        source.execute(CAME_LATE)
    source.close()
    publish_again(home)
    restated = board.open("reporting")
    assert re.search(r"\d+ figures? ha(s|ve) changed since: .*Calls answered", restated), restated
    assert re.search(rf"{CALLS_TITLE} 100\.0%[^✗]*? \d\.\d%[^✗]*? restated", restated)
    assert locked_figures(url_of(home)).filter(indicator=CALLS)["value"].item() == before == 1

    # Printed again the book is the same, byte for byte, but for its cover, which tells that figures have changed since.
    reprinted = print_pack()
    assert "changed since" in " ".join(text for fact in reprinted.facts for text in fact)
    assert draw(replace(reprinted, facts=printed.facts), look(), ".html") == draw(printed, look(), ".html")

    # And the trail says who did what.
    wrote = search_trail(url_of(home), event="wrote")
    assert set(wrote["who"]) >= {f"{role}@example.org" for role in ("planner", "operations_manager", "chief_executive")}
    assert comments(url_of(home)).height == 2


def print_pack() -> Pack:
    """The board pack of the month, as the administrator of the home gets it."""
    forget()
    return contents(open_edition(Viewer(), "en", parse(PERIOD)))


def planner_writes(planner: Person, asked: str) -> str:
    """Comments on the first indicator that must be commented on; out: its name."""
    link = planner.page.locator("table a[href*='indicator=']").first
    name = re.search(r"indicator=(\w+)", link.get_attribute("href") or "")[1]
    planner.open("indicator", indicator=name)
    said = planner.send(
        "comment",
        happened_en="Service improved.",
        why_en="Two people were hired.",
        action_en="Open a third desk",
        action_owner="planner@example.org",
        action_due="2026-09-30",
        effect_en="Back within the target.",
        effect_by="2026-10-31",
        effect_direction="up",
    )
    assert "Saved: comment on " in said
    assert "“improved”: no improvement beyond normal variation, not yet supported by the data." in said
    assert "too early to tell" in said
    return name
