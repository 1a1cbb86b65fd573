"""What a meeting said and decided, as it is read in the meeting, in its minutes and beside the number."""

from dashboard.findings.comments import Row
from dashboard.queries import reporting
from dashboard.queries.cycle import meeting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import meeting as words
from dashboard.text.wording import reporting as reporting_words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.comment import text
from dashboard.views.shared.item import status
from dashboard.views.shared.mentions import linked
from data.words import ItemKind


def of_subject(indicator: str | None, ctx: PageContext) -> Html:
    """The notes on an indicator, or on none in particular."""
    rows = meeting.notes(ctx, indicator)
    listed = tag("ul", [tag("li", note(row, ctx)) for row in rows], class_="bullets")
    return join(tag("h2", ctx.say(words.NOTES)), listed if rows else tag("p", ctx.say(words.NO_NOTES), class_="soft"))


def said_of(indicator: str, ctx: PageContext) -> Html | None:
    """The notes of the meeting about the number on the page; None where there are none."""
    rows = meeting.notes(ctx, indicator)
    if not rows:
        return None
    title = ctx.say(words.OF_MEETING, period=formats.period(ctx.period, ctx.lang))
    return join(tag("h2", title), tag("ul", [tag("li", note(row, ctx)) for row in rows], class_="bullets"))


def undertaken(indicator: str, ctx: PageContext) -> Html | None:
    """The actions and decisions about the number on the page; None where there are none."""
    rows = reporting.items_of(ctx, indicator)
    if not rows:
        return None
    title = ctx.say(reporting_words.OF_INDICATOR)
    titles = (reporting_words.WHAT, reporting_words.WHO, reporting_words.DUE_ON, reporting_words.STATUS)
    columns = [Column(ctx.say(each)) for each in titles]
    listed = [
        [join(text(row, "text", ctx), " ", _kind(row, ctx)), row["owner"], formats.day(row["due"], ctx.lang),
         status(row, ctx)]
        for row in rows
    ]  # fmt: skip
    return join(tag("h2", title), scrolling(table(title, columns, listed, kind="wide", caption_hidden=True), title))


def minuted_rows(indicator: str | None, ctx: PageContext) -> list[list[Child]]:
    """Rows of the minutes on an indicator, or on none: notes first, as they were taken, then what was decided."""
    subject: Child = ctx.say(words.IN_GENERAL)
    if indicator is not None:
        title = ctx.say(ctx.snapshot.catalogue[indicator].title)
        subject = tag("a", title, href=ctx.link("indicator", indicator=indicator))
    said = [
        [subject, ctx.say(reporting_words.NOTE_KIND), _words(row, ctx), row["author"],
         formats.moment(row["recorded_at"], ctx.lang)]
        for row in meeting.notes(ctx, indicator)
    ]  # fmt: skip
    decided = [
        [subject, f"{ctx.say(ItemKind(row['kind']).text)} {row['number']}", text(row, "text", ctx), row["owner"],
         join(ctx.say(words.DUE, day=formats.day(row["due"], ctx.lang)), " · ", status(row, ctx))]
        for row in meeting.minuted(ctx, indicator)
    ]  # fmt: skip
    return said + decided


def note(row: Row, ctx: PageContext) -> Html:
    """A note with who took it and when; in the language in which it was taken."""
    signed = tag("span", f" {row['author']}, {formats.moment(row['recorded_at'], ctx.lang)}", class_="soft")
    return join(_words(row, ctx), signed)


def _words(row: Row, ctx: PageContext) -> Html:
    return tag("span", linked(row["text"], row["indicator"], ctx), lang=_other(row, ctx))


def _kind(row: Row, ctx: PageContext) -> Html:
    return tag("span", ctx.say(ItemKind(row["kind"]).text), class_="soft")


def _other(row: Row, ctx: PageContext) -> str | None:
    return None if row["language"] == ctx.lang else row["language"]
