"""The Delta tables of a home: rows replaced by key, months replaced, versions taken back."""

from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.storage.delta_table import Table
from data.storage.lake import PARTITION, Lake

TABLE, KEYS = "lake/visit", ["source", "visit"]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "données de l'été #1")


def visits(**month_of: str) -> pl.DataFrame:
    """Visits of one source by their month, each with a value that begins with its key."""
    return pl.DataFrame(
        [
            {"source": "s", "visit": visit, "note": f"{visit} {month}", PARTITION: month}
            for visit, month in month_of.items()
        ]
    )


def stored(lake: Lake, *columns: str) -> list[tuple]:
    return sorted(lake.scan(TABLE).select(columns or ("visit", PARTITION)).collect().rows())


def test_the_first_rows_are_all_written(lake):
    upserted = lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)

    assert (upserted.written, upserted.unchanged, upserted.before) == (2, 0, None)
    assert stored(lake) == [("a", "2024-11"), ("b", "2024-12")]


def test_rows_that_are_there_already_make_no_new_version(lake):
    lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)
    upserted = lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)

    assert (upserted.written, upserted.unchanged) == (0, 2)
    assert lake.version(TABLE) == 0


def test_a_row_is_replaced_by_key_and_both_its_sides_are_told(lake):
    lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)
    upserted = lake.upsert(TABLE, visits(a="2025-01", c="2024-11"), KEYS)

    assert (upserted.written, upserted.unchanged) == (2, 0)
    assert upserted.before[PARTITION].to_list() == ["2024-11"]
    assert sorted(upserted.after[PARTITION]) == ["2024-11", "2025-01"]
    assert stored(lake) == [("a", "2025-01"), ("b", "2024-12"), ("c", "2024-11")]


def test_the_same_key_of_another_source_is_another_row(lake):
    lake.upsert(TABLE, visits(a="2024-11"), KEYS)
    lake.upsert(TABLE, visits(a="2024-11").with_columns(source=pl.lit("t")), KEYS)

    assert stored(lake, "source", "visit") == [("s", "a"), ("t", "a")]


def test_a_null_is_a_value_like_any_other(lake):
    nothing = visits(a="2024-11").with_columns(note=pl.lit(None, pl.String))
    lake.upsert(TABLE, nothing, KEYS)

    assert lake.upsert(TABLE, nothing, KEYS).unchanged == 1
    assert lake.upsert(TABLE, visits(a="2024-11"), KEYS).written == 1
    assert lake.upsert(TABLE, nothing, KEYS).written == 1
    assert stored(lake, "note") == [(None,)]


def test_rows_are_taken_out_by_key(lake):
    lake.upsert(TABLE, visits(a="2024-11", b="2024-11", c="2024-12"), KEYS)
    lake.remove(TABLE, visits(b="2024-11", c="2024-12"), KEYS)

    assert stored(lake) == [("a", "2024-11")]


def test_new_rows_leave_every_file_that_is_there_as_it_is(lake):
    lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)
    before = lake.files(TABLE, 0)
    lake.upsert(TABLE, visits(c="2024-12"), KEYS)

    assert before < lake.files(TABLE, 1)


def test_a_changed_row_touches_only_the_months_it_was_and_is_in(lake):
    lake.upsert(TABLE, visits(a="2024-10", b="2024-11", c="2024-12"), KEYS)
    before = lake.files(TABLE, 0)
    lake.upsert(TABLE, visits(b="2025-01"), KEYS)

    assert sorted(month(path) for path in before & lake.files(TABLE, 1)) == ["2024-10", "2024-12"]


def month(path: str) -> str:
    return path.partition(f"{PARTITION}=")[2][:7]


def test_the_last_day_of_a_source_is_in_its_last_month(lake):
    days = visits(a="2024-11", b="2024-12").with_columns(pl.Series("day", ["2024-11-30", "2024-12-02"]).str.to_date())
    lake.write(TABLE, pl.concat([days, days.head(1).with_columns(source=pl.lit("t"))]))

    assert str(lake.last_day(TABLE, "day", "s")) == "2024-12-02"
    assert str(lake.last_day(TABLE, "day", "t")) == "2024-11-30"
    assert lake.last_day(TABLE, "day", "nobody") is None


def test_no_rows_change_nothing(lake):
    lake.upsert(TABLE, visits(a="2024-11"), KEYS)
    upserted = lake.upsert(TABLE, visits(a="2024-11").clear(), KEYS)

    assert (upserted.written, upserted.unchanged) == (0, 0)
    assert stored(lake) == [("a", "2024-11")]


def test_a_column_that_is_new_is_null_in_old_rows(lake):
    lake.upsert(TABLE, visits(a="2024-11", b="2024-12"), KEYS)
    wider = visits(a="2024-11", b="2024-12").with_columns(score=pl.Series([7, None]))
    upserted = lake.upsert(TABLE, wider, KEYS)

    assert (upserted.written, upserted.unchanged) == (1, 1)
    assert stored(lake, "visit", "score") == [("a", 7), ("b", None)]


def test_words_of_closed_lists_are_stored_as_text(lake):
    lake.upsert(TABLE, visits(a="2024-11").with_columns(pl.col("note").cast(pl.Enum(["a 2024-11"]))), KEYS)

    assert lake.scan(TABLE).collect_schema()["note"] == pl.String


def test_only_the_months_given_are_replaced(lake):
    lake.write(TABLE, visits(a="2024-11", b="2024-12", c="2025-01"))
    lake.write(TABLE, visits(d="2024-12"), months=["2024-12", "2025-01"])

    assert stored(lake) == [("a", "2024-11"), ("d", "2024-12")]


