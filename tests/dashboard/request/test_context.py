"""Links carry what was chosen, and only what the page they lead to takes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.request.context import PageContext
from dashboard.shell.pages import TAKES
from data.access.roles import ROLES
from data.access.viewer import Viewer
from data.errors import UserError
from data.text import Text
from metrics.catalogue.visible import visible
from metrics.engine.answer import check_record
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


def context_of(role: str) -> PageContext:
    viewer = Viewer(role)
    return context("indicator", viewer=viewer, takes=TAKES, snapshot=visible(context("indicator").snapshot, viewer))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_open_some_rows_behind_a_number_is_not_led_to_any(role: str):
    ctx, led = context_of(role), 0
    for indicator in ctx.snapshot.catalogue.values():
        if not ctx.leads_to_rows(indicator):
            continue
        led += 1
        assert not indicator.restricted, indicator.name
        for record in indicator.records:
            check_record(record, ctx.snapshot)
    assert (led > 0) == ctx.viewer.may_open("transactions")


@pytest.mark.parametrize(("indicator", "led"), [("total_awareness", False), ("service_standards_met", True)])
def test_a_chief_executive_is_led_to_transactions_but_not_to_what_single_people_answered(indicator: str, led: bool):
    ctx = context_of("chief_executive")
    assert ctx.leads_to_rows(ctx.snapshot.catalogue[indicator]) is led


def test_rows_of_one_person_each_are_refused_and_so_no_link_leads_there():
    with pytest.raises(UserError):
        check_record("brand_answer", context_of("chief_executive").snapshot)
