import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.connectors.database import read
from data.connectors.definition import load
from data.demo import generation, write
from data.demo.tables import KNOWN_ON, metadata
from data.errors import UserError
from tests.data.demo.conftest import LATER, SCALE, UNTIL

SOURCE = Path(generation.__file__).parents[1] / "sources" / "demo"
TABLES = [name for name in metadata.tables if name != "demo"]


def differing(one: Path, other: Path, where: str = "") -> dict[str, int]:
    """Rows of each table that are in one database and not in the other."""
    with contextlib.closing(sqlite3.connect(one)) as connection:
        connection.execute("ATTACH ? AS other", (str(other),))
        rows = {}
        for table in TABLES:
            condition = where.format(known=KNOWN_ON[table]) if where and table in KNOWN_ON else ""
            mine, theirs = f"SELECT * FROM main.{table}", f"SELECT * FROM other.{table} {condition}"
            sql = f"SELECT COUNT(*) FROM (SELECT * FROM ({mine} EXCEPT {theirs}) UNION ALL {{}})"
            sql = sql.format(f"SELECT * FROM ({theirs} EXCEPT {mine})")
            rows[table] = connection.execute(sql).fetchone()[0]
    return {table: count for table, count in rows.items() if count}


def test_every_table_has_rows_and_is_counted(made, ask):
    _, written = made

    assert written.what == "created"
    assert (written.first_day, written.last_day) == (date(2021, 4, 1), UNTIL)
    assert written.rows == {table: ask(f"SELECT COUNT(*) FROM {table}")[0][0] for table in metadata.tables}
    assert all(written.rows.values())


def test_even_the_smallest_demo_has_rows_in_every_table():
    tables = {table for table, frame, _ in generation.rows(3, 2021, 0.0001, None, date(2024, 1, 15)) if len(frame)}

    assert tables == set(TABLES)


def test_rows_up_to_a_day_are_the_same_for_every_later_day(made, fresh):
    differs = differing(made[0], fresh, f"WHERE substr({{known}}, 1, 10) <= '{UNTIL}'")

    # Tables without a day of their own only grow.
    assert set(differs) <= {"offering", "unit_month", "agreement_result", "cost_key"}
    with contextlib.closing(sqlite3.connect(made[0])) as connection:
        connection.execute("ATTACH ? AS other", (str(fresh),))
        for table in differs:
            gone = connection.execute(
                f"SELECT COUNT(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM other.{table})"
            )
            assert gone.fetchone()[0] == 0


def test_appending_gives_what_making_at_once_gives(copied, fresh):
    written = write(f"sqlite:///{copied}", until=LATER)

    assert (written.what, written.last_day) == ("appended", LATER)
    assert differing(copied, fresh) == {}


def test_appending_day_by_day_gives_it_too(copied, tmp_path):
    at_once = tmp_path / "once.db"
    at_once.write_bytes(copied.read_bytes())
    for days in (1, 13):
        write(f"sqlite:///{copied}", until=UNTIL + timedelta(days=days))
    write(f"sqlite:///{at_once}", until=UNTIL + timedelta(days=13))

    assert differing(copied, at_once) == {}


def test_a_database_that_lives_on_keeps_its_first_year(copied):
    written = write(f"sqlite:///{copied}", until=date(2027, 4, 9))

    assert written.first_day == date(2021, 4, 1)
    with contextlib.closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM interaction WHERE opened_at >= '2027-04-01'").fetchone()[0] > 50
        assert connection.execute("SELECT COUNT(*) FROM cost_key WHERE from_year = 2027").fetchone()[0] > 5


def test_nothing_new_is_quickly_nothing(made):
    url = f"sqlite:///{made[0]}"
    before = made[0].stat().st_mtime_ns
    start = time.perf_counter()

    assert [write(url, scale=SCALE, seed=1, until=day).what for day in (UNTIL, date(2025, 1, 1))] == ["unchanged"] * 2
    assert time.perf_counter() - start < 0.6
    assert made[0].stat().st_mtime_ns == before


@pytest.mark.parametrize(("scale", "seed"), [(0.01, 1), (SCALE, 2)])
def test_another_scale_or_seed_says_what_to_do(made, scale, seed):
    with pytest.raises(UserError, match=r"holds the demo of scale 0\.0003 and seed 1"):
        write(f"sqlite:///{made[0]}", scale=scale, seed=seed, until=LATER)


