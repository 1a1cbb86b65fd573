"""Copies: rows with one key. Identical ones are kept once; what differs is refused, or settled in a reference table."""

from dataclasses import dataclass

import polars as pl

from data.records import REFERENCES, Record, key, record_name, required
from pipelines.ingest.parse import ROW

CONFLICTING = "|conflicting"
"""How the rule ends that rows with one key and other values break."""

READERS = ("_en", "_fr")
"""How columns end that hold a text for readers, by which nothing is counted."""


def copies(record: type[Record], rows: pl.DataFrame, failed: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The numbers of rows that repeat an identical one, and of all rows whose key is there with other values."""
    parts, none = key(record), rows[ROW].head(0)
    keys = pl.struct(parts) if parts[1:] else pl.col(parts[0])
    keyed = rows.drop_nulls(parts) if any(rows[part].has_nulls() for part in parts) else rows
    if keyed.lazy().select(keys.n_unique()).collect(engine="streaming").item() == keyed.height:
        return none, none
    # What could not be read tells two copies apart by what was written.
    written = failed.select(ROW, "values").unique()
    again = keyed.filter(keys.is_duplicated()).join(written, on=ROW, how="left")
    distinct = again.unique([*record.column_names(), "values"], keep="first", maintain_order=True)
    differing = distinct.filter(keys.is_duplicated())
    conflicting = again.join(differing, on=parts, how="semi")[ROW]
    repeating = again.join(distinct, on=ROW, how="anti").join(differing, on=parts, how="anti")[ROW]
    return repeating, conflicting


@dataclass(frozen=True)
class Settled:
    """What becomes of copies that differ.

    `kept`: one row per key that could be settled. `repeating`: numbers of rows that add nothing to it. `broken`: `row`
    and `rule` of the others.
    """

    kept: pl.DataFrame
    repeating: pl.Series
    broken: pl.DataFrame


def settles(record: type[Record]) -> bool:
    """Whether of copies that differ one is kept: of a reference table, which is nobody's number."""
    return not record.dated and record_name(record) in REFERENCES


def settle(record: type[Record], rows: pl.DataFrame) -> Settled:
    """Of a reference table one row per key is kept, for the sake of all rows that refer to it.

    Its texts for readers are those of the copy that is there most often, then first; what else may be empty is empty
    where the copies contradict each other. Where they differ in what may not be empty, and in any other record, all of
    them are refused: nobody knows which of them counts.
    """
    if not settles(record):
        return Settled(rows.clear(), rows[ROW].head(0), _conflicting(rows, pl.lit(f"key{CONFLICTING}")))
    parts = key(record)
    others = [name for name in record.column_names() if name not in parts]
    texts = [name for name in others if name.endswith(READERS)]
    decisive = [name for name in required(record) if name in others and name not in texts]
    values = {name: pl.col(name).drop_nulls() for name in others}
    differs = {name: values[name].n_unique() > 1 for name in others}
    by_number = (
        rows.group_by(record.column_names(), maintain_order=True)
        .agg(pl.col(ROW).first(), copies=pl.len())
        .sort("copies", descending=True, maintain_order=True)
    )
    rule = pl.concat_str(
        [pl.when(differs[name]).then(pl.lit(f"{name}{CONFLICTING}")) for name in others],
        separator=", ",
        ignore_nulls=True,
    )
    groups = by_number.group_by(parts, maintain_order=True).agg(
        pl.col(ROW).first(),
        *(
            pl.when(differs[name] & pl.lit(name not in texts + decisive))
            .then(None)
            .otherwise(values[name].first())
            .alias(name)
            for name in others
        ),
        pl.any_horizontal(False, *(differs[name] for name in decisive)).alias("open"),
        rule.alias("rule"),
    )
    settled = groups.filter(~pl.col("open"))
    of_group = rows.select(ROW, *parts).join(groups.select(*parts, "open", "rule"), on=parts)
    losing = of_group.filter(~pl.col(ROW).is_in(settled[ROW].implode()))
    # A copy that is there again, or that only says less, adds nothing.
    again = ~pl.col(ROW).is_in(by_number[ROW].implode()) | (pl.col("rule") == "")
    repeating = losing.filter(~pl.col("open") & again)
    broken = losing.filter(~pl.col(ROW).is_in(repeating[ROW].implode()))
    rule = pl.when("open").then(pl.lit(f"key{CONFLICTING}")).otherwise("rule")
    return Settled(settled.select(rows.columns), repeating[ROW], _conflicting(broken, rule))


def _conflicting(rows: pl.DataFrame, rule: pl.Expr) -> pl.DataFrame:
    return rows.select(ROW, rule=rule.cast(pl.String))
