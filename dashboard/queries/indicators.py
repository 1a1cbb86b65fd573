"""What the pages read of indicators: values, verdicts, comparisons, breakdowns and why something changed.

`metrics` answers; here its answers are limited to what the viewer may see, and cached.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, cached_each
from data.access.viewer import Viewer
from data.certainty import scalar_or_none
from data.errors import UserError
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.assessment import history
from metrics.assessment.assessment import Assessment, applies
from metrics.assessment.assessment import assess as assess_indicators
from metrics.assessment.interval import group_intervals as intervals_of_groups
from metrics.assessment.period_value import period_values, year_before
from metrics.assessment.strategy import Hypothesis, assess_hypotheses
from metrics.assessment.uncertainty import Interval
from metrics.calendar.periods import Period, parse
from metrics.catalogue import versions
from metrics.catalogue.search import match_named
from metrics.definition import breakdowns
from metrics.definition.indicator import Indicator
from metrics.definition.limits import alike, unlimited
from metrics.drilldown.change import explain_change
from metrics.engine import answer as answers
from metrics.engine import kept_months
from metrics.engine.answer import Question
from metrics.engine.decomposition import Change
from metrics.engine.reach import reach as data_reach
from metrics.engine.reach import whole_to as last_whole_day

Where = Mapping[str, tuple[str, ...]]
"""Filters: breakdown → the codes that stay."""


@cached(256)
def names(snapshot: Snapshot, dimension: str) -> dict[str, Text]:
    """Code → name of every member of a breakdown."""
    return breakdowns.names(dimension, snapshot)


def members(snapshot: Snapshot, viewer: Viewer, dimension: str, text: str) -> list[str]:
    """The codes of a breakdown whose names, in either language, the text is or is part of, as far as the viewer's."""
    named = names(snapshot, dimension)
    seen = viewer.limited({dimension: tuple(named)})[dimension]
    return match_named(text, {code: named[code] for code in seen})


def retained(snapshot: Snapshot, indicator: Indicator) -> Text | None:
    """What a reader must know of the months of an indicator whose rows are gone; None where there are none."""
    return kept_months.describe(indicator, snapshot)


def has_rows(snapshot: Snapshot, indicator: Indicator, period: Period) -> bool:
    """Whether the records behind a number of a period are all still kept."""
    return kept_months.has_all_rows(indicator, period, snapshot)


def name_of(snapshot: Snapshot, dimension: str, code: str) -> Text:
    """The name of one member of a breakdown; its code where it has none."""
    return names(snapshot, dimension).get(code, Text(code, code))


def numbers(
    snapshot: Snapshot,
    viewer: Viewer,
    indicator: str,
    *,
    where: Where,
    period: str | None = None,
    by: tuple[str, ...] = (),
    grain: str | None = None,
) -> pl.DataFrame:
    """The answer to one question; see `metrics.engine.answer.answer` for its columns."""
    return _numbers(alike(indicator, snapshot), indicator, viewer.limited(where), period, by, grain)


@cached(512)
def _numbers(
    snapshot: Snapshot, indicator: str, where: Where, period: str | None, by: tuple[str, ...], grain: str | None
) -> pl.DataFrame:
    question = Question(indicator=indicator, by=by, grain=grain, period=period, where=where)
    return answers.answer(question, snapshot)


def assess(
    snapshot: Snapshot, viewer: Viewer, targets: pl.DataFrame, names: tuple[str, ...], period: str, where: Where
) -> tuple[Assessment, ...]:
    """Indicators with their verdicts, in the order of `names`; see `metrics.assessment.assessment`."""
    by_tables: dict[Snapshot, list[str]] = {}
    for name in names:
        by_tables.setdefault(alike(name, snapshot), []).append(name)
    assessments = {
        one.indicator.name: one
        for tables, same in by_tables.items()
        for one in _assess(tables, same, targets, period, viewer.limited(where))
    }
    return tuple(assessments[name] for name in names)


@cached_each(2_048)
def _assess(
    snapshot: Snapshot, names: Sequence[str], targets: pl.DataFrame, period: str, where: Where
) -> list[Assessment]:
    indicators = [snapshot.catalogue[name] for name in names]
    return assess_indicators(indicators, parse(period), where, snapshot, targets)


