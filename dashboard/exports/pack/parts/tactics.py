"""What is undertaken for the strategy: initiatives, commitments, funding against plan."""

from collections.abc import Iterator

from dashboard.exports.pack.model import Block, Cell, Column, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings import tactics
from dashboard.queries import strategy
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import strategy as words
from metrics.reporting.commitments import Commitment, Kept
from metrics.reporting.funding import FundingStanding
from metrics.reporting.initiatives import EXPECTED, LOOKED_AT, Initiative, Progress


def blocks(ctx: PageContext) -> Iterator[Block]:
    """A table of each that there is, with its sentence."""
    if found := strategy.initiatives(ctx):
        yield Sentence(tactics.summary(found, ctx))
        yield _initiatives(found, ctx)
        yield Sentence(ctx.say(words.EFFECT_RULE, expected=EXPECTED, looked=LOOKED_AT))
    if made := strategy.commitments(ctx):
        yield _commitments(made, ctx)
        yield Sentence(ctx.say(words.COMMITMENTS_RULE))
    if standing := strategy.funding(ctx):
        yield Sentence(tactics.funding(standing, ctx))
        yield _funding(standing, ctx)


def _initiatives(found: list[Initiative], ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(words.INITIATIVE), width=2.4),
        Column(ctx.say(words.OBJECTIVE), width=1.8),
        Column(ctx.say(words.OWNER), width=1.6),
        Column(ctx.say(words.EXPECTED_EFFECT), width=1.6),
        Column(ctx.say(words.PROGRESS), width=2.2),
        Column(ctx.say(words.EFFECT), width=2.4),
    ]
    return Table(
        name="initiatives",
        caption=ctx.say(words.INITIATIVES),
        columns=columns,
        rows=[_initiative(one, ctx) for one in found],
    )


def _initiative(one: Initiative, ctx: PageContext) -> list[Cell]:
    when = formats.day(one.live or one.planned, ctx.lang)
    progress = [f"{ctx.say(one.progress.text)} ({when})", *tactics.steps(one, ctx)]
    late = one.progress is Progress.LATE or bool(one.late)
    effect = "; ".join(filter(None, [tactics.effect(one, ctx), tactics.size(one, ctx)]))
    return [
        cells.text(ctx.say(one.name)),
        cells.text(ctx.say(one.objective.title if one.objective else one.factor.text)),
        cells.text(ctx.say(one.owner) if one.owner else ""),
        cells.text(tactics.expected(one, ctx)),
        cells.text("; ".join(progress), "bad" if late else "plain"),
        cells.text(effect, tactics.TONES.get(one.effect, "plain") if one.effect else "plain"),
    ]


def _commitments(made: list[Commitment], ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(words.COMMITMENT), width=3.0),
        Column(ctx.say(words.OBJECTIVE), width=2.0),
        Column(ctx.say(words.ROLE), width=2.0),
        Column(ctx.say(words.DUE), width=1.1),
        Column(ctx.say(words.KEPT), width=1.6),
    ]
    rows = [
        [
            cells.text(ctx.say(one.text)),
            cells.text(ctx.say(one.objective.title) if one.objective else ""),
            cells.text(ctx.say(one.role)),
            cells.text(formats.day(one.due, ctx.lang)),
            cells.text(tactics.kept(one, ctx), "bad" if one.kept is Kept.LATE else "plain"),
        ]
        for one in made
    ]
    return Table(name="commitments", caption=ctx.say(words.COMMITMENTS), columns=columns, rows=rows)


def _funding(standing: FundingStanding, ctx: PageContext) -> Table:
    columns = [
        Column(ctx.say(words.FUNDED_BY), width=2.0),
        Column(ctx.say(words.PLANNED_AMOUNT), number=True),
        Column(ctx.say(words.RECEIVED_AMOUNT), number=True),
        Column(ctx.say(words.GAP_AMOUNT), number=True),
        Column(ctx.say(words.PLANNED_SHARE), number=True),
        Column(ctx.say(words.RECEIVED_SHARE), number=True),
    ]
    rows = [
        [
            cells.text(ctx.say(line.kind.text if line.kind else words.ALL_FUNDING)),
            cells.cents(line.planned, ctx),
            cells.cents(line.received, ctx),
            cells.cents(line.gap, ctx, gap=True),
            cells.share(line.planned_share, ctx),
            cells.share(line.received_share, ctx),
        ]
        for line in standing.lines
    ]
    return Table(name="funding", caption=ctx.say(words.FUNDING), columns=columns, rows=rows)
