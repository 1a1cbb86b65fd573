"""The rows behind a number, a page at a time: only files that can hold one are read, only the columns asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from data.records import RECORDS
from data.records.stored import stored_schema
from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Better, Unit
from metrics.calendar.periods import Period, parse
from metrics.catalogue.registry import indicator as find_indicator
from metrics.definition.indicator import Indicator, Sampling
from metrics.definition.limits import rights
from metrics.definition.rowsets import NEAR, narrowed, neighbours_of, record_behind
from metrics.engine.answer import Question, rows
from metrics.engine.derived import span_behind

PAGE = 100
"""Rows of one page."""

ALWAYS = ("record", "key", "source", "numerator", "denominator")


@dataclass(frozen=True, eq=False, kw_only=True)
class RowsBehind:
    """All rows behind a number: how many of each record, what they add up to, and a way to see some of them."""

    frame: pl.LazyFrame
    columns: tuple[str, ...]
    """What they have, the partition left out."""
    span: Period | None
    """The days they are of."""
    counts: Mapping[str, int]
    """Record → rows of it."""
    numerator: int
    denominator: int | None
    missed: pl.Expr | None = None
    """Which rows count against the number; None where a row alone is neither good nor bad."""
    shares: Mapping[tuple[str, bool], tuple[int, int, int | None]] = field(default_factory=dict)
    """Record, and whether a row is missed → rows, numerator, denominator of these alone."""

    def among(self, keep: Callable[[pl.LazyFrame], pl.LazyFrame]) -> "RowsBehind":
        """Those that `keep` leaves of them, counted anew."""
        frame = keep(self.frame)
        shares = _shares(frame, self.missed, list(self.counts))
        return replace(self, frame=frame, shares=shares, **_sums(shares))

    def only(self, record: str | None = None, *, missed: bool = False) -> "RowsBehind":
        """Those of one record, or those that count against the number: read no second time to be counted."""
        wanted = self.missed if missed else None
        left = {
            key: share
            for key, share in self.shares.items()
            if (record is None or key[0] == record) and (key[1] or wanted is None)
        }
        frame = self.frame if record is None else self.frame.filter(pl.col("record") == record)
        return replace(self, frame=frame if wanted is None else frame.filter(wanted), shares=left, **_sums(left))

    @property
    def missed_rows(self) -> int:
        """How many count against the number."""
        return sum(rows for (_, missed), (rows, *_) in self.shares.items() if missed)

    @property
    def rows(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """How many pages they fill; at least one."""
        return max(-(-self.rows // PAGE), 1)

    def value(self, scale: float) -> float | None:
        """Numerator ÷ denominator × scale; null where there is nothing to divide by."""
        if self.denominator == 0:
            return None
        return self.numerator / (self.denominator or 1) * scale

    def page(
        self,
        columns: Sequence[str],
        number: int,
        *,
        sort: str | None = None,
        descending: bool = False,
        order: Mapping[str, int] | None = None,
    ) -> pl.DataFrame:
        """The rows of one page (the first is 1), with `columns` and those that every row needs.

        `sort`: a column; rows without a value come last, and rows alike by their keys. `order`: code → place, where
        a column of codes is sorted by their names.
        """
        wanted = list(dict.fromkeys([*ALWAYS, *columns, *([sort] if sort else [])]))
        rows = self.in_order(sort, descending=descending, order=order).frame.select(wanted)
        return rows.slice((number - 1) * PAGE, PAGE).collect()

    def in_order(
        self, sort: str | None, *, descending: bool = False, order: Mapping[str, int] | None = None
    ) -> "RowsBehind":
        """The same rows sorted as `page` has them."""
        if not sort:
            return self
        by = pl.col(sort)
        by = by.replace_strict(order, default=None, return_dtype=pl.Int64) if order else by
        keys = ("record", "key", "source")
        rows = self.frame.sort(by, *keys, descending=[descending, *(False for _ in keys)], nulls_last=True)
        return replace(self, frame=rows)


def list_rows(question: Question, snapshot: Snapshot) -> RowsBehind:
    """The rows of `metrics.engine.answer.rows`, read no wider than the question; count and sums in one pass.

    Raises: UserError, as `metrics.engine.answer.rows`.
    """
    indicator = find_indicator(question.indicator, snapshot.catalogue)
    span = parse(question.period) if question.period else None
    if span and indicator.derived:
        span = span_behind(indicator, span, snapshot)
    frame = rows(question, narrowed(snapshot, _only(indicator, span)) if span else snapshot)
    missed = counts_against(indicator)
    shares = _shares(frame, missed, indicator.records)
    if rights(snapshot):
        # The order in which rows lie in files tells of rows between them.
        frame = frame.sort("record", "key", "source", "numerator", "denominator", maintain_order=True)
    return RowsBehind(
        frame=frame,
        columns=tuple(name for name in frame.collect_schema().names() if name != PARTITION),
        span=span,
        missed=missed,
        shares=shares,
        **_sums(shares),
    )


def counts_against(indicator: Indicator) -> pl.Expr | None:
    """Which rows are on the bad side: of what should be high those that count less than they could, of what should be
    low those that count; None where a row is no yes or no, such as an amount, or where there is no good side.
    """
    yes_or_no = indicator.unit in (Unit.SHARE, Unit.RATE) and indicator.sampling is not Sampling.MEAN
    if not yes_or_no or not indicator.denominator or indicator.better is Better.NEUTRAL:
        return None
    if indicator.better is Better.LOWER:
        return pl.col("numerator") > 0
    return pl.col("numerator") < pl.col("denominator")


def _shares(
    frame: pl.LazyFrame, missed: pl.Expr | None, records: Sequence[str]
) -> dict[tuple[str, bool], tuple[int, int, int | None]]:
    """Record, and whether a row is missed → rows, numerator, denominator; in one pass.

    `records`: in the order of the indicator's own parts, so that what it is about comes first.
    """
    below = pl.col("denominator")
    is_missed = (pl.lit(False) if missed is None else missed.fill_null(False)).alias("missed")
    sums = frame.group_by("record", is_missed).agg(
        pl.len(), pl.col("numerator").sum(), below.sum(), none=below.is_null().any()
    )
    rows_by_key = {(row["record"], row["missed"]): row for row in sums.sort("record").collect().to_dicts()}
    return {
        key: (row["len"], row["numerator"], None if row["none"] else row["denominator"])
        for record in records
        for key, row in rows_by_key.items()
        if key[0] == record
    }


def _sums(shares: Mapping[tuple[str, bool], tuple[int, int, int | None]]) -> dict[str, Any]:
    """How many rows of each record, and what they add up to."""
    counts: dict[str, int] = {}
    for (record, _), (rows_of, *_) in shares.items():
        counts[record] = counts.get(record, 0) + rows_of
    below = [denominator for *_, denominator in shares.values()]
    return {
        "counts": counts,
        "numerator": sum(numerator for _, numerator, _ in shares.values()),
        "denominator": None if None in below else sum(below),
    }


def _only(indicator: Indicator, span: Period) -> dict[str, pl.Expr]:
    """Per table, the rows that can add to the number: those of the span, and those that a view of these looks at."""
    filters: dict[str, list[pl.Expr]] = {}
    whole = set()
    for part in indicator.parts:
        record = record_behind(part.rows)
        table = lake_table(record)
        if part.dated not in stored_schema(RECORDS[record]):
            whole.add(table)
            continue
        near = NEAR if neighbours_of(part.rows) else timedelta()
        filters.setdefault(table, []).append(pl.col(part.dated).is_between(span.start - near, span.end + near))
    return {table: reduce(or_, dates) for table, dates in filters.items() if table not in whole}
