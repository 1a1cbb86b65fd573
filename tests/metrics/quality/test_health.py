"""A rejected row is shown without what tells one person from another."""

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from data.storage.lake import Lake
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from metrics.quality.health import rejected_by_rule

MOMENT = datetime(2025, 1, 1, tzinfo=UTC)


def rejected(home: Path, *rows: dict[str, object]) -> pl.DataFrame:
    plain = {"source": "a", "rule": "r", "run": "1", "resolved": None}
    Lake(home).write("rejected", pl.DataFrame([plain | row for row in rows], schema_overrides={"resolved": pl.String}))
    manifest = Manifest(
        run="1", started_at=MOMENT, finished_at=MOMENT, tables={"rejected": 0}, fingerprint="", sources={}, folders={}
    )
    return rejected_by_rule(Snapshot(home, manifest)).select("record", "rows", "example", "values")


def test_a_customer_is_left_out_of_the_values(tmp_path):
    values = {"transaction_id": "T9", "wait_s": "-5", "customer_key": "secret"}

    record, rows, example, shown = rejected(
        tmp_path, {"record": "transaction", "key": "T9", "values": json.dumps(values)}
    ).row(0)

    assert (record, rows, example) == ("transaction", 1, "T9")
    assert json.loads(shown) == {"transaction_id": "T9", "wait_s": "-5"}


def test_a_respondent_is_hidden_in_the_key_and_left_out_of_the_values(tmp_path):
    values = {"wave": "2026-1", "respondent": "r77", "trust": "9"}

    table = rejected(tmp_path, {"record": "brand_answer", "key": "2026-1|r77", "values": json.dumps(values)})

    assert "r77" not in str(table.rows())
    assert table["example"].to_list() == ["2026-1|…"]


def test_a_row_of_nobody_is_shown_as_it_is_and_one_without_a_key_has_none(tmp_path):
    table = rejected(
        tmp_path,
        {"record": "service", "key": None, "values": '{"service_id": null}'},
        {"record": "complaint", "key": "c", "values": '{"channel": "fax"}'},
    )

    assert table.rows() == [("complaint", 1, "c", '{"channel": "fax"}'), ("service", 1, None, '{"service_id": null}')]


def test_nothing_is_rejected(tmp_path):
    resolved = {"record": "complaint", "key": "c", "values": "{}", "resolved": "2"}

    assert rejected(tmp_path, resolved).is_empty()
