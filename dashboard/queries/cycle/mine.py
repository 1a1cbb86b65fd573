"""What is one person's own: what they follow and answer for, and what of it is due."""

from collections.abc import Sequence

from dashboard.queries import indicators, reporting
from dashboard.queries.reporting import Row
from dashboard.request.context import PageContext
from data.state import Preference, followed, open_to_read, preference_of
from data.text import Text
from metrics.assessment.assessment import Assessment
from metrics.reporting.due import DueComment


def preference(ctx: PageContext) -> Preference:
    """What the reader chose for themselves."""
    return preference_of(open_to_read(ctx.decisions.url), ctx.viewer.email)


def follows(ctx: PageContext) -> tuple[str, ...]:
    """The indicators that the reader follows, as far as they may see them now."""
    names = followed(open_to_read(ctx.decisions.url), ctx.viewer.email)
    return tuple(name for name in names if name in ctx.snapshot.catalogue)


def owners(ctx: PageContext) -> dict[str, Text]:
    """English name → name of every owner of an indicator that the reader sees."""
    named = {one.owner.en: one.owner for one in ctx.snapshot.catalogue.values()}
    return dict(sorted(named.items()))


def owner(ctx: PageContext) -> Text | None:
    """Whom the reader stands for among the owners; None where they have not said so, or see nothing of theirs."""
    return owners(ctx).get(preference(ctx).owner or "")


def owned(ctx: PageContext) -> tuple[str, ...]:
    """The indicators that the reader answers for."""
    mine = owner(ctx)
    return tuple(name for name, one in ctx.snapshot.catalogue.items() if mine is not None and one.owner == mine)


def assessed(names: Sequence[str], ctx: PageContext) -> tuple[Assessment, ...]:
    """Indicators with their verdicts, in the period and part on the page."""
    targets, period = ctx.decisions.targets, ctx.period.code
    return indicators.assess(ctx.snapshot, ctx.viewer, targets, tuple(names), period, ctx.where)


def due(ctx: PageContext) -> list[DueComment]:
    """The comments that the reader still owes."""
    names = set(owned(ctx))
    return [one for one in reporting.due(ctx) if one.lacking and one.assessment.indicator.name in names]


def items(ctx: PageContext) -> list[Row]:
    """The open actions and decisions that have the reader, or whom they stand for, as their owner; by day."""
    mine = owner(ctx)
    names = {name.casefold() for name in (ctx.viewer.email, *(mine or ())) if name}
    return [row for row in reporting.items(ctx) if row["status"] == "open" and row["owner"].casefold() in names]
