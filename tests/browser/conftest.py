"""A small demo home, the real server over it, and Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from data.storage.manifest import read_manifest
from tests.support.demo_home import UNTIL, copy_demo_home
from tests.support.forecasts import foretell
from tests.support.server import serve

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def foretell_demo(home: Path) -> None:
    """Gives the demo organisation forecasts: drawn, not learned, which takes a minute; pages only show them."""
    foretell(home, read_manifest(home).run, UNTIL)


def text_of(page: Page) -> str:
    """All words of the page; ours lie in shadow roots, which the page's own text leaves out."""
    return "\n".join(filter(None, page.locator(".root").all_inner_texts()))


def settled(page: Page) -> str:
    """Waits until the page is drawn and stays as it is; returns its words."""
    page.wait_for_selector(".root > *", timeout=60_000)
    before = None
    for _ in range(120):
        # What came last is drawn a moment after the script is said to be done, so both looks are taken after that.
        done = page.locator("[data-test-script-state=running]").count() == 0
        now = text_of(page)
        if done and now == before:
            return now
        before = now if done else None
        page.wait_for_timeout(250)
    raise TimeoutError(f"{page.url} does not come to rest")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} (set CHROMIUM=)")
    home = copy_demo_home(tmp_path_factory)
    foretell_demo(home)
    return home


@pytest.fixture(scope="session")
def address(demo_home: Path) -> Iterator[str]:
    yield from serve(demo_home)


@pytest.fixture(scope="session")
def browser(demo_home: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
