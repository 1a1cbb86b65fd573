"""Rejected rows: kept with values, rule, source and run, tried again in every run, and gone once they come in."""

import json
from pathlib import Path

import polars as pl
import pytest

from data.storage.manifest import RowCount
from pipelines.run import run
from tests.support.source_folder import SERVICES, database, files, fill_table, lake, refused, rows_of, waiting

GOOD = "t1 | 2024-11-05 09:00:00 | plate | 60"
BAD = f"""
    transaction_id | started_at          | service_id | wait_s
    ---------------+---------------------+------------+-------
    {GOOD}
    t2             | 2024-11-06 09:00:00 | permit     | 60
    t3             | 2024-11-06 09:00:00 | plate      | -5
"""
WITH_PERMIT = f"{SERVICES}\npermit | health"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The sums of one record are enough here, and most of the time of a run.
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    return tmp_path / "home"


def city(tmp_path: Path, transaction: str = BAD, services: str = SERVICES) -> Path:
    return files(tmp_path / "city", service=services, transaction=transaction)


def test_a_row_that_breaks_a_rule_is_kept_with_its_values_rule_source_and_run(tmp_path, home):
    outcome = run(home, [city(tmp_path)])

    assert not outcome.complete
    assert rows_of(outcome.manifest) == RowCount(read=3, good=1, rejected=2)
    assert lake(home) == [("t1",)]
    rows = refused(home).to_dicts()
    assert [(row["source"], row["record"], row["key"], row["rule"]) for row in rows] == [
        ("city", "transaction", "t2", "service_id|unknown"),
        ("city", "transaction", "t3", "wait_s|min"),
    ]
    assert {row["run"] for row in rows} == {outcome.manifest.run}
    assert [row["resolved"] for row in rows] == [None, None]
    values = json.loads(rows[1]["values"])
    assert (values["wait_s"], values["started_at"]) == ("-5", "2024-11-06 09:00:00")


def test_the_sentence_names_source_record_rows_and_what_to_do(tmp_path, home):
    (sentence,) = map(str, run(home, [city(tmp_path)]).problems)

    assert "city" in sentence
    assert "transaction" in sentence
    assert "2 rows stayed out" in sentence
    assert "scorecard status" in sentence


def test_the_same_bad_row_read_again_is_refused_again_but_stored_once(tmp_path, home):
    first = run(home, [city(tmp_path)]).manifest
    again = run(home, [])

    assert not again.complete
    assert rows_of(again.manifest) == RowCount(read=3, rejected=2, unchanged=1)
    assert refused(home)["run"].to_list() == [first.run, first.run]


def test_a_bad_row_whose_columns_come_in_another_order_is_the_same_row(tmp_path, home):
    run(home, [city(tmp_path)])
    path = tmp_path / "city" / "transaction.csv"
    frame = pl.read_csv(path, infer_schema=False)
    frame.select(reversed(frame.columns)).write_csv(path)
    run(home, [])

    assert refused(home).height == 2


def test_a_missing_service_arrives_and_the_row_comes_in_without_being_read_again(tmp_path, home):
    run(home, [city(tmp_path)])
    city(tmp_path, f"transaction_id | started_at | service_id | wait_s\n{GOOD}", WITH_PERMIT)
    outcome = run(home, [])

    assert outcome.complete
    assert rows_of(outcome.manifest) == RowCount(read=1, unchanged=1, readmitted=1)
    assert lake(home) == [("t1",), ("t2",)]
    row = refused(home).to_dicts()[0]
    assert (row["key"], row["resolved"]) == ("t2", outcome.manifest.run)
    assert waiting(home) == [("t3", "wait_s|min")]


def test_a_missing_service_arrives_and_the_row_that_is_read_again_is_good(tmp_path, home):
    run(home, [city(tmp_path)])
    outcome = run(home, [city(tmp_path, services=WITH_PERMIT)])

    assert rows_of(outcome.manifest) == RowCount(read=3, good=1, rejected=1, unchanged=1)
    assert waiting(home) == [("t3", "wait_s|min")]
    assert refused(home)["resolved"].to_list() == [outcome.manifest.run, None]


def test_a_service_that_another_source_supplies_lets_the_row_in(tmp_path, home):
    run(home, [city(tmp_path)])
    other = files(tmp_path / "county", service="service_id | line_id\npermit | health")
    run(home, [other])

    assert lake(home) == [("t1",), ("t2",)]


