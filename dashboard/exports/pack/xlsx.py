"""A pack as a workbook: cover, contents, notes, then one table a sheet, without merged cells or empty rows.

After the checklist of the Government Analysis Function for accessible spreadsheets: every sheet begins with its title
in A1, tables are marked up as tables, no cell of one is empty, and numbers are numbers.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.pack.model import Look, Pack, Section, Table, text_of
from data.words import Unit

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
LONGEST_NAME, LONGEST_CELL = 31, 32_767
FORBIDDEN = str.maketrans("[]:*?/\\'", "        ")
WIDEST, NARROWEST, LINE = 60, 10, 15
"""Letters across a column, and the points of a line."""
FIRST_ROW = 3
"""Of a table below its title, what the sheet holds, and the way back."""

Kinds = dict[Any, Format]


def xlsx(pack: Pack, look: Look) -> bytes:
    """The whole workbook."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        made = pack.moment.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": pack.title, "author": pack.author, "subject": pack.subtitle, "created": made})
        kinds = _kinds(book, look)
        tables = list(_tables(pack))
        names = _sheet_names([title for title, _ in tables])
        fixed = [pack.words[name] for name in ("SHEET_COVER", "SHEET_CONTENTS", "SHEET_NOTES")]
        cover, contents, notes = (book.add_worksheet(name) for name in fixed)
        sheets = [book.add_worksheet(name) for name in names]
        _cover(cover, pack, look, kinds)
        listed = [
            (fixed[0], pack.title),
            (fixed[2], fixed[2]),
            *zip(names, (t.caption for _, t in tables), strict=True),
        ]
        _contents(contents, pack, listed, kinds)
        _notes(notes, pack, kinds)
        for at, (sheet, (title, table)) in enumerate(zip(sheets, tables, strict=True)):
            _table(sheet, at, title, table, pack, kinds)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.hide_gridlines(2)
    return file.getvalue()


def _tables(pack: Pack) -> Iterator[tuple[str, Table]]:
    """Every table with the title of its sheet."""
    return ((_title(section, table), table) for section, table in pack.tables())


def _title(section: Section, table: Table) -> str:
    first = next((block for block in section.blocks if isinstance(block, Table)), table)
    return section.title if table is first and section.level == 1 else table.caption


def _kinds(book: xlsxwriter.Workbook, look: Look) -> Kinds:
    plain = {"valign": "top", "font_name": "Arial", "font_size": 11}
    return {
        "title": book.add_format({**plain, "bold": True, "font_size": 16, "font_color": look.accent}),
        "line": book.add_format(plain),
        "text": book.add_format({**plain, "text_wrap": True}),
        "strong": book.add_format({**plain, "bold": True, "text_wrap": True}),
        "link": book.add_format({**plain, "font_color": look.accent, "underline": 1}),
        "head": book.add_format({**plain, "bold": True, "text_wrap": True, "bottom": 1}),
        "right": book.add_format({**plain, "align": "right"}),
        "book": book,
        "plain": plain,
    }


