"""The scorecard as plain rows: what its page shows, in the page's own words, for the command line."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from dashboard.request.periods import latest
from dashboard.text import verdicts
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.assessment import Assessment, assess
from metrics.calendar.periods import Period, parse
from metrics.definition.breakdowns import DIMENSIONS, check_where
from metrics.definition.limits import unlimited
from metrics.engine.reach import require_known
from metrics.planning.period_end.reading import PeriodEnd, code, is_asked, period_ends

LANG = "en"
"""The command line speaks English, as its column names do."""

SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "period": pl.String(),
        "open": pl.Boolean(),
        "wave": pl.String(),
        "judged_period": pl.String(),
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
        "met": pl.Int64(),
        "met_of": pl.Int64(),
        "signal": pl.String(),
        "reach": pl.String(),
        "quarter_end": pl.Float64(),
        "quarter_end_low": pl.Float64(),
        "quarter_end_high": pl.Float64(),
        "quarter_end_target": pl.Float64(),
        "quarter_end_word": pl.String(),
        "year_end": pl.Float64(),
        "year_end_low": pl.Float64(),
        "year_end_high": pl.Float64(),
        "year_end_target": pl.Float64(),
        "year_end_word": pl.String(),
        "absence": pl.String(),
        "late": pl.Boolean(),
        "as_of": pl.String(),
    }
)

IN_TABLE = ("indicator", "period", "value", "unit", "n", "target", "status", "signal", "reach", "absence")
"""Columns that a person reads; the codes behind the words, and limits, are for scripts."""

WIDEST = 90
"""Characters of a table cell: no verdict is longer."""


def scorecard_table(
    snapshot: Snapshot,
    targets: pl.DataFrame,
    *,
    period: str | None = None,
    where: Mapping[str, Iterable[str]] | None = None,
    every: bool = False,
) -> tuple[pl.DataFrame, Period]:
    """The headline indicators, or `every` one, in the order of the catalogue, and the period that was asked for.

    In: `targets`, as `data.state.targets` reads them. Out: columns `SCHEMA`. `period` (code): the one that was asked
    for, whose own the value is; `open`: it is not over yet. `wave`: of those measured in waves, the month of the one
    whose value it is. `judged_period`: the whole one of the indicator's own frequency whose variation and assurance
    are told, null where they are not judged. `met` of `met_of`: in how many of the last periods the target was met.
    `value`, its interval `low` to `high` (null: a complete count), `target`, its `near` limit and the `gap` are in
    `unit`: shares 0–1, dollars, seconds. `status` (`data.words.Status`; null without a value), `variation` and
    `assurance` (as `scorecard variation` has them; null without a history) are codes, `signal` and `reach` say the
    latter two in words. `quarter_end` and `year_end`: where the quarter and the fiscal year after the last whole month
    will end, with the interval of 80 % (`_low` to `_high`) and the target in force then; `_word`: whether that will be
    met (a code of `metrics.planning.period_end.basis.Chance`; of what is known already, of `data.words.Status`), or why
    there is no value (`Basis`). They are null under a filter, for who sees a part, and where another year is asked for.
    `absence` (`data.words.Absence`): why there is no value. `late`: a record behind it could not be read. `as_of`: the
    run.
    Raises: UserError, for an unknown breakdown or code, naming the nearest, and for a period that is unknown, has not
    begun or was before the first data.
    """
    # Where no record is dated at all, any month is as empty.
    until = parse(period) if period else latest(snapshot.manifest.whole_to or date.today())  # noqa: DTZ011
    require_known(until, unlimited(snapshot))
    indicators = [indicator for indicator in snapshot.catalogue.values() if every or indicator.headline]
    filters = check_where(where or {}, list(DIMENSIONS), snapshot)
    assessments = assess(indicators, until, filters, snapshot, targets)
    ends = period_ends(snapshot, targets, filters)
    rows = [_row(one, snapshot.manifest.run) | _ends(ends.get(one.indicator.name, {}), until) for one in assessments]
    return pl.DataFrame(rows, schema=SCHEMA), until


def _row(assessment: Assessment, run: str) -> dict[str, object]:
    history = assessment.points.height > 0 and not assessment.open
    evidence, wave = assessment.evidence, assessment.days
    return {
        "indicator": assessment.indicator.name,
        "period": assessment.period.code,
        "open": assessment.open,
        "wave": wave.code if wave and assessment.indicator.frequency is Frequency.WAVE else None,
        "judged_period": assessment.judged_period.code if history and assessment.judged_period else None,
        "value": assessment.value,
        "unit": assessment.indicator.unit.value,
        "low": assessment.low,
        "high": assessment.high,
        "n": assessment.n,
        "target": assessment.target,
        "near": assessment.near,
        "gap": assessment.gap,
        "status": None if assessment.value is None else assessment.status.value,
        "variation": assessment.variation if history else None,
        "assurance": assessment.assurance,
        "met": evidence and evidence.met,
        "met_of": evidence and evidence.of,
        "signal": verdicts.variation(assessment, LANG) if history else None,
        "reach": verdicts.assurance(assessment, LANG) if assessment.assurance else None,
        "absence": assessment.missing and assessment.missing.value,
        "late": assessment.late,
        "as_of": run,
    }


def _ends(ends: Mapping[str, PeriodEnd], until: Period) -> dict[str, object]:
    """Where quarter and year will end, of the fiscal year that is asked for."""
    columns: dict[str, object] = {}
    for grain, end in ends.items():
        if is_asked(end, until):
            named = {"": end.value, "_low": end.low, "_high": end.high, "_target": end.target, "_word": code(end)}
            columns |= {f"{grain}_end{name}": value for name, value in named.items()}
    return columns
