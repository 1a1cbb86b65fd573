"""The strategy: how the indicators of each success factor stand, and which of its arrows the history supports."""

from collections.abc import Iterator, Sequence

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells, tactics
from dashboard.findings.strategy import DECIMALS, correlation, interval, lag
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import verdicts
from dashboard.text.wording import pack as words
from dashboard.text.wording import scorecard as scorecard_words
from dashboard.text.wording import strategy as strategy_words
from metrics.assessment.objectives import OBJECTIVES
from metrics.assessment.strategy import LEAST_PAIRS, Hypothesis, Lane, Support, lanes

NAME = "strategy"
TONES = {Support.SUPPORTED: "good", Support.NOT_SUPPORTED: "bad", Support.TOO_FEW: "plain"}


def strategy(edition: Edition) -> Iterator[Section]:
    """Of the whole organisation alone; nothing to who has no such page."""
    ctx = edition.ctx
    if not ctx.viewer.may_open("strategy") or not edition.whole:
        return
    weighed = indicators.hypotheses(ctx.snapshot, ctx.period.code)
    blocks: list[Block] = [Sentence(ctx.say(strategy_words.INTRO)), _lanes(lanes(edition.assessments), ctx)]
    blocks += tactics.blocks(ctx)
    if weighed:
        blocks += [_arrows(weighed, ctx), Sentence(ctx.say(strategy_words.RULE, least=LEAST_PAIRS))]
    yield Section(name=NAME, title=ctx.say(words.STRATEGY), blocks=blocks)


def _lanes(found: Sequence[Lane], ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(scorecard_words.INDICATOR), width=2.6),
        Column(ctx.say(words.FACTOR), width=2.0),
        Column(ctx.say(strategy_words.OBJECTIVE), width=2.0),
        Column(ctx.say(scorecard_words.VALUE), number=True),
        Column(ctx.say(scorecard_words.TARGET), number=True),
        Column(ctx.say(scorecard_words.STATUS), width=1.2),
        Column(ctx.say(scorecard_words.REACH_WORD), width=3.2),
    ]
    objectives = {name: ctx.say(each.title) for each in OBJECTIVES for name in each.indicators}
    rows = [
        [
            cells.name(one, ctx),
            cells.text(ctx.say(lane.factor.text)),
            cells.text(objectives.get(one.indicator.name, "")),
            cells.value(one, ctx),
            cells.of_indicator(one.target, one, ctx),
            cells.status(one, ctx),
            cells.text(verdicts.assurance(one, ctx.lang) if one.assurance else "", verdicts.reach_tone(one)),
        ]
        for lane in found
        for one in lane.assessments
    ]
    return Table(name="factors", caption=ctx.say(words.LANES_CAPTION), columns=columns, rows=rows)


def _arrows(weighed: Sequence[Hypothesis], ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(strategy_words.FROM), width=2.2),
        Column(ctx.say(strategy_words.TO), width=2.2),
        Column(ctx.say(strategy_words.EVIDENCE), width=1.3),
        Column(ctx.say(strategy_words.R), number=True, width=0.9),
        Column(ctx.say(strategy_words.INTERVAL), width=1.2),
        Column(ctx.say(strategy_words.LAG), width=1.0),
        Column(ctx.say(strategy_words.PAIRS), number=True, width=0.8),
    ]
    return Table(
        name="arrows",
        caption=ctx.say(strategy_words.ARROWS),
        columns=columns,
        rows=[_arrow(one, ctx) for one in weighed],
    )


def _arrow(one: Hypothesis, ctx: PageContext) -> list[Cell]:
    title = {name: ctx.say(ctx.snapshot.catalogue[name].title) for name in (one.arrow.cause, one.arrow.effect)}
    r = one.evidence.r
    return [
        cells.text(title[one.arrow.cause]),
        cells.text(title[one.arrow.effect]),
        cells.text(ctx.say(one.evidence.support.text), TONES[one.evidence.support]),
        cells.text(correlation(one, ctx)) if r is None else cells.number(r, ctx, DECIMALS),
        cells.text(interval(one, ctx)),
        cells.text(lag(one, ctx)),
        cells.number(one.evidence.pairs, ctx),
    ]
