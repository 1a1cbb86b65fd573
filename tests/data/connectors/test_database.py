import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import psycopg
import pytest
from sqlalchemy import URL, make_url

from data.connectors.database import Unreachable, read, table_names
from data.errors import UserError

Make = Callable[[str, Iterable[tuple]], str]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """A function that writes rows to the table `visit` of a database of either kind and gives its URL.

    A column without a type takes anything, which in PostgreSQL is text.
    """
    return _sqlite(tmp_path) if request.param == "sqlite" else _postgresql(request.getfixturevalue("server"))


only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def _sqlite(folder: Path) -> Make:
    def make(columns: str, values: Iterable[tuple]) -> str:
        path = folder / "source.db"
        with sqlite3.connect(path) as connection:
            connection.execute(f"CREATE TABLE visit ({columns})")
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO visit VALUES ({marks})", values)
        connection.close()
        return f"sqlite:///{path}"

    return make


def _postgresql(server: URL) -> Make:
    def make(columns: str, values: Iterable[tuple]) -> str:
        typed = [[*column.split(), "text"][:2] for column in columns.split(",")]
        with psycopg.connect(plain(server)) as connection, connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS visit")
            listed = ", ".join(f"{name} {kind.replace('REAL', 'double precision')}" for name, kind in typed)
            cursor.execute(f"CREATE TABLE visit ({listed.replace('INTEGER', 'bigint')})")
            marks = ", ".join(f"%s::text::{'text' if kind.lower() == 'text' else 'numeric'}" for _, kind in typed)
            cursor.executemany(
                f"INSERT INTO visit VALUES ({marks})",
                [tuple(None if value is None else str(value) for value in row) for row in values],
            )
        return server.render_as_string(hide_password=False)

    return make


def plain(url: URL) -> str:
    """As psycopg takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def server(postgres_url: str) -> Iterator[URL]:
    """An empty PostgreSQL database for this module."""
    every, own = make_url(postgres_url), make_url(postgres_url).set(database="visits")
    with psycopg.connect(plain(every), autocommit=True) as connection:
        connection.execute("CREATE DATABASE visits")
    yield own
    with psycopg.connect(plain(every), autocommit=True) as connection:
        connection.execute("DROP DATABASE visits WITH (FORCE)")


@pytest.fixture
def through_sqlalchemy(monkeypatch):
    """The road of databases that have no faster one."""
    monkeypatch.setattr("sqlalchemy.URL.get_backend_name", lambda url: "another")


def table(url: str, sql: str = "SELECT * FROM visit", **options) -> pl.DataFrame:
    return pl.concat(read(url, sql, **options))


def test_every_value_arrives_as_text(database):
    url = database("id INTEGER, name TEXT, share REAL, seen TEXT", [(1, "é", 0.5, None), (2**62, " ", 2.25, "")])
    assert table(url).rows() == [("1", "é", "0.5", None), (str(2**62), " ", "2.25", "")]


def test_a_column_may_begin_with_nulls_and_go_on_with_anything(database):
    """The driver alone takes a column's type from its first batch and fails here."""
    values = [None] * 5 + [1, 2.5, "three", None, 4]
    url = database("id, mixed", enumerate(values))
    assert table(url, batch=2)["mixed"].to_list() == [*[None] * 5, "1", "2.5", "three", None, "4"]


def test_all_batches_together_are_all_rows(database):
    url = database("id", ((n,) for n in range(10)))
    assert table(url, batch=3)["id"].to_list() == [str(n) for n in range(10)]


@only_sqlite
def test_no_batch_is_larger_than_asked(database):
    batches = read(database("id", ((n,) for n in range(10))), "SELECT * FROM visit", batch=3)
    assert [batch.height for batch in batches] == [2, 3, 3, 2]