def test_of_a_table_that_is_replaced_the_months_that_are_the_same_keep_their_files(lake):
    lake.write(TABLE, visits(a="2024-11", b="2024-12", c="2025-01"))
    lake.write(TABLE, visits(e="2025-02", d="2024-12", a="2024-11"))

    assert stored(lake) == [("a", "2024-11"), ("d", "2024-12"), ("e", "2025-02")]
    assert {month(path) for path in lake.files(TABLE, 0) & lake.files(TABLE, 1)} == {"2024-11"}


def test_of_the_months_given_only_those_that_differ_are_written(lake):
    lake.write(TABLE, visits(a="2024-11", b="2024-12", c="2025-01"))
    lake.write(TABLE, visits(a="2024-11", d="2024-12"), months=["2024-11", "2024-12"])

    assert stored(lake) == [("a", "2024-11"), ("c", "2025-01"), ("d", "2024-12")]
    assert {month(path) for path in lake.files(TABLE, 0) & lake.files(TABLE, 1)} == {"2024-11", "2025-01"}


@pytest.mark.parametrize("table", [TABLE, "rejected"])
def test_the_same_rows_in_another_order_make_no_new_version(lake, table):
    rows = visits(a="2024-11", b="2024-11", c="2025-01")
    rows = rows if table == TABLE else rows.drop(PARTITION)
    lake.write(table, rows)
    lake.write(table, rows.reverse())

    assert Lake(lake.home).version(table) == 0


def test_a_row_that_is_there_twice_is_not_the_same_as_one(lake):
    lake.write("rejected", pl.DataFrame({"key": ["a", "b"]}))
    lake.write("rejected", pl.DataFrame({"key": ["a", "b", "b"]}))

    assert lake.scan("rejected").collect()["key"].sort().to_list() == ["a", "b", "b"]


def test_a_month_that_is_not_known_is_replaced_too(lake):
    nowhen = visits(a="2024-11", b="2024-12").with_columns(
        pl.when(pl.col("visit") == "a").then(PARTITION).alias(PARTITION)
    )
    lake.write(TABLE, nowhen)
    lake.write(TABLE, nowhen.with_columns(note=pl.lit("other")))

    assert sorted(lake.scan(TABLE).select("visit", "note").collect().rows()) == [("a", "other"), ("b", "other")]


def test_a_month_without_rows_is_emptied(lake):
    lake.write(TABLE, visits(a="2024-11", b="2024-12"))
    lake.write(TABLE, visits(a="2024-11").clear(), months=["2024-12"])

    assert stored(lake) == [("a", "2024-11")]


def test_a_whole_table_may_get_other_columns(lake):
    lake.write(TABLE, visits(a="2024-11"))
    lake.write(TABLE, visits(b="2024-11").drop("note"))

    assert lake.scan(TABLE).collect().columns == ["source", "visit", PARTITION]


def test_tables_go_back_to_the_version_that_is_known_and_unknown_ones_go(lake):
    lake.write(TABLE, visits(a="2024-11"))
    lake.write("lake/other", visits(a="2024-11"))
    published = {TABLE: 0, "lake/other": 0}
    assert lake.restore(published) == []
    lake.upsert(TABLE, visits(a="2024-12", b="2024-12"), KEYS)
    lake.write("lake/stray", visits(a="2024-11"))

    assert lake.restore(published) == ["lake/stray", TABLE]
    assert stored(lake) == [("a", "2024-11")]
    assert not lake.exists("lake/stray")
    left = {str(path) for path in (lake.home / TABLE).rglob("part-*.parquet")}
    assert left == lake.files(TABLE, 0), "what the run that died had written is gone from the disk"


def test_what_nobody_wrote_need_not_be_opened_to_be_known(lake, monkeypatch):
    lake.write(TABLE, visits(a="2024-11"))
    lake.write(TABLE, visits(b="2024-11"))
    monkeypatch.setattr(Lake, "_open", None)
    again = Lake(lake.home)

    assert again.restore({TABLE: 1}) == []
    assert (again.versions(), again.changed_tables()) == ({TABLE: 1}, [])


def test_who_has_written_a_table_sees_what_is_there_now(lake):
    lake.restore({})
    lake.write(TABLE, visits(a="2024-11", b="2024-12"))
    lake.upsert(TABLE, visits(a="2025-01", c="2024-11"), KEYS)
    lake.append(TABLE, visits(d="2024-11"))
    lake.remove(TABLE, visits(c="2024-11"), KEYS)
    lake.write(TABLE, visits(e="2024-12"), months=["2024-12"])
    lake.write(TABLE, visits(e="2024-12").clear(), months=["2025-01"])

    assert stored(lake) == stored(Lake(lake.home)) == [("d", "2024-11"), ("e", "2024-12")]
    assert lake.version(TABLE) == Lake(lake.home).version(TABLE) == 5
    assert lake.changed_tables() == [TABLE]


def test_a_published_table_that_is_lost_is_not_passed_over(lake):
    lake.write(TABLE, visits(a="2024-11"))
    with pytest.raises(UserError, match="lacks the table lake/other that was published"):
        lake.restore({TABLE: 0, "lake/other": 3})


def test_a_restored_table_can_be_read_at_the_version_it_had(lake):
    lake.write(TABLE, visits(a="2024-11"))
    lake.write(TABLE, visits(b="2024-11"))
    lake.restore({TABLE: 0})

    assert pl.read_delta(Table(lake.home / TABLE, version=0))["visit"].to_list() == ["a"]
