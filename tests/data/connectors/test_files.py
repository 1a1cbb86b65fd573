from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
import xlsxwriter

from data.connectors.dialect import Format
from data.connectors.files import stage
from data.errors import UserError

ALL = "SELECT * FROM source"


@pytest.fixture
def csv(tmp_path):
    """A function that writes a CSV file and gives its path."""

    def make(text: str | bytes, name: str = "visits.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def staged(pattern: Path | str, sql: str = ALL, **named) -> tuple[list[tuple], list[str]]:
    """What a SELECT gives over the files, and the rules that lines break which are no rows of them."""
    with TemporaryDirectory() as folder:
        into = Path(folder, "rows.parquet")
        misfits = stage(str(pattern), sql, into, Format(**named))
        return pl.read_parquet(into).rows(), misfits["rule"].to_list()


def table(pattern: Path | str, sql: str = ALL, **named) -> list[tuple]:
    rows, misfits = staged(pattern, sql, **named)
    assert misfits == []
    return rows


def problem(pattern: Path | str, sql: str = ALL, **named) -> str:
    with pytest.raises(UserError) as raised:
        staged(pattern, sql, **named)
    assert "\n" not in str(raised.value)
    return str(raised.value)


# CSV


def test_every_cell_of_a_csv_is_text_and_an_empty_one_null(csv):
    assert table(csv("id,share,note\n007,0.50,é\n8,,\n")) == [("007", "0.50", "é"), ("8", None, None)]


def test_files_of_a_glob_follow_each_other_whatever_the_order_of_their_columns(csv):
    csv("id,name\n1,a\n", "visits-1.csv")
    csv("name,id\nb,2\n", "visits-2.csv")
    assert table(csv("", "other").with_name("visits-*.csv"), "SELECT id, name FROM source") == [("1", "a"), ("2", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "id,name\n1,a\n2,b",
        "id,name\r\n1,a\r\n2,b\r\n",
        "id,name\n1,a\n\n2,b\n\n\n",
        "id,name\r\n\r\n1,a\r\n2,b\r\n\r\n",
        "\ufeffid,name\n1,a\n2,b\n",
        'id,name\n1,"a"\n2,"b"\n',
    ],
)
def test_a_final_line_end_blank_lines_a_mark_and_quotes_are_all_fine(csv, text):
    assert table(csv(text)) == [("1", "a"), ("2", "b")]


def test_quoted_cells_may_hold_commas_quotes_and_line_ends(csv):
    assert table(csv('id,note\n1,"a, ""b""\n\nc"\n2,"d\ne"')) == [("1", 'a, "b"\n\nc'), ("2", "d\ne")]


def test_a_header_alone_is_no_rows(csv):
    assert table(csv("id,name\n")) == []


def test_no_file_is_named_by_its_pattern(tmp_path):
    assert "No file matches" in problem(tmp_path / "visits-*.csv")


@pytest.mark.parametrize("text", ["", "\n", "\n\n"])
def test_an_empty_file_is_refused(csv, text):
    assert problem(csv(text)).endswith("visits.csv is empty; export it again.")


@pytest.mark.parametrize("many", [0, 150_000])
@pytest.mark.parametrize("end", ["\n3,b\n", ""])
def test_a_file_in_an_unknown_encoding_names_its_line(csv, many, end):
    text = b"id,name\n" + b"1,example\n" * many + f"2,été{end}".encode("cp850")
    said = f"visits.csv is neither UTF-8 nor Windows-1252 (line {many + 2}); save it as UTF-8, or write its encoding"
    assert problem(csv(text)).startswith(said)


def test_a_letter_may_lie_anywhere_in_a_large_file(csv):
    """A letter of two bytes is never cut where the file is read piece by piece."""
    text = "id,name\n" + "".join(f"{n},{'é' * (n % 40)}\n" for n in range(60_000))
    assert len(table(csv(text))) == 60_000


def test_a_last_record_may_be_long(csv):
    """Longer than the piece of the file that is looked at first."""
    assert table(csv(f"id,note\n1,{'x' * 3_000_000}\n"), "SELECT id FROM source") == [("1",)]


def test_files_with_other_columns_are_named(csv):
    csv("id,name\n1,a\n", "visits-1.csv")
    pattern = csv("id,label\n2,b\n", "visits-2.csv").with_name("visits-*.csv")
    said = (
        "visits-2.csv has other columns than visits-1.csv: it lacks `name` and adds `label`; give both the same "
        "columns."
    )
    assert problem(pattern).endswith(said)


def test_a_file_of_another_kind_is_refused(csv):
    assert "visits.txt is no file that can be read; give CSV, Parquet or Excel" in problem(csv("id\n1\n", "visits.txt"))


# Parquet


def test_parquet_columns_become_text(tmp_path):
    frame = pl.DataFrame(
        {
            "id": [1],
            "share": [0.5],
            "done": [True],
            "took": [timedelta(minutes=1, seconds=30)],
            "on": [date(2024, 7, 1)],
            "local": [datetime.fromisoformat("2024-07-01 10:00")],
            "moment": pl.Series([datetime(2024, 7, 1, 14, tzinfo=UTC)]).dt.convert_time_zone("America/Toronto"),
            "note": [None],
        }
    )
    frame.write_parquet(tmp_path / "visits.parquet")
    assert table(tmp_path / "visits.parquet") == [
        ("1", "0.5", "true", "90", "2024-07-01", "2024-07-01 10:00:00", "2024-07-01 14:00:00Z", None)
    ]


def test_a_parquet_column_of_lists_is_named(tmp_path):
    pl.DataFrame({"id": [1], "tags": [["a"]]}).write_parquet(tmp_path / "visits.parquet")
    assert "The column `tags` holds List(String), not single values; leave it out." in problem(tmp_path / "*.parquet")


# Excel


@pytest.fixture
def workbook(tmp_path):
    """A workbook with a first sheet of many types, whose days stand as midnights, and another sheet."""
    book = xlsxwriter.Workbook(tmp_path / "visits.xlsx")
    day, moment = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
    sheet = book.add_worksheet("totals")
    sheet.write_row(0, 0, ["calls", "share", "on", "at", "done", "note"])
    sheet.write_row(1, 0, [678, 0.27])
    sheet.write_datetime(1, 2, datetime.fromisoformat("2024-07-01"), day)
    sheet.write_datetime(1, 3, datetime.fromisoformat("2024-07-01 10:00:30"), moment)
    sheet.write_row(1, 4, [True, "007"])
    sheet.write_row(3, 0, [12345678901, 1.5])
    book.add_worksheet("notes").write(0, 0, "note")
    book.close()
    return tmp_path / "visits.xlsx"


def test_the_first_sheet_of_a_workbook_is_read_as_text_without_blank_rows(workbook):
    assert table(workbook) == [
        ("678", "0.27", "2024-07-01", "2024-07-01 10:00:30", "true", "007"),
        ("12345678901", "1.5", None, None, None, None),
    ]


def test_an_empty_sheet_is_refused(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "visits.xlsx")
    book.add_worksheet()
    book.close()
    assert problem(tmp_path / "visits.xlsx").endswith("visits.xlsx is empty; export it again.")


def test_a_lock_file_beside_an_open_workbook_is_passed_over(workbook):
    workbook.with_name("~$visits.xlsx").write_bytes(b"lock")
    assert len(table(workbook.with_name("*.xlsx"))) == 2


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_a_parquet_or_workbook_of_no_bytes_is_empty(csv, kind):
    assert problem(csv("", f"visits.{kind}")).endswith(f"visits.{kind} is empty; export it again.")


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_a_truncated_parquet_or_workbook_is_refused(workbook, kind):
    pl.DataFrame({"id": range(1000)}).write_parquet(workbook.with_suffix(".parquet"))
    path = workbook.with_suffix(f".{kind}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert f"visits.{kind} is truncated or no {kind} file (" in problem(path)


# The SELECT


def test_the_select_runs_over_the_texts(csv):
    path = csv("id,kind\n1,Call\n2,Visit\n3,\n")
    sql = "-- by kind\nSELECT id || '-x' AS id, CASE kind WHEN 'Call' THEN 'telephone' END AS channel FROM source;"
    assert table(path, sql) == [("1-x", "telephone"), ("2-x", None), ("3-x", None)]


def test_a_column_that_the_files_lack_names_the_nearest(csv):
    said = "The SELECT reads a column `wait_sec` that the files do not have; did you mean wait_s?"
    assert problem(csv("id,wait_s\n1,2\n"), "SELECT wait_sec FROM source") == said


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("", "The SQL is not a SELECT; write one SELECT over table `source`."),
        ("DELETE FROM source", "The SQL is not a SELECT; write one SELECT over table `source`."),
        ("/* SELECT */ DROP TABLE source", "The SQL is not a SELECT; write one SELECT over table `source`."),
        (f"{ALL}; {ALL}", "The SQL has more than one statement; write one SELECT over table `source`."),
        ("SELECT * FROM visits", "The SELECT reads a table `visits`; files are read as the table `source`."),
        ("SELECT * FROM source WHERE", "The SELECT does not run over the files: sql parser error"),
        ("SELECT nothing(id) FROM source", "The SELECT does not run over the files: unsupported function 'nothing'"),
    ],
)
def test_sql_that_is_not_one_select_over_source_is_refused(csv, sql, said):
    assert problem(csv("id\n1\n"), sql).startswith(said)
