"""Key commitments of senior managers, by the objective that each serves."""

from dashboard.findings import tactics
from dashboard.queries import strategy
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.reporting.commitments import Commitment, Kept

TITLES = (words.COMMITMENT, words.OBJECTIVE, words.ROLE, words.DUE, words.KEPT)
MARKS = {Kept.LATE: ("✗ ", "bad"), Kept.OPEN: ("", ""), Kept.DONE: ("✓ ", "good")}


def commitments(ctx: PageContext) -> Html:
    """The table, what is late first."""
    caption = ctx.say(words.COMMITMENTS)
    title = tag("h2", caption, id="commitments")
    found = strategy.commitments(ctx)
    if not found:
        return join(title, tag("p", ctx.say(words.NO_COMMITMENTS), class_="note"))
    columns = [Column(ctx.say(each)) for each in TITLES]
    body = table(caption, columns, [_row(one, ctx) for one in found], kind="wide", caption_hidden=True)
    return join(title, scrolling(body, caption), tag("p", ctx.say(words.COMMITMENTS_RULE), class_="soft"))


def _row(one: Commitment, ctx: PageContext) -> list[Child]:
    mark, tone = MARKS[one.kept]
    return [
        ctx.say(one.text),
        ctx.say(one.objective.title) if one.objective else NOTHING,
        ctx.say(one.role),
        formats.day(one.due, ctx.lang),
        tag("span", mark, tactics.kept(one, ctx), class_=tone or None),
    ]
