"""Audit recommendations that are late, in one line with the way to them."""

from dashboard.findings.accountability import late_name
from dashboard.queries import accountability
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as words
from dashboard.ui.markup import Html, tag

NAMED = 3


def late_audits(ctx: PageContext) -> Html | None:
    """Which are late, with whose they are and since when; none where none is, or the reader may not open their page."""
    late = accountability.late(ctx) if ctx.leads_to("audits") else []
    if not late:
        return None
    names = [late_name(row, ctx) for row in late[:NAMED]]
    if more := len(late) - len(names):
        names.append(ctx.say(words.MORE, n=formats.number(more, ctx.lang)))
    text = ctx.say(words.LATE_AUDITS, names="; ".join(names))
    link = tag("a", ctx.say(words.AUDITS), " ▸", href=ctx.link("audits"))
    return tag("p", tag("span", text, class_="bad"), " ", link, class_="fresh")
