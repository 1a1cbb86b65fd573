"""Years of nights that each add a file: files stay few, no row changes, and what is kept can be read as it was."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable, write_deltalake

from data.storage import compaction
from data.storage.compaction import LOOSE, MONTHS, tidy
from data.storage.delta_log import settings
from data.storage.lake import PARTITION, Lake

TABLE, KEYS = "lake/visit", ["source", "visit"]
SUMS = "published/visit.day"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose visits of five months have a file each."""
    Lake(tmp_path).upsert(TABLE, visits(*(f"2024-0{month}" for month in range(1, 6))), KEYS)
    return tmp_path


def visits(*months: str, night: int = 0) -> pl.DataFrame:
    """A visit in each of the months, all of one night."""
    rows = [{"source": "s", "visit": f"{month}/{night}", "night": night, PARTITION: month} for month in months]
    return pl.DataFrame(rows)


def begun(home: Path) -> Lake:
    """The lake as a run begins with it."""
    lake = Lake(home)
    lake.restore(lake.versions())
    return lake


def nights(home: Path, count: int, *months: str) -> list[int]:
    """Adds so many nights, a run each, with a visit in each of the months; the number of files after each of them."""
    return [night_of(home, visits(*months, night=night)) for night in range(1, count + 1)]


def night_of(home: Path, rows: pl.DataFrame) -> int:
    lake = begun(home)
    lake.upsert(TABLE, rows, KEYS)
    tidy(lake)
    return len(lake.files(TABLE, lake.version(TABLE)))


def rows(home: Path, version: int | None = None) -> list[tuple]:
    return sorted(Lake(home).scan(TABLE, version).collect().rows())


def test_files_stay_few_however_many_nights_there_are(home):
    many = nights(home, 3 * LOOSE, "2024-05")

    assert max(many) == 5 + LOOSE
    assert many[:LOOSE] == [5 + night for night in range(1, LOOSE + 1)]
    assert many[LOOSE] == 5, "one more, and the month is whole again"


def test_no_row_changes_when_files_are_joined(home):
    nights(home, LOOSE + 1, "2024-05")

    first = visits(*(f"2024-0{month}" for month in range(1, 6)))
    later = [visits("2024-05", night=night) for night in range(1, LOOSE + 2)]
    assert rows(home) == sorted(pl.concat([first, *later]).rows())


def test_only_the_fullest_months_are_rewritten(home):
    for night in range(1, LOOSE):
        night_of(home, visits("2024-05", night=night))
    night_of(home, visits("2024-04", night=LOOSE))
    before = night_files(home)
    night_of(home, visits("2024-03", night=LOOSE + 1))

    joined = before - night_files(home)
    assert {month(path) for path in joined} == {"2024-05"}


def test_years_that_were_never_tidied_take_some_nights(home):
    lake = Lake(home)
    for night in range(1, LOOSE + 1):
        lake.upsert(TABLE, visits("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", night=night), KEYS)
    left = [night_of(home, visits("2024-05", night=night)) for night in (100, 101)]

    assert left[0] == MONTHS + (5 - MONTHS) * (1 + LOOSE)
    assert left[1] <= 5 + LOOSE


def test_a_table_that_has_no_months_is_joined_whole(tmp_path):
    few = [night_rows(tmp_path, night) for night in range(LOOSE + 2)]

    assert few == [*range(1, LOOSE + 2), 1]
    assert begun(tmp_path).scan("restatement").collect()["night"].sort().to_list() == list(range(LOOSE + 2))


def night_rows(home: Path, night: int) -> int:
    lake = begun(home)
    lake.append("restatement", pl.DataFrame({"night": [night]}))
    tidy(lake)
    return len(lake.files("restatement", lake.version("restatement")))


def test_large_files_are_left_as_they_are(home, monkeypatch):
    monkeypatch.setattr(compaction, "SMALL", 1)

    assert nights(home, LOOSE + 2, "2024-05")[-1] == 5 + LOOSE + 2


def test_a_table_that_the_run_did_not_write_is_left_as_it_is(home):
    lake = Lake(home)
    for night in range(1, LOOSE + 3):
        lake.upsert(TABLE, visits("2024-05", night=night), KEYS)
    lake = begun(home)
    version = lake.version(TABLE)
    lake.scan(TABLE).collect()
    tidy(lake)

    assert lake.version(TABLE) == version


def test_a_column_that_came_later_is_null_in_joined_files_too(home):
    for night in range(1, LOOSE + 1):
        night_of(home, visits("2024-05", night=night))
    night_of(home, visits("2024-05", night=99).with_columns(score=pl.lit(7)))

    stored = Lake(home).scan(TABLE).filter(pl.col(PARTITION) == "2024-05").collect()
    assert sorted(stored["score"], key=str) == [7] + [None] * (LOOSE + 1)


def test_a_table_of_an_earlier_version_of_the_program_gets_the_settings_of_this_one(tmp_path):
    sums = pl.DataFrame({"period": [date(2024, 1, 1)], "counted": [1], PARTITION: ["2024-01"]})
    write_deltalake(tmp_path / SUMS, sums, partition_by=[PARTITION], configuration={})
    for counted in range(2, 5):
        lake = begun(tmp_path)
        lake.write(SUMS, sums.with_columns(counted=counted), months=["2024-01"])
        tidy(lake)

    table = DeltaTable(tmp_path / SUMS)
    assert table.metadata().configuration == settings(SUMS)
    assert (table.version(), lake.version(SUMS)) == (4, 4), "three nights, and the settings once"
    assert pl.read_delta(table)["counted"].to_list() == [4]


def test_a_run_that_dies_after_joining_is_undone(home):
    nights(home, LOOSE, "2024-05")
    published, before = Lake(home).versions(), rows(home)
    night_of(home, visits("2024-05", night=99))
    Lake(home).restore(published)

    assert rows(home) == before
    left = {str(path) for path in (home / TABLE).rglob("part-*.parquet")}
    assert left == Lake(home).files(TABLE, published[TABLE])


def night_files(home: Path) -> set[str]:
    lake = Lake(home)
    return lake.files(TABLE, lake.version(TABLE))


def month(path: str) -> str:
    return path.partition(f"{PARTITION}=")[2][:7]
