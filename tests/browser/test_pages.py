"""Every page in both languages, light and dark: it shows, without an error, readable by everyone, at any width."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.request.context import fill
from dashboard.text.wording import frame
from tests.browser.conftest import settled
from tests.browser.places import cases, places

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    # What passes is thousands of elements, whose description takes as long as looking at them.
    "resultTypes": ["violations"],
}
FAILED = {lang: fill(frame.FAILED, lang).split("{")[0].split(".")[0] for lang in ("en", "fr")}

NARROW = (1000, 700, 320)
"""Between a screen and a phone; at 320 px no one scrolls sideways (WCAG 1.4.10)."""

TOO_WIDE = """
() => {
  const wide = []
  const look = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.shadowRoot) look(element.shadowRoot)
    const box = element.getBoundingClientRect()
    const scrolled = element.closest(".scroll") || element.closest(".hidden") || element.closest("thead")
    const out = root !== document && !scrolled && box.width && box.right > innerWidth + 1
    if (out) wide.push(element.className + ": " + element.textContent.slice(0, 40))
  })
  look(document)
  const main = document.querySelector("[data-testid=stMain]")
  if (main.scrollWidth > main.clientWidth + 1) wide.push("main " + main.scrollWidth)
  return wide
}
"""


WITHOUT_FILE = """
() => {
  const without = []
  const charts = document.querySelectorAll("[data-testid=stVegaLiteChart]").length
  let pictures = 0
  const look = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.shadowRoot) look(element.shadowRoot)
    if (element.matches("table:not(.no-file)") && !element.closest("[hidden]")) {
      const bar = (element.closest(".scroll") || element).nextElementSibling
      if (!bar || !bar.querySelector("[data-file=csv]")) without.push(element.caption.textContent)
    }
    const above = element.matches("[data-chart-above]")
    if (above) pictures += element.nextElementSibling.querySelectorAll("[data-file=svg]").length
  })
  look(document)
  if (pictures < charts) without.push(`${charts - pictures} charts`)
  return without
}
"""
"""Tables that cannot be had as CSV, and charts of which there is no picture."""

REFUSED = """
window.refused = []
addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective + " " + event.blockedURI))
"""
"""What the content security policy of the gateway refuses a page."""


@pytest.fixture(scope="module")
def looking(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(REFUSED)
    yield context.new_page()
    context.close()


BACKGROUND = """
() => {
  const [red, green, blue] = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/\\d+/g)
  return +red + +green + +blue < 3 * 128 ? "dark" : "light"
}
"""


def looks(number: int) -> pytest.MarkDecorator:
    """Marks a place that is seen in so many colours."""
    return pytest.mark.proof(title="everyone can read every page, light and dark", count=number, seed=0, unit="looks")


@pytest.mark.parametrize(
    ("lang", "name", "schemes"),
    [pytest.param(*case, id="-".join((*case[:2], *case[2])), marks=looks(len(case[2]))) for case in cases()],
)
def test_a_page_shows_and_everyone_can_read_it(
    looking: Page, address: str, name: str, lang: str, schemes: tuple[str, ...]
):
    remote: list[str] = []
    looking.on("request", lambda request: remote.append(request.url))
    looking.set_viewport_size({"width": 1280, "height": 800})
    looking.emulate_media(color_scheme=schemes[0])
    looking.goto(f"{address}/{places(lang)[name][2:]}")
    said_on_page = settled(looking)

    assert len(said_on_page) > 200
    assert FAILED[lang] not in said_on_page
    assert not re.search(r"\{[a-z_]+\}|Traceback", said_on_page)
    assert looking.locator("h1").inner_text().strip()
    assert looking.evaluate("document.documentElement.lang") == lang
    assert looking.title().startswith(looking.locator("h1").inner_text())
    assert [url for url in remote if not url.startswith((address, "data:", "blob:"))] == []
    assert looking.evaluate(TOO_WIDE) == []
    assert looking.evaluate("refused") == []
    assert looking.evaluate(WITHOUT_FILE) == []

    for scheme in schemes:
        looking.emulate_media(color_scheme=scheme)
        assert settled(looking) == said_on_page
        assert looking.evaluate(BACKGROUND) == scheme
        report = Axe().run(looking, options=RULES)
        assert report.violations_count == 0, report.generate_report()
    for width in NARROW:
        looking.set_viewport_size({"width": width, "height": 800})
        looking.wait_for_timeout(300)
        assert looking.evaluate(TOO_WIDE) == [], width


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_all_headline_rows_are_seen_without_scrolling(browser: Browser, address: str, lang: str):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/?lang={lang}&period=2026-08")
    settled(page)

    rows = page.locator("table.score tbody tr:not(.group)")
    assert 10 <= rows.count() <= 15
    assert all(row.bounding_box()["y"] + row.bounding_box()["height"] <= 800 for row in rows.all())
    context.close()
