"""Turns a question into numbers, or into the rows behind them: pages, exports and the command line all ask here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from data.errors import UserError
from data.records import RECORDS
from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Absence
from metrics.calendar.periods import GRAINS, Period, parse, with_codes
from metrics.catalogue.registry import indicator as find
from metrics.definition.dimensions import DIMENSIONS, checked_where, dimensions_of, require, with_dimensions
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import has_rows, record_behind, scan_rows
from metrics.engine.cubes import columns_of
from metrics.engine.derived import derived_values, last_whole_month, span_behind
from metrics.engine.scope import Scope
from metrics.engine.sums import fed, sums


@dataclass(frozen=True, kw_only=True)
class Question:
    """An indicator, and the slice of it that is asked for; periods and groups by their codes."""

    indicator: str
    by: Sequence[str] = ()
    grain: str | None = None
    period: str | None = None
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)


def answer(question: Question, snapshot: Snapshot) -> pl.DataFrame:
    """The numbers.

    Out, sorted: `period` (code; `all` without one), the `by` columns (codes), `numerator`, `denominator` (Int64; null
    for a derived indicator), `value` (numerator ÷ denominator × scale; null = absent), `n` (rows counted), `absence`
    (null, or why there is no value: `no_data`, `suppressed`).
    Raises: UserError, for an unknown indicator, period, grain, breakdown or code, naming the nearest.
    """
    indicator, scope = _understood(question, snapshot)
    found = derived_values(indicator, scope, snapshot) if indicator.derived else values([indicator], scope, snapshot)
    if found.is_empty() and not scope.by:
        found = found.vstack(pl.DataFrame([{}], schema=found.schema)).with_columns(pl.lit(0, pl.Int64).alias("n"))
        found = found.with_columns(absence=pl.lit(Absence.NO_DATA.value))
    if scope.grain:
        found = with_codes(found.filter(pl.col("period").is_not_null()), scope.grain)
    else:
        found = found.with_columns(period=pl.lit(question.period or "all"))
    columns = ["period", *scope.by, "numerator", "denominator", "value", "n", "absence"]
    return found.select(columns).sort("period", *scope.by, nulls_last=True)


def values(indicators: Iterable[Indicator], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """Quotients of many indicators at once, `period` being a first day: one pass over each published table.

    Out: `indicator`, `period`, the `by` columns, `numerator`, `denominator`, `value`, `n`, `absence`.
    """
    indicators = list(indicators)
    wide = sums(indicators, scope, snapshot)
    return pl.concat([quotient(wide, indicator, list(scope.by)) for indicator in indicators])


def quotient(wide: pl.DataFrame, indicator: Indicator, by: list[str]) -> pl.DataFrame:
    """One indicator's columns of a wide table of sums, divided at last."""
    name = indicator.name
    below = pl.col("denominator") if indicator.denominator else pl.lit(1)
    counted = pl.when(below != 0).then(pl.col("numerator") / below * indicator.scale)
    hidden = pl.col("suppressed")
    return (
        wide.select(
            pl.lit(name).alias("indicator"),
            "period",
            *by,
            *(pl.col(f"{name}.{part}").alias(part) for part in ("numerator", "denominator", "n", "suppressed")),
        )
        .filter(hidden | (pl.col("n") > 0) | (pl.col("numerator") != 0) | pl.col("numerator").is_null())
        .with_columns(value=pl.when(~hidden).then(counted).cast(pl.Float64))
        .with_columns(
            pl.when(~hidden).then(pl.col("numerator", "denominator", "n")),
            absence=pl.when(hidden)
            .then(pl.lit(Absence.SUPPRESSED.value))
            .when(pl.col("value").is_null())
            .then(pl.lit(Absence.NO_DATA.value)),
        )
        .drop("suppressed")
    )


