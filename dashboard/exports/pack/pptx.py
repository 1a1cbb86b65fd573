"""A pack as slides that can be edited: native tables and charts, a title on each, a speaker's words in the notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.exc import PackageNotFoundError
from pptx.util import Emu, Inches, Pt

from dashboard.exports.pack.model import Block, Cell, Chart, Look, Pack, Points, Section, Sentence, Table, text_of
from dashboard.ui.theme import LIGHT
from data.refusals import pack as refusals
from data.words import Unit

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
TOP, ROOM = Inches(1.25), Inches(5.75)
BELOW, CHART = Inches(1.9), Inches(7.3)
"""Where a chart begins below the first sentence, and how wide it is; a table stands beside it."""
TABLE_LINES, PER_INCH, PADDING = 32, 13, 0.3
"""Lines of a table on one slide, letters of its text in an inch, and the room around a row in lines."""
LINES, LETTERS = 15, 1_250
"""Of text on one slide."""
TEXT, SMALL = Pt(14), Pt(10)
TONES = {"good": LIGHT.blue, "bad": LIGHT.orange, "plain": LIGHT.ink}
DRAWN = {
    "shown": (LIGHT.ink, 2.25, None),
    "value": (LIGHT.grey, 1.5, None),
    "mean": (LIGHT.grey, 1.0, MSO_LINE.DASH),
    "limit": (LIGHT.grey, 1.0, MSO_LINE.ROUND_DOT),
    "target": (LIGHT.orange, 1.5, MSO_LINE.DASH),
}
"""Role of a line → its colour, width in points and dashes."""


def pptx(pack: Pack, look: Look) -> bytes:
    """The whole presentation."""
    slides = Slides(pack, look)
    slides.cover()
    for section in pack.sections:
        if section.slides:
            slides.section(section)
    return slides.file()


class Slides:
    """A presentation in the making."""

    def __init__(self, pack: Pack, look: Look) -> None:
        self.pack, self.look = pack, look
        self.book = _open(look)
        self.first, self.title_only = _layouts(self.book, look)
        if look.template is None:
            self.book.slide_width, self.book.slide_height = WIDTH, HEIGHT
        self.width = self.book.slide_width - 2 * EDGE

    def cover(self) -> None:
        """Title, what must be known before any number, and what the pack is of."""
        slide = self.book.slides.add_slide(self.first)
        slide.shapes.title.text_frame.text = self.pack.title
        slide.placeholders[1].text_frame.text = f"{self.pack.organisation} · {self.pack.subtitle}"
        if self.look.template is None:
            _place(slide.shapes.title, EDGE, Inches(0.9), self.width, Inches(1.0))
            _place(slide.placeholders[1], EDGE, Inches(1.9), self.width, Inches(0.5))
        _style(slide.shapes.title, self.look.accent, Pt(36), self.pack.lang)
        _style(slide.placeholders[1], LIGHT.muted, Pt(18), self.pack.lang)
        if self.look.mark:
            picture = slide.shapes.add_picture(BytesIO(self.look.mark.png), EDGE, Inches(0.3), height=Inches(0.6))
            _describe(picture, self.pack.words["LOGO"].format(name=self.pack.organisation))
        lines = [Sentence(mark, strong=True) for mark in self.pack.marks]
        lines += [Sentence(text, label=f"{label} –") for label, text in self.pack.facts]
        self._write(slide, lines, Inches(2.6), Inches(4.4))
        slide.notes_slide.notes_text_frame.text = "\n".join(text_of(line)[0] for line in lines)

    def section(self, section: Section) -> None:
        """Its slides: what is first with the chart and a table beside it, the sentences, then the other tables."""
        texts = [block for block in section.blocks if isinstance(block, Sentence | Points)]
        chart = next((block for block in section.blocks if isinstance(block, Chart)), None)
        tables = [block for block in section.blocks if isinstance(block, Table)]
        said = [*section.notes, *(line for block in texts for line in text_of(block))]
        titles = _titles(section.title, self.pack.words["CONTINUED"])
        notes = "\n".join(dict.fromkeys(said))
        if chart:
            slide, notes = self._slide(next(titles), notes), ""
            first, texts, beside, tables = texts[:1], texts[1:], tables[:1], tables[1:]
            self._write(slide, first, TOP, Inches(0.5))
            self._chart(slide, chart)
            for table in beside:
                self._table(slide, table, left=EDGE + CHART + Inches(0.2), top=BELOW)
        for part in _by_slide(texts) if texts else []:
            self._write(self._slide(next(titles), notes), part, TOP, ROOM)
            notes = ""
        for table in tables:
            for rows in _pieces(table, self.width):
                self._table(self._slide(next(titles), notes), replace(table, rows=rows))
                notes = ""

    def file(self) -> bytes:
        """The presentation as it is stored."""
        made = self.pack.moment.astimezone(UTC).replace(tzinfo=None)
        core = self.book.core_properties
        core.title, core.author, core.subject = self.pack.title, self.pack.author, self.pack.subtitle
        core.language = f"{self.pack.lang}-CA"
        core.created = core.modified = made
        core.last_modified_by = self.pack.author
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()

    def _slide(self, title: str, notes: str) -> Any:
        slide = self.book.slides.add_slide(self.title_only)
        slide.shapes.title.text_frame.text = title
        if self.look.template is None:
            _place(slide.shapes.title, EDGE, Inches(0.35), self.width, Inches(0.75))
        _style(slide.shapes.title, self.look.accent, Pt(26), self.pack.lang)
        slide.notes_slide.notes_text_frame.text = notes or title
        foot = slide.shapes.add_textbox(EDGE, self.book.slide_height - Inches(0.42), self.width, Inches(0.3))
        foot.text_frame.text = self.pack.footer
        _style(foot, LIGHT.muted, Pt(9), self.pack.lang)
        return slide

    def _write(self, slide: Any, blocks: Sequence[Block], top: int, room: int) -> None:
        """Sentences and lists in one box, the reader's language on each run of letters."""
        box = slide.shapes.add_textbox(EDGE, top, self.width, room)
        frame = box.text_frame
        frame.word_wrap = True
        paragraphs = iter([frame.paragraphs[0]])
        for block in blocks:
            lines = [block] if isinstance(block, Sentence) else [Sentence(f"• {line}") for line in text_of(block)]
            for line in lines:
                paragraph = next(paragraphs, None) or frame.add_paragraph()
                paragraph.space_after = Pt(5)
                if line.label:
                    _run(paragraph, f"{line.label} ", TEXT, LIGHT.ink, self.pack.lang, bold=True)
                bold = line.strong and not line.label
                _run(paragraph, line.text, TEXT, LIGHT.ink, line.lang or self.pack.lang, bold=bold)

    def _table(self, slide: Any, table: Table, left: int = EDGE, top: int = TOP) -> None:
        count, across, width = len(table.rows) + 1, len(table.columns), self.width + EDGE - left
        shape = slide.shapes.add_table(count, across, left, top, width, Inches(0.3) * count)
        _describe(shape, table.caption)
        shape.table.first_col = True
        whole = sum(column.width for column in table.columns)
        for at, column in enumerate(table.columns):
            shape.table.columns[at].width = Emu(int(width * column.width / whole))
            head = shape.table.cell(0, at)
            _fill_cell(head, Cell(column.title), self.pack.lang, number=column.number, ink="#FFFFFF", bold=True)
            head.fill.solid()
            head.fill.fore_color.rgb = _rgb(self.look.accent)
        for down, row in enumerate(table.rows, start=1):
            for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                target = shape.table.cell(down, at)
                _fill_cell(target, cell, self.pack.lang, number=column.number, ink=TONES[cell.tone], bold=at == 0)
                target.fill.solid()
                target.fill.fore_color.rgb = _rgb("#F4F6F9" if down % 2 else "#FFFFFF")

    def _chart(self, slide: Any, chart: Chart) -> None:
        """A chart of PowerPoint's own, whose numbers are those of the query and can be opened as a sheet."""
        shown = _number_format(chart.unit, chart.decimals)
        data: Any = CategoryChartData(number_format=shown)
        data.categories = list(chart.labels)
        for series in chart.series:
            data.add_series(series.name, list(series.values))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, EDGE, BELOW, CHART, ROOM - Inches(0.8), data)
        _describe(frame, chart.alt)
        drawn = frame.chart
        drawn.has_title = False
        drawn.has_legend, drawn.legend.position = True, XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
        drawn.font.size, drawn.font.color.rgb = Pt(12), _rgb(LIGHT.ink)
        drawn.value_axis.tick_labels.number_format = shown
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.value_axis.major_gridlines.format.line.color.rgb = _rgb("#D5DBE2")
        for at, (line, series) in enumerate(zip(drawn.plots[0].series, chart.series, strict=True)):
            colour, points, dashes = DRAWN[series.role] if at else (self.look.accent, 2.5, None)
            line.smooth = False
            line.format.line.width, line.format.line.color.rgb = Pt(points), _rgb(colour)
            if dashes:
                line.format.line.dash_style = dashes


