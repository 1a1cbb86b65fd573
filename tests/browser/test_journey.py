"""From the scorecard down and back, by mouse and by keyboard; each step's address shows the same to someone else."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/?lang=en&period=2026-08")
    settled(page)
    yield page
    context.close()


def seen_by_another(browser: Browser, url: str) -> str:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(url)
    displayed = settled(page)
    context.close()
    return displayed


def test_down_by_clicks_and_back(browser: Browser, page: Page):
    steps = [(page.url, settled(page))]
    for link in ("Served at the counter within 20 minutes", "Region", "East"):
        page.get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_url(lambda url: url != steps[-1][0])
        page.wait_for_timeout(300)
        steps.append((page.url, settled(page)))

    assert len({displayed for _, displayed in steps}) == 4
    assert "East" in page.locator(".only").inner_text()
    for url, displayed in steps:
        assert seen_by_another(browser, url) == displayed
    for url, displayed in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_timeout(300)
        assert (page.url, settled(page)) == (url, displayed)


def test_down_by_keyboard(page: Page):
    page.get_by_role("link", name="Digital take-up", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Digital take-up')")

    page.get_by_role("link", name="Scorecard", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("table.score")


def test_choices_stay_along_every_link(page: Page):
    page.get_by_label("Channel").select_option(label="Telephone")
    page.wait_for_url(re.compile("channel=telephone"))
    settled(page)
    page.get_by_role("link", name="Français").click()
    page.wait_for_selector("h1:has-text('Tableau de bord')")
    page.get_by_role("link", name="Satisfaction globale", exact=True).first.click()
    page.wait_for_selector("h1:has-text('Satisfaction globale')")

    query = parse_qs(urlsplit(page.url).query)
    assert (query["lang"], query["period"], query["channel"]) == (["fr"], ["2026-08"], ["telephone"])
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_a_control_click_is_the_browsers_own(page: Page):
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Trust", exact=True).first.click(modifiers=["Control"])

    opened.value.wait_for_selector("h1:has-text('Trust')")
    assert page.locator("table.score").count() == 1


def test_the_scorecard_is_the_tile_of_its_indicator(page: Page):
    row = page.locator("table.score tbody tr", has_text="Calls answered within 60 seconds")
    value = row.locator(".value").inner_text()
    row.get_by_role("link").first.click()
    page.wait_for_selector(".facts .big")

    assert page.locator(".facts .big").inner_text() == value
