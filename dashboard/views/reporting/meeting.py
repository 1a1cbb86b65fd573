"""The meeting on a period: one item of the agenda at a time, with what is known of it, notes and decisions."""

from collections.abc import Sequence

import streamlit as st

from dashboard.actions import reporting as actions
from dashboard.findings.causes import cause_text
from dashboard.findings.value import takeaway
from dashboard.queries import reporting
from dashboard.queries.cycle import meeting
from dashboard.queries.cycle.promises import promises_of
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import meeting as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.ui.theme import palette
from dashboard.views.reporting import due, items
from dashboard.views.shared import meeting_notes, promises, value_summary
from dashboard.views.shared.comment import author, comment
from dashboard.views.shared.comment_check import beside_data
from data.access.roles import Action
from data.words import LONGEST_TEXT
from metrics.assessment.assessment import Assessment
from metrics.reporting.agenda import AgendaItem, Topic

START = "1"
"""What the address holds where the meeting begins; later the key of an item."""


def invitation(ctx: PageContext) -> Html:
    """The way into the meeting, and how long its agenda is."""
    n = formats.number(len(meeting.agenda_of(ctx)), ctx.lang)
    title = ctx.say(words.HOLD, period=formats.period(ctx.period, ctx.lang))
    link = tag("a", title, " ▸", href=ctx.link(meeting=START), class_="button", id="go-meeting")
    return tag("p", link, " ", tag("span", ctx.say(words.HOLD_WHY, n=n), class_="soft"))


def show(ctx: PageContext) -> None:
    """The item that the address names, or the first."""
    agenda = meeting.agenda_of(ctx)
    at = next((n for n, item in enumerate(agenda) if item.key == ctx.own.get("meeting")), 0)
    item = agenda[at]
    draw(_head(agenda, at, ctx), "meeting")
    draw(tag("div", _subject(item, ctx), class_="item"), "item")
    if item.assessment and item.assessment.points.height:
        _chart(item.assessment, ctx)
    about = item.key if item.assessment else None
    if item.topic is Topic.MINUTES:
        draw(minutes(agenda, ctx), "minutes")
    else:
        draw(meeting_notes.of_subject(about, ctx), "notes")
    _note(about, ctx)
    items.add(ctx, about or "")
    draw(_ways(agenda, at, ctx), "ways")


def minutes(agenda: Sequence[AgendaItem], ctx: PageContext) -> Html:
    """All that was noted and decided, item by item in the order of the agenda, then in general."""
    title = ctx.say(words.MINUTES, period=formats.period(ctx.period, ctx.lang))
    subjects = dict.fromkeys([item.key for item in agenda if item.assessment])
    subjects |= dict.fromkeys(row["indicator"] for row in meeting.every_note(ctx))
    subjects |= dict.fromkeys(row["indicator"] for row in meeting.every_minuted(ctx))
    # What is about no indicator comes last.
    ordered = sorted(subjects, key=lambda name: name is None)
    rows = [row for name in ordered for row in meeting_notes.minuted_rows(name, ctx)]
    if not rows:
        return join(tag("h2", title), tag("p", ctx.say(words.NO_MINUTES), class_="note"))
    columns = [Column(ctx.say(each)) for each in (words.SUBJECT, words.KIND, words.SAYS, words.WHO, words.WHEN)]
    body = table(title, columns, rows, kind="wide", caption_hidden=True)
    return join(tag("h2", title), scrolling(body, title), tag("p", ctx.say(words.TAKE_ALONG), class_="soft"))


def is_minuted(ctx: PageContext) -> bool:
    """Whether anything was noted or decided about the period."""
    return bool(meeting.every_note(ctx) or meeting.every_minuted(ctx))


def title_of(item: AgendaItem, ctx: PageContext) -> str:
    """What an item is called."""
    return ctx.say(item.assessment.indicator.title if item.assessment else Topic(item.key).text)


def _head(agenda: Sequence[AgendaItem], at: int, ctx: PageContext) -> Html:
    """Which item of how many, the whole agenda folded, and the screen."""
    period = formats.period(ctx.period, ctx.lang)
    count = ctx.say(words.ITEM_OF, n=formats.number(at + 1, ctx.lang), all=formats.number(len(agenda), ctx.lang))
    listed = [
        tag("li", tag("a", title_of(item, ctx), href=_to(item, ctx), aria_current="step" if n == at else None))
        for n, item in enumerate(agenda)
    ]
    full = bool(ctx.own.get("full"))
    screen = ctx.link(full=None if full else "1")
    return join(
        tag("p", ctx.say(words.MEETING, period=period), " · ", tag("strong", count), class_="fresh"),
        tag("div", _step(agenda, at - 1, ctx), _step(agenda, at + 1, ctx),
            tag("a", ctx.say(words.WITH_MENU if full else words.FULL), href=screen, class_="button", id="go-full"),
            tag("a", ctx.say(words.END), href=ctx.link(meeting=None, full=None), class_="button", id="go-end"),
            class_="agenda"),
        tag("details", tag("summary", ctx.say(words.AGENDA)), tag("ol", listed), tag("p", ctx.say(words.KEYS)),
            class_="folded", id="agenda"),
        tag("h2", title_of(agenda[at], ctx), id="item-title", tabindex=-1, data_start=True, class_="item-title"),
    )  # fmt: skip


