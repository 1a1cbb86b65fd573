"""The rows behind a number, a page at a time: only files that can hold one are read, only the columns asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

import polars as pl

from data.records import RECORDS
from data.records.stored import stored_schema
from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period, parse
from metrics.catalogue.registry import indicator as find_indicator
from metrics.definition.indicator import Indicator
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
        rows = self.frame.select(wanted)
        if sort:
            by = pl.col(sort)
            by = by.replace_strict(order, default=None, return_dtype=pl.Int64) if order else by
            keys = ("record", "key", "source")
            rows = rows.sort(by, *keys, descending=[descending, *(False for _ in keys)], nulls_last=True)
        return rows.slice((number - 1) * PAGE, PAGE).collect()


def list_rows(question: Question, snapshot: Snapshot) -> RowsBehind:
    """The rows of `metrics.engine.answer.rows`, read no wider than the question; count and sums in one pass.

    Raises: UserError, as `metrics.engine.answer.rows`.
    """
    indicator = find_indicator(question.indicator, snapshot.catalogue)
    span = parse(question.period) if question.period else None
    if span and indicator.derived:
        span = span_behind(indicator, span, snapshot)
    frame = rows(question, narrowed(snapshot, _only(indicator, span)) if span else snapshot)
    below = pl.col("denominator")
    sums = frame.group_by("record").agg(pl.len(), pl.col("numerator").sum(), below.sum(), none=below.is_null().any())
    by_record = sums.sort("record").collect().to_dicts()
    if rights(snapshot):
        # The order in which rows lie in files tells of rows between them.
        frame = frame.sort("record", "key", "source", "numerator", "denominator", maintain_order=True)
    # In the order of the indicator's own parts, so that what it is about comes first.
    counts = {row["record"]: row["len"] for row in by_record}
    return RowsBehind(
        frame=frame,
        columns=tuple(name for name in frame.collect_schema().names() if name != PARTITION),
        span=span,
        counts={record: counts[record] for record in indicator.records if record in counts},
        numerator=sum(row["numerator"] for row in by_record),
        denominator=None if any(row["none"] for row in by_record) else sum(row["denominator"] for row in by_record),
    )


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
