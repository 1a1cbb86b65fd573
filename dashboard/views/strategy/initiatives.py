"""Initiatives of the strategy: what each should move, how far it has come, and whether an effect is seen."""

from dashboard.findings import tactics
from dashboard.queries import strategy
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.reporting.initiatives import EXPECTED, LOOKED_AT, Initiative, Progress

TITLES = (words.INITIATIVE, words.OBJECTIVE, words.OWNER, words.SHOULD_MOVE, words.EXPECTED_EFFECT, words.LIVE_ON,
          words.PROGRESS, words.EFFECT)  # fmt: skip
EXTRA = (words.OBJECTIVE, words.OWNER, words.EXPECTED_EFFECT, words.LIVE_ON)
MARKS = {Progress.LATE: ("✗ ", "bad"), Progress.PLANNED: ("", ""), Progress.LIVE: ("✓ ", "good")}


def initiatives(ctx: PageContext) -> Html:
    """A sentence and the table, what is late first."""
    title = tag("h2", ctx.say(words.INITIATIVES), id="initiatives")
    found = strategy.initiatives(ctx)
    if not found:
        return join(title, tag("p", ctx.say(words.NO_INITIATIVES), class_="note"))
    columns = [Column(ctx.say(each), kind="extra" if each in EXTRA else "") for each in TITLES]
    caption = ctx.say(words.INITIATIVES)
    body = table(caption, columns, [_row(one, ctx) for one in found], kind="wide wordy", caption_hidden=True)
    rule = ctx.say(words.EFFECT_RULE, expected=EXPECTED, looked=LOOKED_AT)
    sentence = tag("p", tactics.summary(found, ctx))
    return join(title, sentence, scrolling(body, caption), tag("p", rule, class_="soft"))


def _row(one: Initiative, ctx: PageContext) -> list[Child]:
    indicator = tactics.indicator_of(one, ctx)
    moves: Child = NOTHING
    if indicator is not None:
        moves = tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name))
    return [
        join(ctx.say(one.name), _below(ctx.say(one.kind.text))),
        ctx.say(one.objective.title if one.objective else one.factor.text),
        ctx.say(one.owner) if one.owner else NOTHING,
        moves,
        tactics.expected(one, ctx) or NOTHING,
        formats.day(one.live, ctx.lang) if one.live else NOTHING,
        _progress(one, ctx),
        _effect(one, ctx),
    ]


def _progress(one: Initiative, ctx: PageContext) -> Html:
    """Late, planned or live, by when where it is not live, and its steps."""
    mark, tone = MARKS[one.progress]
    word = tag("span", mark, ctx.say(one.progress.text), class_=tone or None)
    planned = None if one.live else join(" · ", formats.day(one.planned, ctx.lang))
    late = len(one.late)
    told = tactics.steps(one, ctx)
    steps = [tag("br"), tag("span", told[0], class_="soft")] if told else []
    steps += [join(tag("br"), tag("span", text, class_="bad" if late else "soft")) for text in told[1:]]
    return join(word, planned, *steps)


def _effect(one: Initiative, ctx: PageContext) -> Child:
    text = tactics.effect(one, ctx)
    if not text:
        return NOTHING
    tone = tactics.TONES.get(one.effect) if one.effect else None
    size = tactics.size(one, ctx)
    return join(tag("span", text, class_=tone), _below(size) if size else None)


def _below(text: str) -> Html:
    return join(tag("br"), tag("span", text, class_="soft"))
