"""A small demo home, the real server over it, and Chromium."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.homes import copy_made_once
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
UNTIL = date(2026, 8, 31)


def make_home(home: Path) -> None:
    """The demo organisation at its smallest, published, with its targets."""
    from data import demo
    from data.settings import settings
    from data.storage.manifest import read_manifest
    from pipelines.run import run
    from scorecard.targets_loading import load_targets
    from tests.support.forecasts import foretell

    before, os.environ["SCORECARD_HOME"] = os.environ.get("SCORECARD_HOME"), str(home)
    try:
        demo.write(scale=0.0005, until=UNTIL)
        source = ROOT / "data" / "sources" / "demo"
        run(home, [source])
        load_targets(source / "targets.csv", settings().state_url)
        # Drawn, not learned: pages only show what lies there, and learning takes a minute.
        foretell(home, read_manifest(home).run, UNTIL)
    finally:
        os.environ.pop("SCORECARD_HOME")
        if before is not None:
            os.environ["SCORECARD_HOME"] = before


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
    return copy_made_once("demo", make_home, tmp_path_factory)


@pytest.fixture(scope="session")
def address(demo_home: Path) -> Iterator[str]:
    yield from serve(demo_home)


@pytest.fixture(scope="session")
def browser(demo_home: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
