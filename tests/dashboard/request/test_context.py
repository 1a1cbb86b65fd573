"""Links carry what was chosen, and only what the page they lead to takes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from data.access.viewer import Viewer
from data.text import Text
from tests.support.pages import context

PLACE = context(
    "indicator",
    "fr",
    "2024-11",
    where={"channel": ("kiosk", "online")},
    own={"indicator": "trust", "as": "table", "by": "line"},
    takes={"scorecard": ("show", "as"), "indicator": ("indicator", "as", "by")},
)


def asked(link: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(link)
    return parts.path, parse_qs(parts.query)


def test_a_link_to_the_same_page_carries_everything():
    path, query = asked(PLACE.link())

    assert path == "./indicator"
    assert query == {
        "lang": ["fr"], "period": ["2024-11"], "channel": ["kiosk", "online"],
        "indicator": ["trust"], "as": ["table"], "by": ["line"],
    }  # fmt: skip


def test_another_page_gets_what_it_takes():
    path, query = asked(PLACE.link("scorecard", show="attention"))

    assert path == "./"
    assert query == {
        "lang": ["fr"], "period": ["2024-11"], "channel": ["kiosk", "online"], "as": ["table"], "show": ["attention"],
    }  # fmt: skip


def test_none_takes_a_choice_away():
    assert "channel" not in asked(PLACE.link(channel=None))[1]


def test_what_a_reader_chose_cannot_break_out_of_the_link():
    assert asked(PLACE.link(by='"><script>&a=b'))[1]["by"] == ['"><script>&a=b']


@pytest.mark.parametrize(("lang", "said"), [("en", "3 : x"), ("fr", "3\N{NO-BREAK SPACE}: x")])
def test_french_punctuation_does_not_begin_a_line(lang: str, said: str):
    ctx = context("scorecard", lang, "2024-11")

    assert ctx.say(Text("{n} : x", "{n} : x"), n=3) == said


def test_a_viewer_never_sees_more_than_their_scope():
    viewer = Viewer("operations_manager", (("region", ("north", "east")),))

    assert viewer.limited({}) == {"region": ("north", "east")}
    assert viewer.limited({"region": ("north", "west")}) == {"region": ("north",)}
