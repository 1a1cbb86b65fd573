"""The outlook on the scorecard: do the people of today suffice for the demand of the next weeks?"""

from dashboard.queries import forecasts, staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Html, join, tag
from data.words import Channel
from metrics.planning.outlook import Enough

SIGNS = {
    Enough.MET: ("✓", "good"),
    Enough.NEAR: ("≈", "plain"),
    Enough.SHORT: ("▼", "bad"),
    Enough.UNKNOWN: ("–", "plain"),
}


def outlook(ctx: PageContext) -> Html:
    """One line: each channel that people queue in, with a word and a sign, and the way to its staffing."""
    if forecasts.forecast_run(ctx.snapshot) is None:
        return join()
    asked = ctx.where.get("channel", ())
    weeks = staffing.outlook(ctx.snapshot, ctx.viewer, ctx.decisions)
    found = [one for one in staffing.worst(weeks) if not asked or one["channel"] in asked]
    if not found:
        return join()
    items = [tag("li", _channel(one, ctx)) for one in found]
    plan = ctx.decisions.plan
    title = ctx.say(words.OUTLOOK, n=found[0]["of"])
    by = tag("span", " ", ctx.say(words.OUTLOOK_PLAN, name=plan.name), class_="soft") if plan else None
    return tag("section", tag("h2", title, by), tag("ul", items, class_="chips"), class_="outlook")


def _channel(one: dict, ctx: PageContext) -> Html:
    word: Enough = one["word"]
    sign, tone = SIGNS[word]
    link = ctx.link("demand", channel=one["channel"], section="staff", line=None, location=None)
    said = ctx.say(word.text)
    if word in (Enough.SHORT, Enough.NEAR):
        n = formats.number(one["missing_hours"], ctx.lang)
        weeks = ctx.say(words.IN_WEEKS, n=one["weeks"], all=one["of"])
        said = f"{said}, {weeks} ({ctx.say(words.HOURS_MISSING, n=n)})"
    return join(
        tag("a", ctx.say(Channel(one["channel"]).text), href=link),
        " ",
        tag("span", tag("span", sign, aria_hidden="true"), " ", said, class_=tone),
    )
