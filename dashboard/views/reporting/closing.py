"""Closing a period: the checklist, the decision, the figures that it keeps beside today's, and the forms."""

import json
from collections.abc import Sequence

from dashboard.actions import reporting as actions
from dashboard.findings.closing import decision, then_and_now
from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.locked import changes
from data.access.roles import Action
from data.words import LONGEST_TEXT
from metrics.reporting.checklist import Check, Point
from metrics.reporting.restatement import Restatement


def state(checks: Sequence[Check], ctx: PageContext) -> Html:
    """Whether the period is closed, by whom and why; while it is open what stands between it and its close."""
    period, row = formats.period(ctx.period, ctx.lang), reporting.lock(ctx)
    title = tag("h2", ctx.say(words.CLOSE, period=period))
    if row is None or not row["locked"]:
        reopened = tag("p", decision(row, ctx)) if row else None
        sentence = tag("p", ctx.say(words.IS_OPEN, period=period))
        listed = tag("ul", [_check(check, ctx) for check in checks], class_="listed") if checks else None
        return join(title, sentence, reopened, listed)
    left = [ctx.say(Point(point).text) for point in json.loads(row["open_points"])]
    points = tag("p", ctx.say(words.STILL_OPEN, points="; ".join(left)), class_="soft") if left else None
    return join(title, tag("p", *changes(ctx), class_="note"), points)


def figures(compared: Sequence[Restatement], ctx: PageContext) -> Html | None:
    """The figures as they were closed, each beside today's; none where the period is open."""
    if not compared:
        return None
    titles = (words.INDICATOR, words.AS_LOCKED, words.NOW, words.SAID_THEN)
    numbers = (words.AS_LOCKED, words.NOW)
    columns = [Column(ctx.say(title), number=title in numbers) for title in titles]
    rows = [_figure(one, ctx) for one in compared]
    title = ctx.say(words.LOCKED_FIGURES)
    return join(tag("h2", title), scrolling(table(title, columns, rows, kind="wide", caption_hidden=True), title))


def write(ctx: PageContext) -> None:
    """The form that closes an open period or reopens a closed one, for who may."""
    period, row = formats.period(ctx.period, ctx.lang), reporting.lock(ctx)
    may = Action.LOCK in ctx.viewer.declared.may and not ctx.viewer.scope
    locked, seen = reporting.is_locked(ctx), row["id"] if row else 0
    fields = [FormField(name="reason", label=words.REASON, kind="long", longest=LONGEST_TEXT), who(ctx)]

    def lock(submission: Submission) -> str:
        reason = submission.text("reason")
        return actions.lock_period(ctx, submission.viewer, submission.seen, submission.run, reason=reason)

    def reopen(submission: Submission) -> str:
        return actions.reopen_period(ctx, submission.viewer, submission.seen, reason=submission.text("reason"))

    form(
        ctx.say(words.LOCK, period=period), fields, lock, ctx, "lock", seen=seen, button=words.LOCK_BUTTON,
        note=ctx.say(words.LOCK_NOTE), offered=may and not locked,
    )  # fmt: skip
    form(
        ctx.say(words.REOPEN, period=period), fields, reopen, ctx, "reopen", seen=seen, button=words.REOPEN_BUTTON,
        offered=may and locked,
    )  # fmt: skip


def _check(check: Check, ctx: PageContext) -> Html:
    mark = tag("span", "✓" if check.done else "✗", formats.SPACE, aria_hidden="true")
    state = ctx.say(words.DONE)
    if not check.done:
        n = formats.number(check.n or 0, ctx.lang)
        state = ctx.say(words.NOT_DONE_N, n=n) if check.n else ctx.say(words.NOT_DONE)
    return tag("li", ctx.say(check.point.text), " – ", tag("span", mark, state, class_="good" if check.done else "bad"))


def _figure(one: Restatement, ctx: PageContext) -> list[Child]:
    then, now = then_and_now(one, ctx)
    restated = join(now, " ", tag("span", ctx.say(words.RESTATED), class_="bad"))
    return [
        tag("a", one.locked[f"title_{ctx.lang}"], href=ctx.link("indicator", indicator=one.locked["indicator"])),
        then,
        restated if one.changed else ctx.say(words.SAME),
        one.locked[f"text_{ctx.lang}"],
    ]