def test_a_corrected_row_replaces_the_one_that_was_refused(tmp_path, home):
    run(home, [city(tmp_path)])
    outcome = run(home, [city(tmp_path, BAD.replace("-5", "5"))])

    assert rows_of(outcome.manifest) == RowCount(read=3, good=1, rejected=1, unchanged=1)
    assert lake(home, "transaction", "transaction_id", "wait_s") == [("t1", 60), ("t3", 5)]
    assert refused(home)["resolved"].to_list() == [None, outcome.manifest.run]


def test_a_row_that_is_wrong_in_another_way_now_waits_with_its_new_values_only(tmp_path, home):
    run(home, [city(tmp_path)])
    run(home, [city(tmp_path, BAD.replace("plate      | -5", "permit     | 5"))])

    assert waiting(home) == [("t2", "service_id|unknown"), ("t3", "service_id|unknown")]
    assert refused(home).height == 3


def test_a_rule_that_is_broken_for_another_reason_now_is_said_anew(tmp_path, home):
    both = BAD.replace("plate      | -5", "permit     | -5")
    run(home, [city(tmp_path, both)])
    assert waiting(home)[1] == ("t3", "wait_s|min, service_id|unknown")
    run(home, [city(tmp_path, both, WITH_PERMIT)])

    assert waiting(home) == [("t3", "wait_s|min")]


def test_a_good_row_that_turns_bad_keeps_its_last_good_values(tmp_path, home):
    run(home, [city(tmp_path, BAD.replace("-5", "5"))])
    run(home, [city(tmp_path)])

    assert lake(home, "transaction", "transaction_id", "wait_s") == [("t1", 60), ("t3", 5)]
    assert ("t3", "wait_s|min") in waiting(home)


NAMELESS = BAD.replace("t3  ", "    ")


def test_a_row_without_a_key_is_refused_and_stored_once_however_often_it_is_read(tmp_path, home):
    run(home, [city(tmp_path, NAMELESS)])
    outcome = run(home, [])

    assert rows_of(outcome.manifest) == RowCount(read=3, rejected=2, unchanged=1)
    assert waiting(home) == [(None, "transaction_id|nullability, wait_s|min"), ("t2", "service_id|unknown")]


def test_a_row_without_a_key_waits_no_longer_when_the_source_has_given_it_one(tmp_path, home):
    run(home, [city(tmp_path, NAMELESS)])
    outcome = run(home, [city(tmp_path, BAD.replace("-5", "5"))])

    assert waiting(home) == [("t2", "service_id|unknown")]
    assert refused(home).filter(pl.col("key").is_null())["resolved"].to_list() == [outcome.manifest.run]


WATERMARKED = """
    transaction_id | started_at          | service_id | updated_at
    t1             | 2024-11-05 09:00:00 | plate      | 2024-11-05
    t2             | 2024-11-05 09:00:00 | permit     | 2024-11-05
    t3             | 2024-11-06 09:00:00 | plate      | 2024-11-07
"""


def test_a_refused_row_that_is_not_read_again_waits_once_and_comes_in(tmp_path, home):
    folder = database(tmp_path / "city", watermark="updated_at", service=SERVICES, transaction=WATERMARKED)
    first = run(home, [folder]).manifest
    for _ in range(2):
        assert rows_of(run(home, []).manifest) == RowCount(read=1, unchanged=1)
        assert refused(home)["run"].to_list() == [first.run]

    fill_table(folder, "service", WITH_PERMIT)
    last = run(home, []).manifest
    assert rows_of(last) == RowCount(read=1, unchanged=1, readmitted=1)
    assert lake(home) == [("t1",), ("t2",), ("t3",)]
    assert refused(home)["resolved"].to_list() == [last.run]


def test_of_conflicting_copies_none_comes_in_because_only_one_is_read_again(tmp_path, home):
    conflicting = f"{WATERMARKED}t3 | 2024-11-06 10:00:00 | plate | 2024-11-05\n"
    folder = database(tmp_path / "city", watermark="updated_at", service=SERVICES, transaction=conflicting)
    run(home, [folder])
    again = run(home, []).manifest

    assert rows_of(again) == RowCount(read=4, rejected=3, unchanged=1), "all is read while copies contradict each other"
    assert lake(home) == [("t1",)]
    assert waiting(home) == [("t2", "service_id|unknown"), ("t3", "key|conflicting"), ("t3", "key|conflicting")]

    fill_table(folder, "transaction", WATERMARKED)
    assert rows_of(run(home, []).manifest) == RowCount(read=3, good=1, rejected=1, unchanged=1)
    assert waiting(home) == [("t2", "service_id|unknown")]
    assert rows_of(run(home, []).manifest) == RowCount(read=1, unchanged=1)
