"""What comments promised, and what became of it: the same beside a number, in the meeting and on Reporting."""

from collections.abc import Sequence

from dashboard.queries.cycle.promises import JudgedPromise
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.comment import text
from metrics.reporting.effect import Effect

TONES = {Effect.SEEN: "good", Effect.ENDED: "good", Effect.NOT_SEEN: "bad", Effect.OPPOSITE: "bad"}
MARKS = {Effect.SEEN: "✓", Effect.ENDED: "≈", Effect.NOT_SEEN: "✗", Effect.OPPOSITE: "✗"}


def promised(judged: Sequence[JudgedPromise], ctx: PageContext) -> Html | None:
    """The promises as a table; None where there are none."""
    if not judged:
        return None
    title = ctx.say(words.PROMISED, period=formats.period(ctx.period, ctx.lang))
    columns = [Column(ctx.say(each)) for each in (words.PROMISED_IN, words.PROMISED_WHAT, words.EFFECT_NOW)]
    body = table(title, columns, [_row(one, ctx) for one in judged], kind="wide", caption_hidden=True)
    note = tag("p", ctx.say(words.PROMISE_NOTE), class_="soft")
    return join(tag("h2", title), scrolling(body, title), note)


def _row(one: JudgedPromise, ctx: PageContext) -> list[Child]:
    row, promise = one.promise.row, one.promise
    name = ctx.say(ctx.snapshot.catalogue[row["indicator"]].title)
    there = ctx.link("indicator", indicator=row["indicator"], period=promise.period.code)
    moves = ctx.say(
        words.PROMISE,
        name=ctx.say(ctx.snapshot.catalogue[promise.indicator].title),
        way=ctx.say(promise.movement.text),
        day=formats.day(promise.by, ctx.lang),
    )
    mark = tag("span", MARKS.get(one.effect, "·"), formats.SPACE, aria_hidden="true")
    return [
        join(tag("a", name, href=there), ", ", formats.period(promise.period, ctx.lang)),
        join(moves, " ", tag("span", text(row, "effect", ctx), class_="soft")),
        tag("span", mark, ctx.say(one.effect.text), class_=TONES.get(one.effect, "plain")),
    ]
