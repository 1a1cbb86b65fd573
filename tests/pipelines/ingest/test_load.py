"""Every row read is accounted for: good, rejected, superseded or unchanged."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.records import RECORDS
from data.storage.manifest import RowCount
from data.storage.snapshot import read_snapshot
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from pipelines.run import run
from tests.support.source_folder import SERVICES, database, files, fill_table, lake, rows_of, waiting

TWO = """
    transaction_id | started_at          | wait_s
    ---------------+---------------------+-------
    t1             | 2024-11-05 09:00:00 | 60
    t2             | 2024-11-06 09:00:00 | 120
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The sums of one record are enough here, and most of the time of a run.
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    return tmp_path / "home"


def city(tmp_path: Path, transaction: str = TWO, services: str = SERVICES) -> Path:
    return files(tmp_path / "city", service=services, transaction=transaction)


def volume(home: Path) -> dict[str, float]:
    found = answer(Question(indicator="transaction_volume", grain="month"), open_snapshot(home))
    return dict(found.select("period", "value").iter_rows())


def test_all_rows_of_a_first_reading_are_good(tmp_path, home):
    outcome = run(home, [city(tmp_path)])

    assert outcome.complete
    assert rows_of(outcome.manifest) == RowCount(read=2, good=2)
    assert rows_of(outcome.manifest, "service") == RowCount(read=2, good=2)


def test_the_same_rows_read_again_are_unchanged_and_are_not_written(tmp_path, home):
    first = run(home, [city(tmp_path)]).manifest
    again = run(home, []).manifest

    assert rows_of(again) == RowCount(read=2, unchanged=2)
    assert {name: again.tables[name] for name in first.tables if name.startswith("lake/")} == {
        name: version for name, version in first.tables.items() if name.startswith("lake/")
    }


def test_a_changed_row_replaces_the_one_that_is_stored(tmp_path, home):
    run(home, [city(tmp_path)])
    city(tmp_path, TWO.replace("120", "130"))

    assert rows_of(run(home, []).manifest) == RowCount(read=2, good=1, unchanged=1)
    assert lake(home, "transaction", "transaction_id", "wait_s") == [("t1", 60), ("t2", 130)]


def test_a_value_that_becomes_empty_is_a_change(tmp_path, home):
    run(home, [city(tmp_path)])
    city(tmp_path, TWO.replace("120", ""))

    assert rows_of(run(home, []).manifest) == RowCount(read=2, good=1, unchanged=1)
    assert lake(home, "transaction", "transaction_id", "wait_s") == [("t1", 60), ("t2", None)]


def test_identical_copies_are_kept_once(tmp_path, home):
    run_once = run(home, [city(tmp_path, f"{TWO}t1 | 2024-11-05 09:00:00 | 60\nt1 | 2024-11-05 09:00:00 | 60")])

    assert run_once.complete
    assert rows_of(run_once.manifest) == RowCount(read=4, good=2, superseded=2)
    assert rows_of(run(home, []).manifest) == RowCount(read=4, superseded=2, unchanged=2)


def test_identical_copies_in_two_files_are_kept_once(tmp_path, home):
    folder = city(tmp_path)
    (folder / "transaction-2.csv").write_bytes((folder / "transaction.csv").read_bytes())

    assert rows_of(run(home, [folder]).manifest) == RowCount(read=4, good=2, superseded=2)


def test_conflicting_copies_in_one_file_are_all_rejected(tmp_path, home):
    outcome = run(home, [city(tmp_path, f"{TWO}t1 | 2024-11-05 09:00:00 | 61\nt1 | 2024-11-05 09:00:00 | 61")])

    assert rows_of(outcome.manifest) == RowCount(read=4, good=1, rejected=3)
    assert lake(home) == [("t2",)]
    assert waiting(home) == [("t1", "key|conflicting")] * 3


def test_conflicting_copies_across_files_are_all_rejected_until_the_source_says_one_thing(tmp_path, home):
    folder = city(tmp_path)
    other = folder / "transaction-2.csv"
    other.write_text((folder / "transaction.csv").read_text().replace(",60", ",61"))
    outcome = run(home, [folder])

    assert rows_of(outcome.manifest) == RowCount(read=4, good=1, rejected=2, superseded=1)
    assert waiting(home) == [("t1", "key|conflicting")] * 2

    other.unlink()
    assert rows_of(run(home, []).manifest) == RowCount(read=2, good=1, unchanged=1)
    assert waiting(home) == []
    assert lake(home, "transaction", "transaction_id", "wait_s") == [("t1", 60), ("t2", 120)]


def test_a_key_that_moves_to_another_month_leaves_its_old_partition_and_both_sums_are_right(tmp_path, home):
    run(home, [city(tmp_path)])
    assert volume(home) == {"2024-11": 2}
    city(tmp_path, TWO.replace("2024-11-06", "2025-01-06"))
    moved = run(home, []).manifest

    assert rows_of(moved) == RowCount(read=2, good=1, unchanged=1)
    assert lake(home, "transaction", "transaction_id", "start_month") == [("t1", "2024-11"), ("t2", "2025-01")]
    assert volume(home) == {"2024-11": 1, "2025-01": 1}

    city(tmp_path, TWO.replace("2024-11", "2025-02"))
    run(home, [])
    assert volume(home) == {"2025-02": 2}


def test_a_record_without_rows_loads_and_says_no_data(tmp_path, home):
    folder = city(tmp_path)
    header = (folder / "transaction.csv").read_text().splitlines()[0]
    (folder / "transaction.csv").write_text(f"{header}\n")
    outcome = run(home, [folder])

    assert outcome.complete
    assert rows_of(outcome.manifest) == RowCount()
    assert answer(Question(indicator="transaction_volume"), open_snapshot(home))["value"].to_list() == [None]

    city(tmp_path)
    run(home, [])
    assert volume(home) == {"2024-11": 2}