def _open(look: Look) -> Any:
    if look.template is None:
        return Presentation()
    try:
        return Presentation(str(look.template))
    except (PackageNotFoundError, KeyError, ValueError, OSError):
        raise refusals.TEMPLATE_UNREADABLE(file=look.template) from None


def _layouts(book: Any, look: Look) -> tuple[Any, Any]:
    """The layout with a title and a subtitle, and the one with a title alone; raises UserError where one is missing."""
    kinds = {id(layout): [one.placeholder_format.idx for one in layout.placeholders] for layout in book.slide_layouts}
    first = next((one for one in book.slide_layouts if {0, 1} <= set(kinds[id(one)])), None)
    alone = next((one for one in book.slide_layouts if 0 in kinds[id(one)] and not set(kinds[id(one)]) & {1, 2}), None)
    if first is None:
        raise refusals.TEMPLATE_LACKS(file=look.template, part=refusals.TITLE_AND_SUBTITLE)
    if alone is None:
        raise refusals.TEMPLATE_LACKS(file=look.template, part=refusals.TITLE_ALONE)
    return first, alone


def _titles(title: str, continued: str) -> Iterator[str]:
    """The title, then the same numbered: no two slides of a presentation are called alike."""
    yield title
    at = 2
    while True:
        yield continued.format(title=title, n=at)
        at += 1


