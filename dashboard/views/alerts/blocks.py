"""The tabs by state and the table of alerts."""

from collections.abc import Mapping, Sequence

from dashboard.request.context import PageContext
from dashboard.text import alerts as text
from dashboard.text import formats
from dashboard.text.wording import alerts as words
from dashboard.ui.markup import Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.alerts.links import ways
from data.access.roles import Action
from data.words import AlertState
from metrics.alerts.inbox import Entry

MOST = 50
"""Rows on the page: who has more open than that has another problem than the fifty-first."""

TABS = {"open": words.OPEN, "snoozed": words.SNOOZED, "closed": words.CLOSED, "ended": words.ENDED}


def tabs(counts: Mapping[str, int], chosen: str, ctx: PageContext) -> Html:
    """One link for each state, with how many there are."""
    links = [
        tag(
            "a",
            f"{ctx.say(title)} ({formats.number(counts[name], ctx.lang)})",
            href=ctx.link(state=None if name == "open" else name, alert=None),
            aria_current="true" if name == chosen else None,
        )
        for name, title in TABS.items()
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.FILTER))


def listed(entries: Sequence[Entry], chosen: str, ctx: PageContext) -> Html:
    """The alerts of one state, the worst first; a sentence where there is none."""
    if not entries:
        nothing = words.NONE[chosen] if ctx.decisions.alert_events or chosen != "open" else words.NOT_JUDGED
        return tag("p", ctx.say(nothing), class_="note")
    titles = (words.WHAT, words.SINCE, words.STATE)
    rows = [[_what(entry, ctx), _since(entry, ctx), _state(entry, ctx)] for entry in entries[:MOST]]
    caption = ctx.say(words.WORST_FIRST, n=formats.number(len(entries), ctx.lang))
    more = None
    if len(entries) > MOST:
        more = tag("p", ctx.say(words.MOST, n=MOST, all=formats.number(len(entries), ctx.lang)), class_="soft")
    columns = [Column(ctx.say(title)) for title in titles]
    return join(scrolling(table(caption, columns, rows, kind="alerts", caption_hidden=True), caption), more)


def _what(entry: Entry, ctx: PageContext) -> Html:
    mark = tag("span", text.MARKS[entry.severity], formats.SPACE, aria_hidden="true")
    severity = tag("strong", mark, ctx.say(entry.severity.text), class_=text.TONES[entry.severity])
    return tag("span", severity, " · ", text.sentence(entry, ctx.snapshot, ctx.lang), tag("br"), ways(entry, ctx))


def _since(entry: Entry, ctx: PageContext) -> str:
    since = formats.day(entry.raised_at.astimezone().date(), ctx.lang)
    if not entry.worse or entry.state is AlertState.ENDED:
        return since
    return f"{since}, {ctx.say(words.WORSE, day=formats.day(entry.changed_at.astimezone().date(), ctx.lang))}"


def _state(entry: Entry, ctx: PageContext) -> Html:
    state = text.state_words(entry, ctx.lang)
    if entry.state is AlertState.ENDED or ctx.as_of or Action.ALERTS not in ctx.viewer.declared.may:
        return tag("span", state)
    what = text.about(entry, ctx.snapshot, ctx.lang)
    link = tag(
        "a",
        ctx.say(words.DECIDE_SHORT),
        hidden(f" {what}"),
        href=ctx.link(alert=str(entry.id)),
        id=f"go-alert-{entry.id}",
    )
    return tag("span", state, tag("br"), link)
