"""The scorecard on one page: the two sentences, and every headline indicator in a row."""

from collections.abc import Iterator, Mapping

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings.causes import causes
from dashboard.findings.value import judged_line, sure_text
from dashboard.queries.period_ends import year_ends
from dashboard.text import formats, period_ends, summary, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import pack as words
from dashboard.text.wording import period_end as end_words
from dashboard.text.wording import scorecard as scorecard_words
from data.words import Perspective
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group, urgent
from metrics.planning.period_end.reading import PeriodEnd

NAME = "scorecard"


def scorecard(edition: Edition) -> Iterator[Section]:
    """Attention first, then by perspective, as the page has them."""
    ctx, assessments = edition.ctx, edition.assessments
    found = causes(assessments, ctx) if edition.whole else {}
    blocks = [Sentence(summary.attention(assessments, found, ctx), strong=True)]
    if edition.whole:
        blocks.append(Sentence(summary.movement(assessments, ctx)))
    told = {"period": formats.period(ctx.period, ctx.lang)}
    # A period that was closed keeps its figures; where the year will end was not among them.
    ends = year_ends(ctx) if edition.whole else {}
    columns = [
        Column(ctx.say(scorecard_words.INDICATOR), width=2.4),
        Column(ctx.say(scorecard_words.VALUE), number=True, width=1.0),
        Column(ctx.say(scorecard_words.SURE), width=1.5),
        Column(ctx.say(scorecard_words.TARGET), number=True, width=0.9),
        Column(ctx.say(scorecard_words.GAP), number=True, width=0.8),
        Column(ctx.say(scorecard_words.STATUS), width=1.1),
        Column(ctx.say(scorecard_words.SIGNAL_WORD), width=2.2),
        *([Column(ctx.say(end_words.COLUMN), width=1.6)] if ends else []),
        Column(ctx.say(words.PERSPECTIVE), width=1.4),
        Column(ctx.say(scorecard_words.OWNER), width=1.7),
    ]
    table = Table(
        name=NAME,
        caption=ctx.say(words.SCORECARD_CAPTION, **told),
        columns=columns,
        rows=[_row(one, edition, ends) for one in in_order(assessments)],
    )
    last = [Sentence(line)] if (line := judged_line(assessments, ctx)) else []
    notes = [edition.sentence(one) for one in urgent(assessments)]
    titles = [f"{ctx.say(one.indicator.title)}. " for one in urgent(assessments)]
    yield Section(
        name=NAME,
        title=ctx.say(words.SCORECARD),
        blocks=[*blocks, table, *last],
        notes=[title + note for title, note in zip(titles, notes, strict=True)],
    )


def in_order(assessments: tuple[Assessment, ...]) -> list[Assessment]:
    """What needs attention first; then the others by perspective, the most pressing of each first."""
    pressing, groups, perspectives = urgent(assessments), list(AttentionGroup), list(Perspective)
    others = [one for one in assessments if one not in pressing]
    ranked = sorted(others, key=lambda one: (perspectives.index(one.indicator.perspective), groups.index(group(one))))
    return [*pressing, *ranked]


def _row(assessment: Assessment, edition: Edition, ends: Mapping[str, PeriodEnd]) -> list[Cell]:
    ctx, indicator = edition.ctx, assessment.indicator
    absent = assessment.value is None
    verdict = verdicts.absence(assessment, ctx.lang) if absent else edition.verdict(assessment)
    return [
        cells.name(assessment, ctx),
        cells.value(assessment, ctx),
        cells.text(sure_text(assessment, ctx)),
        cells.of_indicator(assessment.target, assessment, ctx),
        cells.difference(assessment.gap, assessment, ctx),
        cells.status(assessment, ctx),
        cells.text(verdict, "plain" if absent else verdicts.tone(assessment)),
        *([_year_end(assessment, ends.get(indicator.name), edition)] if ends else []),
        cells.text(ctx.say(indicator.perspective.text)),
        cells.text(ctx.say(indicator.owner)),
    ]


def _year_end(assessment: Assessment, end: PeriodEnd | None, edition: Edition) -> Cell:
    """Where the year will end, and whether the target in force then is in reach."""
    if end is None or end.value is None:
        return cells.text(NOTHING)
    lang = edition.ctx.lang
    parts = [period_ends.figure(end, lang), period_ends.word(end, lang, assessment)]
    return cells.text(", ".join(filter(None, parts)), period_ends.tone(end))
