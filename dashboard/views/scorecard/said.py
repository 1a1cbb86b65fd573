"""What people say and do about the numbers: a comment's first line, the line of actions, and what was closed."""

from dashboard.findings.comments import plain
from dashboard.queries import accountability, reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as accountability_words
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared.comment import first_line
from dashboard.views.shared.locked import changes
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group

LONGEST = 90
"""Characters of a comment in a row; its page has all of it."""
NAMED = 2


def mark(assessment: Assessment, ctx: PageContext) -> Html | None:
    """That there is a comment; of an indicator that needs attention its first line, what is being done first."""
    name = assessment.indicator.name
    row = reporting.in_force(ctx).get(name)
    if row is None:
        return None
    doing = bool(plain(row, "action", ctx))
    said = first_line(row, "action" if doing else "happened", ctx, LONGEST)
    if group(assessment) is not AttentionGroup.ATTENTION:
        link = tag("a", ctx.say(words.COMMENTED), href=ctx.link("indicator", indicator=name))
        return join(" ", tag("span", "✎ ", link, class_="soft"))
    return tag("span", " ✎ ", ctx.say(words.DOING if doing else words.HAS_COMMENT), " ", said, class_="soft says")


def actions(ctx: PageContext) -> Html | None:
    """How many actions and decisions are open, and which are overdue; none where there are none."""
    open_items = [item for item in reporting.items(ctx) if item["status"] == "open"]
    if not open_items:
        return None
    n = len(open_items)
    text = ctx.say(words.ONE_OPEN_LINE if n == 1 else words.OPEN_LINE, n=formats.number(n, ctx.lang))
    link = tag("a", text, href=ctx.link("reporting")) if ctx.leads_to("reporting") else text
    late = reporting.overdue(ctx)
    if not late:
        return tag("p", link, class_="fresh")
    names = [
        f"{plain(item, 'text', ctx)[:LONGEST]} ({item['owner']}, {formats.day(item['due'], ctx.lang)})"
        for item in late[:NAMED]
    ]
    if rest := len(late) - len(names):
        names.append(ctx.say(words.MORE_ITEMS, n=formats.number(rest, ctx.lang)))
    bad = tag("span", ctx.say(words.OVERDUE_LINE, names="; ".join(names)), class_="bad")
    return tag("p", link, " · ", bad, class_="fresh")


def late_audits(ctx: PageContext) -> Html | None:
    """How many audit recommendations are late, for who may open their page; none where none is."""
    n = len(accountability.late(ctx)) if ctx.leads_to("audits") else 0
    if not n:
        return None
    text = ctx.say(accountability_words.LATE_AUDITS_COUNT, n=formats.number(n, ctx.lang))
    return tag("p", tag("a", text, " ▸", href=ctx.link("audits"), class_="bad"), class_="fresh")


def closed(ctx: PageContext) -> Html | None:
    """That the period is closed, since when, and what has changed since."""
    if not reporting.is_locked(ctx):
        return None
    return tag("p", *changes(ctx), class_="fresh")
