"""A page for each indicator that needs attention: chart, comparisons, reasons, what its owner says, what is done."""

from collections.abc import Iterator, Sequence

from dashboard.exports.pack.charts import chart
from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Points, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.exports.pack.parts.items import items_table
from dashboard.exports.pack.parts.promises import promises_table
from dashboard.findings.causes import cause_text
from dashboard.findings.comments import Row, author_text, claims, data_line, parts
from dashboard.findings.comparisons import BETTER, WORSE, comparisons
from dashboard.findings.reasons import Reason, reason
from dashboard.findings.value import interval_text, period_text, takeaway
from dashboard.queries import reporting
from dashboard.queries.cycle.promises import promises_of
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import pack as words
from dashboard.text.wording import reporting as reporting_words
from dashboard.text.wording import verdicts as verdict_words
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent
from metrics.explanation.explanation import Against

NAME = "attention"


def attention(edition: Edition) -> Iterator[Section]:
    """How many there are, then a page for each."""
    ctx, pressing = edition.ctx, urgent(edition.assessments)
    lead = words.ATTENTION_LEAD if len(pressing) > 1 else words.ONE_ATTENTION_LEAD if pressing else words.NO_ATTENTION
    counts = {"n": len(pressing), "all": len(edition.assessments)}
    lines = [f"{ctx.say(one.indicator.title)} – {edition.sentence(one)}" for one in pressing]
    blocks: list[Block] = [Sentence(ctx.say(lead, **counts), strong=True), *([Points(lines)] if lines else [])]
    yield Section(name=NAME, title=ctx.say(words.ATTENTION), blocks=blocks)
    for one in pressing:
        yield _page(one, edition)


def _page(assessment: Assessment, edition: Edition) -> Section:
    ctx = edition.ctx
    sure = " · ".join(filter(None, [period_text(assessment, ctx), interval_text(assessment, ctx)]))
    blocks: list[Block] = [Sentence(edition.sentence(assessment), strong=True), Sentence(sure)]
    notes = [takeaway(assessment, ctx)] if edition.whole else []
    if drawn := chart(assessment, ctx):
        blocks += [Sentence(takeaway(assessment, ctx)), drawn]
    if edition.whole:
        blocks.append(_comparisons(assessment, ctx))
        told = _reasons(assessment, ctx)
        for found in told:
            blocks.append(Sentence(found.sentence))
            blocks += [Points(found.lines)] if found.lines else []
            notes += [found.sentence, *found.lines]
        # Of a number whose slices cannot be searched the banner names a group all the same.
        if not told and (cause := cause_text(assessment, ctx)):
            blocks.append(Sentence(f"{cause}.", label=ctx.say(words.CAUSE)))
    blocks += _comment(assessment, edition)
    if undertaken := reporting.items_of(ctx, assessment.indicator.name):
        name = f"actions-{assessment.indicator.name}"
        blocks.append(items_table(name, ctx.say(reporting_words.OF_INDICATOR), undertaken, ctx))
    # Whether an effect came is judged by the history, which a close does not keep.
    if edition.whole and (judged := promises_of(ctx, assessment.indicator.name)):
        blocks.append(promises_table(assessment.indicator.name, judged, ctx))
    title = ctx.say(assessment.indicator.title)
    return Section(name=f"{NAME}-{assessment.indicator.name}", title=title, blocks=blocks, level=2, notes=notes)


def _comparisons(assessment: Assessment, ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(indicator_words.WITH), width=2.2),
        Column(ctx.say(indicator_words.VALUE), number=True, width=1.2),
        Column(ctx.say(indicator_words.DIFFERENCE), number=True, width=1.35),
        Column(ctx.say(indicator_words.MEANS), width=1.4),
    ]
    rows: list[list[Cell]] = []
    for one in comparisons(assessment, ctx):
        meaning = one.meaning(assessment.indicator.better)
        rows.append(
            [
                cells.text(one.title),
                cells.of_indicator(one.value, assessment, ctx, ctx.say(one.nothing)),
                cells.difference(one.difference, assessment, ctx),
                cells.text(
                    ctx.say(meaning.text) if meaning else "", meaning.tone if meaning in (BETTER, WORSE) else "plain"
                ),
            ]
        )
    caption = ctx.say(words.COMPARED, name=ctx.say(assessment.indicator.title))
    return Table(name=f"compared-{assessment.indicator.name}", caption=caption, columns=columns, rows=rows)


def _reasons(assessment: Assessment, ctx: PageContext) -> Sequence[Reason]:
    """Of the gap to a target that was not met, and of the change since last year."""
    off = assessment.status in (Status.MISSED, Status.NEAR)
    sides = [*([Against.TARGET] if off else []), Against.YEAR]
    return [found for against in sides if (found := reason(assessment, against, ctx))]


def _comment(assessment: Assessment, edition: Edition) -> list[Block]:
    """What the owner says, beside what the data say; or that nobody has said anything yet."""
    ctx = edition.ctx
    colon = ctx.say(verdict_words.COLON)
    data = []
    if edition.whole:
        data = [Sentence(data_line(assessment, ctx), label=f"{ctx.say(reporting_words.DATA)}{colon}")]
    row = reporting.in_force(ctx).get(assessment.indicator.name)
    if row is None:
        period = formats.period(ctx.period, ctx.lang)
        return [Sentence(ctx.say(reporting_words.NO_COMMENT, period=period)), *data]
    found = claims(row, assessment, ctx) if edition.whole else []
    said = Sentence(author_text(row, ctx), label=f"{ctx.say(reporting_words.OWNER_SAYS)}{colon}")
    return [said, *_parts(row, colon, ctx), *data, *([Points(found)] if found else [])]


def _parts(row: Row, colon: str, ctx: PageContext) -> Iterator[Sentence]:
    for part in parts(row, ctx):
        until = f" · {part.until}" if part.until else ""
        lang = None if part.lang == ctx.lang else part.lang
        yield Sentence(f"{part.text}{until}", label=f"{part.title}{colon}", lang=lang)
        if lang:
            yield Sentence(f"({ctx.say(reporting_words.NOT_TRANSLATED)})")
