"""Actions and decisions: the list with what is overdue, their history, and the forms that write them."""

from collections.abc import Sequence

from dashboard.actions import reporting as actions
from dashboard.findings.comments import Row, plain
from dashboard.queries import reporting
from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import reporting as words
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.comment import text
from dashboard.views.shared.item import status
from data.access.roles import Action
from data.text import Text
from data.words import LONGEST_COMMENT, ItemKind, ItemStatus

TITLES = (words.NUMBER, words.WHAT, words.ABOUT, words.WHO, words.DUE_ON, words.STATUS)


def items(ctx: PageContext) -> Html:
    """What was undertaken, the open ones first, by day."""
    title, rows = tag("h2", ctx.say(words.ITEMS)), reporting.items(ctx)
    if not rows:
        return join(title, tag("p", ctx.say(words.NO_ITEMS), class_="note"))
    return join(title, listed(rows, words.ITEMS, ctx))


def listed(rows: Sequence[Row], caption: Text, ctx: PageContext) -> Html:
    """Actions and decisions as a table, in the order given."""
    columns = [Column(ctx.say(each)) for each in TITLES]
    body = table(ctx.say(caption), columns, [_row(row, ctx) for row in rows], kind="wide", caption_hidden=True)
    return scrolling(body, ctx.say(caption))


def write(ctx: PageContext) -> None:
    """The forms of who may comment: another action or decision, and how far one has come."""
    add(ctx)
    _change(Action.COMMENT in ctx.viewer.declared.may, ctx)


def add(ctx: PageContext, about_first: str = "") -> None:
    """The form of another action or decision; `about_first`: the indicator that it is about at first."""
    offered = Action.COMMENT in ctx.viewer.declared.may
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    kinds = {kind.value: ctx.say(kind.text) for kind in ItemKind}
    about = {"": "–"} | {name: ctx.say(one.title) for name, one in ctx.snapshot.catalogue.items() if one.headline}
    fields = [
        FormField(name="kind", label=words.KIND, kind="select", options=kinds),
        FormField(name="indicator", label=words.ABOUT, kind="select", options=about, value=about_first, required=False),
        FormField(name=f"text_{ctx.lang}", label=words.TEXT, kind="long", longest=LONGEST_COMMENT),
        FormField(name=f"text_{other}", label=words.TEXT_OTHER, kind="long", longest=LONGEST_COMMENT, required=False),
        FormField(name="owner", label=words.WHO),
        FormField(name="due", label=words.DUE_ON, kind="date"),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.add_item(
            ctx,
            submission.viewer,
            kind=submission.text("kind"),
            indicator=submission.text("indicator"),
            text_en=submission.text("text_en"),
            text_fr=submission.text("text_fr"),
            owner=submission.text("owner"),
            due=submission.day("due"),
        )

    form(ctx.say(words.ADD_ITEM), fields, save, ctx, "add-item", seen=reporting.newest_item(ctx), offered=offered)


def _change(offered: bool, ctx: PageContext) -> None:
    rows = reporting.items(ctx)
    names = {str(row["number"]): f"{row['number']} – {plain(row, 'text', ctx)[:60]}" for row in rows}
    fields = [
        FormField(name="number", label=words.CHOOSE, kind="select", options=names),
        FormField(
            name="status",
            label=words.STATUS,
            kind="select",
            options={status.value: ctx.say(status.text) for status in ItemStatus},
            value=ItemStatus.DONE.value,
        ),
        FormField(name="due", label=words.NEW_DUE, kind="date", required=False),
        FormField(name="note", label=words.NOTE, required=False),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.change_item(
            ctx,
            submission.viewer,
            submission.seen,
            number=submission.whole("number"),
            status=submission.text("status"),
            due=submission.day("due"),
            note=submission.text("note"),
        )

    seen = reporting.newest_item(ctx)
    form(ctx.say(words.CHANGE_ITEM), fields, save, ctx, "change-item", seen=seen, offered=offered and bool(names))


def _row(row: Row, ctx: PageContext) -> list[Child]:
    indicator = ctx.snapshot.catalogue.get(row["indicator"])
    about: Child = NOTHING
    if indicator is not None:
        about = tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name))
    kind = tag("span", ctx.say(ItemKind(row["kind"]).text), class_="soft")
    return [
        str(row["number"]),
        join(text(row, "text", ctx), " ", kind, _history(row, ctx)),
        about,
        row["owner"],
        formats.day(row["due"], ctx.lang),
        status(row, ctx),
    ]


def _history(row: Row, ctx: PageContext) -> Html | None:
    """The versions before the one in the list, with who wrote them and why."""
    _, *earlier = reporting.item_history(ctx, row["number"])
    if not earlier:
        return tag("span", f" · {row['note']}", class_="soft") if row["note"] else None
    versions = [
        tag(
            "li",
            ctx.say(
                words.VERSION,
                moment=formats.moment(one["recorded_at"], ctx.lang),
                status=ctx.say(ItemStatus(one["status"]).text).lower(),
                due=formats.day(one["due"], ctx.lang),
                author=one["author"],
            ),
            f" – {one['note']}" if one["note"] else None,
        )
        for one in (row, *earlier)
    ]
    return tag(
        "details",
        tag("summary", ctx.say(words.HISTORY)),
        tag("ol", versions),
        class_="folded",
        id=f"item-{row['number']}",
    )
