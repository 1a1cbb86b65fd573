"""The digest of a period: the bottom line, what is due and what is followed, in the words of the pages; never a row."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exports.alert_digest import LANGUAGES, scope_words
from dashboard.queries import reporting
from dashboard.queries.cycle import mine
from dashboard.request.context import PageContext
from dashboard.text import formats, locked_figures, summary
from dashboard.text.wording import alerts as alerts_words
from dashboard.text.wording import digest as words
from dashboard.text.wording import reporting as reporting_words
from data.text import Text
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent

MOST = 8
"""Lines of a list: what is longer is read by nobody; the pages have all."""
LONGEST = 120
"""Characters of what people wrote."""


def digest(
    ctx: PageContext, language: str, *, organisation: Text | None = None, address: str = "", personal: bool = True
) -> tuple[str, str]:
    """A subject and a text in a language, or in both one after the other.

    `ctx`: the Scorecard as its reader may see it. `personal`: whether a person reads it, who has a page of their own.
    `address`: of the dashboard, empty where the settings do not tell it.
    """
    whose = organisation or alerts_words.SCORECARD
    parts = [replace(ctx, lang=lang) for lang in LANGUAGES[language]]
    subjects = [_subject(whose, part) for part in parts]
    return " / ".join(subjects), "\n\n".join(_body(part, address, personal=personal) for part in parts)


def _subject(whose: Text, ctx: PageContext) -> str:
    every = reporting.headline(ctx)
    n = len(urgent(every))
    text = words.SUBJECT if n > 1 else words.SUBJECT_ONE if n else words.SUBJECT_NONE
    return ctx.say(text, organisation=ctx.say(whose), period=_period(ctx), n=n, all=len(every))


def _body(ctx: PageContext, address: str, *, personal: bool) -> str:
    every = reporting.headline(ctx)
    role, scope = ctx.say(ctx.viewer.declared.title), scope_words(ctx.viewer, ctx.snapshot, ctx.lang)
    lines = [ctx.say(alerts_words.FICTIONAL)] if "demo" in ctx.snapshot.manifest.sources else []
    lines += [ctx.say(words.FOR, period=_period(ctx), role=role, scope=scope), ""]
    # Where a gap comes from is told on the page: it takes longer to find than all else here.
    lines += [summary.attention(every, {}, ctx), summary.movement(every, ctx)]
    lines += _listed(words.ATTENTION, urgent(every), ctx)
    if personal:
        lines += _due(ctx)
        lines += _listed(words.FOLLOWED, mine.assessed(mine.follows(ctx), ctx), ctx)
    return "\n".join([*lines, "", *_state(ctx), "", *_ways(ctx, address, personal=personal)])


def _listed(title: Text, assessments: Sequence[Assessment], ctx: PageContext) -> list[str]:
    """Each number with its target and verdict, as a lock would keep it."""
    lines = [
        ctx.say(words.LINE, name=ctx.say(one.indicator.title), sentence=locked_figures.sentence(one, ctx.lang))
        for one in assessments
    ]
    rest = [ctx.say(words.MORE, n=len(lines) - MOST)] if len(lines) > MOST else []
    return ["", ctx.say(title), *lines[:MOST], *rest] if lines else []


def _due(ctx: PageContext) -> list[str]:
    """What the reader still has to write and to do."""
    lines = [
        ctx.say(
            words.COMMENT,
            name=ctx.say(one.assessment.indicator.title),
            why=ctx.say(reporting_words.MANDATORY if one.mandatory else reporting_words.NEEDS),
        )
        for one in mine.due(ctx)
    ]
    today = reporting.today(ctx)
    for row in mine.items(ctx):
        text = words.ITEM_LATE if row["due"] < today else words.ITEM
        what = row[f"text_{ctx.lang}"] or row["text_en"] or row["text_fr"] or ""
        lines.append(ctx.say(text, what=_short(what), day=formats.day(row["due"], ctx.lang)))
    rest = [ctx.say(words.MORE, n=len(lines) - MOST)] if len(lines) > MOST else []
    return ["", ctx.say(words.DUE), *lines[:MOST], *rest] if lines else []


def _state(ctx: PageContext) -> list[str]:
    """How far the period has come: comments, actions, its close."""
    due, late = sum(one.lacking for one in reporting.due(ctx)), len(reporting.overdue(ctx))
    closed = words.CLOSED if reporting.is_locked(ctx) else words.OPEN
    return [
        *([ctx.say(words.COMMENTS_OF_ALL, n=due)] if due else []),
        *([ctx.say(words.OVERDUE_OF_ALL, n=late)] if late else []),
        ctx.say(closed, period=_period(ctx)),
    ]


def _ways(ctx: PageContext, address: str, *, personal: bool) -> list[str]:
    if not address:
        return [ctx.say(words.WHERE)]
    pages = {"scorecard": words.SCORECARD, "reporting": words.REPORTING} | ({"mine": words.MINE} if personal else {})
    start = f"{address.rstrip('/')}/"
    return [
        ctx.say(text, address=f"{start}{ctx.link(page).removeprefix('./')}", period=_period(ctx))
        for page, text in pages.items()
    ]


def _period(ctx: PageContext) -> str:
    return formats.period(ctx.period, ctx.lang)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
