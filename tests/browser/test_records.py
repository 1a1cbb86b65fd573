"""From the scorecard down to one transaction and back, by keyboard alone; and forms, links and files of these pages."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settled
from tests.browser.test_journey import seen_by_another

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/?lang=en&period=2026-08")
    settled(page)
    yield page
    context.close()


def follow(page: Page, name: str | re.Pattern[str]) -> tuple[str, str]:
    """Goes to a link by keyboard; where that leads to, and what is seen there."""
    before = page.url
    page.get_by_role("link", name=name).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_timeout(300)
    return page.url, settled(page)


def test_down_to_one_transaction_and_back_by_keyboard(browser: Browser, page: Page):
    steps = [(page.url, settled(page))]
    for link in ("Service standards met", re.compile("^See the .* records"), re.compile("^TX2608"), "Back to the list"):
        steps.append(follow(page, link))

    assert "add up exactly to the number on the scorecard" in steps[2][1]
    assert "What happened" in steps[3][1]
    assert steps[4] == steps[2], "the way back leads to the very list"
    for url, displayed in steps:
        assert seen_by_another(browser, url) == displayed
    for url, displayed in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_function("url => location.href === url", arg=url)
        page.wait_for_timeout(300)
        assert settled(page) == displayed


def test_a_search_by_keyboard_goes_there_and_back_leads_home(page: Page):
    follow(page, "Transactions")
    start = page.url
    page.get_by_role("searchbox", name="Transaction number, indicator, service or place").fill("TX2608-0000005")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('TX2608-0000005')")

    page.go_back()
    page.wait_for_function("url => location.href === url", arg=start)


def test_columns_are_chosen_sorted_and_kept(page: Page, address: str):
    page.goto(f"{address}/transactions?lang=en&period=2026-08&indicator=service_standards_met")
    settled(page)
    page.get_by_text(re.compile(r"^Columns \(")).click()
    page.get_by_role("checkbox", name="Fee").check()
    page.get_by_role("button", name="Show these columns").press("Enter")
    page.wait_for_selector("th:has-text('Fee')")
    page.get_by_role("link", name=re.compile("^Fee")).press("Enter")
    page.wait_for_selector("th[aria-sort=ascending]:has-text('Fee')")

    assert "fee_cents" in page.url
    assert "sort=fee_cents" in page.url


def test_the_file_adds_up_to_the_number(page: Page, address: str):
    page.goto(f"{address}/transactions?lang=fr&period=2026-08&indicator=service_standards_met")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="en CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")), delimiter=";"))

    sums = page.locator(".sums").inner_text().replace("\N{NO-BREAK SPACE}", "")
    above, below = (sum(int(row[f"Ajoute au {part}"]) for row in rows) for part in ("numérateur", "dénominateur"))
    assert f"numérateur {above} ÷ dénominateur {below}" in sums
    assert f"{len(rows)} opérations" in sums


def test_a_definition_has_an_address_of_its_own(page: Page, address: str):
    page.goto(f"{address}/definitions?lang=en#trust")
    settled(page)
    page.wait_for_timeout(500)

    entry = page.locator("details#trust")
    assert entry.get_attribute("open") is not None
    assert -5 <= entry.bounding_box()["y"] <= 200


def test_the_strategy_map_is_walked_by_keyboard(page: Page, address: str):
    page.goto(f"{address}/strategy?lang=en&period=2026-08")
    settled(page)
    page.locator("a.node").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator?**")