def test_a_source_whose_every_record_is_empty_publishes_no_data(tmp_path):
    folder = files(tmp_path / "city", **dict.fromkeys(RECORDS, ()))
    for name, record in RECORDS.items():
        (folder / f"{name}.csv").write_text(f"{','.join(record.columns())}\n")
    for _ in range(2):
        assert run(tmp_path / "home", [folder]).complete

    tables = open_snapshot(tmp_path / "home")
    values = {name: answer(Question(indicator=name), tables)["value"].to_list() for name in declared()}
    assert {name for name, value in values.items() if value != [None]} == set()


def test_clock_change_hours_are_counted_and_not_rejected(tmp_path, home):
    outcome = run(
        home,
        [
            city(
                tmp_path,
                """
                transaction_id | started_at          | completed_at
                t1             | 2024-11-03 01:30:00 | 2024-11-03 12:00:00
                t2             | 2024-03-10 02:30:00 | 2024-03-10 12:00:00
                """,
            )
        ],
    )

    assert rows_of(outcome.manifest) == RowCount(read=2, good=2, repeated_hours=1, skipped_hours=1)
    assert [str(moment) for _, moment in lake(home, "transaction", "transaction_id", "started_at")] == [
        "2024-11-03 05:30:00+00:00",
        "2024-03-10 07:30:00+00:00",
    ]


DATED = """
    transaction_id | started_at          | updated_at
    t1             | 2024-11-05 09:00:00 | 2024-11-05
    t2             | 2024-11-06 09:00:00 | 2024-11-06
"""


def test_a_database_with_a_watermark_is_read_from_where_the_last_reading_ended(tmp_path, home):
    folder = database(tmp_path / "city", watermark="updated_at", service=SERVICES, transaction=DATED)
    first = run(home, [folder]).manifest
    assert rows_of(first) == RowCount(read=2, good=2)
    assert first.sources["city"]["transaction"].watermark == "2024-11-06"

    later = "t3 | 2024-11-07 09:00:00 | 2024-11-07\n"
    fill_table(folder, "transaction", f"{DATED.replace('2024-11-05 09', '2024-11-05 10')}{later}")
    second = run(home, []).manifest

    assert rows_of(second) == RowCount(read=2, good=1, unchanged=1), "t2 has the watermark itself, t1 is before it"
    assert second.sources["city"]["transaction"].watermark == "2024-11-07"
    assert lake(home) == [("t1",), ("t2",), ("t3",)]

    assert rows_of(run(home, [], full=True).manifest) == RowCount(read=3, good=1, unchanged=2), "t1 had changed too"


def test_look_back_reads_rows_that_arrive_late(tmp_path, home):
    folder = database(tmp_path / "city", watermark="updated_at", look_back_days=1, service=SERVICES, transaction=DATED)
    run(home, [folder])
    late = "t0 | 2024-11-04 09:00:00 | 2024-11-05\nt9 | 2024-11-04 09:00:00 | 2024-11-04\n"
    fill_table(folder, "transaction", f"{DATED}{late}")

    assert rows_of(run(home, []).manifest) == RowCount(read=3, good=1, unchanged=2)
    assert lake(home) == [("t0",), ("t1",), ("t2",)]
    assert rows_of(run(home, [], full=True).manifest) == RowCount(read=4, good=1, unchanged=3)


def test_a_reading_without_new_rows_keeps_the_watermark_and_the_last_day(tmp_path, home):
    folder = database(tmp_path / "city", watermark="updated_at", service=SERVICES, transaction=DATED)
    run(home, [folder])
    fill_table(folder, "transaction", DATED.replace("2024-11-06\n", "2024-01-01\n"))
    state = run(home, []).manifest.sources["city"]["transaction"]

    assert state.rows == RowCount()
    assert (state.watermark, str(state.data_to)) == ("2024-11-06", "2024-11-06")


def test_two_sources_may_use_the_same_key(tmp_path, home):
    other = files(tmp_path / "county", transaction=TWO.replace("60", "90"))
    outcome = run(home, [city(tmp_path), other])

    assert rows_of(outcome.manifest, source="county") == RowCount(read=2, good=2)
    assert lake(home, "transaction", "source", "transaction_id", "wait_s") == [
        ("city", "t1", 60),
        ("city", "t2", 120),
        ("county", "t1", 90),
        ("county", "t2", 120),
    ]
    assert volume(home) == {"2024-11": 4}


def test_a_monthly_row_tells_of_its_whole_month(tmp_path, home):
    folder = files(
        tmp_path / "city",
        contact_summary="""
        month      | channel   | queue | handled | wait_s
        2024-11-01 | telephone | q1    | 10      | 100
        """,
    )
    outcome = run(home, [folder])

    assert str(outcome.manifest.sources["city"]["contact_summary"].data_to) == "2024-11-30"


def test_the_last_day_of_data_goes_back_when_a_day_that_was_too_late_is_corrected(tmp_path, home):
    run(home, [city(tmp_path, TWO.replace("2024-11-06", "2025-11-06"))])
    assert str(read_snapshot(home).manifest.data_to) == "2025-11-06"
    run(home, [city(tmp_path)])

    assert str(read_snapshot(home).manifest.data_to) == "2024-11-06"


def test_what_is_planned_for_a_later_day_does_not_move_the_last_day_of_data_past_today(tmp_path, home):
    today = datetime.now(ZoneInfo("America/Toronto")).date()
    run(home, [city(tmp_path, TWO.replace("2024-11-06", "2142-11-06"))])

    assert today <= read_snapshot(home).manifest.data_to <= datetime.now(ZoneInfo("America/Toronto")).date()
