"""Turns a question into numbers, or into the rows behind them: pages, exports and the command line all ask here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from data.errors import UserError
from data.records import RECORDS
from data.refusals import access as access_refusals
from data.refusals import periods as period_refusals
from data.refusals import questions as refusals
from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Absence
from metrics.calendar.periods import GRAIN_NAMES, GRAINS, parse, with_codes
from metrics.catalogue.registry import indicator as find_indicator
from metrics.definition.breakdowns import (
    DIMENSIONS,
    check_where,
    code_of_day,
    dimensions_of,
    require,
    with_dimensions,
)
from metrics.definition.indicator import Indicator, Part
from metrics.definition.limits import hidden_columns, role_of
from metrics.definition.rowsets import has_rows, record_behind, scan_rows
from metrics.engine.cubes import columns_of
from metrics.engine.derived import derived_values, last_whole_month, span_behind
from metrics.engine.disclosure import STAFF_MINIMUM
from metrics.engine.kept_months import require_rows
from metrics.engine.quotient import divide, with_absence
from metrics.engine.scope import Scope
from metrics.engine.sums import fed, sums
from metrics.engine.waves import COARSER, is_by_wave, keep_last_waves, scope_of_wave


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
    (null, or why there is no value: `no_data`, `suppressed`, `not_applicable` in a channel that it does not apply to).
    What is measured in waves has in each period the numbers of its last wave.
    Raises: UserError, for an unknown indicator, period, grain, breakdown or code, naming the nearest.
    """
    indicator, scope = understand(question, snapshot)
    if indicator.derived:
        numbers = derived_values(indicator, scope, snapshot)
    elif is_by_wave(indicator) and scope.grain in COARSER:
        by_month = values([indicator], replace(scope, grain="month"), snapshot)
        numbers = keep_last_waves(by_month, indicator, scope, snapshot)
    else:
        numbers = values([indicator], scope_of_wave(indicator, scope, snapshot), snapshot)
    if numbers.is_empty() and not scope.by:
        numbers = numbers.vstack(pl.DataFrame([{}], schema=numbers.schema)).with_columns(pl.lit(0, pl.Int64).alias("n"))
        numbers = numbers.with_columns(absence=pl.lit(Absence.NO_DATA.value))
    numbers = _where_it_applies(numbers, indicator, scope)
    if scope.grain:
        numbers = with_codes(numbers.filter(pl.col("period").is_not_null()), scope.grain)
    else:
        numbers = numbers.with_columns(period=pl.lit(question.period or "all"))
    columns = ["period", *scope.by, "numerator", "denominator", "value", "n", "absence"]
    return numbers.select(columns).sort("period", *scope.by, nulls_last=True)


def _where_it_applies(numbers: pl.DataFrame, indicator: Indicator, scope: Scope) -> pl.DataFrame:
    """No value in channels that the indicator does not apply to; their sums stay, so that groups still add up."""
    if indicator.channels is None:
        return numbers
    outside = pl.lit(not indicator.applies_to(scope.where))
    if "channel" in scope.by:
        outside |= pl.col("channel").is_not_null() & ~pl.col("channel").is_in(list(indicator.channels))
    absence = pl.when(outside).then(pl.lit(Absence.NOT_APPLICABLE.value)).otherwise(pl.col("absence"))
    return numbers.with_columns(pl.when(~outside).then(pl.col("value")), absence=absence)