def _by_slide(blocks: Sequence[Sentence | Points]) -> Iterator[list[Block]]:
    """Texts in the room of a slide."""
    part: list[Block] = []
    lines = letters = 0
    for block in blocks:
        more = text_of(block)
        if part and (lines + len(more) > LINES or letters + sum(map(len, more)) > LETTERS):
            yield part
            part, lines, letters = [], 0, 0
        part.append(block)
        lines, letters = lines + len(more), letters + sum(map(len, more))
    if part:
        yield part


def _pieces(table: Table, width: int) -> Iterator[list[Sequence[Cell]]]:
    """The rows in the room of a slide, by the lines that their longest cell takes."""
    whole = sum(column.width for column in table.columns)
    across = [max(int(width / Inches(1) * column.width / whole * PER_INCH), 4) for column in table.columns]
    piece: list[Sequence[Cell]] = []
    lines = 0.0
    for row in table.rows:
        high = max(ceil(len(cell.text) / letters) for cell, letters in zip(row, across, strict=True)) + PADDING
        if piece and lines + high > TABLE_LINES:
            yield piece
            piece, lines = [], 0.0
        piece.append(row)
        lines += high
    yield piece


def _fill_cell(target: Any, cell: Cell, lang: str, *, number: bool, ink: str, bold: bool) -> None:
    from pptx.enum.text import PP_ALIGN

    target.margin_left = target.margin_right = Inches(0.06)
    target.margin_top = target.margin_bottom = Inches(0.02)
    paragraph = target.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    _run(paragraph, cell.text, SMALL, ink, cell.lang or lang, bold=bold)


def _run(paragraph: Any, text: str, size: Pt, ink: str, lang: str, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = size, bold, _rgb(ink)
    run._r.get_or_add_rPr().set("lang", f"{lang}-CA")


def _style(shape: Any, ink: str, size: Pt, lang: str) -> None:
    from pptx.enum.text import PP_ALIGN

    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = size, _rgb(ink)
            run._r.get_or_add_rPr().set("lang", f"{lang}-CA")


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _describe(shape: Any, alt: str) -> None:
    """The alternative text of a picture, a table or a chart."""
    shape._element.xpath("./*/p:cNvPr")[0].set("descr", alt)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))


def _number_format(unit: Unit, decimals: int) -> str:
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return {Unit.SHARE: f"{digits}%", Unit.DOLLARS: f'"$"{digits}', Unit.SECONDS: f'{digits}" s"'}.get(unit, digits)
