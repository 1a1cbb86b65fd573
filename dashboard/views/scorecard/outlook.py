"""The outlook on the scorecard: do the people of today suffice for the demand of the next weeks?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.queries.demand import forecasts, planning, staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared.staffing import capacity_text, check_text
from data.certainty import scalar
from data.words import Channel
from metrics.planning.outlook import Enough, worst_weeks

SIGNS = {
    Enough.MET: ("✓", "good"),
    Enough.NEAR: ("≈", "plain"),
    Enough.SHORT: ("▼", "bad"),
    Enough.UNSURE: ("?", "plain"),
    Enough.UNKNOWN: ("–", "plain"),
}


def outlook(ctx: PageContext) -> Html:
    """One line: each channel that people queue in, with a word and a sign, and the way to its staffing."""
    if not ctx.viewer.may_open("demand") or forecasts.forecast_run(ctx.snapshot) is None:
        return join()
    chosen = ctx.where.get("channel", ())
    weeks = staffing.outlook(ctx.snapshot, ctx.viewer, ctx.decisions)
    channels = [row for row in worst_weeks(weeks) if not chosen or row["channel"] in chosen]
    if not channels:
        return join()
    stale = capacity_text(scalar(weeks["week"].min(), date), ctx)
    items = [tag("li", _channel(row, stale, ctx)) for row in channels]
    plan = planning.plan(ctx.snapshot, ctx.viewer, ctx.decisions).scenario
    title = ctx.say(words.OUTLOOK, n=channels[0]["of"])
    by = tag("span", " ", ctx.say(words.OUTLOOK_PLAN, name=plan.name), class_="soft") if plan else None
    return tag("section", tag("h2", title, by), tag("ul", items, class_="chips"), class_="outlook")


def _channel(row: Mapping[str, Any], stale: str, ctx: PageContext) -> Html:
    word: Enough = row["word"]
    sign, tone = SIGNS[word]
    link = ctx.link("demand", channel=row["channel"], section="staff", line=None, location=None)
    text = ctx.say(word.text)
    if word in (Enough.SHORT, Enough.NEAR):
        n = formats.number(row["missing_hours"], ctx.lang)
        weeks = ctx.say(words.IN_WEEKS, n=row["weeks"], all=row["of"])
        text = f"{text}, {weeks} ({ctx.say(words.HOURS_MISSING, n=n)})"
    if check := check_text(row["channel"], ctx):
        text = f"{text} · {check}"
    if stale and word is not Enough.UNKNOWN:
        text = f"{text} · {stale}"
    return join(
        tag("a", ctx.say(Channel(row["channel"]).text), href=link),
        " ",
        tag("span", tag("span", sign, aria_hidden="true"), " ", text, class_=tone),
    )
