import sqlite3

import polars as pl
import pytest

from data.connectors.definition import Query, Source
from data.connectors.dialect import Format
from data.errors import UserError
from pipelines.ingest.check import check
from pipelines.ingest.extract import StagedRows, extract

SELECT = "SELECT * FROM visit"


@pytest.fixture
def database(tmp_path):
    """A function that writes the table `visit` of a SQLite file and gives the source that reads it."""

    def make(columns: str, values: list[tuple], query: Query) -> Source:
        path = tmp_path / "north.db"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as connection:
            connection.execute(f"CREATE TABLE visit ({columns})")
            connection.executemany(f"INSERT INTO visit VALUES ({', '.join('?' * len(values[0]))})", values)
        connection.close()
        return Source("north", tmp_path, "America/Toronto", f"sqlite:///{path}", records={"transaction": query})

    return make


@pytest.fixture
def files(tmp_path):
    """A function that writes files of `transaction` and gives the source that reads them."""

    def make(sql: str = "SELECT * FROM source", **texts: str) -> Source:
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return Source(
            "north", tmp_path, "America/Toronto", files={"transaction": "*.csv"}, records={"transaction": Query(sql)}
        )

    return make


def staged(extracted: StagedRows) -> list[tuple]:
    rows = pl.read_parquet(extracted.paths).rows()
    assert extracted.rows == len(rows)
    return rows


def test_rows_are_staged_as_texts(database, tmp_path):
    source = database("id INTEGER, share REAL", [(1, 0.5), (2, None)], Query(SELECT))
    extracted = extract(source, "transaction", None, tmp_path / "staged")
    assert staged(extracted) == [("1", "0.5"), ("2", None)]
    assert extracted.watermark is None


def test_each_batch_is_a_file_of_its_own(database, tmp_path, monkeypatch):
    monkeypatch.setattr("data.connectors.database.read.__kwdefaults__", {"watermark": None, "since": None, "batch": 2})
    source = database("id INTEGER", [(n,) for n in range(5)], Query(SELECT))
    extracted = extract(source, "transaction", None, tmp_path / "staged")
    assert [path.name for path in extracted.paths] == [f"part-{n:05}.parquet" for n in range(3)]
    assert staged(extracted) == [(str(n),) for n in range(5)]


def test_the_next_reading_starts_at_the_greatest_watermark(database, tmp_path):
    moments = ["2024-05-01 10:00:00", "2024-05-03 10:00:00", "2024-05-02 10:00:00", None]
    source = database("id, seen_at", list(enumerate(moments)), Query(SELECT, watermark="seen_at"))
    first = extract(source, "transaction", None, tmp_path / "first")
    assert (first.rows, first.watermark) == (4, "2024-05-03 10:00:00")
    second = extract(source, "transaction", first.watermark, tmp_path / "second")
    unknown = ("3", None)
    assert staged(second) == [("1", "2024-05-03 10:00:00"), unknown]


def test_a_watermark_in_the_future_does_not_hide_the_rows_until_then(database, tmp_path):
    values = [(1, "2024-05-01 10:00:00"), (2, "9999-12-31 00:00:00")]
    source = database("id, seen_at", values, Query(SELECT, watermark="seen_at"))
    assert extract(source, "transaction", None, tmp_path / "staged").watermark == "2024-05-01 10:00:00"


def test_without_new_rows_the_watermark_stays(database, tmp_path):
    source = database("id, seen_at", [(1, "2024-05-01")], Query(SELECT, watermark="seen_at"))
    extracted = extract(source, "transaction", "2024-06-01", tmp_path / "staged")
    assert (extracted.rows, extracted.watermark, len(extracted.paths)) == (0, "2024-06-01", 1)


@pytest.mark.parametrize(
    ("numbers", "greatest"), [((9, 10), "10"), ((999_999, 1_000_000), "1000000"), ((9.5, 10.25), "10.25")]
)
def test_a_numeric_watermark_grows_as_a_number(database, tmp_path, numbers, greatest):
    source = database("id", [(number,) for number in numbers], Query(SELECT, watermark="id"))
    extracted = extract(source, "transaction", None, tmp_path / "staged")
    assert extracted.watermark == greatest
    assert extract(source, "transaction", greatest, tmp_path / "again").rows == 1


@pytest.mark.parametrize(
    ("since", "start"),
    [
        ("2024-05-10", "2024-05-07"),
        ("2024-05-10 10:00:00", "2024-05-07 10:00:00"),
        ("2024-05-10T10:00:00", "2024-05-07T10:00:00"),
        ("2024-05-10 10:00:00.500000", "2024-05-07 10:00:00.500000"),
        ("2024-05-10 10:00:00+00", "2024-05-07 10:00:00+00"),
        ("2024-05-10T10:00:00Z", "2024-05-07T10:00:00Z"),
    ],
)
def test_the_look_back_reads_late_rows_again(database, tmp_path, since, start):
    before = start.replace("07", "06", 1)
    query = Query(SELECT, watermark="seen_at", look_back_days=3)
    source = database("id, seen_at", [(1, before), (2, start), (3, since)], query)
    extracted = extract(source, "transaction", since, tmp_path / "staged")
    assert staged(extracted) == [("2", start), ("3", since)]
    assert extracted.watermark == since