def scorecard(
    snapshot: Snapshot, viewer: Viewer, targets: pl.DataFrame, period: str, where: Where, *, every: bool
) -> tuple[Assessment, ...]:
    """The headline indicators, or every one, with their verdicts."""
    names = tuple(name for name, indicator in snapshot.catalogue.items() if every or indicator.headline)
    return assess(snapshot, viewer, targets, names, period, where)


def value_of(snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where) -> float | None:
    """The value of one period, None where there is none."""
    return scalar_or_none(numbers(snapshot, viewer, indicator, where=where, period=period)["value"].first(), float)


@cached(256)
def values_of(
    snapshot: Snapshot, viewer: Viewer, names: tuple[str, ...], period: str | None, where: Where, open_period: str = ""
) -> dict[str, float | None]:
    """The values of many indicators in one period; without one, in what `open_period` is compared with."""
    indicators = [snapshot.catalogue[name] for name in names if name in snapshot.catalogue]
    by_period: dict[Period, list[Indicator]] = {}
    for indicator in indicators:
        of = parse(period) if period else year_before(indicator, parse(open_period), snapshot)
        if of and applies(indicator, viewer.limited(where)):
            by_period.setdefault(of, []).append(indicator)
    values: dict[str, float | None] = {}
    for of, same in by_period.items():
        numbers = period_values(same, of, viewer.limited(where), snapshot)
        values |= {name: number.row["value"] for name, number in numbers.items()}
    return values


def compared_period(snapshot: Snapshot, indicator: str, period: str) -> Period | None:
    """What a period is compared with a year before; see `metrics.assessment.period_value.year_before`."""
    return year_before(snapshot.catalogue[indicator], parse(period), snapshot)


def split(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, by: str, where: Where
) -> list[dict[str, Any]]:
    """The answer for one period by group, as rows."""
    return numbers(snapshot, viewer, indicator, where=where, period=period, by=(by,)).to_dicts()


def change(
    snapshot: Snapshot, viewer: Viewer, indicator: str, *, before: Period, after: Period, by: str, where: Where
) -> Change | None:
    """Why a number changed between two periods, group by group; None where one of them has no value."""
    return _change(alike(indicator, snapshot), indicator, before, after, by, viewer.limited(where))


@cached(256)
def _change(snapshot: Snapshot, indicator: str, before: Period, after: Period, by: str, where: Where) -> Change | None:
    with suppress(UserError):
        # A derived number has none of days and weeks.
        return explain_change(snapshot.catalogue[indicator], before, after, by, where, snapshot)
    return None


def group_intervals(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: Period, by: str, where: Where
) -> dict[str | None, Interval]:
    """How sure the value of each group is; see `metrics.assessment.interval.group_intervals`."""
    return _group_intervals(alike(indicator, snapshot), indicator, period, by, viewer.limited(where))


@cached(256)
def _group_intervals(
    snapshot: Snapshot, indicator: str, period: Period, by: str, where: Where
) -> dict[str | None, Interval]:
    return intervals_of_groups(snapshot.catalogue[indicator], by, period, where, snapshot)


def known_to(snapshot: Snapshot, indicator: str) -> date | None:
    """The last day of which all records behind an indicator have rows; where none is dated, have been read."""
    declaration = snapshot.catalogue[indicator]
    return history.data_to(declaration, snapshot) or history.known_to(declaration, snapshot)


def reach(snapshot: Snapshot) -> tuple[date, date]:
    """The first and the last day of data."""
    return _reach(unlimited(snapshot))


@cached(4)
def _reach(snapshot: Snapshot) -> tuple[date, date]:
    return data_reach(snapshot)


def whole_to(snapshot: Snapshot) -> date:
    """The last day of data that was over when it was read; see `metrics.engine.reach`."""
    return last_whole_day(unlimited(snapshot))


@cached(32)
def hypotheses(snapshot: Snapshot, period: str) -> list[Hypothesis]:
    """The arrows of the strategy map with their evidence, by all history up to the end of a period."""
    return assess_hypotheses(parse(period).end, snapshot)


def changes_since(snapshot: Snapshot) -> dict[str, list[str]]:
    """How today's catalogue differs from that of a past snapshot; nothing for the one in force."""
    return versions.changes_since(snapshot) if snapshot.as_of else {}
