"""Everything that people write outlives a kill and an upgrade: every table that there is, found and not listed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import MetaData, inspect

from data.state.base import State
from data.state.engine import VERSION_TABLE, _versions, open_state, write_transaction
from tests.data.state.test_migrations import brought_to
from tests.support.every_table import contents, fill, own

HERE = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'home' / 'state.db'}"


def test_every_table_of_the_code_is_one_of_the_database_and_the_other_way_round(file: str):
    there = inspect(open_state(file)).get_table_names()

    assert set(there) - {VERSION_TABLE} == set(State.metadata.tables)
    for table in own(State.metadata):
        columns = {column["name"] for column in inspect(open_state(file)).get_columns(table.name)}
        assert columns == set(table.columns.keys()), table.name


def test_what_was_told_to_be_written_is_there_after_a_kill_in_whichever_table(file: str):
    open_state(file)
    writer = [sys.executable, "-m", "tests.support.every_table", file]
    with subprocess.Popen(writer, cwd=HERE, stdout=subprocess.PIPE, text=True) as process:
        told = [int(next(process.stdout)) for _ in range(5)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL

    with open_state(file).connect() as connection:
        kept = contents(connection)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    # One more may have been written than could still be told of: but then in every table.
    assert len({len(rows) for rows in kept.values()}) == 1
    assert told[-1] <= len(kept["comment"]) <= told[-1] + 1
    with write_transaction(open_state(file)) as connection:
        fill(connection, len(kept["comment"]) + 1)


@pytest.mark.parametrize("version", _versions()[:-1])
def test_every_table_of_an_earlier_version_is_carried_over_the_upgrade(file: str, version: str):
    engine = brought_to(file, version)
    then = MetaData()
    then.reflect(engine)
    with engine.begin() as connection:
        fill(connection, 1, then)
        fill(connection, 2, then)
        before = contents(connection, then)

    with open_state(file).connect() as connection:
        assert contents(connection, then) == before
    assert all(len(rows) == 2 for rows in before.values())
