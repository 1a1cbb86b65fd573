"""Decisions that are asked and actions that are open: what, about what, who, until when."""

from collections.abc import Iterator, Sequence

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings.comments import Row, language, plain
from dashboard.findings.items import status_parts
from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import pack as words
from dashboard.text.wording import reporting as reporting_words
from data.words import ItemKind, ItemStatus

NAME = "decisions"


def decisions(edition: Edition) -> Iterator[Section]:
    """The open decisions first, then the open actions, by day."""
    ctx = edition.ctx
    rows = [row for row in reporting.items(ctx) if row["status"] == ItemStatus.OPEN]
    blocks: list[Block] = []
    for kind, caption, nothing in (
        (ItemKind.DECISION, words.DECISIONS_ASKED, words.NO_DECISIONS),
        (ItemKind.ACTION, words.ACTIONS_OPEN, words.NO_ACTIONS),
    ):
        same = [row for row in rows if row["kind"] == kind]
        table = items_table(f"{kind.value}s", ctx.say(caption), same, ctx)
        blocks.append(table if same else Sentence(ctx.say(nothing)))
    yield Section(name=NAME, title=ctx.say(words.DECISIONS), blocks=blocks)


def items_table(name: str, caption: str, rows: Sequence[Row], ctx: PageContext) -> Table:
    """A row for each, named by its number."""
    columns = [
        Column(ctx.say(reporting_words.NUMBER), width=0.5),
        Column(ctx.say(reporting_words.WHAT), width=4.0),
        Column(ctx.say(reporting_words.ABOUT), width=2.0),
        Column(ctx.say(reporting_words.WHO), width=1.4),
        Column(ctx.say(reporting_words.DUE_ON), width=1.0),
        Column(ctx.say(reporting_words.STATUS), width=1.4),
    ]
    return Table(name=name, caption=caption, columns=columns, rows=[_row(row, ctx) for row in rows])


def _row(row: Row, ctx: PageContext) -> list[Cell]:
    indicator = ctx.snapshot.catalogue.get(row["indicator"])
    lang, written = language(row, "text", ctx), plain(row, "text", ctx)
    if lang != ctx.lang:
        written = f"{written} ({ctx.say(reporting_words.NOT_TRANSLATED)})"
    status, late = status_parts(row, ctx)
    return [
        cells.text(str(row["number"])),
        Cell(written, lang=None if lang == ctx.lang else lang),
        cells.text(ctx.say(indicator.title) if indicator else NOTHING),
        cells.text(row["owner"]),
        cells.text(formats.day(row["due"], ctx.lang)),
        cells.text(f"{status}, {late}" if late else status, "bad" if late else "plain"),
    ]
