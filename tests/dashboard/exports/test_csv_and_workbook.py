"""Files for people: no text is a formula or a link, numbers stay numbers, a French spreadsheet opens what is French."""

import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import polars as pl
import pytest

from dashboard.exports.csv_and_workbook import LONGEST_CELL, csv, workbook
from tests.support.pages import context

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\r=1", '=HYPERLINK("http://evil.example")', "=cmd|' /C calc'!A0"]
PLAIN = ["1", "a=1", "'quoted", " =1", "–", "", None, "Élan; suite", 'say "no"', "two\nlines"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_text_that_begins_like_a_formula_begins_with_an_apostrophe(lang):
    rows = pl.DataFrame({"=Name": [*FORMULAS, *PLAIN]})

    read = pl.read_csv(BytesIO(csv(rows, lang)), separator=";" if lang == "fr" else ",")

    assert read.columns == ["'=Name"]
    assert read["'=Name"].to_list() == [*(f"'{text}" for text in FORMULAS), *PLAIN]


@pytest.mark.parametrize("title", [text for text in FORMULAS if '"' not in text])
def test_a_header_is_no_formula_either(title):
    assert pl.read_csv(csv(pl.DataFrame({title: [1]}), "en")).columns == [f"'{title}"]


def test_numbers_stay_as_they_are():
    rows = pl.DataFrame({"n": [-1, 2], "x": [-1.5, 1234.25]})

    assert csv(rows, "en").decode("utf-8-sig") == "n,x\n-1,-1.5\n2,1234.25\n"


def test_a_french_file_has_semicolons_and_decimal_commas():
    rows = pl.DataFrame({"Région; lieu": ["Nord; est", "Sud"], "Valeur": [-1.5, 1234.25]})

    text = csv(rows, "fr").decode("utf-8-sig")

    assert text == '"Région; lieu";Valeur\n"Nord; est";-1,5\nSud;1234,25\n'
    assert pl.read_csv(StringIO(text), separator=";", decimal_comma=True).equals(rows)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_both_begin_with_the_mark_by_which_a_spreadsheet_knows_utf_8(lang):
    assert csv(pl.DataFrame({"a": [1]}), lang).startswith(b"\xef\xbb\xbf")


LINKS = [
    "http://evil.example",
    "internal:Sheet1!A1",
    r"external:c:\x.xlsx",
    "mailto:a@example.ca",
    "ftp://x",
    *FORMULAS,
]


def test_a_workbook_has_neither_links_nor_formulas_on_any_sheet():
    rows = pl.DataFrame({name: [name] for name in LINKS})
    file = workbook(rows, [(name, name) for name in LINKS], context("transactions"))

    with ZipFile(BytesIO(file)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheets = [text for name, text in parts.items() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(re.search(r"<f>|<hyperlink|TargetMode", text) for text in parts.values())


@pytest.mark.parametrize(
    ("lang", "note"), [("en", " … (cut: 40,000 characters)"), ("fr", " … (coupé : 40 000 caractères)")]
)
def test_a_text_longer_than_a_cell_says_that_it_is_cut(lang, note):
    long = "x" * 40_000
    file = workbook(pl.DataFrame({"a": [long]}), [("b", long)], context("transactions", lang))

    with ZipFile(BytesIO(file)) as book:
        text = "".join(book.read(name).decode() for name in book.namelist()).replace("\xa0", " ").replace("\u202f", " ")
    cells = re.findall(r"<t[^>]*>(x+[^<]*)</t>", text)
    assert [len(cell) for cell in cells] == [LONGEST_CELL] * 2
    assert all(cell.endswith(note) for cell in cells)
