"""Exports as people make them, from the folder to what is stored: nothing is lost, and what stays out is said."""

import sqlite3
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from typer.testing import CliRunner

from pipelines.run import run
from scorecard.__main__ import app
from tests.support.source_folder import lake, refused, rows_of, waiting

SERVICE = "SELECT DISTINCT service AS service_id, name AS name_en FROM source WHERE service IS NOT NULL"
TRANSACTION = """
SELECT number AS transaction_id, 'transaction' AS kind, 'online' AS channel, service AS service_id,
    STRPTIME(opened, '%d/%m/%Y %H:%M') AS started_at, STRPTIME(closed, '%d/%m/%Y') AS completed_at, due AS due_at,
    CASE WHEN closed IS NULL THEN 'in_progress' ELSE 'completed' END AS status, CAST(wait AS INT) AS wait_s
FROM source
"""
EXPORT = """sep=;
Requests of November;;;;;;

number;service;name;opened;closed;due;wait
1;a;Road repairs;05/11/2024 09:00;06/11/2024;2024-11-06;12
2;a;Road repair;05/11/2024 09:00;N/A;2024-11-06;12
3;a;Road repair;05/11/2024
number;service;name;opened;closed;due;wait
4;a;Road repair;05/11/2024 09:00;07/11/2024;2024-11-06;soon
5;a;Road repair;05/11/2024 09:00;"  ";2024-11-06;""
6;a;Pipe of "5"" wide";05/11/2024 09:00;05/11/2024;;
7;a;"5" pipe";05/11/2024 09:00;05/11/2024;;
Total;;;;;;24
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The sums of one record are enough here, and most of the time of a run.
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    return tmp_path / "home"


def folder(place: Path, files: dict[str, str], **records: str) -> Path:
    """A source with these files and SELECTs."""
    place.mkdir(exist_ok=True)
    listed = "".join(f'{record} = "{file}"\n' for record, file in files.items())
    text = f'\ufeffname = "city"\ntime_zone = "America/Toronto"\n[files]\n{listed}'
    (place / "source.toml").write_text(text, encoding="utf-8")
    for record, sql in records.items():
        (place / f"{record}.sql").write_text(f"\ufeff{sql}", encoding="utf-8")
    return place


def test_an_export_with_every_flaw_loses_nothing_and_comes_in_once_corrected(tmp_path, home, monkeypatch):
    source = folder(
        tmp_path / "city",
        {"transaction": "export.csv", "service": "export.csv"},
        service=SERVICE,
        transaction=TRANSACTION,
    )
    (source / "export.csv").write_text(EXPORT, encoding="cp1252")

    outcome = run(home, [source])

    assert [str(problem) for problem in outcome.problems] == [
        "Source city, record service: 5 rows stayed out (name_en|conflicting, file|fields, file|header and …); "
        "`scorecard status` shows examples. They come in once the source corrects them.",
        "Source city, record transaction: 6 rows stayed out (completed_at|type, file|fields, file|header and …); "
        "`scorecard status` shows examples. They come in once the source corrects them.",
    ]
    assert lake(home, "service", "service_id", "name_en") == [("a", "Road repair")]
    assert lake(home, "transaction", "transaction_id", "status") == [
        ("1", "completed"),
        ("5", "in_progress"),
        ("6", "completed"),
    ]
    counts = rows_of(outcome.manifest)
    assert (counts.read, counts.good, counts.rejected) == (9, 3, 6)
    assert sorted(rule for key, rule in waiting(home) if key in ("2", "4", "Total")) == [
        "completed_at|type",
        "service_id|nullability, started_at|nullability",
        "wait_s|type",
    ]

    monkeypatch.setenv("SCORECARD_HOME", str(home))
    shown = CliRunner().invoke(app, ["status"]).stdout
    assert "completed_at = 'N/A' (expected %d/%m/%Y)" in shown
    assert "wait_s = 'soon' (expected 12)" in shown
    assert "export.csv, line 7" in shown
    assert "name_en = 'Road repairs'" in shown
    assert "transaction_id = '4', kind = 'transaction'" in shown

    (source / "export.csv").write_text(
        EXPORT.replace("N/A", "07/11/2024").replace("soon", "12").replace("Road repairs", "Road repair"),
        encoding="cp1252",
    )
    again = rows_of(run(home, [source]).manifest)

    assert (again.good, again.unchanged, again.rejected) == (2, 3, 4)
    assert [key for key, _ in waiting(home)].count(None) == 3 + 3, "the lines of the file, for each record"
    # The same line in the same place waits since the first run.
    lines = refused(home).filter(pl.col("rule") == "file|quotes")
    assert lines["run"].n_unique() == 1
    assert lines["resolved"].is_null().all()
    assert lines["values"].str.contains("pipe", literal=True).all(), "the line as it was written"


def test_a_line_that_may_hold_a_customers_key_is_kept_by_its_place_alone(home: Path, tmp_path: Path):
    source = folder(
        tmp_path / "city",
        {"transaction": "t.csv"},
        transaction="SELECT id AS transaction_id, 'transaction' AS kind, 'online' AS channel, 'a' AS service_id, "
        "opened AS started_at, opened AS completed_at, 'completed' AS status, customer AS customer_key FROM source",
    )
    (source / "t.csv").write_text("id,opened,customer\n1,2024-11-05 09:00,anna-7\n2,2024-11-05 09:00\n3,x,anna-7,9\n")
    run(home, [source])
    waits = refused(home).filter(pl.col("rule").str.starts_with("file|"))
    assert sorted(waits["values"]) == ['{"file": "t.csv, line 3"}', '{"file": "t.csv, line 4"}']


VISITS = [
    ("1", datetime.fromisoformat("2024-11-05 00:00"), datetime.fromisoformat("2024-11-07 00:00")),
    ("2", datetime.fromisoformat("2024-11-05 00:00"), None),
    ("  ", datetime.fromisoformat("2024-11-05 00:00"), None),
]
SELECT = """
SELECT id AS transaction_id, 'transaction' AS kind, 'online' AS channel, 'a' AS service_id, opened AS started_at,
    CASE WHEN due IS NULL THEN 'in_progress' ELSE 'completed' END AS status,
    CASE WHEN due IS NOT NULL THEN opened END AS completed_at, due AS due_at
