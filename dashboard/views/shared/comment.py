"""A comment as it is read: its four parts in the reader's language, or in the other and marked so; its author."""

from collections.abc import Mapping
from typing import Any

from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared.mentions import linked

Row = Mapping[str, Any]


def text(row: Row, name: str, ctx: PageContext) -> Html | None:
    """A text (`name`_en, `name`_fr) in the reader's language; else in the other one, said to be not translated.

    What it names leads there.
    """
    about = row["indicator"]
    if own := row[f"{name}_{ctx.lang}"]:
        return tag("span", linked(own, about, ctx))
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    if not row[f"{name}_{other}"]:
        return None
    note = tag("span", " (", ctx.say(words.NOT_TRANSLATED), ")", class_="soft")
    return join(tag("span", linked(row[f"{name}_{other}"], about, ctx), lang=other), note)


def first_line(row: Row, name: str, ctx: PageContext, longest: int) -> Html:
    """The beginning of a text for a row of a list, in the language that it is in, with the whole as a hint."""
    whole = plain(row, name, ctx)
    first = whole.split("\n", 1)[0]
    short = first if len(first) <= longest else f"{first[: longest - 1]}…"
    if row[f"{name}_{ctx.lang}"] or not whole:
        return tag("span", short, title=whole)
    note = tag("span", " (", ctx.say(words.NOT_TRANSLATED), ")", class_="soft")
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    return join(tag("span", short, lang=other, title=whole), note)


def plain(row: Row, name: str, ctx: PageContext) -> str:
    """The same as plain text, without the note; empty where there is none."""
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    return row[f"{name}_{ctx.lang}"] or row[f"{name}_{other}"] or ""


def comment(row: Row, ctx: PageContext) -> Html:
    """The parts that a comment has, each below its title."""
    until = {"action": _action(row, ctx), "effect": _effect(row, ctx)}
    parts = []
    for name, title in words.PARTS.items():
        if (content := text(row, name, ctx)) is not None:
            note = until.get(name)
            parts.append(tag("dt", ctx.say(title)))
            parts.append(tag("dd", content, tag("span", " · ", note, class_="soft") if note else None))
    return tag("dl", parts, class_="said")


def author(row: Row, ctx: PageContext) -> Html:
    """Who wrote it, and when."""
    moment = formats.moment(row["recorded_at"], ctx.lang)
    return tag("span", f"{row['author']}, {moment}", class_="soft")


def _action(row: Row, ctx: PageContext) -> str | None:
    if not row["action_owner"] or not row["action_due"]:
        return None
    return ctx.say(words.WHO_UNTIL, owner=row["action_owner"], day=formats.day(row["action_due"], ctx.lang))


def _effect(row: Row, ctx: PageContext) -> str | None:
    return ctx.say(words.UNTIL, day=formats.day(row["effect_by"], ctx.lang)) if row["effect_by"] else None
