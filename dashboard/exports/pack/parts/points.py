"""The numbers that the charts are drawn from, the newest first: for who cannot see a drawing, and for who computes."""

from collections.abc import Iterator

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Cell, Column, Section, Table
from dashboard.exports.pack.parts import cells
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import pack as words
from dashboard.text.wording import verdicts as verdict_words
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent
from metrics.calendar.periods import containing

NAME = "points"


def points(edition: Edition) -> Iterator[Section]:
    """A table for each chart of the pack; nothing where it has none."""
    ctx = edition.ctx
    drawn = [one for one in urgent(edition.assessments) if one.points.height]
    if drawn:
        tables = [_table(one, ctx) for one in drawn]
        yield Section(name=NAME, title=ctx.say(words.POINTS), blocks=tables, slides=False)


def _table(assessment: Assessment, ctx: PageContext) -> Table:
    numbers = {"shown": indicator_words.VALUE, "value": indicator_words.JUDGED_VALUE}
    if not assessment.judged_apart:
        numbers = {"value": indicator_words.VALUE}
    numbers |= {"target": indicator_words.TO_TARGET, "mean": indicator_words.MEAN}
    numbers |= {"lower": indicator_words.LOWER, "upper": indicator_words.UPPER}
    columns = [
        Column(ctx.say(indicator_words.PERIOD), width=1.6),
        *(Column(ctx.say(text), number=True) for text in numbers.values()),
        Column(ctx.say(indicator_words.VERDICT), width=1.6),
    ]
    rows: list[list[Cell]] = [
        [
            cells.text(formats.period(containing(row["period"], assessment.grain), ctx.lang)),
            *(cells.of_indicator(row[name], assessment, ctx) for name in numbers),
            cells.text(ctx.say(verdict_words.VARIATION[row["point_type"]])),
        ]
        for row in reversed(assessment.points.to_dicts())
    ]
    caption = ctx.say(words.POINTS_CAPTION, name=ctx.say(assessment.indicator.title))
    return Table(name=f"points-{assessment.indicator.name}", caption=caption, columns=columns, rows=rows)
