"""What the pages read of indicators: values, verdicts, comparisons, breakdowns and why something changed.

`metrics` answers; here its answers are limited to what the viewer may see, and cached.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries.cache import cached
from data.access.viewer import Viewer
from data.storage.names import is_published
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.assessment import history
from metrics.assessment.assessment import Assessment
from metrics.assessment.assessment import assess as assess_indicators
from metrics.assessment.strategy import Hypothesis, assess_hypotheses
from metrics.calendar.periods import parse
from metrics.catalogue import versions
from metrics.definition import dimensions
from metrics.definition.limits import unlimited
from metrics.engine import answer as answers
from metrics.engine.answer import Question
from metrics.engine.decomposition import Change, decompose
from metrics.engine.scope import Scope

Where = Mapping[str, tuple[str, ...]]
"""Filters: breakdown → the codes that stay."""


@cached(64)
def names(snapshot: Snapshot, dimension: str) -> dict[str, Text]:
    """Code → name of every member of a breakdown."""
    return dimensions.names(dimension, snapshot)


def name_of(snapshot: Snapshot, dimension: str, code: str) -> Text:
    """The name of one member of a breakdown; its code where it has none."""
    return names(snapshot, dimension).get(code, Text(code, code))


@cached(512)
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
    question = Question(indicator=indicator, by=by, grain=grain, period=period, where=viewer.limited(where))
    return answers.answer(question, snapshot)


@cached(256)
def assess(
    snapshot: Snapshot, viewer: Viewer, targets: pl.DataFrame, names: tuple[str, ...], period: str, where: Where
) -> tuple[Assessment, ...]:
    """Indicators with their verdicts, in the order of `names`; see `metrics.assessment.assessment`."""
    indicators = [snapshot.catalogue[name] for name in names]
    return tuple(assess_indicators(indicators, parse(period), viewer.limited(where), snapshot, targets))


def scorecard(
    snapshot: Snapshot, viewer: Viewer, targets: pl.DataFrame, period: str, where: Where, *, every: bool
) -> tuple[Assessment, ...]:
    """The headline indicators, or every one, with their verdicts."""
    names = tuple(name for name, indicator in snapshot.catalogue.items() if every or indicator.headline)
    return assess(snapshot, viewer, targets, names, period, where)


def value_of(snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where) -> float | None:
    """The value of one period, None where there is none."""
    return numbers(snapshot, viewer, indicator, where=where, period=period)["value"].first()


@cached(128)
def year_to_date(snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where) -> float | None:
    """The value from 1 April to the end of a period."""
    scope = Scope(span=parse(period).fiscal_year_to_date(), where=viewer.limited(where))
    return answers.values([snapshot.catalogue[indicator]], scope, snapshot)["value"].first()


def split(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, by: str, where: Where
) -> list[dict[str, Any]]:
    """The answer for one period by group, as rows."""
    return numbers(snapshot, viewer, indicator, where=where, period=period, by=(by,)).to_dicts()


def change(
    snapshot: Snapshot, viewer: Viewer, indicator: str, *, before: str, after: str, by: str, where: Where
) -> Change | None:
    """Why a quotient changed between two periods, group by group; None where one of them has no value."""
    sides = [
        numbers(snapshot, viewer, indicator, where=where, period=period, by=(by,)).drop_nulls(
            ["numerator", "denominator"]
        )
        for period in (before, after)
    ]
    return decompose(*sides, [by], scale=snapshot.catalogue[indicator].scale)


def known_to(snapshot: Snapshot, indicator: str) -> date | None:
    """The last day for which all records behind an indicator have been read."""
    return history.known_to(snapshot.catalogue[indicator], snapshot)


@cached(4)
def reach(snapshot: Snapshot) -> tuple[date, date]:
    """The first and the last day of data."""
    whole = unlimited(snapshot)
    last = snapshot.manifest.data_to or date.today()  # noqa: DTZ011 — only where no record is dated at all
    months = [
        whole.read(name)["period"].min()
        for name in whole.manifest.tables
        if is_published(name) and name.endswith((".month", ".cells"))
    ]
    return min((month for month in months if month), default=last), last


@cached(32)
def hypotheses(snapshot: Snapshot, period: str) -> list[Hypothesis]:
    """The arrows of the strategy map with their evidence, by all history up to the end of a period."""
    return assess_hypotheses(parse(period).end, snapshot)


def changes_since(snapshot: Snapshot) -> dict[str, list[str]]:
    """How today's catalogue differs from that of a past snapshot; nothing for the one in force."""
    return versions.changes_since(snapshot) if snapshot.as_of else {}
