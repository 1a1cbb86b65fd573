"""Which indicators a mapping gives numbers for, and which lack one column only."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from random import Random
from typing import Any

import polars as pl

from data.records import RECORDS, local_dates
from metrics.catalogue import registry
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import needs

EXAMPLES: Mapping[Any, list[Any]] = {
    pl.String: ["a", "b"], pl.Int64: [0, 1, 5, 9, 30, 10_000], pl.Boolean: [True, False],
    pl.Date: [date(2024, 11, day) for day in range(1, 15)],
}  # fmt: skip
"""Type of a column → values such as it may have."""


def feeds(columns: Mapping[str, Collection[str]]) -> tuple[list[Indicator], dict[str, list[Indicator]]]:
    """The indicators that have all they need, and column → those that lack only it.

    `columns`: record → the columns of it that are supplied.
    """
    fed: list[Indicator] = []
    nearly: dict[str, list[Indicator]] = {}
    for indicator in registry.declared().values():
        lacks = [_fewest(parts, columns) for parts in (indicator.numerator, indicator.denominator) if parts]
        if any(lack is None for lack in lacks):
            continue
        missing = set().union(*(lack for lack in lacks if lack))
        if not missing:
            fed.append(indicator)
        elif len(missing) == 1:
            nearly.setdefault(missing.pop(), []).append(indicator)
    return fed, nearly


def _fewest(parts: Sequence[Part], columns: Mapping[str, Collection[str]]) -> set[str] | None:
    """What the part that lacks least lacks, as `record.column`; None where no part has its records."""
    lacks = [_lacks(part, columns) for part in parts]
    return min((lack for lack in lacks if lack is not None), key=len, default=None)


def _lacks(part: Part, columns: Mapping[str, Collection[str]]) -> set[str] | None:
    records = needs(part.rows)
    if not all(record in columns for record in records):
        return None
    read = {part.dated, *part.value.meta.root_names(), *part.when.meta.root_names()}
    missing = set()
    for record in records:
        moments = {local: moment for moment, local in local_dates(RECORDS[record]).items()}
        used = {moments.get(column, column) for column in read} & set(RECORDS[record].column_names())
        missing |= {f"{record}.{column}" for column in used if column not in columns[record]}
    return {each for each in missing if not _adds_without(part, each)} if part.rows in RECORDS else missing


def _adds_without(part: Part, missing: str) -> bool:
    """Whether a row that has no value in a column can add to a part all the same: it may only exclude some rows."""
    record, column = missing.split(".")
    local = local_dates(RECORDS[record]).get(column)
    rows = _any_rows(record).with_columns(pl.lit(None).alias(name) for name in (column, local) if name)
    adds = rows.select((part.expression != 0) & pl.col(part.dated).is_not_null())
    return bool(adds.to_series().any())


@cache
def _any_rows(record: str) -> pl.DataFrame:
    """Rows of a record such as there may be: every word, flags both ways, small and large numbers, and empty cells."""
    random, size = Random(1), 2000
    moments = [datetime(2024, 11, day, 9, tzinfo=UTC) for day in range(1, 15)]
    columns = {}
    for name, declared in RECORDS[record].columns().items():
        dtype = declared.dtype
        if isinstance(dtype, pl.Enum):
            values: list[Any] = dtype.categories.to_list()
        elif isinstance(dtype, pl.Datetime):
            values = moments
        else:
            values = EXAMPLES[dtype.base_type()]
        columns[name] = pl.Series(random.choices([None, *values], k=size), dtype=dtype)
    frame = pl.DataFrame(columns)
    return frame.with_columns(
        pl.col(moment).dt.date().alias(local) for moment, local in local_dates(RECORDS[record]).items()
    )
