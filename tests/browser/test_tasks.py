"""What six people come for, in as few clicks as it takes: a click is one choice or one link; reading is free."""

import csv
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

PERIOD = "2026-08"


class Reader:
    """Somebody at the pages, whose clicks are counted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.clicks = page, address, 0

    def open(self, path: str = "", lang: str = "en") -> str:
        """What is on a page that is opened by its address."""
        join = "&" if "?" in path else "?"
        self.page.goto(f"{self.address}/{path}{join}lang={lang}&period={PERIOD}")
        return settled(self.page)

    def click(self, name: str | re.Pattern[str], role: str = "link") -> str:
        """What is on the page after a click."""
        before = self.page.url
        self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first.click()
        self.clicks += 1
        if role == "link":
            self.page.wait_for_url(lambda url: url != before)
            self.page.wait_for_timeout(200)
        return settled(self.page)

    def save(self, kind: str, place: int = 0) -> tuple[str, bytes]:
        """The name and content of a file that a button gives."""
        with self.page.expect_download() as download:
            self.page.locator(f"button[data-file={kind}]").nth(place).click()
        self.clicks += 1
        return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    yield Reader(context.new_page(), address)
    context.close()


def test_t1_the_chief_executive_sees_what_is_off_whether_it_is_real_where_from_and_who_has_it(reader: Reader):
    scorecard = reader.open()
    assert re.search(r"need(s)? attention", scorecard)
    assert reader.page.locator("table.score tr.pressing").count()

    indicator = reader.click(reader.page.locator("table.score tr.pressing a").first.inner_text())

    assert "Is it a signal?" in indicator
    assert "Where it comes from" in indicator
    assert "Owner" in indicator
    assert reader.clicks == 1


def test_t2_a_board_member_explains_a_change_and_takes_the_chart_along(reader: Reader):
    reader.open("indicator?indicator=service_standards_met")
    explained = reader.click("since the previous period")
    assert "Of the change of" in explained

    table = reader.page.locator(".why table tbody tr")
    effects = [number(row.locator("td").last.inner_text()) for row in table.all()]
    assert sum(effects[:-1]) == pytest.approx(effects[-1]), "what is on screen adds up"

    name, picture = reader.save("png", 1)
    assert picture.startswith(b"\x89PNG")
    assert name.startswith(f"indicator_service-standards-met_{PERIOD}_run-")
    drawing = reader.save("svg", 1)[1].decode()
    assert "Fictional data" in drawing
    assert "var(--" not in drawing, "colours are those of the page, in any programme"
    assert reader.clicks == 3


def test_t3_an_operations_manager_finds_the_worst_centre_and_the_rows_that_missed(reader: Reader):
    reader.open("indicator?indicator=counter_within_20_minutes")
    reader.click("Location")
    worst = reader.page.locator("table.wide", has_text="Location").first.locator("tbody th a").first.inner_text()
    reader.click(worst)
    reader.click(re.compile("records behind this number"))
    rows = reader.click(re.compile(r"^Missed only"))

    listed = int(re.search(r"Missed only \(([\d,]+)\)", rows)[1].replace(",", ""))
    assert worst in rows
    assert reader.page.locator("table.list tbody tr").count() == min(listed, 100)
    assert {cell.inner_text() for cell in reader.page.locator("table.list tbody td:nth-child(2)").all()} == {"0"}
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name=re.compile("rows as CSV")).click()
    file = list(csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines()))
    assert len(file) == listed
    assert {row["Fictional data"] for row in file} == {"Yes"}
    assert "missed" in download.value.suggested_filename
    assert reader.clicks == 4


@pytest.mark.parametrize(("lang", "menu"), [("en", "Operations"), ("fr", "Exploitation")])
def test_t3_from_the_scorecard_to_the_visits_of_the_worst_hour_in_two_steps_by_the_keyboard(
    reader: Reader, lang: str, menu: str
):
    def follow(step: Locator) -> None:
        before = reader.page.url
        step.focus()
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(lambda url: url != before)
        reader.page.wait_for_timeout(200)
        settled(reader.page)

    reader.open(lang=lang)
    follow(reader.page.locator(".menu").get_by_role("link", name=menu, exact=True))
    cells = reader.page.locator(".heat").first.locator("td a.missed").all()
    missed, cell = max(((int(cell.inner_text()), cell) for cell in cells), key=lambda pair: pair[0])
    follow(cell)

    assert re.search(r"only=missed&location=\w+&hour=\d\d%3A[03]0", reader.page.url)
    assert reader.page.locator("table.list tbody tr").count() == min(missed, 100) > 0


def test_t4_a_planner_reads_demand_with_its_accuracy_and_takes_it_along(reader: Reader):
    demand = reader.open("demand?channel=telephone")
    assert "How accurate it is" in demand

    name, content = reader.save("csv")
    assert name.startswith("demand_")
    assert b"Fictional data" in content
    assert reader.clicks == 1


def test_t5_an_analyst_finds_a_definition_by_a_word_and_what_was_verified(reader: Reader):
    reader.open()
    reader.page.locator("#search").fill("wait")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("search"))
    settled(reader.page)
    found = reader.click("Average speed of answer")
    assert "How it is computed" in found
    health = reader.click("Data health")
    assert "verif" in health.lower()
    assert reader.clicks == 2


FOCUS = """() => {
  let one = document.activeElement
  while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement
  return [one.tagName, one.id, one.textContent.trim().slice(0, 80)]
}"""


def test_t6_a_newcomer_is_told_how_to_read_and_comes_back_by_the_keyboard(reader: Reader):
    reader.open(lang="fr")
    reader.page.locator("#guide summary").click()
    assert "Bienvenue" in reader.page.locator("#guide .sheet").inner_text()
    assert reader.page.locator("#guide .sheet svg").count() >= 8, "the icons as they are drawn"
    reader.page.keyboard.press("Escape")
    assert not reader.page.locator("#guide").get_attribute("open")
    assert reader.page.evaluate(FOCUS)[0] == "SUMMARY", "the focus is where it was"


def test_from_the_scorecard_to_a_transaction_in_at_most_twelve_stops_of_the_keyboard(reader: Reader):
    """By Tab and Enter alone, from a page that was just opened."""
    page, stops = reader.page, 0

    def press(key: str) -> list[str]:
        nonlocal stops
        stops += 1
        page.keyboard.press(key)
        page.wait_for_timeout(120)
        return page.evaluate(FOCUS)

    def tab_to(wanted: str) -> None:
        for _ in range(30):
            if re.search(wanted, press("Tab")[2]):
                return
        raise AssertionError(f"no {wanted}")

    reader.open()
    tab_to("Skip to the content")
    assert press("Enter")[1] == "content", "the skip link skips"
    tab_to("Skip the filters")
    assert press("Enter")[0] == "TBODY", "to the rows"
    tab_to("[a-z]")
    tab_to(r"^[$\d]")
    press("Enter")
    page.wait_for_url(re.compile("transactions"))
    settled(page)
    assert page.evaluate(FOCUS)[1] == "content", "another page begins at its heading"
    tab_to("Skip the filters")
    press("Enter")
    tab_to(r"[A-Z]{2}\d+")
    press("Enter")
    page.wait_for_url(re.compile("/transaction\\?"))

    assert stops <= 12


def test_axe_finds_nothing_with_any_of_its_rules(reader: Reader):
    """Best practices too, which the pages' own test leaves out: landmarks, regions, headings."""
    reader.open("indicator?indicator=counter_within_20_minutes", lang="fr")

    report = Axe().run(reader.page)

    assert report.violations_count == 0, report.generate_report()


def number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-").replace(",", "").replace("+", ""))
