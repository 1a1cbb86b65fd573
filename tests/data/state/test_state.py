"""What people write is kept for ever, in SQLite and in PostgreSQL, whoever opens it first."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import polars as pl
import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url, text

from data.errors import UserError
from data.state import TARGET, State, target_history, targets
from data.state.engine import VERSION_TABLE, _engine, _versions, open_state
from data.state.writing import add_targets


def drawn(table):
    """A frame of targets from a table drawn by hand; an empty cell is null, a column left out too."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    rows = [dict.fromkeys(TARGET) | dict(zip(lines[0], line, strict=True)) for line in lines[2:]]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(TARGET, pl.String))
    return texts.with_columns(pl.col("approved_on").str.to_date(), pl.col("target", "near").cast(pl.Float64))


FIRST = drawn("""
indicator            | fiscal_year | channel   | target | near | path   | source | approved_by | approved_on | reason
---------------------+-------------+-----------+--------+------+--------+--------+-------------+-------------+-------
overall_satisfaction | FY2024-25   |           | 0.85   | 0.80 | step   | guess  | Board       | 2024-03-20  | start
overall_satisfaction | FY2024-25   | telephone | 0.80   | 0.75 | step   | guess  |             |             |
digital_take_up      | FY2024-25   |           | 0.48   | 0.45 | linear | plan   | Conseil é   | 2024-03-20  | path
""")


def test_what_is_written_is_read_back_exactly(url):
    before = datetime.now(UTC)

    assert add_targets(url, FIRST) == 3
    rows = targets(url)

    assert rows.columns == [*TARGET, "recorded_at"]
    assert rows.drop("recorded_at").rows() == FIRST.sort("indicator", "channel").rows()
    assert rows.schema["approved_on"] == pl.Date
    assert rows.schema["recorded_at"] == pl.Datetime("us", "UTC")
    assert all(before - timedelta(seconds=1) <= moment <= datetime.now(UTC) for moment in rows["recorded_at"])


def test_a_newer_row_replaces_only_the_one_of_the_same_indicator_scope_and_year(url):
    add_targets(url, FIRST)
    newer = FIRST.filter(pl.col("channel") == "telephone").with_columns(target=pl.lit(0.82))

    assert add_targets(url, newer) == 1

    in_force = targets(url).select("indicator", "channel", "target").rows()
    assert in_force == [
        ("digital_take_up", None, 0.48),
        ("overall_satisfaction", None, 0.85),
        ("overall_satisfaction", "telephone", 0.82),
    ]


def test_the_history_keeps_every_decision_and_says_which_replaced_it(url):
    add_targets(url, FIRST)
    for target in (0.82, 0.80):  # the last one decides again what was decided first
        add_targets(url, FIRST.filter(pl.col("channel") == "telephone").with_columns(target=pl.lit(target)))

    history = target_history(url, "overall_satisfaction")

    first, second, third = history.filter(pl.col("channel") == "telephone")["id"]
    assert history.select("channel", "target", "replaced_by").rows() == [
        (None, 0.85, None),
        ("telephone", 0.80, second),
        ("telephone", 0.82, third),
        ("telephone", 0.80, None),
    ]
    assert first < second < third
    assert history["recorded_at"].is_not_null().all()
    assert target_history(url, "trust").is_empty()


def test_only_rows_that_differ_from_what_is_in_force_are_added(url):
    add_targets(url, FIRST)

    assert add_targets(url, FIRST) == 0
    assert add_targets(url, FIRST.with_columns(reason=pl.lit("reviewed"))) == 3
    assert add_targets(url, FIRST.clear()) == 0
    assert target_history(url, "overall_satisfaction").height == 2 * 2


def test_reading_where_nobody_has_written_gives_no_rows_and_creates_nothing(url, tmp_path):
    assert targets(url).is_empty()
    assert targets(url).columns == [*TARGET, "recorded_at"]
    assert target_history(url, "trust").columns == [*TARGET, "id", "recorded_at", "replaced_by"]
    assert not (tmp_path / "home").exists()


def test_the_steps_make_what_the_models_say(url):
    with open_state(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})

        assert compare_metadata(context, State.metadata) == []


