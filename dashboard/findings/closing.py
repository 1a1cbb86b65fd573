"""A closed period in words: who closed it and why, and which of its figures are others today."""

from collections.abc import Sequence

from dashboard.findings.comments import Row
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import reporting as words
from data.access.roles import ROLES
from data.words import Status
from metrics.definition.indicator import Indicator
from metrics.reporting.restatement import Restatement


def decision(row: Row, ctx: PageContext) -> str:
    """`Nov 2026 was closed on 3 Dec 2026 by Maya (Administrator): all in`, or that it was reopened."""
    role = ROLES.get(row["role"])
    return ctx.say(
        words.IS_LOCKED if row["locked"] else words.WAS_REOPENED,
        period=formats.period(ctx.period, ctx.lang),
        moment=formats.moment(row["recorded_at"], ctx.lang),
        author=row["author"],
        role=ctx.say(role.title) if role else row["role"],
        reason=row["reason"],
    )


def changed_since(compared: Sequence[Restatement], ctx: PageContext) -> str:
    """Which locked figures are others today, in a sentence; empty where none is."""
    changed = [_change(one, ctx) for one in compared if one.changed]
    if not changed:
        return ""
    text = words.ONE_RESTATEMENT if len(changed) == 1 else words.RESTATEMENTS
    return ctx.say(text, n=formats.number(len(changed), ctx.lang), names="; ".join(changed))


def then_and_now(one: Restatement, ctx: PageContext) -> tuple[str, str]:
    """What was locked and what it is now: the value or, where only that changed, the target or the status."""
    indicator, now = ctx.snapshot.catalogue.get(one.locked["indicator"]), one.now
    value = _value(one.locked["value"], indicator, ctx)
    if now is None:
        return value, ctx.say(words.NO_LONGER)
    values = value, _value(now.value, indicator, ctx)
    if "value" in one.differs or not one.differs:
        return values
    if "target" in one.differs:
        targets = (_value(target, indicator, ctx) for target in (one.locked["target"], now.target))
        then, today = (ctx.say(words.RESTATED_TARGET, value=target) for target in targets)
        return then, today
    return ctx.say(Status(one.locked["status"]).text), ctx.say(now.status.text)


def _change(one: Restatement, ctx: PageContext) -> str:
    then, now = then_and_now(one, ctx)
    return ctx.say(words.RESTATEMENT, name=one.locked[f"title_{ctx.lang}"], then=then, now=now)


def _value(value: float | None, indicator: Indicator | None, ctx: PageContext) -> str:
    if value is None or indicator is None:
        return NOTHING
    return formats.value(value, indicator.unit, ctx.lang, indicator.decimals)
