"""Whether the published numbers have been recomputed by another road, and what was found that differs."""

from dashboard.queries import health
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import health as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.verify.result import Verification
from metrics.catalogue.versions import pending_changes

MOST = 20
"""Differences that are shown; the command lists more."""


def verification(ctx: PageContext) -> Html:
    """What the last verification says of the run that is shown, in a sentence, and the first differences in a table."""
    waiting = len(pending_changes(ctx.snapshot))
    note = tag("p", ctx.say(words.REDEFINED, n=formats.number(waiting, ctx.lang)), class_="note")
    return join(report(health.verification(ctx.snapshot), ctx.snapshot.manifest.run, ctx), note if waiting else None)


def report(result: Verification | None, run: str, ctx: PageContext) -> Html:
    """The same of any verification and `run`."""
    title = tag("h2", ctx.say(words.VERIFIED))
    if result is None or result.run != run:
        earlier = words.VERIFIED_BEFORE if result else words.VERIFIED_NEVER
        return join(title, tag("p", ctx.say(earlier, **(_gaps(result, ctx) if result else {})), class_="note warn"))
    if result.clean:
        return join(title, tag("p", ctx.say(words.VERIFIED_ALL, **_gaps(result, ctx))))
    body = table(
        ctx.say(words.DIFFERENCES_CAPTION),
        [Column(ctx.say(text)) for text in words.DIFFERENCE],
        # What a verification lists are names of tables and codes of groups, which are the same in every language.
        [list(difference.model_dump().values()) for difference in result.listed[:MOST]],
        kind="wide steward",
        caption_hidden=True,
    )
    text = words.VERIFIED_FAILED if result.failed else words.VERIFIED_DIFFERS
    sentence = tag("p", ctx.say(text, **_gaps(result, ctx)), class_="note warn")
    return join(title, sentence, scrolling(body, ctx.say(words.DIFFERENCES_CAPTION)))


def _gaps(result: Verification, ctx: PageContext) -> dict[str, str]:
    return {
        "run": result.run,
        "when": formats.moment(result.at, ctx.lang),
        "n": formats.number(result.numbers, ctx.lang),
        "d": formats.number(result.differences, ctx.lang),
    }