def test_another_process_makes_the_same_rows(made):
    program = (
        "from data.demo import customers, transactions; month = 12 * 56 + 4; "
        f"rows = transactions.interactions(1, 2021, {SCALE}, month); "
        f"keys = customers.keys(1, 2021, {SCALE}, month); "
        "days = rows.day < 6; "
        "print(*sorted(f'TX2605-{n:07}{k}' for n, k in zip(rows.number[days], keys.filter(days))))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, cwd=SOURCE.parents[2],
    ).stdout  # fmt: skip
    with contextlib.closing(sqlite3.connect(made[0])) as connection:
        key = "SELECT interaction_no || client_key, substr(opened_at, 1, 10) AS day FROM"
        both = f"SELECT * FROM ({key} interaction UNION ALL {key} application)"
        rows = connection.execute(f"{both} WHERE day BETWEEN '2026-05-01' AND '2026-05-06'")
        assert sorted(row for row, _ in rows) == output.split()


def test_another_seed_is_another_organisation(ask):
    other = next(f for t, f, _ in generation.rows(2, 2021, SCALE, None, date(2026, 4, 1)) if t == "outlet")

    assert other["label_en"].to_list() != [name for (name,) in ask("SELECT label_en FROM outlet")]


def test_a_run_that_breaks_leaves_no_database(tmp_path, monkeypatch):
    def broken(*_):
        yield "district", generation._frame("district", [{"district_code": "x", "label_en": "X", "label_fr": "X"}]), 0.0
        raise KeyboardInterrupt

    monkeypatch.setattr("data.demo.rows", broken)
    with pytest.raises(KeyboardInterrupt):
        write(f"sqlite:///{tmp_path / 'demo.db'}", until=UNTIL)

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_away(tmp_path, monkeypatch):
    left = tmp_path / "demo.db.making999999999"
    left.write_text("half")
    monkeypatch.setattr("data.demo.rows", lambda *_: iter(()))
    write(f"sqlite:///{tmp_path / 'demo.db'}", until=UNTIL)

    assert [file.name for file in tmp_path.iterdir()] == ["demo.db"]


def test_progress_is_reported_up_to_the_end(copied):
    shares: list[float] = []
    write(f"sqlite:///{copied}", until=LATER, progress=lambda _, done: shares.append(done))

    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "no database address"),
        ("mysql://host/name", "SQLite file or a PostgreSQL database only"),
        ("sqlite://", "SQLite file or a PostgreSQL database only"),
        ("sqlite:////proc/none/demo.db", "could not be written"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be read"),
    ],
)
def test_an_address_that_does_not_serve_is_one_sentence(url, sentence):
    with pytest.raises(UserError, match=sentence):
        write(url, scale=SCALE, until=UNTIL)


@pytest.mark.parametrize(("scale", "seed"), [(0.0, 1), (-1, 1), (5, 1), (float("nan"), 1), (0.01, -1)])
def test_a_scale_or_seed_out_of_range_is_refused(tmp_path, scale, seed):
    with pytest.raises(UserError, match="out of range"):
        write(f"sqlite:///{tmp_path / 'demo.db'}", scale=scale, seed=seed, until=UNTIL)


def test_a_file_that_is_something_else_is_left_alone(tmp_path):
    file = tmp_path / "demo.db"
    file.write_text("my notes, " * 100)
    with pytest.raises(UserError, match="cannot be read"):
        write(f"sqlite:///{file}", until=UNTIL)

    assert file.read_text().startswith("my notes")


@pytest.mark.postgres
def test_postgresql_gives_the_records_that_sqlite_gives(made, demo_postgres_url):
    first = write(demo_postgres_url, scale=SCALE, until=UNTIL - timedelta(days=20))
    written = write(demo_postgres_url, until=UNTIL)

    assert (first.what, written.what) == ("created", "appended")
    assert write(demo_postgres_url, until=UNTIL).what == "unchanged"
    for record, query in load(SOURCE).records.items():
        one, other = (plain(pl.concat(read(url, query.sql))) for url in (f"sqlite:///{made[0]}", demo_postgres_url))
        assert one.equals(other), record


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Sorted, with true and false as SQLite writes them."""
    return rows.with_columns(pl.all().replace({"true": "1", "false": "0"})).sort(rows.columns)


@pytest.mark.postgres
def test_incremental_reading_finds_what_became_known(made, demo_postgres_url):
    write(demo_postgres_url, scale=SCALE, until=UNTIL)
    since = str(UNTIL - timedelta(days=3))
    for record, query in load(SOURCE).records.items():
        if query.watermark:
            counts = [
                sum(len(batch) for batch in read(url, query.sql, watermark=query.watermark, since=since))
                for url in (f"sqlite:///{made[0]}", demo_postgres_url)
            ]
            assert counts[0] == counts[1], record