def _step(agenda: Sequence[AgendaItem], to: int, ctx: PageContext, place: str = "") -> Html | None:
    """The way to the item before or after; the arrow keys follow it too."""
    if not 0 <= to < len(agenda):
        return None
    at = next((n for n, item in enumerate(agenda) if item.key == ctx.own.get("meeting")), 0)
    forward = to > at
    text = ctx.say(words.NEXT if forward else words.PREVIOUS, title=title_of(agenda[to], ctx))
    name = "next" if forward else "previous"
    sign = tag("span", " ▸" if forward else "◂ ", aria_hidden="true")
    return tag(
        "a",
        *([text, sign] if forward else [sign, text]),
        href=_to(agenda[to], ctx),
        class_="button",
        id=f"go-{name}{place}",
        data_key="ArrowRight" if forward else "ArrowLeft",
    )


def _ways(agenda: Sequence[AgendaItem], at: int, ctx: PageContext) -> Html:
    """The same steps below what was read."""
    return tag("div", _step(agenda, at - 1, ctx, "-below"), _step(agenda, at + 1, ctx, "-below"), class_="agenda")


def _to(item: AgendaItem, ctx: PageContext) -> str:
    return ctx.link(meeting=item.key)


def _subject(item: AgendaItem, ctx: PageContext) -> Html | None:
    """What is known of an item."""
    if item.assessment:
        return _indicator(item.assessment, ctx)
    if item.topic is Topic.OVERDUE:
        return items.listed(reporting.overdue(ctx), Topic.OVERDUE.text, ctx)
    if item.topic is Topic.COMMENTS:
        return due.by_owners([one for one in reporting.due(ctx) if one.lacking], ctx)
    if item.topic is Topic.LATE:
        return _late(ctx)
    return None


def _indicator(assessment: Assessment, ctx: PageContext) -> Html:
    """Value and verdict, where the gap comes from, what its owner says beside the data, and what was undertaken."""
    name = assessment.indicator.name
    row = reporting.in_force(ctx).get(name)
    cause = cause_text(assessment, ctx)
    said: Child = tag("p", ctx.say(words.NO_COMMENT, period=formats.period(ctx.period, ctx.lang)), class_="note warn")
    if row is not None:
        said = tag("section", tag("p", author(row, ctx)), comment(row, ctx), beside_data(row, assessment, ctx),
                   class_="comment")  # fmt: skip
    return join(
        value_summary.facts(assessment, ctx),
        tag("p", f"{cause[0].upper()}{cause[1:]}.") if cause else None,
        tag("p", takeaway(assessment, ctx)),
        said,
        meeting_notes.undertaken(name, ctx),
        promises.promised(promises_of(ctx, name), ctx),
        tag("p", tag("a", ctx.say(words.MORE), " ▸", href=ctx.link("indicator", indicator=name))),
    )


def _chart(assessment: Assessment, ctx: PageContext) -> None:
    """The history of the number, as on its own page."""
    # Loading Altair takes a quarter of a second of the processor; an item without a chart need not wait for it.
    from dashboard.ui import charts

    spec = charts.control_chart(assessment, ctx, palette(st.context.theme.type))
    words_of_it = f"{ctx.say(assessment.indicator.title)}. {takeaway(assessment, ctx)}"
    st.vega_lite_chart(spec=spec, alt=words_of_it)
    table_link = tag("p", tag("a", ctx.say(words.AS_TABLE), " ▸", href=_history(assessment, ctx)))
    draw(join(value_summary.files(assessment, ctx), table_link), "history")


def _history(assessment: Assessment, ctx: PageContext) -> str:
    return ctx.link("indicator", indicator=assessment.indicator.name, **{"as": "table"})


def _late(ctx: PageContext) -> Html:
    listed = [
        tag("li", ctx.say(words.LATE_OF, source=source.source, records=formats.together(source.late, ctx.lang)))
        for source in meeting.late_sources(ctx)
    ]
    return tag("ul", listed, class_="bullets")


def _note(about: str | None, ctx: PageContext) -> None:
    fields = [FormField(name="note", label=words.NOTE, kind="long", longest=LONGEST_TEXT), who(ctx)]

    def save(submission: Submission) -> str:
        return actions.add_note(ctx, submission.viewer, indicator=about, text=submission.text("note"))

    offered = Action.COMMENT in ctx.viewer.declared.may
    form(ctx.say(words.TAKE_NOTE), fields, save, ctx, "meeting-note", seen=0, offered=offered, opened=True)