FROM source
"""


def csv_file(path: Path) -> None:
    lines = [f'"{id}",{opened:%Y-%m-%d},{due:%Y-%m-%d}' if due else f'"{id}",{opened:%Y-%m-%d},""'
             for id, opened, due in VISITS]  # fmt: skip
    path.write_text("\n".join(["id,opened,due", *lines]), encoding="utf-8")


def parquet_file(path: Path) -> None:
    frame = pl.DataFrame(VISITS, ["id", "opened", "due"], orient="row")
    frame.with_columns(pl.col("opened", "due").dt.date()).write_parquet(path)


def parquet_of_midnights(path: Path) -> None:
    pl.DataFrame(VISITS, ["id", "opened", "due"], orient="row").write_parquet(path)


def workbook_file(path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, row in enumerate([("id", "opened", "due"), *VISITS]):
        sheet.write_row(number, 0, row)
    sheet.write_string(2, 2, " ")
    book.close()


@pytest.mark.parametrize(
    ("name", "write"),
    [("v.csv", csv_file), ("v.parquet", parquet_file), ("m.parquet", parquet_of_midnights), ("v.xlsx", workbook_file)],
)
def test_days_and_blanks_mean_the_same_in_every_kind_of_file(tmp_path, home, name, write):
    source = folder(
        tmp_path / "city",
        {"service": name, "transaction": name},
        service="SELECT DISTINCT 'a' AS service_id, 'A' AS name_en FROM source",
        transaction=SELECT,
    )
    write(source / name)

    same_as_everywhere(home, source)


def test_days_and_blanks_mean_the_same_in_a_database(tmp_path, home):
    place = tmp_path / "city"
    place.mkdir()
    url = f"sqlite:///{place / 'city.db'}"
    text = f'name = "city"\nurl = "{url}"\ntime_zone = "America/Toronto"\n'
    (place / "source.toml").write_text(text, encoding="utf-8")
    (place / "transaction.sql").write_text(SELECT, encoding="utf-8")
    (place / "service.sql").write_text("SELECT DISTINCT 'a' AS service_id, 'A' AS name_en FROM source", "utf-8")
    with sqlite3.connect(place / "city.db") as connection:
        connection.execute("CREATE TABLE source (id, opened, due)")
        days = [(id, f"{opened:%Y-%m-%d}", f"{due:%Y-%m-%d}" if due else None) for id, opened, due in VISITS]
        connection.executemany("INSERT INTO source VALUES (?, ?, ?)", days)
    connection.close()

    same_as_everywhere(home, place)


def same_as_everywhere(home: Path, source: Path) -> None:
    """Two good rows, one of them open, and one without a key that waits."""
    counts = rows_of(run(home, [source]).manifest)

    assert lake(home, "transaction", "transaction_id", "status", "started_on", "due_on") == [
        ("1", "completed", VISITS[0][1].date(), VISITS[0][2].date()),
        ("2", "in_progress", VISITS[1][1].date(), None),
    ]
    assert waiting(home) == [(None, "transaction_id|nullability")]
    assert counts.days == 3 + 1 + 1
