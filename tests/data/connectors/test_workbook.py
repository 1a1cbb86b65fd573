"""Workbooks: the sheet and the row that head the table, and no more memory than a process of its own may take."""

import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from data.connectors import workbook
from data.connectors.dialect import Format
from data.connectors.files import open_files
from data.errors import UserError

HEADER = ["id", "opened", "due", "note"]


@pytest.fixture
def book(tmp_path):
    """A function that writes a workbook, by sheet its rows; days as a workbook keeps them, and gives its path."""

    def make(name: str = "visits.xlsx", **sheets: list[list]) -> Path:
        book = xlsxwriter.Workbook(tmp_path / name, {"default_date_format": "yyyy-mm-dd hh:mm"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.close()
        return tmp_path / name

    return make


def read(path: Path, *wanted: str, **named) -> list[tuple]:
    return open_files(str(path), path.parent / "beside", Format(**named), wanted).rows.collect().rows()


def problem(path: Path, **named) -> str:
    with pytest.raises(UserError) as refused:
        read(path, "id", **named)
    return str(refused.value)


MORNING = datetime.fromisoformat("2024-11-05 09:00")
DAY = datetime.fromisoformat("2024-11-07 00:00")


def test_the_sheet_and_the_row_that_hold_the_columns_are_found(book):
    path = book(
        Notes=[["Visits of November"], ["made by hand"]],
        November=[["Visits"], [], HEADER, ["1", MORNING, DAY, "  "], [], ["2", None, DAY, "x"], ["Total", 2]],
        Totals=[["id", "count"], ["all", 2]],
    )

    rows = read(path, "id", "opened", "due")

    assert rows == [
        ("1", "2024-11-05 09:00:00", "2024-11-07", None),
        ("2", None, "2024-11-07", "x"),
        ("Total", "2", None, None),
    ]


def test_the_sheet_and_the_row_may_be_named(book):
    path = book(One=[["id"], ["a"]], Two=[["id"], ["id"], ["b"]])

    assert read(path) == read(path, sheet="One") == [("a",)]
    assert read(path, sheet="Two", header_row=2) == [("b",)]
    assert problem(path, sheet="Three").endswith("visits.xlsx has no sheet `Three`, but One and Two; correct `sheet` "
                                                 "in source.toml.")  # fmt: skip
    assert problem(path, header_row=7).endswith("no names of columns in row 7; correct `header_row` in source.toml, "
                                                "or leave it out.")  # fmt: skip


def test_a_workbook_may_be_named_from_the_folder_one_is_in(book, monkeypatch, tmp_path):
    book(One=[["id"], ["1"]])
    monkeypatch.chdir(tmp_path)
    assert read(Path("visits.xlsx")) == [("1",)]


def test_a_column_of_midnights_holds_days_and_one_with_other_hours_moments(book):
    path = book(One=[["id", "a", "b"], ["1", DAY, DAY], ["2", DAY, MORNING]])

    assert read(path) == [("1", "2024-11-07", "2024-11-07 00:00:00"), ("2", "2024-11-07", "2024-11-05 09:00:00")]


def test_a_time_of_day_and_a_duration_have_no_day(book):
    path = book(One=[["id", "at", "took"], ["1", time(9, 12, 58), timedelta(minutes=2, seconds=23)]])

    assert read(path) == [("1", "09:12:58", "00:02:23")]


def test_a_cell_far_from_the_table_is_named(book, tmp_path):
    path = book(One=[["id"], ["1"]])
    stray = tmp_path / "stray.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stray, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                text = text.replace(b"</sheetData>", far)
            new.writestr(part, text)

    assert problem(stray) == (
        "stray.xlsx has a cell XFD1048576 far from its table; delete the rows and columns between, and save it again."
    )


def test_a_workbook_that_unpacks_beyond_measure_is_not_unpacked(book, monkeypatch):
    path = book(One=[["id"], *([str(n) * 20] for n in range(60_000))])
    monkeypatch.setattr(workbook, "UNPACKED_MB", 2)

    assert problem(path) == "visits.xlsx unpacks to 10 MB, more than 2; give a CSV file instead."


def test_a_workbook_that_takes_too_much_memory_ends_its_own_process_alone(book, monkeypatch):
    path = book(One=[["id"], ["1"]])
    monkeypatch.setattr(workbook, "MEMORY_MB", 100)

    assert problem(path).startswith("visits.xlsx cannot be read within 100 MB of memory: it is too large or damaged;")


def test_a_workbook_that_takes_too_long_is_given_up(book, monkeypatch):
    path = book(One=[["id"], ["1"]])
    monkeypatch.setattr(workbook, "SECONDS", 0.01)

    assert problem(path).endswith("visits.xlsx was not read after 0.01 seconds; give a CSV file instead.")