def test_the_steps_follow_each_other_in_the_order_of_their_file_names():
    config = Config()
    config.set_main_option("script_location", "data.state:migrations")
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]

    assert steps == _versions()[::-1]


def test_a_database_that_an_older_version_began_is_brought_up_to_date(url):
    with open_state(url).begin() as connection:  # as if the first step were yet to come
        State.metadata.drop_all(connection)
        connection.execute(text(f"DELETE FROM {VERSION_TABLE}"))

    assert add_targets(url, FIRST) == 3


def test_a_migration_that_breaks_off_leaves_nothing_behind(url, monkeypatch):
    whole = command.upgrade

    def breaks_off(config, revision):
        whole(config, revision)
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", breaks_off)
        with pytest.raises(UserError, match="cannot be used: the disk is full"):
            open_state(url)
    with _engine(url).connect() as connection:
        assert inspect(connection).get_table_names() == []

    assert add_targets(url, FIRST) == 3


def test_opening_again_takes_less_than_50_ms(url):
    open_state(url)
    start = time.perf_counter()
    open_state(url)

    assert time.perf_counter() - start < 0.050


def test_two_processes_may_open_and_write_at_once(url, tmp_path):
    FIRST.write_parquet(tmp_path / "first.parquet")
    script = (
        "import sys, polars as pl\n"
        "from data.state.writing import add_targets\n"
        "print(add_targets(sys.argv[1], pl.read_parquet(sys.argv[2])))"
    )
    command = [sys.executable, "-c", script, url, str(tmp_path / "first.parquet")]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    added = [int(writer.communicate(timeout=60)[0]) for writer in writers]

    assert sorted(added) == [0, 3]  # one was first; for the other nothing was new
    assert target_history(url, "digital_take_up").height == 1


@contextmanager
def locking(url: str) -> Iterator[None]:
    """Another program keeps the targets for itself."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        other = sqlite3.connect(made.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
    else:
        other = psycopg.connect(made.set(drivername="postgresql").render_as_string(hide_password=False))
        other.execute("LOCK TABLE target IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.close()


def test_a_table_that_another_program_keeps_locked_is_not_waited_for_for_ever(url, monkeypatch):
    add_targets(url, FIRST)
    _engine(url).dispose()
    _engine.cache_clear()
    monkeypatch.setattr("data.state.engine.WAIT_S", 1)
    sentence = "is locked by another program, and still was after 1 seconds: try again when that has ended"
    with locking(url):
        with pytest.raises(UserError, match=sentence):
            targets(url)
        with pytest.raises(UserError, match=sentence):
            add_targets(url, FIRST.with_columns(target=pl.lit(0.5)))
    _engine(url).dispose()
    _engine.cache_clear()

    assert targets(url)["target"].to_list() == FIRST.sort("indicator", "channel", nulls_last=False)["target"].to_list()


def test_a_newer_database_is_not_touched(url):
    with open_state(url).begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999_scenario'"))

    with pytest.raises(
        UserError, match="version 9999_scenario, which this scorecard does not know; update the scorecard"
    ):
        add_targets(url, FIRST)
    with pytest.raises(UserError, match="update the scorecard"):
        targets(url)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("state.db", "SCORECARD_STATE_URL is not a database URL; write one like sqlite:////folder/state.db."),
        ("postgresql://me:secret@127.0.0.1:1/none", r"postgresql://me:\*\*\*@127.0.0.1:1/none, cannot be used"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_sentence_without_its_password(address, sentence):
    with pytest.raises(UserError, match=sentence) as problem:
        targets(address)

    assert "secret" not in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_file_that_is_no_database_is_one_sentence(tmp_path):
    (tmp_path / "state.db").write_text("not a database, though its name says so" * 50)

    with pytest.raises(UserError, match="file is not a database; check SCORECARD_STATE_URL"):
        targets(f"sqlite:///{tmp_path / 'state.db'}")


def test_an_empty_file_counts_as_a_database_where_nobody_has_written(tmp_path):
    (tmp_path / "state.db").touch()

    assert targets(f"sqlite:///{tmp_path / 'state.db'}").is_empty()
    assert add_targets(f"sqlite:///{tmp_path / 'state.db'}", FIRST) == 3
