"""A planner's way through the Demand page: from a week to its plan, and a scenario from its first step to the plan."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settled
from tests.browser.test_journey import seen_by_another

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/demand?lang=en&channel=telephone")
    settled(page)
    yield page
    context.close()


def follow(page: Page, name: str) -> None:
    before = page.url
    page.get_by_role("link", name=name).first.click()
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_timeout(300)
    settled(page)


def test_a_week_is_changed_by_a_form_and_withdrawn_again(browser: Browser, page: Page):
    follow(page, "Plan: overrides")
    follow(page, "Change the week of 15 Sep 2026")
    page.locator("#override-amount").fill("10")
    page.locator("#override-name").fill("Mailing")
    page.locator("#override-reason").fill("A letter goes out")
    page.locator("#override-who").fill("Planning")
    page.locator("#override-form button").click()
    page.get_by_text("Saved: Mailing.").wait_for()

    assert "✓ in force" in seen_by_another(browser, page.url), "what is written is there for everyone"
    assert page.locator("#override-amount").input_value() == "", "the form is empty again"

    page.locator("#withdraw-form summary").click()
    page.locator("#withdraw-reason").fill("Cancelled")
    page.locator("#withdraw-form button").click()
    page.get_by_text("Withdrawn: Mailing.").wait_for()
    assert "withdrawn by Planning: Cancelled" in settled(page)


def test_a_mistake_keeps_what_was_filled_in(page: Page):
    follow(page, "Plan: overrides")
    page.locator("#override-form summary").click()
    page.locator("#override-amount").fill("ten")
    page.locator("#override-name").fill("Mailing")
    page.locator("#override-reason").fill("A letter goes out")
    page.locator("#override-who").fill("Planning")
    page.locator("#override-form button").click()
    page.get_by_text("“ten” is not a number").wait_for()

    assert page.locator("#override-name").input_value() == "Mailing"


def test_a_scenario_becomes_the_plan_and_goes_again(page: Page):
    follow(page, "Scenarios")
    page.locator("#step-shift-name").fill("By phone")
    page.locator("#step-shift-to_channel").select_option("kiosk")
    page.locator("#step-shift-who").fill("Planning")
    page.locator("#step-shift-form button").click()
    page.wait_for_url(re.compile("scenario=By"))
    assert "10% moves from Telephone to Kiosk." in settled(page)

    page.locator("#step-shift-to_channel").select_option("online")
    page.locator("#step-shift-form button").click()
    page.get_by_text("10% moves from Telephone to Online.").first.wait_for()
    page.locator("#take-form summary").click()
    page.locator("#take-step").select_option(label="From 1 Sep 2026: 10% moves from Telephone to Kiosk.")
    page.locator("#take-form button").click()
    page.get_by_text("version 3").wait_for()
    assert "moves from Telephone to Kiosk" not in settled(page), "the step that was chosen is the one taken out"
    assert "10% moves from Telephone to Online." in settled(page)

    page.locator("#publish-form summary").click()
    page.locator("#publish-form button").click()
    page.get_by_text("The plan is “By phone”, published by Planning").wait_for()
    page.locator("#unpublish-form summary").click()
    page.locator("#unpublish-form button").click()
    page.get_by_text("No scenario is published").wait_for()