def test_a_look_back_does_not_apply_to_numbers(database, tmp_path):
    source = database("id", [(1,), (20240510,)], Query(SELECT, watermark="id", look_back_days=3))
    assert extract(source, "transaction", "20240510", tmp_path / "staged").rows == 1


def test_a_watermark_that_the_select_lacks_is_named(database, tmp_path):
    source = database("id", [(1,)], Query(SELECT, watermark="seen_at"))
    with pytest.raises(UserError, match=r"^The SELECT does not give the watermark `seen_at`; add it"):
        extract(source, "transaction", None, tmp_path / "staged")


def test_a_table_that_is_not_there_is_named(database, tmp_path):
    source = database("id", [(1,)], Query("SELECT * FROM visits"))
    with pytest.raises(UserError, match=r"^The SELECT reads a table `visits` "):
        extract(source, "transaction", None, tmp_path / "staged")


def test_files_lie_in_the_source_s_folder_and_are_read_whole(files, tmp_path):
    source = files("SELECT id FROM source", a="id,name\n1,x\n", b="id,name\n2,y\n")
    extracted = extract(source, "transaction", "2", tmp_path / "staged")
    assert staged(extracted) == [("1",), ("2",)]
    assert extracted.watermark is None


def test_files_may_lie_anywhere_else(files, tmp_path, monkeypatch):
    monkeypatch.setenv("ELSEWHERE", str(tmp_path / "other"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "visits.csv").write_text("id\n1\n", encoding="utf-8")
    source = files()
    source.files["transaction"] = "$ELSEWHERE/*.csv"
    assert staged(extract(source, "transaction", None, tmp_path / "staged")) == [("1",)]


def test_a_select_that_fails_on_a_value_keeps_it_for_the_rules(files, tmp_path):
    source = files("SELECT CAST(id AS BIGINT) AS id FROM source", a="id\none\n2\n")
    assert sorted(staged(extract(source, "transaction", None, tmp_path / "staged"))) == [("2",), ("one\0" + "12",)]


def test_a_line_that_is_no_record_is_named_with_its_file(files, tmp_path):
    extracted = extract(files(a="id,name\n1,x\n2,y,z\n"), "transaction", None, tmp_path / "staged")
    assert staged(extracted) == [("1", "x")]
    assert extracted.misfits.rows() == [("file|fields", '{"file": "a.csv, line 3", "text": "2,y,z"}')]


def test_the_format_that_a_source_names_is_followed(files, tmp_path):
    query = Query("SELECT id, n FROM source", format=Format(separator=";", decimal=",", empty=("?",)))
    source = files(a="id;n\n1;2,5\n?;3\n")
    source.records["transaction"] = query
    assert staged(extract(source, "transaction", None, tmp_path / "staged")) == [("1", "2.5"), (None, "3")]


def test_a_reference_comes_with_its_most_frequent_rows_first(files, tmp_path):
    source = files("SELECT DISTINCT id, name FROM source", a="id,name\n1,x\n1,y\n1,y\n2,z\n")
    for record, rows in (("service", [("1", "y"), ("1", "x"), ("2", "z")]), ("transaction", None)):
        source.records[record] = source.records["transaction"]
        source.files[record] = source.files["transaction"]
        read = staged(extract(source, record, None, tmp_path / record))
        assert read == rows or (rows is None and sorted(read) == [("1", "x"), ("1", "y"), ("2", "z")])


def test_what_the_environment_holds_stands_in_no_sentence(files, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "hush")
    source = files()
    source.files["transaction"] = "$SECRET/*.csv"
    with pytest.raises(UserError, match=r"^No file matches \$SECRET/\*\.csv; put one there"):
        extract(source, "transaction", None, tmp_path / "staged")


def test_a_link_that_leads_to_another_kind_of_file_shows_nothing_of_it(files, tmp_path):
    source = files()
    (tmp_path / "passwords").write_text("root:x:0:0\n", encoding="utf-8")
    (source.folder / "linked.csv").symlink_to(tmp_path / "passwords")
    source.files["transaction"] = "linked.csv"
    with pytest.raises(UserError, match=r"^linked\.csv is no file that can be read; give CSV, Parquet or Excel files"):
        extract(source, "transaction", None, tmp_path / "staged")


def test_a_setting_that_is_missing_is_named(files, tmp_path, monkeypatch):
    monkeypatch.delenv("NOWHERE", raising=False)
    source = files()
    source.files["transaction"] = "$NOWHERE/*.csv"
    with pytest.raises(UserError, match=r"^\$NOWHERE is not set; set the environment variable"):
        extract(source, "transaction", None, tmp_path / "staged")


def test_copies_are_judged_across_the_files_of_a_glob(files, tmp_path):
    """Kept once where identical, refused where they conflict, as within one file."""
    header = "transaction_id,kind,channel,service_id,status,started_at,wait_s\n"
    row = "{},transaction,kiosk,renew,in_progress,2024-05-01 10:00:00,{}\n".format
    source = files(
        monday=header + row("same", 1) + row("conflict", 1) + row("alone", 1),
        tuesday=header + row("same", 1) + row("conflict", 2),
    )
    extracted = extract(source, "transaction", None, tmp_path / "staged")
    checked = check("transaction", pl.scan_parquet(extracted.paths), time_zone="UTC", references={})
    assert sorted(checked.good["transaction_id"]) == ["alone", "same"]
    assert checked.rejected.select("key", "rule").rows() == [("conflict", "key|conflicting")] * 2
    assert checked.superseded == 1