def rows(question: Question, snapshot: Snapshot) -> pl.LazyFrame:
    """The records behind the numbers of a question without grain or groups.

    Out: `record`, `key`, `numerator`, `denominator` (what the row adds: they sum to the answer's), then the columns of
    the records, and the breakdowns that a row reaches through a reference.
    Raises: UserError, as `answer`; also for a restricted record, naming the rule, and one that no source supplies.
    """
    indicator, scope = _understood(question, snapshot)
    if indicator.restricted:
        raise UserError(
            f"The rows behind {indicator.name} are staff answers: only groups of 10 or more respondents are shown, "
            "never single answers (rule staff_minimum). Ask `scorecard query` instead."
        )
    if not fed(indicator, snapshot):
        raise UserError(
            f"No source supplies the records of {indicator.name} ({', '.join(indicator.records)}): no data."
        )
    if indicator.derived and (asked := scope.span or last_whole_month(snapshot)):
        scope = Scope(span=span_behind(indicator, asked, snapshot), where=scope.where)
    if indicator.between:
        dimension, *codes = indicator.between
        scope = Scope(span=scope.span, where={**scope.where, dimension: codes})
    names = list(dict.fromkeys(part.rows for part in indicator.parts if has_rows(part.rows, snapshot)))
    frames = [_rows_of(name, indicator, scope, snapshot) for name in names]
    return pl.concat(frames, how="diagonal_relaxed")


def _rows_of(rows: str, indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.LazyFrame:
    record = record_behind(rows)
    scanned = scan_rows(rows, snapshot)
    own = [column for column in scanned.collect_schema().names() if column != PARTITION]
    reached = [name for name in dimensions_of(record) if DIMENSIONS[name].column not in own]

    def added(role: str) -> pl.Expr:
        expressions = [
            pl.when(_within(column.part, scope.span, snapshot)).then(column.part.expression).otherwise(0)
            for column in columns_of(indicator)
            if column.part.rows == rows and column.role == role
        ]
        return pl.sum_horizontal(expressions).cast(pl.Int64) if expressions else pl.lit(0, pl.Int64)

    below = added("denominator") if indicator.denominator else pl.lit(None, pl.Int64)
    parts = [column.part for column in columns_of(indicator) if column.part.rows == rows]
    frame = (
        # The days first, which tells the reader of the files what to leave unread.
        scanned.filter(pl.any_horizontal(_within(part, scope.span, snapshot) for part in parts))
        .with_columns(_added_numerator=added("numerator"), _added_denominator=below)
        .filter((pl.col("_added_numerator") != 0) | (pl.col("_added_denominator").fill_null(0) != 0))
    )
    frame = with_dimensions(frame, record, reached, snapshot)
    for name, codes in scope.where.items():
        column = name if name in reached else DIMENSIONS[name].column
        frame = frame.filter(pl.col(column).cast(pl.String).is_in(list(codes)))
    keys = [pl.col(name).cast(pl.String) for name in RECORDS[record].primary_key()]
    return frame.select(
        pl.lit(record).alias("record"),
        pl.concat_str(keys, separator="|").alias("key"),
        pl.col("_added_numerator").alias("numerator"),
        pl.col("_added_denominator").alias("denominator"),
        *(column for column in own if column not in ("numerator", "denominator")),
        *(pl.col(column).alias(f"{column}_of_record") for column in own if column in ("numerator", "denominator")),
        *reached,
    )


def _within(part: Part, span: Period | None, snapshot: Snapshot) -> pl.Expr:
    dated = pl.col(part.dated)
    within = dated.is_between(span.start, span.end) if span else dated.is_not_null()
    return within & (dated <= snapshot.manifest.data_to) if part.deadline and snapshot.manifest.data_to else within


def _understood(question: Question, snapshot: Snapshot) -> tuple[Indicator, Scope]:
    indicator = find(question.indicator, snapshot.catalogue)
    require(question.by, indicator.breakdowns)
    if question.grain and question.grain not in GRAINS:
        raise UserError(f"There is no grain '{question.grain}': use {', '.join(GRAINS[:-1])} or {GRAINS[-1]}.")
    span = parse(question.period) if question.period else None
    for asked in filter(None, (question.grain, span and span.grain)):
        _coarse_enough(indicator, asked, snapshot)
    return indicator, Scope(
        by=tuple(dict.fromkeys(question.by)),
        grain=question.grain,
        span=span,
        where=checked_where(question.where, indicator.breakdowns, snapshot),
    )


def _coarse_enough(indicator: Indicator, asked: str, snapshot: Snapshot) -> None:
    """Raises: UserError where a record only tells of whole months or quarters and less is asked for."""
    order = ("day", "week", "month", "quarter", "year")
    for record in indicator.records:
        told = RECORDS[record].grain
        if snapshot.has(lake_table(record)) and order.index(asked) < order.index(told):
            raise UserError(
                f"{indicator.name} is recorded by the {told} ({record}): ask for a {told} or more, not for a {asked}."
            )
