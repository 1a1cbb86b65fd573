"""Why it changed, on the page of an indicator: the slices that stand out, each a link, and never two answers to one."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import polars as pl
import pytest

from dashboard.findings import causes
from dashboard.queries import explanations
from dashboard.queries.cache import forget
from dashboard.request.context import PageContext
from dashboard.views.indicator.why import why
from dashboard.views.shared import value_summary
from data.access.viewer import Viewer
from data.state.target import TARGET
from metrics.catalogue.registry import declared
from metrics.catalogue.visible import visible
from metrics.explanation.explanation import Against
from tests.metrics.explanation.test_explanation import rows_of
from tests.support.homes import home_with
from tests.support.pages import context

STANDARDS = declared()["service_standards_met"]
TAKES = {"indicator": ("indicator", "by", "against", "members", "member")}


def target(value: float) -> pl.DataFrame:
    row = {"indicator": STANDARDS.name, "fiscal_year": "FY2024-25", "target": value, "near": value, "path": "step"}
    given = row | {"source": "drawn"}
    return pl.DataFrame([{name: given.get(name) for name in TARGET}], schema=TARGET)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Six hundred due in each of two months; of those at kiosks 10 % were late in October and 60 % in November."""
    places = pl.DataFrame({"location_id": ["n", "s"], "region_id": ["north", "south"], "name_en": ["N", "S"]})
    regions = pl.DataFrame({"region_id": ["north", "south"], "name_en": ["North", "South"]})
    return home_with(
        tmp_path_factory.mktemp("home"),
        publish=True,
        data_to=date(2024, 11, 30),
        transaction=rows_of({"kiosk": (10, 60)}),
        location=places,
        region=regions,
        service=pl.DataFrame({"service_id": ["plate"], "name_en": ["Plate"]}),
    )


@pytest.fixture
def page(made):
    """A context of the indicator's page."""
    forget()

    def build(lang: str = "en", aim: float = 0.9, where: dict | None = None, **own: str) -> PageContext:
        decisions = SimpleNamespace(targets=target(aim), version="", at=None)
        own = {"indicator": STANDARDS.name, **own}
        return context(
            "indicator", lang, "2024-11", snapshot=made, decisions=decisions, own=own, takes=TAKES, where=where or {}
        )

    yield build
    forget()


def drawn(ctx: PageContext) -> str:
    return str(why(value_summary.assess(STANDARDS, ctx), ctx))


def said(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


@pytest.mark.parametrize(
    ("lang", "sentence", "line"),
    [
        ("en", "Service standards met: 73.3% in Nov 2024, 90.0% in Oct 2024 (−16.7). One slice of",
         "Channel: Kiosk : −16.7, 100% of the change, 400 counted"),
        ("fr", "73,3 % en nov. 2024, 90,0 % en oct. 2024 (−16,7). Un sous-groupe se distingue sur",
         "Canal : Borne : −16,7, 100 % du changement, 400 comptés"),
    ],
)  # fmt: skip
def test_what_stands_out_is_named_with_the_candidates_and_the_false_alarms(page, lang, sentence, line):
    text = said(drawn(page(lang, against="previous")))
    assert sentence in text
    assert ("false alarms: 5%" if lang == "en" else "fausses alertes : 5 %") in text
    assert line in text


def test_each_line_leads_to_its_slice_and_keeps_what_was_chosen(page):
    markup = drawn(page(against="previous", by="region"))
    (link,) = re.findall(r'<li><a href="([^"]*)"', markup)
    assert (
        unescape(link)
        == "./indicator?lang=en&period=2024-11&indicator=service_standards_met&against=previous&channel=kiosk"
    )


def test_what_it_is_held_against_is_in_the_address(page):
    markup = drawn(page(against="target"))
    assert re.findall(r'against=(\w+)" aria-current="true"', unescape(markup)) == ["target"]
    assert "target 90.0% (−16.7). One slice of" in said(markup)
    assert "100% of the gap" in said(markup)
    assert "waterfall" not in markup, "a gap to a target has no before that its groups came from"


def test_without_a_year_before_there_is_nothing_to_compare_with(page):
    assert "There is no earlier value" in said(drawn(page(against="year")))
    assert "There is no earlier value" in said(drawn(page(against="nonsense")))


def test_the_banner_names_the_slice_that_the_explanation_names(page):
    ctx = page()
    assessment = value_summary.assess(STANDARDS, ctx)
    found = explanations.explanation(
        ctx.snapshot, ctx.viewer, ctx.decisions.targets, STANDARDS.name,
        period="2024-11", where={}, against=Against.TARGET,
    )  # fmt: skip
    cause = causes.cause_of(assessment, ctx)
    assert (cause.breakdowns, cause.stands_out) == (found.slices[0].breakdowns, True)
    assert cause.value == pytest.approx(0.4)
    assert causes.cause_text(assessment, ctx) == "nearly all of the gap: Kiosk, 40.0%"


def test_where_nothing_stands_out_the_group_with_most_of_the_gap_is_told_as_no_more_than_that(page):
    """Online 90 % are in time whatever the language and the region, and 95 % are asked: either half lacks as much."""
    ctx = page(aim=0.95, where={"channel": ("online",)}, against="target")
    text = said(drawn(ctx))
    cause = causes.cause_of(value_summary.assess(STANDARDS, ctx), ctx)
    assert (cause.share, cause.stands_out) == (0.5, None)
    assert "No slice has enough records to be judged. Most of the gap lies in one group (half of the gap: North" in text


def test_slices_that_a_viewer_may_not_see_are_not_searched(page, made):
    ctx = page()
    seen = Viewer(role="operations_manager", scope=(("channel", ("online",)),))
    found = explanations.explanation(
        visible(made, seen),
        seen,
        ctx.decisions.targets,
        STANDARDS.name,
        period="2024-11",
        where={},
        against=Against.PREVIOUS,
    )
    assert found.value == 0.9
    assert found.slices == ()
