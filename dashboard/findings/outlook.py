"""The outlook in words: do the people of today suffice for the demand of the next weeks?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.findings.staffing import capacity_text, check_text
from dashboard.queries.demand import forecasts, planning, staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from data.certainty import scalar
from data.errors import UserError
from data.refusals.access import NOT_LIMITABLE
from data.words import Channel
from metrics.planning.outlook import Enough, worst_weeks

SIGNS = {
    Enough.MET: ("✓", "good"),
    Enough.NEAR: ("≈", "plain"),
    Enough.SHORT: ("▼", "bad"),
    Enough.UNSURE: ("?", "plain"),
    Enough.UNKNOWN: ("–", "plain"),
}


@dataclass(frozen=True, kw_only=True)
class ChannelOutlook:
    """What is said of one channel; `numbers`: of all its weeks, see `metrics.planning.outlook.worst_weeks`."""

    code: str
    name: str
    sign: str
    tone: str
    text: str
    numbers: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Of how many weeks it is, by which plan, and what is said of each channel that people queue in."""

    title: str
    plan: str | None
    channels: Sequence[ChannelOutlook]


def outlook(ctx: PageContext) -> Outlook | None:
    """The channels that were chosen; None where who reads has no such page, nothing is forecast, or not of their part.

    What people serve in time is counted in records that do not know every breakdown, so that somebody who sees one
    region, say, can be told nothing of the weeks ahead.
    """
    if not ctx.viewer.may_open("demand") or forecasts.forecast_run(ctx.snapshot) is None:
        return None
    chosen = ctx.where.get("channel", ())
    try:
        weeks = staffing.outlook(ctx.snapshot, ctx.viewer, ctx.decisions)
    except UserError as refused:
        if refused.code != NOT_LIMITABLE.code:
            raise
        return None
    rows = [row for row in worst_weeks(weeks) if not chosen or row["channel"] in chosen]
    if not rows:
        return None
    stale = capacity_text(scalar(weeks["week"].min(), date), ctx)
    plan = planning.plan(ctx.snapshot, ctx.viewer, ctx.decisions).scenario
    return Outlook(
        title=ctx.say(words.OUTLOOK, n=rows[0]["of"]),
        plan=ctx.say(words.OUTLOOK_PLAN, name=plan.name) if plan else None,
        channels=[_channel(row, stale, ctx) for row in rows],
    )


def _channel(row: Mapping[str, Any], stale: str, ctx: PageContext) -> ChannelOutlook:
    word: Enough = row["word"]
    sign, tone = SIGNS[word]
    text = ctx.say(word.text)
    if word in (Enough.SHORT, Enough.NEAR):
        n = formats.number(row["missing_hours"], ctx.lang)
        weeks = ctx.say(words.IN_WEEKS, n=row["weeks"], all=row["of"])
        text = f"{text}, {weeks} ({ctx.say(words.HOURS_MISSING, n=n)})"
    if check := check_text(row["channel"], ctx):
        text = f"{text} · {check}"
    if stale and word is not Enough.UNKNOWN:
        text = f"{text} · {stale}"
    name = ctx.say(Channel(row["channel"]).text)
    return ChannelOutlook(code=row["channel"], name=name, sign=sign, tone=tone, text=text, numbers=row)
