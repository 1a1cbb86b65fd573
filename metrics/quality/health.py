"""What a steward asks: which runs, how fresh, which rows were refused and why, and where every row went."""

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from data.certainty import present
from data.records import RECORDS, Record, key, personal
from data.records.stored import CELL_MARK
from data.storage.manifest import read_manifests
from data.storage.snapshot import Snapshot
from metrics.quality.restatements import restatements

HIDDEN = "…"
"""Stands in a key for what tells one person from another."""


def runs(snapshot: Snapshot) -> pl.DataFrame:
    """The latest runs: `run`, `started`, `seconds`, `rows_read`, `problems`."""
    return pl.DataFrame(
        [
            {
                "run": m.run,
                "started": m.started_at.isoformat(timespec="seconds"),
                "seconds": round((m.finished_at - m.started_at).total_seconds(), 1),
                "rows_read": m.rows_read,
                "problems": sum(bool(s.problem) for records in m.sources.values() for s in records.values()),
            }
            for m in read_manifests(snapshot.home, until=snapshot.manifest.run)
        ]
    )


def accounting(snapshot: Snapshot) -> pl.DataFrame:
    """Per source and record, of its last reading: `read = good + rejected + superseded + unchanged + beyond`."""
    return pl.DataFrame(
        [
            {"source": source, "record": record, **state.rows.model_dump()}
            for source, records in snapshot.manifest.sources.items()
            for record, state in records.items()
        ]
    )


def freshness(snapshot: Snapshot, lang: str = "en") -> pl.DataFrame:
    """Per source and record: `state` (good, or late when it could not be read), `data_to`, `read_at`, `problem`.

    `problem`: why it could not be read, in `lang`; in English where an earlier version of the program noted it.
    """
    return pl.DataFrame(
        [
            {
                "source": source,
                "record": record,
                "state": "late" if state.problem else "good",
                "data_to": state.data_to and state.data_to.isoformat(),
                "read_at": state.read_at and state.read_at.isoformat(timespec="seconds"),
                "expected_by": state.expected_by,
                "problem": state.problem_text(lang),
            }
            for source, records in snapshot.manifest.sources.items()
            for record, state in records.items()
        ],
        schema_overrides={"data_to": pl.String, "read_at": pl.String, "expected_by": pl.String, "problem": pl.String},
    )


def rejected_by_rule(snapshot: Snapshot) -> pl.DataFrame:
    """Rows that stay out, as `by_rule` counts them."""
    return by_rule(snapshot.scan("rejected"))


def by_rule(rejected: pl.LazyFrame) -> pl.DataFrame:
    """Rows that stay out: `source`, `record`, `rule`, `rows`, an `example` key, its `values` (JSON text) and `cells`.

    `cells`: those of its values that the rule is about, with the form that was expected. Of a restricted record all
    three are null: a row that breaks a rule is a person's answer all the same. Of the others what tells one person from
    another is left out of the values and hidden in the key.
    """
    restricted = [name for name, record in RECORDS.items() if record.restricted]
    return (
        rejected.filter(pl.col("resolved").is_null())
        .group_by("source", "record", "rule")
        .agg(pl.len().alias("rows"), pl.col("key").min().alias("example"), pl.col("values").sort_by("key").first())
        .with_columns(pl.when(~pl.col("record").is_in(restricted)).then(pl.col("example", "values")))
        .sort("source", "record", "rule")
        .collect()
        .with_columns(
            pl.struct("record", "example").map_elements(_masked_key, pl.String).alias("example"),
            pl.struct("record", "values").map_elements(_masked_values, pl.String).alias("values"),
        )
        .with_columns(cells=pl.struct("record", "rule", "values").map_elements(_cells, pl.String))
    )


def _cells(row: Mapping[str, str | None]) -> str | None:
    """What the broken rules are about: `wait_s = 'soon' (expected 12)`; of a line of a file, where it stands."""
    if row["values"] is None:
        return None
    record, rules = present(row["record"]), present(row["rule"])
    values = json.loads(row["values"])
    if "file" in values:
        return ": ".join(filter(None, [values["file"], values.get("text")]))
    cells = []
    for rule in rules.split(", "):
        column, _, kind = rule.partition("|")
        if column in values:
            text, _, form = (values[column] or "").partition(CELL_MARK)
            form = form or (kind in ("type", "enum") and expected(RECORDS[record], column)) or ""
            cells.append(f"{column} = '{text}'" + (f" (expected {form})" if form else ""))
    return ", ".join(dict.fromkeys(cells)) or None


def expected(record: type[Record], column: str) -> str:
    """How a value of a column is written: an example, or the words it may be; nothing where any text will do."""
    dtype = record.columns()[column].dtype
    if isinstance(dtype, pl.Enum):
        return f"one of {', '.join(dtype.categories)}"
    examples = {pl.Int64: "12", pl.Boolean: "true", pl.Date: "2024-11-05", pl.Datetime: "2024-11-05 09:00:00"}
    return examples.get(dtype.base_type(), "")


def _masked_key(row: Mapping[str, str | None]) -> str | None:
    record = RECORDS[present(row["record"])]
    hidden, parts = personal(record), key(record)
    if row["example"] is None or not set(hidden) & set(parts):
        return row["example"]
    values = row["example"].split("|")
    return "|".join(HIDDEN if part in hidden else value for part, value in zip(parts, values, strict=False))


def _masked_values(row: Mapping[str, str | None]) -> str | None:
    # The text of a line that is no row holds whatever the row would.
    hidden = personal(RECORDS[present(row["record"])])
    hidden = hidden and [*hidden, "text"]
    values = json.loads(row["values"]) if hidden and row["values"] else {}
    if not set(hidden) & set(values):
        return row["values"]
    return json.dumps({name: text for name, text in values.items() if name not in hidden}, ensure_ascii=False)


def gone(snapshot: Snapshot) -> pl.DataFrame:
    """Rows that a full reading did not find any more, and that have not come back: `source`, `record`, `rows`."""
    if not snapshot.has("gone"):
        return pl.DataFrame(schema={"source": pl.String, "record": pl.String, "rows": pl.UInt32})
    away = snapshot.scan("gone").filter(pl.col("back").is_null())
    return away.group_by("source", "record").agg(pl.len().alias("rows")).sort("source", "record").collect()


def report(snapshot: Snapshot) -> dict[str, Any]:
    """All of it as plain values."""
    return {
        "run": snapshot.manifest.run,
        "runs": runs(snapshot).to_dicts(),
        "rows": accounting(snapshot).to_dicts(),
        "freshness": freshness(snapshot).to_dicts(),
        "rejected": rejected_by_rule(snapshot).to_dicts(),
        "gone": gone(snapshot).to_dicts(),
        "restated": restatements(snapshot).to_dicts(),
    }
