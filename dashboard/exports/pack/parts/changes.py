"""What changed and why: the strongest signals with the slices that account for them; all indicators beside before."""

from collections.abc import Iterator

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Points, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.exports.pack.parts.scorecard import in_order
from dashboard.findings.comparisons import BETTER, WORSE, Comparison, comparisons
from dashboard.findings.reasons import reason
from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text.wording import pack as words
from dashboard.text.wording import scorecard as scorecard_words
from dashboard.text.wording import verdicts as verdict_words
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import signals
from metrics.explanation.explanation import Against

NAME = "changes"


def changes(edition: Edition) -> Iterator[Section]:
    """Nothing of a closed period whose run is not kept: the close kept no earlier periods."""
    if not edition.whole:
        return
    ctx, assessments = edition.ctx, edition.assessments
    strongest = signals(assessments)
    nothing = verdict_words.NOT_JUDGED if any(one.open for one in assessments) else scorecard_words.NOTHING_CHANGED
    blocks: list[Block] = [] if strongest else [Sentence(ctx.say(nothing), strong=True)]
    notes = []
    for one in strongest:
        title = f"{ctx.say(one.indicator.title)}{ctx.say(verdict_words.COLON)}"
        value = value_text(one.value, one, ctx)
        blocks.append(Sentence(f"{value} – {edition.verdict(one)}", label=title, strong=True))
        if found := reason(one, Against.YEAR, ctx):
            blocks.append(Sentence(found.sentence))
            blocks += [Points(found.lines)] if found.lines else []
            notes += [found.sentence, *found.lines]
    rows = [_row(one, ctx) for one in in_order(assessments) if one.value is not None]
    columns = [
        Column(ctx.say(scorecard_words.INDICATOR), width=2.4),
        Column(ctx.say(scorecard_words.VALUE), number=True),
        Column(ctx.say(words.PREVIOUS), number=True),
        Column(ctx.say(words.PREVIOUS_GAP), number=True),
        Column(ctx.say(words.PREVIOUS_MEANS), width=1.2),
        Column(ctx.say(words.YEAR), number=True),
        Column(ctx.say(words.YEAR_GAP), number=True),
        Column(ctx.say(words.YEAR_MEANS), width=1.2),
    ]
    table = Table(name=NAME, caption=ctx.say(words.CHANGES_CAPTION), columns=columns, rows=rows)
    yield Section(name=NAME, title=ctx.say(words.CHANGES), blocks=[*blocks, table], notes=notes)


def _row(assessment: Assessment, ctx: PageContext) -> list[Cell]:
    """Beside the period before and the same one a year before; an open period may lack either."""
    past = {one.past: one for one in comparisons(assessment, ctx)}
    before, year = past.get("previous"), past.get("last_year")
    return [
        cells.name(assessment, ctx),
        cells.value(assessment, ctx),
        *_compared(before, assessment, ctx),
        *_compared(year, assessment, ctx),
    ]


def _compared(one: Comparison | None, assessment: Assessment, ctx: PageContext) -> list[Cell]:
    if one is None:
        return [cells.text(""), cells.text(""), cells.text("")]
    meaning = one.meaning(assessment.indicator.better)
    tone = meaning.tone if meaning in (BETTER, WORSE) else "plain"
    return [
        cells.of_indicator(one.value, assessment, ctx, ctx.say(one.nothing)),
        cells.difference(one.difference, assessment, ctx),
        cells.text(ctx.say(meaning.text) if meaning else "", tone),
    ]
