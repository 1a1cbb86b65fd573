"""The outlook: whether the people of today suffice for the demand that is planned, as the Demand page says it."""

from collections.abc import Iterator

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings.outlook import ChannelOutlook
from dashboard.findings.outlook import outlook as found_outlook
from dashboard.request.context import PageContext
from dashboard.text.wording import pack as words

NAME = "outlook"


def outlook(edition: Edition) -> Iterator[Section]:
    """Nothing to who has no Demand page."""
    ctx = edition.ctx
    if not ctx.viewer.may_open("demand") or not edition.whole:
        return
    found = found_outlook(ctx)
    blocks: list[Block] = [Sentence(ctx.say(words.NO_OUTLOOK))]
    if found:
        lead = f"{found.title} {found.plan}" if found.plan else found.title
        columns = [
            Column(ctx.say(words.CHANNEL), width=1.2),
            Column(ctx.say(words.VERDICT), width=3.6),
            Column(ctx.say(words.CONTACTS), number=True),
            Column(ctx.say(words.REQUIRED), number=True),
            Column(ctx.say(words.PRESENT), number=True),
            Column(ctx.say(words.MISSING), number=True),
        ]
        rows = [_row(one, ctx) for one in found.channels]
        table = Table(name=NAME, caption=ctx.say(words.OUTLOOK_CAPTION), columns=columns, rows=rows)
        blocks = [Sentence(f"{lead}.", strong=True), table]
    yield Section(name=NAME, title=ctx.say(words.OUTLOOK), blocks=blocks)


def _row(one: ChannelOutlook, ctx: PageContext) -> list[Cell]:
    people = one.numbers["people_hours"] if one.numbers["people_hours"] else None
    missing = one.numbers["missing_hours"] if people is not None else None
    return [
        cells.text(one.name),
        cells.text(f"{one.sign} {one.text}", one.tone),
        cells.number(one.numbers["contacts"], ctx),
        cells.number(one.numbers["required_hours"], ctx),
        cells.number(people, ctx),
        cells.number(missing, ctx),
    ]
