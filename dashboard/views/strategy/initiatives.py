"""Initiatives of the strategy: what each should move, how far it has come, and whether an effect is seen."""

from dashboard.queries import strategy
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.reporting.effect import Effect
from metrics.reporting.initiatives import EXPECTED, LOOKED_AT, Initiative, Progress

TITLES = (words.INITIATIVE, words.FACTOR, words.SHOULD_MOVE, words.PLANNED_ON, words.LIVE_ON, words.PROGRESS,
          words.EFFECT)  # fmt: skip
EXTRA = (words.FACTOR, words.PLANNED_ON)
TONES = {Effect.SEEN: "good", Effect.OPPOSITE: "bad"}
MARKS = {Progress.LATE: ("✗ ", "bad"), Progress.PLANNED: ("", ""), Progress.LIVE: ("✓ ", "good")}


def initiatives(ctx: PageContext) -> Html:
    """The table, what is late first."""
    title = tag("h2", ctx.say(words.INITIATIVES), id="initiatives")
    found = strategy.initiatives(ctx)
    if not found:
        return join(title, tag("p", ctx.say(words.NO_INITIATIVES), class_="note"))
    columns = [Column(ctx.say(each), kind="extra" if each in EXTRA else "") for each in TITLES]
    caption = ctx.say(words.INITIATIVES)
    body = table(caption, columns, [_row(one, ctx) for one in found], kind="wide", caption_hidden=True)
    rule = ctx.say(words.EFFECT_RULE, expected=EXPECTED, looked=LOOKED_AT)
    return join(title, scrolling(body, caption), tag("p", rule, class_="soft"))


def _row(one: Initiative, ctx: PageContext) -> list[Child]:
    indicator = ctx.snapshot.catalogue.get(one.indicator or "")
    moves: Child = NOTHING
    if indicator is not None:
        moves = tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name))
    mark, tone = MARKS[one.progress]
    kind = tag("span", " ", ctx.say(words.ONBOARDING), class_="soft") if one.onboarding else None
    return [
        join(ctx.say(one.name), kind),
        ctx.say(one.factor.text),
        moves,
        formats.day(one.planned, ctx.lang),
        formats.day(one.live, ctx.lang) if one.live else NOTHING,
        tag("span", mark, ctx.say(one.progress.text), class_=tone or None),
        _effect(one, ctx),
    ]


def _effect(one: Initiative, ctx: PageContext) -> Child:
    if one.effect is None:
        return ctx.say(words.COUNTED) if one.onboarding and one.live else NOTHING
    return tag("span", ctx.say(one.effect.text), class_=TONES.get(one.effect))
