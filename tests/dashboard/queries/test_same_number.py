"""Every page, export and command gives the same number for the period that was asked, whatever the period is."""

from math import isclose
from pathlib import Path

import pytest

from dashboard.exports.scorecard_table import scorecard_table
from dashboard.queries import indicators, records
from dashboard.views.shared import value_summary
from data.errors import UserError
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer
from tests.support.pages import context_of_home, opened, words
from tests.support.proofs import PROVING

PERIODS = {
    "day": "2025-02-03",
    "week": "2025-W06",
    "month": "2025-02",
    "quarter": "FY2024-25-Q4",
    "year": "FY2024-25",
    "year to date": "FY2024-25-to-2025-02",
}
OPEN = {"open week": "2025-W12", "open month": "2025-03", "open year": "FY2024-25"}
FILTERS = [{}, {"channel": ("telephone",)}, {"channel": ("in_person", "online"), "region": ("up",)}]


COMPARING = (Kind.GAP, Kind.GROWTH, Kind.PERCENTILE)
"""Kinds whose records do not simply add up to their value."""


def cases(periods: dict[str, str]) -> pytest.MarkDecorator:
    """Gives a test its `period` and `where`: each filter with a third of the periods, where no proof is asked for."""
    every = [(n + k, name, where) for n, name in enumerate(periods) for k, where in enumerate(FILTERS)]
    return pytest.mark.parametrize(
        ("period", "where"),
        [
            pytest.param(periods[name], where, id=f"{name}-{where}")
            for number, name, where in every
            if PROVING or number % len(FILTERS) == 0
        ],
    )


agrees = pytest.mark.proof(title="pages, exports and commands agree", count=1, seed=0, unit="cases")


@agrees
@cases(PERIODS)
def test_scorecard_indicator_transactions_show_and_query_agree(period: str, where: dict, town: Path):
    assert agree(period, where) > 0


@agrees
@cases(OPEN)
def test_they_agree_on_periods_that_are_not_over(period: str, where: dict, open_town: Path):
    assert agree(period, where) > 0


def agree(period: str, where: dict) -> int:
    """Asserts that all give the same of every indicator; returns of how many there is a number."""
    ctx = context_of_home("scorecard", period=period, where=where)
    seen = indicators.scorecard(ctx.snapshot, ctx.viewer, ctx.decisions.targets, period, where, every=True)
    table, _ = scorecard_table(ctx.snapshot, ctx.decisions.targets, period=period, where=where, every=True)
    as_printed = dict(table.select("indicator", "value").rows())

    assert [one.indicator.name for one in seen] == list(declared())
    for one in seen:
        name = one.indicator.name
        found = {"page": value_summary.assess(one.indicator, ctx).value, "show": as_printed[name]}
        found["query"] = queried(name, period, where, ctx.snapshot)
        assert set(found.values()) == {one.value}, (name, found)
        if one.value is not None and not one.indicator.restricted and one.indicator.kind not in COMPARING:
            behind = records.rows_behind(ctx.snapshot, ctx.viewer, name, period, where)
            assert isclose(behind.value(one.indicator.scale), one.value, rel_tol=1e-12), name
    return sum(one.value is not None for one in seen)


def queried(name: str, period: str, where: dict, snapshot) -> float | None:
    """What `scorecard query` prints; nothing where it says that there cannot be a number."""
    try:
        return answer(Question(indicator=name, period=period, where=where), snapshot)["value"].item()
    except UserError:
        return None


@pytest.mark.parametrize(
    ("period", "counted"),
    [("2025-02", 28 * 3), ("2025-W06", 7 * 3), ("FY2024-25", 90 * 3), ("FY2024-25-to-2025-02", (31 + 28) * 3)],
)
def test_the_pages_say_it(period: str, counted: int, town: Path):
    """Three transactions a day begin, of which every eleventh is given up and every seventh ends two days later."""
    ctx = context_of_home("scorecard", period=period)
    number = queried("transaction_volume", period, {}, ctx.snapshot)

    assert 0.75 * counted < number <= counted
    for page in ("scorecard", "indicator", "transactions"):
        text = words(opened(page, lang="en", period=period, indicator="transaction_volume", all="1"))
        assert f" {number:.0f} " in text, page
