"""The outlook on the scorecard: one line, each channel with the way to its staffing."""

from dashboard.findings.outlook import ChannelOutlook
from dashboard.findings.outlook import outlook as found_outlook
from dashboard.request.context import PageContext
from dashboard.ui.markup import Html, join, tag


def outlook(ctx: PageContext) -> Html:
    """Each channel that people queue in, with a word and a sign; nothing where nothing is forecast."""
    found = found_outlook(ctx)
    if found is None:
        return join()
    items = [tag("li", _channel(one, ctx)) for one in found.channels]
    by = tag("span", " ", found.plan, class_="soft") if found.plan else None
    return tag("section", tag("h2", found.title, by), tag("ul", items, class_="chips"), class_="outlook")


def _channel(one: ChannelOutlook, ctx: PageContext) -> Html:
    link = ctx.link("demand", channel=one.code, section="staff", line=None, location=None)
    word = tag("span", tag("span", one.sign, aria_hidden="true"), " ", one.text, class_=one.tone)
    return join(tag("a", one.name, href=link), " ", word)
