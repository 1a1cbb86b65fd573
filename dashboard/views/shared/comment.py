"""A comment as pages draw it: whole, or its first line; and its author."""

from dashboard.findings.comments import Row, author_text, language, parts, plain
from dashboard.request.context import PageContext
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared.mentions import linked


def text(row: Row, name: str, ctx: PageContext) -> Html | None:
    """A text (`name`_en, `name`_fr) in the reader's language; else in the other one, said to be not translated.

    What it names leads there; a text need not be about an indicator.
    """
    written = plain(row, name, ctx)
    return _in_language(written, language(row, name, ctx), row.get("indicator"), ctx) if written else None


def first_line(row: Row, name: str, ctx: PageContext, longest: int) -> Html:
    """The beginning of a text for a row of a list, in the language that it is in, with the whole as a hint."""
    whole = plain(row, name, ctx)
    first = whole.split("\n", 1)[0]
    short = first if len(first) <= longest else f"{first[: longest - 1]}…"
    lang = language(row, name, ctx)
    if lang == ctx.lang or not whole:
        return tag("span", short, title=whole)
    note = tag("span", " (", ctx.say(words.NOT_TRANSLATED), ")", class_="soft")
    return join(tag("span", short, lang=lang, title=whole), note)


def comment(row: Row, ctx: PageContext) -> Html:
    """The parts that a comment has, each below its title."""
    lines = []
    for part in parts(row, ctx):
        note = tag("span", " · ", part.until, class_="soft") if part.until else None
        lines.append(tag("dt", part.title))
        lines.append(tag("dd", _in_language(part.text, part.lang, row["indicator"], ctx), note))
    return tag("dl", lines, class_="said")


def author(row: Row, ctx: PageContext) -> Html:
    """Who wrote it, and when."""
    return tag("span", author_text(row, ctx), class_="soft")


def _in_language(text: str, lang: str, about: str | None, ctx: PageContext) -> Html:
    """A text, said to be not translated where it is in the language that the reader does not read the page in."""
    if lang == ctx.lang:
        return tag("span", linked(text, about, ctx))
    note = tag("span", " (", ctx.say(words.NOT_TRANSLATED), ")", class_="soft")
    return join(tag("span", linked(text, about, ctx), lang=lang), note)