def values(indicators: Iterable[Indicator], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """Quotients of many indicators at once, `period` being a first day: one pass over each published table.

    Out: `indicator`, `period`, the `by` columns, `numerator`, `denominator`, `value`, `n`, `absence`.
    """
    indicators = list(indicators)
    wide = sums(indicators, scope, snapshot)
    return pl.concat([quotient(wide, indicator, list(scope.by)) for indicator in indicators])


def quotient(wide: pl.DataFrame, indicator: Indicator, by: list[str]) -> pl.DataFrame:
    """One indicator's columns of a wide table of sums, divided at last."""
    parts = ("numerator", "denominator", "n", "suppressed")
    sums = wide.select(
        pl.lit(indicator.name).alias("indicator"),
        "period",
        *by,
        *(pl.col(f"{indicator.name}.{part}").alias(part) for part in parts),
    )
    # Of those who were asked none may have answered: their number is nought, not missing.
    counted = (pl.col("n") > 0) | pl.any_horizontal(pl.col("numerator", "denominator") != 0)
    counted |= pl.col("n").is_null()
    sums = sums.filter(pl.col("suppressed") | counted)
    return with_absence(sums.with_columns(value=divide(indicator))).select(
        "indicator", "period", *by, "numerator", "denominator", "n", "value", "absence"
    )


def rows(question: Question, snapshot: Snapshot) -> pl.LazyFrame:
    """The records behind the numbers of a question without grain or groups.

    Out: `record`, `key`, `numerator`, `denominator` (what the row adds: they sum to the answer's), then the columns of
    the records, and the breakdowns that a row reaches through a reference.
    Raises: UserError, as `answer`; also for a restricted record, naming the rule, and one that no source supplies.
    """
    indicator, scope = understand(question, snapshot)
    if indicator.restricted:
        raise refusals.ROWS_OF_STAFF(indicator=indicator.name, least=STAFF_MINIMUM)
    if not fed(indicator, snapshot):
        raise refusals.NOT_SUPPLIED(indicator=indicator.name, records=", ".join(indicator.records))
    if indicator.looks_back and (period := scope.span or last_whole_month(snapshot)):
        scope = Scope(span=span_behind(indicator, period, snapshot), where=scope.where)
    scope = scope_of_wave(indicator, scope, snapshot)
    if indicator.between:
        dimension, *codes = indicator.between
        scope = Scope(span=scope.span, where={**scope.where, dimension: codes})
    for record in indicator.records:
        check_record(record, snapshot)
    names = list(dict.fromkeys(part.rows for part in indicator.parts if has_rows(part.rows, snapshot)))
    for name in names:
        require_rows(name, scope.span, snapshot)
    frames = [_rows_of(name, indicator, scope, snapshot) for name in names]
    return pl.concat(frames, how="diagonal_relaxed")


def check_record(record: str, snapshot: Snapshot) -> None:
    """Raises: UserError where who reads may not open single rows of a record."""
    role = role_of(snapshot)
    if role is not None and record not in role.records:
        raise access_refusals.RECORD(record=RECORDS[record].title, role=role.title)
    if role is not None and set(hidden_columns(record, snapshot)) & set(RECORDS[record].primary_key()):
        raise access_refusals.PERSONAL_KEY(record=RECORDS[record].title, role=role.title)


def may_open_rows(indicator: Indicator, snapshot: Snapshot) -> bool:
    """Whether who reads may open the single rows behind an indicator, of every record that it is made of."""
    try:
        for record in indicator.records:
            check_record(record, snapshot)
    except UserError:
        return False
    return not indicator.restricted


def _rows_of(rows: str, indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.LazyFrame:
    record = record_behind(rows)
    scanned = scan_rows(rows, snapshot)
    hidden = (PARTITION, *hidden_columns(record, snapshot))
    own = [column for column in scanned.collect_schema().names() if column not in hidden]
    reached = [
        name for name in dimensions_of(record) if DIMENSIONS[name].column not in own and not DIMENSIONS[name].of_day
    ]

    def added(role: str) -> pl.Expr:
        expressions = [
            pl.when(_counts(column.part, scope, snapshot)).then(column.part.expression).otherwise(0)
            for column in columns_of(indicator)
            if column.part.rows == rows and column.role == role
        ]
        return pl.sum_horizontal(expressions).cast(pl.Int64) if expressions else pl.lit(0, pl.Int64)

    below = added("denominator") if indicator.denominator else pl.lit(None, pl.Int64)
    parts = [column.part for column in columns_of(indicator) if column.part.rows == rows]
    frame = (
        # The days first, which tells the reader of the files what to leave unread.
        scanned.filter(pl.any_horizontal(_counts(part, scope, snapshot) for part in parts))
        .with_columns(_added_numerator=added("numerator"), _added_denominator=below)
        .filter((pl.col("_added_numerator") != 0) | (pl.col("_added_denominator").fill_null(0) != 0))
    )
    frame = with_dimensions(frame, record, reached, snapshot)
    for name, codes in scope.where.items():
        if DIMENSIONS[name].of_day:
            continue
        column = name if name in reached else DIMENSIONS[name].column
        # Rows without a place in a breakdown, such as totals of a month in the hours, have none of its codes.
        told = column in reached or column in own
        frame = frame.filter(pl.col(column).cast(pl.String).is_in(list(codes)) if told else pl.lit(False))
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


def _counts(part: Part, scope: Scope, snapshot: Snapshot) -> pl.Expr:
    """Whether a row has its place in the span, on the days that are asked for."""
    counts = part.is_dated(snapshot.manifest.data_to)
    for name, codes in scope.where.items():
        if DIMENSIONS[name].of_day:
            code = code_of_day(name, record_behind(part.rows), part.dated)
            counts &= code.is_in(list(codes)).fill_null(False)
    span = scope.span
    return pl.col(part.dated).is_between(span.start, span.end) & counts if span else counts


def understand(question: Question, snapshot: Snapshot) -> tuple[Indicator, Scope]:
    """The indicator and the scope that a question means.

    Raises: UserError, for an unknown indicator, period, grain, breakdown or code, naming the nearest.
    """
    indicator = find_indicator(question.indicator, snapshot.catalogue)
    require(question.by, indicator.breakdowns)
    if question.grain and question.grain not in GRAINS:
        raise period_refusals.UNKNOWN_GRAIN(grain=question.grain, grains=GRAINS)
    span = parse(question.period) if question.period else None
    for grain in filter(None, (question.grain, span.made_of if span else None)):
        _require_coarse(indicator, grain, snapshot)
    return indicator, Scope(
        by=tuple(dict.fromkeys(question.by)),
        grain=question.grain,
        span=span,
        where=check_where(question.where, indicator.breakdowns, snapshot),
    )


def coarsest_record(indicator: Indicator, snapshot: Snapshot) -> str | None:
    """The record, of those that are there, that tells of the longest periods at once: of whole months or quarters."""
    records = [record for record in indicator.records if snapshot.has(lake_table(record))]
    return max(records, key=lambda record: GRAINS.index(RECORDS[record].grain), default=None)


def is_too_fine(indicator: Indicator, grain: str, snapshot: Snapshot) -> bool:
    """Whether its records tell of longer periods only than those of a grain."""
    record = coarsest_record(indicator, snapshot)
    return record is not None and GRAINS.index(grain) < GRAINS.index(RECORDS[record].grain)


def _require_coarse(indicator: Indicator, grain: str, snapshot: Snapshot) -> None:
    """Raises: UserError where a record only tells of whole months or quarters and less is asked for."""
    record = coarsest_record(indicator, snapshot)
    if record and is_too_fine(indicator, grain, snapshot):
        recorded = RECORDS[record].grain
        raise refusals.TOO_FINE(
            indicator=indicator.name,
            record=record,
            recorded=GRAIN_NAMES[recorded],
            requested=GRAIN_NAMES.get(grain, grain),
        )