def _number(kinds: Kinds, unit: Unit, decimals: int) -> Format:
    """How a number is shown: as stored, so that whoever computes with it has what `query` answers."""
    key = unit, decimals
    if key not in kinds:
        places = "0" * decimals
        digits = f"#,##0.{places}" if decimals else "#,##0"
        shown = {Unit.SHARE: f"{digits}%", Unit.DOLLARS: f'"$"{digits}', Unit.SECONDS: f'{digits}" s"'}
        kinds[key] = kinds["book"].add_format({**kinds["plain"], "num_format": shown.get(unit, digits)})
    return kinds[key]


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that a workbook takes: short, without forbidden signs, each once; numbered so that none is cut alike."""
    return [f"{at} {title.translate(FORBIDDEN)}"[:LONGEST_NAME].strip() for at, title in enumerate(titles, start=1)]


def _cover(sheet: Worksheet, pack: Pack, look: Look, kinds: Kinds) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, pack.title, kinds["title"])
    lines = [(pack.organisation, pack.subtitle), *((pack.words["MARK"], mark) for mark in pack.marks), *pack.facts]
    for at, (label, text) in enumerate(lines, start=1):
        sheet.write_string(at, 0, label, kinds["strong"])
        sheet.write_string(at, 1, text, kinds["text"])
        _set_height(sheet, at, [(text, 90)])
    if look.mark:
        alt = pack.words["LOGO"].format(name=pack.organisation)
        scale = 60 / look.mark.height
        options = {"image_data": BytesIO(look.mark.png), "x_scale": scale, "y_scale": scale, "description": alt}
        sheet.insert_image(len(lines) + 1, 0, "logo.png", options)


def _contents(sheet: Worksheet, pack: Pack, listed: Sequence[tuple[str, str]], kinds: Kinds) -> None:
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, pack.words["CONTENTS"], kinds["title"])
    for at, (name, title) in enumerate(listed, start=2):
        sheet.write_url(at, 0, f"internal:'{name}'!A1", kinds["link"], name)
        sheet.write_string(at, 1, title, kinds["text"])
    columns = [{"header": pack.words["SHEET"]}, {"header": pack.words["SHEET_TITLE"]}]
    sheet.add_table(
        1, 0, len(listed) + 1, 1, {"columns": columns, "name": "contents", "style": None, "autofilter": False}
    )


def _notes(sheet: Worksheet, pack: Pack, kinds: Kinds) -> None:
    """Every sentence of the pack, part by part: what the tables alone do not say."""
    said = [
        (section.title, line)
        for section in pack.sections
        for line in [*(line for block in section.blocks for line in text_of(block)), *section.notes]
    ]
    said = list(dict.fromkeys(said))
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, pack.words["SHEET_NOTES"], kinds["title"])
    for at, (title, line) in enumerate(said, start=2):
        sheet.write_string(at, 0, title, kinds["text"])
        sheet.write_string(at, 1, line[:LONGEST_CELL], kinds["text"])
        _set_height(sheet, at, [(title, 36), (line, 110)])
    columns = [{"header": pack.words["NOTE_PART"]}, {"header": pack.words["NOTE_TEXT"]}]
    sheet.add_table(1, 0, len(said) + 1, 1, {"columns": columns, "name": "notes", "style": None, "autofilter": False})


def _set_height(sheet: Worksheet, row: int, cells: Sequence[tuple[str, int]]) -> None:
    """As high as its longest cell is, broken at the width of its column: not every program works that out itself."""
    lines = max(ceil(len(text) / (width - 1)) for text, width in cells)
    sheet.set_row(row, LINE * lines)


def _table(sheet: Worksheet, at: int, title: str, table: Table, pack: Pack, kinds: Kinds) -> None:
    sheet.write_string(0, 0, title, kinds["title"])
    sheet.write_string(1, 0, " ".join(dict.fromkeys([table.caption, pack.words["ONE_TABLE"]])), kinds["line"])
    sheet.write_url(2, 0, f"internal:'{pack.words['SHEET_CONTENTS']}'!A1", kinds["link"], pack.words["BACK"])
    widths = []
    for column, declared in enumerate(table.columns):
        widest = max([len(declared.title), *(len(row[column].text) for row in table.rows)])
        widths.append(min(max(widest + 2, NARROWEST), WIDEST))
        sheet.set_column(column, column, widths[-1])
    for place, row in enumerate(table.rows, start=FIRST_ROW + 1):
        _set_height(sheet, place, [(cell.text, width) for cell, width in zip(row, widths, strict=True)])
        for column, cell in enumerate(row):
            if cell.value is None:
                right = table.columns[column].number
                sheet.write_string(place, column, cell.text[:LONGEST_CELL], kinds["right" if right else "text"])
            else:
                sheet.write_number(place, column, cell.value, _number(kinds, cell.unit, cell.decimals))
    headers = [{"header": column.title, "header_format": kinds["head"]} for column in table.columns]
    options = {"columns": headers, "name": f"table_{at + 1}", "style": "Table Style Light 1", "autofilter": False}
    sheet.add_table(FIRST_ROW, 0, FIRST_ROW + max(len(table.rows), 1), len(table.columns) - 1, options)
    sheet.freeze_panes(FIRST_ROW + 1, 1)
