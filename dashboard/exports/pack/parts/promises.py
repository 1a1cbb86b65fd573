"""What the comments on a number promised, and whether the promised effect came."""

from collections.abc import Sequence

from dashboard.exports.pack.model import Cell, Column, Table
from dashboard.exports.pack.parts import cells
from dashboard.queries.cycle.promises import JudgedPromise
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from metrics.reporting.effect import Effect

TONES = {Effect.SEEN: "good", Effect.ENDED: "good", Effect.NOT_SEEN: "bad", Effect.OPPOSITE: "bad"}


def promises_table(name: str, judged: Sequence[JudgedPromise], ctx: PageContext) -> Table:
    """A row for each promise: of which period, what is to move by when, and what has become of it."""
    columns = [
        Column(ctx.say(words.PROMISED_IN), width=2.0),
        Column(ctx.say(words.PROMISED_WHAT), width=3.6),
        Column(ctx.say(words.EFFECT_NOW), width=2.0),
    ]
    caption = ctx.say(words.PROMISED, period=formats.period(ctx.period, ctx.lang))
    return Table(name=f"promises-{name}", caption=caption, columns=columns, rows=[_row(one, ctx) for one in judged])


def _row(one: JudgedPromise, ctx: PageContext) -> list[Cell]:
    promise, catalogue = one.promise, ctx.snapshot.catalogue
    moves = ctx.say(
        words.PROMISE,
        name=ctx.say(catalogue[promise.indicator].title),
        way=ctx.say(promise.movement.text),
        day=formats.day(promise.by, ctx.lang),
    )
    said = ctx.say(catalogue[promise.row["indicator"]].title)
    return [
        cells.text(f"{said}, {formats.period(promise.period, ctx.lang)}"),
        cells.text(moves),
        cells.text(ctx.say(one.effect.text), TONES.get(one.effect, "plain")),
    ]
