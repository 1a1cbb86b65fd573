"""What was agreed with partners and how it was kept; what auditors recommended and what is done about it."""

from collections.abc import Iterator, Sequence

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings.accountability import (
    audits_line,
    last_day,
    late_line,
    latest_answer,
    measures_met,
    overdue_line,
    partners_line,
)
from dashboard.findings.comments import Row, language, plain
from dashboard.queries import accountability, reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as words
from dashboard.text.wording import reporting as reporting_words
from data.accountability_words import RecommendationStatus
from metrics.accountability.agreements import AgreementInForce, Standing
from metrics.accountability.recommendations import is_late

PARTNERS, AUDITS = "partners", "audits"


def partners(edition: Edition) -> Iterator[Section]:
    """Every partner that the reader may see, with its agreements."""
    ctx = edition.ctx
    if not ctx.viewer.may_open(PARTNERS) or not edition.whole:
        return
    found = accountability.partners(ctx)
    blocks: list[Block] = [Sentence(ctx.say(words.NO_PARTNERS))]
    if found:
        columns = [
            Column(ctx.say(words.PARTNER), width=2.0),
            Column(ctx.say(words.AGREEMENT), width=2.6),
            Column(ctx.say(words.PARTY), width=1.2),
            Column(ctx.say(words.EXPIRES), width=1.6),
            Column(ctx.say(words.MEASURES_MET), width=1.0),
            Column(ctx.say(words.ACCEPTED), width=2.0),
        ]
        rows = [row for one in found for row in _agreements(ctx.say(one.name), one.agreements, ctx)]
        table = Table(name=PARTNERS, caption=ctx.say(words.CAPTION), columns=columns, rows=rows)
        blocks = [Sentence(partners_line(found, ctx), strong=True), Sentence(overdue_line(found, ctx)), table]
    yield Section(name=PARTNERS, title=ctx.say(words.PARTNERS), blocks=blocks)


def audits(edition: Edition) -> Iterator[Section]:
    """The recommendations as they stand, the late ones first."""
    ctx = edition.ctx
    if not ctx.viewer.may_open(AUDITS):
        return
    found = accountability.recommended(ctx)
    blocks: list[Block] = [Sentence(ctx.say(words.NO_RECOMMENDATIONS))]
    if found:
        columns = [
            Column(ctx.say(words.RECOMMENDATION), width=3.4),
            Column(ctx.say(words.BODY), width=1.4),
            Column(ctx.say(words.DONE_ABOUT), width=3.0),
            Column(ctx.say(words.OWNER), width=1.3),
            Column(ctx.say(words.DUE), width=1.0),
            Column(ctx.say(words.STATUS), width=1.4),
        ]
        rows = [_recommendation(row, ctx) for row in found]
        table = Table(name=AUDITS, caption=ctx.say(words.AUDIT_CAPTION), columns=columns, rows=rows)
        blocks = [Sentence(audits_line(found, ctx), strong=True), Sentence(late_line(ctx)), table]
    yield Section(name=AUDITS, title=ctx.say(words.AUDITS), blocks=blocks)


def _agreements(name: str, agreements: Sequence[AgreementInForce], ctx: PageContext) -> Iterator[list[Cell]]:
    """A row for each agreement, or that there is none in force."""
    if not agreements:
        yield [cells.text(name), cells.text(f"✗ {ctx.say(words.NONE_IN_FORCE)}", "bad"), *[cells.text("")] * 4]
    for one in agreements:
        day, standing = last_day(one, ctx), words.STANDINGS.get(one.standing)
        answer, tone = latest_answer(one, ctx)
        yield [
            cells.text(name),
            cells.text(f"{ctx.say(one.title)} ({ctx.say(one.kind.text)})"),
            cells.text(ctx.say(one.party.text)),
            cells.text(
                f"{day}, {ctx.say(standing)}" if standing else day,
                "bad" if one.standing is Standing.EXPIRED else "plain",
            ),
            cells.text(measures_met(one, ctx) if one.holds else ""),
            cells.text(answer, tone),
        ]


def _recommendation(row: Row, ctx: PageContext) -> list[Cell]:
    status, late = ctx.say(RecommendationStatus(row["status"]).text), ""
    if is_late(dict(row), reporting.today(ctx)):
        days = (reporting.today(ctx) - row["due"]).days
        text = reporting_words.OVERDUE_ONE if days == 1 else reporting_words.OVERDUE
        late = ctx.say(text, n=formats.number(days, ctx.lang))
    return [
        _written(row, "text", f"{row['code']}: ", ctx),
        _written(row, "body", "", ctx),
        _written(row, "action", "", ctx),
        cells.text(row["owner"]),
        cells.text(formats.day(row["due"], ctx.lang)),
        cells.text(f"{status}, ✗ {late}" if late else status, "bad" if late else "plain"),
    ]


def _written(row: Row, name: str, before: str, ctx: PageContext) -> Cell:
    """What somebody wrote, in the language that it is in."""
    written, lang = plain(row, name, ctx), language(row, name, ctx)
    if not written or lang == ctx.lang:
        return cells.text(f"{before}{written}")
    return Cell(f"{before}{written} ({ctx.say(reporting_words.NOT_TRANSLATED)})", lang=lang)
