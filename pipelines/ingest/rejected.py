"""Rejected rows: kept with their values, the rule and the run, and tried again in every run until they come in."""

import json

import polars as pl

from data.records import RECORDS
from data.storage.lake import Lake
from data.storage.names import REJECTED
from pipelines.ingest.copies import CONFLICTING
from pipelines.ingest.customer_keys import EARLIER, KEY, LASTING, CustomerKeys

SCHEMA = pl.Schema(
    {
        "source": pl.String,
        "record": pl.String,
        "key": pl.String,
        "rule": pl.String,
        "values": pl.String,
        "run": pl.String,
        "resolved": pl.String,
    }
)
"""`run`: the first that refused the row; `resolved`: the run in which it came in or was replaced, null while open."""

OF_FILE = "file|"
"""How the rules begin that a line of a file breaks before it is a row: its `values` are where it is, and its text."""


def read_rejected(lake: Lake) -> pl.DataFrame:
    """Every row ever refused."""
    return lake.scan(REJECTED).collect() if lake.exists(REJECTED) else pl.DataFrame(schema=SCHEMA)


def open_rejections(rejected: pl.DataFrame, source: str, record: str) -> pl.DataFrame:
    """The rows of one record that wait to come in."""
    return rejected.filter((pl.col("source") == source) & (pl.col("record") == record) & pl.col("resolved").is_null())


def read_values(waiting: pl.DataFrame, record: str) -> pl.LazyFrame:
    """Refused rows as they were read: text columns, as a file would give them."""
    return waiting.lazy().select(_decoded(record).struct.unnest())


def has_conflicts(waiting: pl.DataFrame) -> bool:
    """Whether rows wait that contradict each other: no part of a reading can tell which of them still stand."""
    return waiting["rule"].str.contains(CONFLICTING, literal=True).any()


def as_rejected(record: str, misfits: pl.DataFrame) -> pl.DataFrame:
    """Lines of a file that are no rows, as rows refused without a key: `record`, `key`, `rule`, `values`."""
    return misfits.select(pl.lit(record).alias("record"), pl.lit(None, pl.String).alias("key"), "rule", "values")


def _decoded(record: str) -> pl.Expr:
    columns = list(RECORDS[record].columns())
    return pl.col("values").str.json_decode(pl.Struct(dict.fromkeys(columns, pl.String)))


def mask_keys(refused: pl.DataFrame, keys: CustomerKeys | None, *, in_text: bool = False) -> pl.DataFrame:
    """Rows that wait hold their customers' keys salted, as all else does.

    `in_text`: lines of a file hold keys as their source wrote them, so that only their place is kept.
    """
    if keys is None:
        return refused
    of_file = pl.col("rule").str.starts_with(OF_FILE)
    place = pl.col("values").map_elements(_place, pl.String) if in_text else pl.col("values")
    row = pl.col("values").map_elements(lambda values: _masked(values, keys), pl.String)
    return refused.with_columns(values=pl.when(of_file).then(place).otherwise(row))


def mask_stored(rejected: pl.DataFrame, record: str, keys: CustomerKeys | None) -> pl.DataFrame:
    """The table with the same of rows that an earlier version kept as their source keyed them."""
    if keys is None:
        return rejected
    values = pl.col("values").str
    unmasked = ~values.contains(f'"{EARLIER}"', literal=True) | values.contains(f'"{KEY}":"[^{LASTING}]')
    old = (pl.col("record") == record) & unmasked & ~pl.col("rule").str.starts_with(OF_FILE)
    if rejected.filter(old).is_empty():
        return rejected
    written = mask_keys(rejected.filter(old).with_columns(values=_decoded(record).struct.json_encode()), keys)
    return pl.concat([rejected.filter(~old), written])


def _masked(values: str, keys: CustomerKeys) -> str:
    row = json.loads(values)
    if KEY in row:
        row[KEY] = keys.mask(row[KEY])
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _place(values: str) -> str:
    return json.dumps({"file": json.loads(values).get("file")}, ensure_ascii=False)


def update_rejected(
    rejected: pl.DataFrame,
    *,
    source: str,
    record: str,
    run: str,
    refused: pl.DataFrame,
    answered: pl.DataFrame,
) -> pl.DataFrame:
    """The table after a run.

    `refused`: rows refused now (key, rule, values). `answered`: keys under which waiting rows came in, or that the
    source supplied in this run, which replaces what was refused under them before; null among them replaces the rows
    without a key. A row refused again, unchanged, keeps its first run.
    """
    # In the record's own order, so that a row is the same however a file orders its columns.
    of_file = pl.col("rule").str.starts_with(OF_FILE)
    refused = refused.with_columns(
        values=pl.when(of_file).then("values").otherwise(_decoded(record).struct.json_encode())
    )
    waiting = open_rejections(rejected, source, record)
    others = rejected.join(waiting, on=list(SCHEMA), how="anti", nulls_equal=True)
    same = ["key", "values"]
    again = waiting.join(refused, on=same, how="semi", nulls_equal=True)
    refused_again = (
        again.drop("rule").join(refused.unique(same), on=same, how="left", nulls_equal=True).select(list(SCHEMA))
    )
    gone = waiting.join(refused, on=same, how="anti", nulls_equal=True)
    resolved = gone.with_columns(
        resolved=pl.when(pl.col("key").is_in(answered["key"].implode(), nulls_equal=True)).then(pl.lit(run))
    )
    new = refused.join(waiting, on=same, how="anti", nulls_equal=True).select(
        pl.lit(source).alias("source"),
        pl.lit(record).alias("record"),
        "key",
        "rule",
        "values",
        pl.lit(run).alias("run"),
        pl.lit(None, pl.String).alias("resolved"),
    )
    return pl.concat([others, refused_again, resolved, new], how="vertical_relaxed")
