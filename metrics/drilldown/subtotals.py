"""Subtotals of the rows behind a number: by any column that several rows can share, adding up to exactly the number."""

from typing import Any

import polars as pl

from data.records import RECORDS, REFERENCES, personal
from metrics.definition.indicator import Indicator
from metrics.drilldown.rows_behind import ALWAYS, RowsBehind, counts_against
from metrics.engine.quotient import divide

MOST = 50
"""Groups that are told apart; the rows of all others are one group."""

TIMES = ("wait_s", "serve_s")
"""Seconds of one transaction; a total of a month may have the same column, and is nobody's time."""

OWN_KEYS = frozenset(
    record.primary_key()[0]
    for name, record in RECORDS.items()
    if name not in REFERENCES and len(record.primary_key()) == 1
)
PERSONAL = frozenset(name for record in RECORDS.values() for name in personal(record))


def groupable(behind: RowsBehind) -> tuple[str, ...]:
    """The columns by which rows can be grouped, in the order of the list.

    Left out are what every row has of its own (its key, what it adds, moments, which have a day and a half-hour beside
    them) and what tells persons apart, whatever the viewer may see of single rows.
    """
    schema = behind.frame.collect_schema()
    own = {*ALWAYS, *OWN_KEYS, *PERSONAL}
    return tuple(name for name in behind.columns if name not in own and not isinstance(schema[name], pl.Datetime))


def subtotal(rows: pl.LazyFrame, by: str, indicator: Indicator, most: int = MOST) -> pl.LazyFrame:
    """The groups of a column, those with most rows that count against the number first, then those with most rows.

    In: rows of `RowsBehind.frame`. Out: `kind` (`group`; `others`, all after the first `most` together; `all`),
    `group` (in the column's own type; null = not stated), `code` (the same as text), `groups` (how many it stands for),
    `rows`, `missed`, `numerator`, `denominator` (Int64; null where the indicator has none), `value` (as the number's),
    `wait_s`, `serve_s` (Float64, seconds: the mean of the transactions that have one, null where none has). What is
    counted of `group` and `others` adds up to that of `all`.
    """
    columns, missed = rows.collect_schema().names(), counts_against(indicator)
    times = {
        name: pl.when(pl.col("record") == "transaction").then(pl.col(name))
        if name in columns
        else pl.lit(None, pl.Int64)
        for name in TIMES
    }
    counted = ("rows", "missed", "numerator", "denominator", *TIMES, *(f"{name}.n" for name in TIMES))
    groups = (
        rows.select(
            pl.col(by).alias("group"),
            pl.lit(1, pl.Int64).alias("rows"),
            (pl.lit(False) if missed is None else missed.fill_null(False)).cast(pl.Int64).alias("missed"),
            "numerator",
            "denominator",
            *(seconds.alias(name) for name, seconds in times.items()),
            *(seconds.is_not_null().cast(pl.Int64).alias(f"{name}.n") for name, seconds in times.items()),
        )
        .group_by("group")
        .agg(pl.col(counted).sum())
        .sort("missed", "rows", "group", descending=[True, True, False], nulls_last=True)
        .with_row_index("rank")
    )
    others = pl.col("rank") >= most
    kinds = [
        groups.filter(~others).with_columns(kind=pl.lit("group"), groups=1),
        *(
            some.select(pl.col(counted).sum(), groups=pl.len()).with_columns(kind=pl.lit(kind))
            for kind, some in (("others", groups.filter(others)), ("all", groups))
        ),
    ]
    below = pl.col("denominator") if indicator.denominator else pl.lit(None, pl.Int64)
    return (
        pl.concat(kinds, how="diagonal_relaxed")
        .filter(pl.col("groups") > 0)
        .select(
            "kind",
            "group",
            text_of("group").alias("code"),
            pl.col("groups").cast(pl.Int64),
            "rows",
            "missed",
            "numerator",
            below.alias("denominator"),
            divide(indicator).alias("value"),
            *(pl.when(pl.col(f"{name}.n") > 0).then(pl.col(name) / pl.col(f"{name}.n")).alias(name) for name in TIMES),
        )
    )


def text_of(column: str) -> pl.Expr:
    """A group as an address has it: a code, a number, a day, `true` or `false`."""
    return pl.col(column).cast(pl.String)


def value_of(code: str | None, by: str, behind: RowsBehind) -> Any:
    """The value in the column's own type that `text_of` writes so; None for what it never writes."""
    kind, text = behind.frame.collect_schema()[by], pl.Series([code], dtype=pl.String)
    if kind == pl.Boolean:
        return {"true": True, "false": False}.get(code or "")
    return (text.str.to_date(strict=False) if kind == pl.Date else text.cast(kind, strict=False)).item()


def within(rows: pl.LazyFrame, by: str, code: str | None) -> pl.LazyFrame:
    """The rows of one group; None is that of rows that state none."""
    return rows.filter(text_of(by).eq_missing(pl.lit(code, pl.String)))