def test_a_select_without_rows_still_tells_its_columns(database):
    [batch] = read(database("id, name", []), "SELECT * FROM visit")
    assert (batch.columns, batch.height) == (["id", "name"], 0)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM visit;",
        "-- all of them\nSELECT id FROM visit -- and no more",
        "WITH v AS (SELECT * FROM visit) SELECT id FROM v",
        "SELECT id FROM visit WHERE id < 2 UNION ALL SELECT id FROM visit WHERE id >= 2",
        "SELECT id FROM visit ORDER BY id",
    ],
)
def test_a_select_may_be_written_in_any_way(database, sql):
    url = database("id INTEGER", [(1,), (2,)])
    assert table(url, sql)["id"].to_list() == ["1", "2"]
    assert table(url, sql, watermark="id", since="2")["id"].to_list() == ["2"]


def test_only_rows_since_the_watermark_are_read(database):
    url = database("id, seen_at TEXT", [(1, "2024-05-01 09:59:59"), (2, "2024-05-01 10:00:00"), (3, "2024-06-01")])
    assert table(url, watermark="seen_at", since="2024-05-01 10:00:00")["id"].to_list() == ["2", "3"]


def test_a_row_without_a_watermark_is_read_every_time_rather_than_never(database):
    url = database("id, seen_at TEXT", [(1, "2024-05-01"), (2, None), (3, "2024-06-01")])
    assert table(url, watermark="seen_at", since="2024-05-15")["id"].to_list() == ["2", "3"]


def test_a_numeric_watermark_is_compared_as_a_number(database):
    url = database("id INTEGER", [(9,), (10,), (11,)])
    assert table(url, watermark="id", since="10")["id"].to_list() == ["10", "11"]


def test_a_watermark_is_no_way_to_run_other_sql(database):
    url = database("id TEXT", [("1",)])
    assert table(url, watermark="id", since="' OR 1 = 1 --")["id"].to_list() == ["1"]
    assert table(url, watermark="id", since="2' OR '1' = '1")["id"].to_list() == []


