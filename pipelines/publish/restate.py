"""What a run changed of numbers that an earlier run had reported for periods already over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from data.storage.lake import Lake
from data.storage.snapshot import Snapshot
from metrics.assessment.history import known_to
from metrics.calendar.periods import Period, containing, parse
from metrics.catalogue.versions import changes_since, is_lost
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import needs
from metrics.engine.answer import values
from metrics.engine.derived import derived_values
from metrics.engine.scope import Scope
from metrics.engine.sums import fed
from metrics.quality.restatements import SCHEMA, TABLE
from metrics.quality.restatements import Reason as Cause
from pipelines.ingest.causes import EVERY, Causes, merge_causes

LEVELS = ((), ("channel",))
SIDES = ("numerator", "denominator", "value", "n")
KEYS = ("indicator", "period", "channel")
NUMBERS = pl.Schema(
    {
        "indicator": pl.String(),
        "period": pl.Date(),
        "channel": pl.String(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "value": pl.Float64(),
        "n": pl.Int64(),
    }
)
Numbers = Callable[[Sequence[Indicator], Period, Snapshot], pl.DataFrame]
ScopedNumbers = Callable[[Sequence[Indicator], Scope], list[pl.DataFrame]]


def log_restated(
    lake: Lake, before: Snapshot, after: Snapshot, causes: Mapping[str, Causes], *, rebuilt: bool
) -> pl.DataFrame:
    """Adds what the run of `after` restated to the published log; returns the rows added.

    `causes`: record → month → why it was touched. `rebuilt`: all sums were computed again, so any month may differ.
    """
    rows = find_restated(before, after, causes, rebuilt=rebuilt)
    if rows.height or not lake.exists(TABLE):
        lake.append(TABLE, rows)
    return rows


def find_restated(before: Snapshot, after: Snapshot, causes: Mapping[str, Causes], *, rebuilt: bool) -> pl.DataFrame:
    """Months that were over in `before` and have another number in `after`, in all and by channel.

    Out: `restatements.SCHEMA`. An indicator that is new, or was not fed, has not been reported before; where
    the definitions of `before` are lost, nobody can tell what had been reported.
    """
    end = _last_over(before)
    touched = sorted(month for month in merge_causes(causes.values()) if end and month <= f"{end:%Y-%m}")
    if end is None or not (touched or rebuilt) or is_lost(before):
        return pl.DataFrame(schema=SCHEMA)
    old = {name: indicator for name, indicator in before.catalogue.items() if fed(indicator, before)}
    now = {
        name: indicator
        for name, indicator in after.catalogue.items()
        if name in old and (rebuilt or _touches(indicator, causes))
    }
    span = Period(date.min if rebuilt or EVERY in touched else parse(touched[0]).start, end, "span")

    def both(numbers: Numbers, names: Iterable[str]) -> pl.DataFrame:
        reported = numbers([old[name] for name in names], span, before)
        return _compare(reported, numbers([now[name] for name in names], span, after))

    sums = both(_sums, now)
    # What looks back over other months can only differ where they do, or where services are counted otherwise.
    derived = [name for name in now if now[name].derived]
    # Of distributions the counts may be the same and the durations others.
    same = set(sums["indicator"])
    may_differ = [name for name in derived if rebuilt or name in same or not now[name].looks_back]
    changed = pl.concat([sums.filter(~pl.col("indicator").is_in(derived)), both(_derived, may_differ)])
    known_days = pl.DataFrame(
        [(name, day) for name in now if (day := known_to(old[name], before))],
        schema={"indicator": pl.String, "known": pl.Date},
        orient="row",
    )
    changed = changed.join(known_days, on="indicator").filter(pl.col("period").dt.month_end() <= pl.col("known"))
    return _log_rows(changed, before, after, causes)


def _last_over(snapshot: Snapshot) -> date | None:
    """The last day of the last month that was over."""
    last = snapshot.manifest.data_to
    return containing(last + timedelta(days=1), "month").shift(-1).end if last else None


def _sums(indicators: Sequence[Indicator], span: Period, snapshot: Snapshot) -> pl.DataFrame:
    """Month by month, in all and by channel: `KEYS` and `SIDES`; `channel` is null in all."""
    return _levels(indicators, span, lambda group, scope: [values(group, scope, snapshot)])


def _derived(indicators: Sequence[Indicator], span: Period, snapshot: Snapshot) -> pl.DataFrame:
    """The same of derived indicators, up to a year and a month later than the span: they look so far back."""
    longer = Period(span.start, date.max, "span")
    return _levels(
        indicators,
        longer,
        lambda group, scope: [
            derived_values(indicator, scope, snapshot).with_columns(indicator=pl.lit(indicator.name))
            for indicator in group
        ],
    )


def _levels(indicators: Sequence[Indicator], span: Period, numbers: ScopedNumbers) -> pl.DataFrame:
    frames = [pl.DataFrame(schema=NUMBERS)]
    for by in LEVELS:
        group = [indicator for indicator in indicators if set(by) <= set(indicator.breakdowns)]
        for frame in numbers(group, Scope(by=by, grain="month", span=span)) if group else ():
            wide = frame if by else frame.with_columns(channel=pl.lit(None, pl.String))
            frames.append(wide.filter(pl.col("channel").is_not_null() if by else True).select(*NUMBERS).cast(NUMBERS))
    return pl.concat(frames)


def _compare(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The numbers of both sides where they differ; null where there was, or is, none."""
    joined = old.join(new, on=list(KEYS), how="full", coalesce=True, nulls_equal=True, suffix="_after")
    differ = pl.any_horizontal(pl.col(side).ne_missing(pl.col(f"{side}_after")) for side in SIDES)
    return joined.filter(differ)


