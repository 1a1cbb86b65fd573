"""Everything that a page can change in the reporting cycle: comments, actions and decisions, locks of periods.

As in planning, each action asks the role, leaves a line in the audit trail, and takes who writes and what they saw.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.queries import reporting
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.locked_figures import figures
from dashboard.text.wording import meeting as meeting_words
from dashboard.text.wording import reporting as words
from data.access.roles import Action
from data.access.slices import lies_within, parse_slice
from data.access.viewer import Viewer
from data.refusals import access as access_refusals
from data.refusals import reporting as refusals
from data.state import Comment
from data.state import writing as state
from metrics.reporting import closing


def save_comment(
    ctx: PageContext, viewer: Viewer, seen: int, *, indicator: str, draft: bool, values: Mapping[str, Any]
) -> str:
    """Saves a comment on the period and part that the page shows; `values`: its texts, owner and days."""
    part, period = reporting.part(ctx), ctx.period
    with writing(viewer, Action.COMMENT, f"comment on {indicator}", period=period.code, part=part, draft=draft):
        _check_subject(indicator, part, ctx)
        if promised := values.get("effect_indicator"):
            _check_subject(promised, part, ctx)
        comment = Comment(
            indicator=indicator,
            period=period.code,
            first_day=period.start,
            last_day=period.end,
            part=part,
            draft=draft,
            **values,
        )
        state.save_comment(ctx.decisions.url, comment, author=viewer.name, seen=seen)
    name = ctx.say(ctx.snapshot.catalogue[indicator].title)
    text = words.SAVED_DRAFT if draft else words.SAVED
    return ctx.say(text, name=name, period=formats.period(period, ctx.lang))


def add_item(
    ctx: PageContext,
    viewer: Viewer,
    *,
    kind: str | None,
    indicator: str | None,
    text_en: str | None,
    text_fr: str | None,
    owner: str | None,
    due: date | None,
) -> str:
    """Adds an action or decision on the period and part that the page shows; `indicator`: None where it has none."""
    part = reporting.part(ctx)
    with writing(viewer, Action.COMMENT, f"add {kind}", period=ctx.period.code, part=part, indicator=indicator):
        _check_subject(indicator, part, ctx)
        number = state.add_item(
            ctx.decisions.url,
            kind=kind,
            indicator=indicator,
            period=ctx.period.code,
            part=part,
            text_en=text_en,
            text_fr=text_fr,
            owner=owner,
            due=due,
            author=viewer.name,
        )
    return ctx.say(words.ITEM_SAVED, number=str(number))


def change_item(
    ctx: PageContext, viewer: Viewer, seen: int, *, number: int, status: str | None, due: date | None, note: str | None
) -> str:
    """Says how far an action or decision of the list has come. `seen`: the newest version of any on the screen."""
    with writing(viewer, Action.COMMENT, f"change action {number}", status=status):
        # What is not in the reader's list is not theirs to change, and not theirs to know of.
        if number not in [row["number"] for row in reporting.items(ctx)]:
            raise refusals.NO_ITEM(number=number)
        state.change_item(ctx.decisions.url, number, status=status, due=due, note=note, author=viewer.name, seen=seen)
    return ctx.say(words.ITEM_SAVED, number=str(number))


def add_note(ctx: PageContext, viewer: Viewer, *, indicator: str | None, text: str | None) -> str:
    """Takes a note of the meeting on the period and part that the page shows; `indicator`: None where it has none."""
    part = reporting.part(ctx)
    with writing(viewer, Action.COMMENT, "add note", period=ctx.period.code, part=part, indicator=indicator):
        _check_subject(indicator, part, ctx)
        period, author, lang = ctx.period.code, viewer.name, ctx.lang
        state.add_note(
            ctx.decisions.url, period=period, part=part, indicator=indicator, text=text, language=lang, author=author
        )
    return ctx.say(meeting_words.NOTED)


def lock_period(ctx: PageContext, viewer: Viewer, seen: int, run: str, *, reason: str | None) -> str:
    """Closes the period that the page shows, with its figures.

    `seen`: the newest decision on it, 0 for none. `run`: that of the figures on the screen.
    """
    period, whole = ctx.period, replace(ctx, where={})
    with writing(viewer, Action.LOCK, f"lock {period.code}"):
        ctx.check_run(run)
        made = closing.close(period, ctx.snapshot, ctx.decisions.targets, reporting.in_force(whole))
        state.lock_period(
            ctx.decisions.url,
            period=period.code,
            first_day=period.start,
            last_day=period.end,
            reason=reason,
            role=viewer.role,
            run=ctx.snapshot.manifest.run,
            open_points=[check.point.value for check in made.checks if not check.done],
            figures=figures(made.assessments),
            author=viewer.name,
            seen=seen,
        )
    return ctx.say(words.LOCK_DONE, period=formats.period(period, ctx.lang), n=len(made.assessments))


def reopen_period(ctx: PageContext, viewer: Viewer, seen: int, *, reason: str | None) -> str:
    """Reopens the period that the page shows; what its lock kept stays in the database."""
    with writing(viewer, Action.LOCK, f"reopen {ctx.period.code}"):
        state.reopen_period(
            ctx.decisions.url,
            period=ctx.period.code,
            reason=reason,
            role=viewer.role,
            author=viewer.name,
            seen=seen,
        )
    return ctx.say(words.REOPEN_DONE, period=formats.period(ctx.period, ctx.lang))


def _check_subject(indicator: str | None, part: str, ctx: PageContext) -> None:
    """Refuses an indicator that the viewer does not see, and a part that reaches beyond what is theirs."""
    if indicator is not None and not reporting.may_read(indicator, part, ctx):
        raise refusals.NO_INDICATOR(indicator=indicator)
    if not lies_within(parse_slice(part), ctx.viewer.extent):
        raise access_refusals.CHANGE_BEYOND_SCOPE()