def test_a_missing_file_cannot_be_reached_and_is_not_made(tmp_path):
    with pytest.raises(
        UserError, match=r"The database sqlite:///.*none.db cannot be reached: there is no such file; check"
    ):
        table(f"sqlite:///{tmp_path}/none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_cannot_be_reached(tmp_path):
    (tmp_path / "source.db").write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(UserError, match=r"source.db cannot be reached: file is not a database; check"):
        table(f"sqlite:///{tmp_path}/source.db")


LOCK_SQLITE = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).execute("BEGIN EXCLUSIVE")
print(flush=True)
sys.stdin.read()
"""


@contextmanager
def locking(url: str) -> Iterator[None]:
    """Another program writes to the table `visit` and lets nobody read meanwhile."""
    if url.startswith("sqlite"):
        # In a process of its own: the locks of a file do not tell two users of one process apart.
        command = [sys.executable, "-c", LOCK_SQLITE, make_url(url).database]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            other.stdout.readline()
            yield
            other.stdin.close()
    else:
        with psycopg.connect(plain(make_url(url))) as other:
            other.execute("LOCK TABLE visit IN ACCESS EXCLUSIVE MODE")
            yield


def test_a_table_that_another_program_keeps_locked_is_not_waited_for_for_ever(database, monkeypatch):
    monkeypatch.setattr("data.connectors.database.LOCKED_AFTER_S", 1)
    url = database("id", [(1,)])
    with (
        locking(url),
        pytest.raises(UserError, match="is locked by another program, and still was after 1 seconds: run"),
    ):
        table(url)
    assert table(url).height == 1


def test_a_table_that_is_locked_for_a_moment_is_waited_for(database):
    url = database("id", [(1,)])
    with ThreadPoolExecutor(1) as reader, locking(url):
        rows = reader.submit(table, url)
        time.sleep(0.5)
        assert not rows.done()
    assert rows.result().height == 1


@only_sqlite
def test_a_file_is_locked_for_every_select(database, monkeypatch):
    monkeypatch.setattr("data.connectors.database.LOCKED_AFTER_S", 0)
    url = database("id", [(1,)])
    with locking(url), pytest.raises(Unreachable, match="is locked by another program"):
        table(url)


@pytest.mark.postgres
def test_a_table_that_is_locked_leaves_the_others_to_be_read(visits, monkeypatch):
    monkeypatch.setattr("data.connectors.database.LOCKED_AFTER_S", 1)
    with locking(visits), pytest.raises(UserError, match="is locked by another program") as problem:
        table(visits)

    assert not isinstance(problem.value, Unreachable)


@pytest.mark.postgres
def test_a_select_that_takes_too_long_is_ended_by_the_database(server):
    url = server.render_as_string(hide_password=False)
    with pytest.raises(
        UserError, match="did not answer the SELECT in time; make it simpler, or set SCORECARD_READ_MIN"
    ):
        list(read(url, "SELECT pg_sleep(60)", seconds=0.2))


def test_a_database_that_does_not_answer_is_told_from_a_select_that_is_wrong():
    with pytest.raises(Unreachable, match="cannot be reached"):
        table("postgresql://reader@127.0.0.1:1/scorecard")


def test_it_is_told_through_sqlalchemy_too(through_sqlalchemy):
    with pytest.raises(Unreachable, match="cannot be reached"):
        table("postgresql+psycopg://reader@127.0.0.1:1/scorecard")


def test_a_missing_column_names_the_nearest(database):
    with pytest.raises(UserError, match=r"reads a column `wait_sec` that the database .* does not have; .* wait_s"):
        table(database("id, wait_s", []), "SELECT wait_sec FROM visit")


def test_asking_a_database_for_its_tables_leaves_no_connection_to_it(server: URL):
    table_names(plain(server))

    with psycopg.connect(plain(server)) as connection:
        mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert connection.execute(mine).fetchone() == (0,)


def test_a_missing_table_names_the_nearest(database):
    with pytest.raises(
        UserError, match=r"reads a table `visits` that the database .* does not have; did you mean visit"
    ):
        table(database("id", []), "SELECT * FROM visits")


@pytest.mark.parametrize("sql", ["SELECT id FROM", "SELECT 1; SELECT 2", "DELETE FROM visit", ""])
def test_what_is_not_one_select_does_not_run(database, sql):
    url = database("id", [(1,)])
    with pytest.raises(UserError, match=r"The SELECT does not run on the database .*; correct it\."):
        table(url, sql)
    assert table(url).height == 1


@only_sqlite
def test_text_that_is_not_utf_8_names_the_column(database):
    url = database("id, name", [(1, "a"), (2, "é".encode("latin-1"))])
    with pytest.raises(UserError, match=r"The column `name` of the database .* has text that is not UTF-8; correct it"):
        table(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:s3cret%2F@127.0.0.1:1/scorecard",
        "postgresql+psycopg://reader@127.0.0.1:1/scorecard?password=s3cret%2F",
        "mysql+nodriver://reader:s3cret%2F@127.0.0.1/scorecard",
        "nosuch://reader:s3cret%2F@127.0.0.1/scorecard",
        "reader:s3cret/@127.0.0.1",
    ],
)
def test_no_problem_shows_a_password(url):
    with pytest.raises(UserError) as problem:
        table(url)
    assert "s3cret" not in str(problem.value)
    assert str(problem.value).endswith(".")


def test_a_password_that_a_driver_repeats_is_hidden(monkeypatch):
    def refuse(*_):
        raise OSError("could not connect to nosuch://reader:s3cret%2F@host with password s3cret/")

    monkeypatch.setattr("data.connectors.database._any", refuse)
    with pytest.raises(UserError, match=r"reader:\*\*\*@host with password \*\*\*; check") as problem:
        table("nosuch://reader:s3cret%2F@host/scorecard")
    assert "s3cret" not in str(problem.value)


def test_a_missing_driver_names_its_package():
    with pytest.raises(UserError, match="needs the Python package pymysql; install it"):
        table("mysql+pymysql://reader@127.0.0.1/scorecard")


@pytest.mark.usefixtures("through_sqlalchemy")
def test_any_other_database_is_read_through_sqlalchemy(database):
    url = database("id INTEGER, name TEXT, share REAL", [(1, "é", 0.5), (2, None, 2.5), (3, "c", None)])
    first, *others = read(url, "SELECT * FROM visit", watermark="id", since="2", batch=1)
    assert (first.columns, first.height) == (["id", "name", "share"], 0)
    assert pl.concat(others).rows() == [("2", None, "2.5"), ("3", "c", None)]


@pytest.mark.usefixtures("through_sqlalchemy")
def test_problems_are_as_plain_through_sqlalchemy(database):
    with pytest.raises(UserError, match=r"reads a column `wait_sec` .* wait_s"):
        table(database("id, wait_s", []), "SELECT wait_sec FROM visit")


@pytest.fixture
def visits(server: URL) -> str:
    """The URL of a PostgreSQL database with a table `visit` of many types."""
    with psycopg.connect(plain(server)) as connection:
        connection.execute("""
            DROP TABLE IF EXISTS visit;
            CREATE TABLE visit (id bigint, seen_at timestamptz, started_at timestamp, on_date date, done boolean,
                                fee numeric(10, 2), share double precision, key uuid, note text, "Two words" jsonb);
            INSERT INTO visit VALUES
                (1, '2024-07-01 10:00:00-04', '2024-07-01 10:00:00.5', '2024-07-01', true, 12.00, 0.5,
                 '00000000-0000-0000-0000-000000000001', 'é', '{"a": 1}'),
                (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        """)
    return server.render_as_string(hide_password=False)


@pytest.mark.postgres
def test_postgresql_values_arrive_as_text(visits):
    assert table(visits).rows() == [
        (
            "1",
            "2024-07-01 14:00:00+00",
            "2024-07-01 10:00:00.5",
            "2024-07-01",
            "true",
            "12.00",
            "0.5",
            "00000000-0000-0000-0000-000000000001",
            "é",
            '{"a": 1}',
        ),
        ("2", *[None] * 9),
    ]


@pytest.mark.postgres
def test_postgresql_is_read_from_the_watermark_on(visits):
    def ids(watermark: str, since: str) -> list[str]:
        return table(visits, watermark=watermark, since=since)["id"].to_list()

    unknown = "2"
    assert ids("seen_at", "2024-07-01 14:00:00+00") == ["1", unknown]
    assert ids("seen_at", "2024-07-01 14:00:01+00") == [unknown]
    assert ids("started_at", "2024-07-01 10:00:00.5") == ["1", unknown]
    assert ids("id", "2") == ["2"]


@pytest.mark.postgres
def test_postgresql_problems_name_what_is_missing(visits):
    with pytest.raises(UserError, match=r"reads a column `seen` that .* does not have; did you mean .*seen_at"):
        table(visits, "SELECT seen FROM visit")
    with pytest.raises(UserError, match=r"reads a table `visits` that .* does not have; did you mean visit"):
        table(visits, "SELECT * FROM visits")
    with pytest.raises(UserError, match=r"does not run on the database .*syntax error.*; correct it"):
        table(visits, "SELECT FROM WHERE")
    with pytest.raises(UserError, match=r"reached: .*database .* does not exist; check"):
        table(f"{visits}_none")


@pytest.mark.postgres
def test_a_user_who_may_not_read_is_told_so(visits):
    with psycopg.connect(visits.replace("+psycopg", "")) as connection:
        connection.execute("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")
    try:
        with pytest.raises(
            UserError, match=r"The user of .* may not read all of it \(permission denied for table visit\)"
        ):
            table(make_url(visits).set(username="reader").render_as_string())
    finally:
        with psycopg.connect(visits.replace("+psycopg", "")) as connection:
            connection.execute("DROP ROLE reader")


@pytest.mark.postgres
def test_postgresql_columns_are_known_without_rows(visits):
    [batch] = read(visits, "SELECT id, note FROM visit WHERE id = 3")
    assert (batch.columns, batch.height) == (["id", "note"], 0)
