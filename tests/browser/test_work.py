"""While the server works on a choice the page says so, and says when it is done; on every page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.seen = []
  const began = performance.now()
  const note = () => {
    const main = document.querySelector("[data-testid=stMain]")
    const word = document.querySelector(".scorecard-work")
    window.seen.push([performance.now() - began, main.getAttribute("aria-busy"), getComputedStyle(main).opacity,
      word && word.textContent])
    if (performance.now() - began < 60_000) setTimeout(note, 20)
  }
  note()
}"""


class SlowAnswer:
    """A server that has begun to work on a choice and answers only when told: no machine is too quick for the sign."""

    def __init__(self) -> None:
        self.waits = False
        self.messages: list[str | bytes] = []

    def connect(self, client: WebSocketRoute) -> None:
        self.client = client
        server = client.connect_to_server()
        client.on_message(server.send)
        server.on_message(self.receive)

    def receive(self, message: str | bytes) -> None:
        # What is drawn stays away, and all that follows it; that the script runs is told at once.
        drawn = self.waits and ForwardMsg.FromString(message).WhichOneof("type") == "delta"
        if self.waits and (drawn or self.messages):
            self.messages.append(message)
        else:
            self.client.send(message)

    def arrive(self) -> None:
        self.waits = False
        for message in self.messages:
            self.client.send(message)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize(
    ("path", "lang", "working", "done"),
    [
        ("demand?section=staff", "en", "Updating…", "Demand: updated"),
        ("demand", "fr", "Mise à jour en cours…", "Demande\u00a0: à jour"),
        ("", "en", "Updating…", "Service scorecard: updated"),
    ],
)
def test_a_choice_is_answered_within_300_ms_by_a_sign_and_by_a_word_when_done(
    page: Page, address: str, path: str, lang: str, working: str, done: str
):
    answer = SlowAnswer()
    page.route_web_socket("**/_stcore/stream*", answer.connect)
    page.goto(f"{address}/{path}{'&' if '?' in path else '?'}lang={lang}")
    settled(page)
    select = page.locator("select[data-go]:visible").first
    other = select.locator("option:not([selected])").first.get_attribute("value")

    answer.waits = True
    page.evaluate(WATCH)
    select.select_option(other)
    page.wait_for_function("() => window.seen.some(one => one[1] === 'true')", timeout=10_000)
    answer.arrive()
    page.wait_for_function("() => window.seen.at(-1)[1] === 'false'", timeout=60_000)
    seen = page.evaluate("() => window.seen")

    first = next(at for at, one in enumerate(seen) if one[1] == "true")
    # 300 ms are promised to a reader; the test itself takes its time to choose, on a machine that others use too.
    assert seen[first][0] <= 3 * 300
    assert seen[first][2] != "1", "dimmed"
    assert seen[first][3] == working
    assert seen[-1][1:3] == ["false", "1"]
    assert page.locator(".scorecard-work").text_content().replace("\u202f", "\u00a0") == done
    assert page.locator(".scorecard-work").get_attribute("aria-live") == "polite"
