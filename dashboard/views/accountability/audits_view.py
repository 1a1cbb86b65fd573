"""What auditors recommended: what is late, what is done about each, and what shows whether it was."""

from collections.abc import Sequence

from dashboard.actions import accountability as actions
from dashboard.findings.accountability import audits_line, late_line
from dashboard.findings.comments import plain
from dashboard.queries import accountability, reporting
from dashboard.queries.accountability import Row
from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from dashboard.text.wording import reporting as reporting_words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.accountability.tabs import tabs
from dashboard.views.shared.comment import text
from data.access.roles import Action
from data.accountability_words import RecommendationStatus
from data.words import LONGEST_TEXT
from metrics.accountability.recommendations import is_late

TITLES = (words.RECOMMENDATION, words.BODY, words.DONE_ABOUT, words.OWNER, words.DUE, words.STATUS, words.EVIDENCE)
EXTRA = (words.BODY, words.DONE_ABOUT, words.EVIDENCE)
SHORT = 60
"""Characters of a recommendation in a choice."""


def show(ctx: PageContext) -> None:
    """The list, and the form of who follows it up."""
    rows = accountability.recommended(ctx)
    draw(join(tabs(ctx), _list(rows, ctx)), "audits")
    _change(rows, ctx)


def lead(rows: Sequence[Row], ctx: PageContext) -> Html:
    """How many stand how, and which are late."""
    return tag(
        "div",
        tag("p", audits_line(rows, ctx)),
        tag("p", late_line(ctx)),
        class_="note warn" if accountability.late(ctx) else "note",
        data_start=True,
        tabindex=-1,
    )


def _list(rows: Sequence[Row], ctx: PageContext) -> Html:
    if not rows:
        return tag("p", ctx.say(words.NO_RECOMMENDATIONS), class_="note", data_start=True, tabindex=-1)
    caption = ctx.say(words.AUDIT_CAPTION)
    columns = [Column(ctx.say(title), kind="extra" if title in EXTRA else "") for title in TITLES]
    body = table(caption, columns, [_row(row, ctx) for row in rows], kind="wide", caption_hidden=True)
    return join(lead(rows, ctx), tag("p", caption, class_="soft"), scrolling(body, caption))


def _row(row: Row, ctx: PageContext) -> list[Child]:
    indicator = ctx.snapshot.catalogue.get(row["indicator"])
    shown: Child = NOTHING
    if indicator is not None:
        shown = tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name))
    return [
        join(tag("strong", row["code"]), " ", text(row, "text", ctx), _history(row, ctx)),
        join(text(row, "body", ctx), f", {row['year']}"),
        text(row, "action", ctx) or NOTHING,
        row["owner"],
        formats.day(row["due"], ctx.lang),
        _status(row, ctx),
        shown,
    ]


def _status(row: Row, ctx: PageContext) -> Child:
    said = ctx.say(RecommendationStatus(row["status"]).text)
    if not is_late(row, reporting.today(ctx)):
        return said
    days = (reporting.today(ctx) - row["due"]).days
    late = reporting_words.OVERDUE_ONE if days == 1 else reporting_words.OVERDUE
    return join(said, ", ", tag("span", "✗ ", ctx.say(late, n=formats.number(days, ctx.lang)), class_="bad"))


def _history(row: Row, ctx: PageContext) -> Html | None:
    """Every version, where there are several, with who wrote it and why."""
    versions = accountability.history(ctx, row["code"])
    if len(versions) < 2:
        return None
    listed = [
        tag(
            "li",
            ctx.say(
                words.VERSION,
                moment=formats.moment(one["recorded_at"], ctx.lang),
                status=ctx.say(RecommendationStatus(one["status"]).text).lower(),
                due=formats.day(one["due"], ctx.lang),
                author=formats.in_language(one["author"], ctx.lang),
            ),
            f" – {one['note']}" if one["note"] else None,
        )
        for one in versions
    ]
    fold = tag("details", tag("summary", ctx.say(words.HISTORY)), tag("ol", listed), class_="folded")
    return join(" ", fold)


def _change(rows: Sequence[Row], ctx: PageContext) -> None:
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    names = {row["code"]: f"{row['code']} – {plain(row, 'text', ctx)[:SHORT]}" for row in rows}
    statuses = {status.value: ctx.say(status.text) for status in RecommendationStatus}
    fields = [
        FormField(name="code", label=words.WHICH, kind="select", options=names),
        FormField(name="status", label=words.STATUS, kind="select", options=statuses, value="in_process"),
        FormField(name="owner", label=words.NEW_OWNER, required=False),
        FormField(name="due", label=words.NEW_DUE, kind="date", required=False),
        FormField(name=f"action_{ctx.lang}", label=words.NEW_ACTION, kind="long", longest=LONGEST_TEXT, required=False),
        FormField(
            name=f"action_{other}", label=words.NEW_ACTION_OTHER, kind="long", longest=LONGEST_TEXT, required=False
        ),
        FormField(name="note", label=words.NOTE, kind="long", longest=LONGEST_TEXT, required=False),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.change_recommendation(
            ctx,
            submission.viewer,
            submission.seen,
            code=submission.text("code"),
            status=submission.text("status"),
            owner=submission.text("owner"),
            due=submission.day("due"),
            action_en=submission.text("action_en"),
            action_fr=submission.text("action_fr"),
            note=submission.text("note"),
        )

    form(
        ctx.say(words.CHANGE),
        fields,
        save,
        ctx,
        "change-recommendation",
        seen=accountability.newest_recommendation(ctx),
        offered=Action.AUDITS in ctx.viewer.declared.may and bool(rows),
    )