def _log_rows(changed: pl.DataFrame, before: Snapshot, after: Snapshot, causes: Mapping[str, Causes]) -> pl.DataFrame:
    """The rows of the log: staff results say only that they changed, since two lists of a group reveal one person."""
    indicators = after.catalogue
    hidden = pl.col("indicator").is_in([name for name in changed["indicator"].unique() if indicators[name].restricted])
    defined = set(changes_since(before)["counts"])
    references = before.manifest.references != after.manifest.references
    why = {
        (name, period): _why(indicators[name], period, causes, name in defined, references)
        for name, period in changed.select("indicator", "period").unique().iter_rows()
    }
    reasons = [why[key] for key in changed.select("indicator", "period").iter_rows()]
    sides = {f"from_{side}": side for side in SIDES} | {f"to_{side}": f"{side}_after" for side in SIDES}
    return changed.select(
        pl.lit(after.manifest.run).alias("run"),
        "indicator",
        pl.col("period").dt.strftime("%Y-%m"),
        "channel",
        *(pl.when(~hidden).then(pl.col(column)).alias(name) for name, column in sides.items()),
        pl.Series("why", reasons, pl.String),
        pl.lit(before.manifest.run).alias("since"),
    ).sort("indicator", "period", "channel", nulls_last=False)


def _why(indicator: Indicator, period: date, causes: Mapping[str, Causes], defined: bool, references: bool) -> str:
    """The causes in the months that the number looks at, joined by commas, the rows' own first."""
    months = {EVERY, f"{period:%Y-%m}"}
    if indicator.looks_back:
        start = period
        for _ in range(12):
            start = (start - timedelta(days=1)).replace(day=1)
            months.add(f"{start:%Y-%m}")
    reasons = {
        reason
        for record in _records(indicator)
        for month, of_month in causes.get(record, {}).items()
        if month in months
        for reason in of_month
    }
    # A day more is what neighbours and deadlines wait for: named only where no row of the month itself was touched.
    reasons = reasons - {Cause.NEIGHBOURING_ROW, Cause.KNOWN_DAYS} or reasons
    if defined:
        reasons = reasons | {Cause.DEFINITION}
    if references and not reasons:
        reasons = {Cause.REFERENCE}
    return ",".join(reason for reason in Cause if reason in reasons) or Cause.NEIGHBOURING_ROW.value


def _records(indicator: Indicator) -> Iterable[str]:
    return {record for part in indicator.parts for record in needs(part.rows)}


def _touches(indicator: Indicator, causes: Mapping[str, Causes]) -> bool:
    return any(record in causes for record in _records(indicator))
