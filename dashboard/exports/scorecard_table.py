"""The scorecard as plain rows: what its page shows, in the page's own words, for the command line."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from dashboard.request.context import PageContext
from dashboard.request.periods import latest
from dashboard.text import verdicts
from data.state import targets
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import Judged, judge
from metrics.calendar.periods import Period, parse
from metrics.catalogue.registry import catalogue
from metrics.definition.dimensions import DIMENSIONS, checked_where

SHOWN = pl.Schema(
    {
        "indicator": pl.String(),
        "period": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "n": pl.Int64(),
        "target": pl.Float64(),
        "near": pl.Float64(),
        "gap": pl.Float64(),
        "status": pl.String(),
        "variation": pl.String(),
        "assurance": pl.String(),
        "signal": pl.String(),
        "reach": pl.String(),
        "absence": pl.String(),
        "late": pl.Boolean(),
        "as_of": pl.String(),
    }
)

IN_TABLE = ("indicator", "period", "value", "unit", "n", "target", "status", "signal", "reach", "absence")
"""Columns that a person reads; the codes behind the words, and limits, are for scripts."""

WIDEST = 60
"""Characters of a table cell: no verdict is longer."""


def shown(
    snapshot: Snapshot,
    state_url: str,
    *,
    period: str | None = None,
    where: Mapping[str, Iterable[str]] | None = None,
    every: bool = False,
) -> tuple[pl.DataFrame, Period]:
    """The headline indicators, or `every` one, in the order of the catalogue, and the period that was asked for.

    Out: columns `SHOWN`. `period` (code): the latest whole one of the indicator's own frequency. `value`, its interval
    `low` to `high` (null: a complete count), `target`, its `near` limit and the `gap` are in `unit`: shares 0–1,
    dollars, seconds. `status` (`data.words.Status`; null without a value), `variation` and `assurance` (as `scorecard
    variation` has them; null without a history) are codes, `signal` and `reach` say the latter two in words. `absence`
    (`data.words.Absence`): why there is no value. `late`: a record behind it could not be read. `as_of`: the run.
    Raises: UserError, for an unknown period, breakdown or code, naming the nearest.
    """
    # Where no record is dated at all, any month is as empty.
    asked = parse(period) if period else latest(snapshot.manifest.data_to or date.today())  # noqa: DTZ011
    chosen = [one for one in catalogue().values() if every or one.headline]
    within = checked_where(where or {}, list(DIMENSIONS), snapshot)
    judged = judge(chosen, asked, within, snapshot, targets(state_url, snapshot.as_of))
    ctx = PageContext(page="scorecard", lang="en", period=asked)
    return pl.DataFrame([_row(one, ctx, snapshot.manifest.run) for one in judged], schema=SHOWN), asked


def _row(judged: Judged, ctx: PageContext, run: str) -> dict[str, object]:
    history = judged.points.height > 0
    return {
        "indicator": judged.indicator.name,
        "period": judged.period.code,
        "value": judged.value,
        "unit": judged.indicator.unit.value,
        "low": judged.low,
        "high": judged.high,
        "n": judged.n,
        "target": judged.target,
        "near": judged.near,
        "gap": judged.gap,
        "status": None if judged.value is None else judged.status.value,
        "variation": judged.variation if history else None,
        "assurance": judged.assurance,
        "signal": verdicts.variation(judged, ctx) if history else None,
        "reach": verdicts.assurance(judged, ctx) if judged.assurance else None,
        "absence": judged.missing and judged.missing.value,
        "late": judged.late,
        "as_of": run,
    }
