"""Files of the world: whatever separates, encloses and heads their records, the same rows are read of them."""

import codecs
from pathlib import Path

import polars as pl
import pytest

from data.connectors.dialect import Format, recognise
from data.connectors.files import open_files
from data.errors import UserError

PLAIN = "id,name,opened\n1,été,2024-11-05 09:00:00\n2,,2024-11-06 09:00:00\n"
ROWS = [("1", "été", "2024-11-05 09:00:00"), ("2", None, "2024-11-06 09:00:00")]
WANTED = ("id", "opened")


@pytest.fixture
def write(tmp_path):
    """A function that writes a file of this text, or these bytes, and gives its path."""

    def make(content: str | bytes, name: str = "visits.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def read(path: Path, *wanted: str, **named) -> tuple[list[tuple], list[tuple[str, str]]]:
    """The rows of a file, and of its misfits the rule and where they stand."""
    opened = open_files(str(path), path.parent / "beside", Format(**named), wanted)
    values = opened.misfits["values"].str.json_decode(pl.Struct({"file": pl.String, "text": pl.String}))
    places = values.struct.field("file").to_list()
    return opened.rows.collect().rows(), [*zip(opened.misfits["rule"], places, strict=True)]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        f"sep=;\n{PLAIN.replace(',', ';')}",
        f"\ufeff{PLAIN}",
        f"\ufeffsep=|\r\n{PLAIN.replace(',', '|')}".replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        f"Visits of November\n\n{PLAIN}",
        f'"Visits, November 2024",,\n,,\n{PLAIN}',
        f"# made by a program\n# on 2024-12-01; it has no name\n{PLAIN}",
        f"Visits of November\nid of a visit, its name and when it was opened\n{PLAIN}",
        PLAIN.replace("2,,", '2,"",').replace("été", '"été"'),
        PLAIN.replace("2,,", '2,"  ",'),
        PLAIN.replace("2,,", "2,\u00a0,"),
        PLAIN.replace("\n", ",,\n"),
        PLAIN.replace("id,name", " id , name "),
    ],
)
@pytest.mark.parametrize("wanted", [WANTED, ()], ids=["a SELECT of columns", "SELECT *"])
def test_the_same_rows_are_read_however_they_are_written(write, content, wanted):
    rows, misfits = read(write(content), *wanted)

    assert [row[:3] for row in rows] == ROWS
    assert misfits == []


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (PLAIN, ""),
        (f"Title;\n\n{PLAIN.replace(',', ';')}", 'separator = ";"\nheader_row = 3'),
        (PLAIN.replace(",", "\t").encode("cp1252"), 'separator = "\\t"\nencoding = "cp1252"'),
        ("id;cost\n1;2,50\n", 'separator = ";"\ndecimal = ","'),
    ],
)
def test_what_is_recognised_is_written_as_source_toml_names_it(write, content, lines):
    dialect = recognise(write(content), wanted=("id",))

    assert str(Format(dialect.separator, dialect.decimal, dialect.encoding, None, dialect.header_row)) == lines


def test_what_is_named_is_not_recognised(write):
    rows, _ = read(write("a;b\n1,2;3\n"), separator=",")
    assert rows == [("1", "2;3")] or rows == []
    rows, _ = read(write("id;n\nid;1\n"), separator=";", header_row=2)
    assert rows == []
    rows, _ = read(write("id,name\n1,été\n".encode("cp850")), encoding="cp850")
    assert rows == [("1", "été")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12,5", "12.5"), ("-0,25", "-0.25"), ("1.234,5", "1234.5"), ("1 234,5", "1234.5"), ("1\u202f234", "1234"),
     ("1.234", "1234"), ("12", "12"), ("05.11.2024", "05.11.2024"), ("a,b", "a,b"), ("1,2,3", "1,2,3")],
)  # fmt: skip
def test_a_decimal_comma_is_read_as_a_point(write, cell, number):
    assert read(write(f'id,n\n1,"{cell}"\n'), decimal=",")[0] == [("1", number)]
    assert read(write(f"id;n;m\n1;{cell};0,5\n"))[0] == [("1", number, "0.5")]


def test_numbers_with_a_point_keep_it(write):
    assert read(write("id;n\n1;1.25\n2;a,b\n3;1,5\n"))[0] == [("1", "1.25"), ("2", "a,b"), ("3", "1,5")]


def test_texts_that_stand_for_nothing_are_named(write):
    rows, _ = read(write("id,a,b\n1,N/A,-\n2, N/A ,0\n"), empty=("N/A", "-"))
    assert rows == [("1", None, None), ("2", None, "0")]


@pytest.mark.parametrize("many", [0, 1000])
@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("9,short", "file|fields"),
        ("9", "file|fields"),
        ("9,a,b,too many", "file|fields"),
        ('9,"5" pipe",b', "file|quotes"),
        ('9,"5" pipe, red",b', "file|quotes"),
        ("id,name,opened", "file|header"),
        ('"id","name","opened"', "file|header"),
        ("Exported on 2024-12-01", "file|fields"),
    ],
)
def test_a_line_that_is_no_record_costs_itself_alone(write, bad, rule, many):
    before = "1,a,2024\n" * many
    path = write(f"id,name,opened\n{before}{bad}\n2,b,2024\n3,c,2024\n")

    rows, misfits = read(path, *WANTED)

    assert rows[many:] == [("2", "b", "2024"), ("3", "c", "2024")]
    assert misfits == [(rule, f"visits.csv, line {many + 2}")]


def test_a_quote_that_is_left_open_costs_its_line_alone(write):
    rows, misfits = read(write('id,name\n1,"5 inch\n2,"a, b"\n3,"c\nd"\n'))

    assert rows == [("2", "a, b"), ("3", "c\nd")]
    assert misfits == [("file|quotes", "visits.csv, line 2")]


def test_an_inch_mark_within_a_field_is_a_letter_of_it(write):
    assert read(write('id,name\n1,pipe 5" wide\n2,b"c"d\n'))[0] == [("1", 'pipe 5" wide'), ("2", 'b"c"d')]


@pytest.mark.parametrize(("text", "line"), [('id,n\n1,a\n2,"b\n', 3), ('id,n\n1,a\n2,b\n3,"c\nd",\n4,"e\nf\n', 6)])
def test_a_file_that_ends_within_quotes_names_the_line_that_opened_them(write, text, line):
    with pytest.raises(UserError) as refused:
        read(write(text))
    said = f"visits.csv ends within quotes that open on line {line}; correct that line, or export the file again."
    assert str(refused.value) == said


def test_a_total_below_is_a_row_like_any_other(write):
    """The rules of its record refuse it: it has no key."""
    assert read(write(f"{PLAIN},,2\n"), *WANTED)[0] == [*ROWS, (None, None, "2")]


def test_a_name_that_stands_twice_in_the_header_is_told_apart(write):
    assert open_files(str(write("id,n,n,\n1,2,3,4\n")), Path("unused")).rows.collect_schema().names() == [
        "id",
        "n",
        "n_duplicated_0",
        "column_4",
    ]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"encoding": "cp9999"}, "visits.csv cannot be read as cp9999; correct `encoding` in source.toml, or leave"),
        ({"encoding": "ascii"}, "visits.csv cannot be read as ascii; correct `encoding` in source.toml, or leave"),
        ({"header_row": 9}, "visits.csv has no names of columns in row 9; correct `header_row` in source.toml"),
    ],
)
def test_what_is_named_wrongly_is_said(write, named, said):
    with pytest.raises(UserError) as refused:
        read(write(PLAIN), **named)
    assert str(refused.value).startswith(said)
