"""Which comments the period asks for, owner by owner, and how far they have come."""

from collections.abc import Sequence

from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling
from dashboard.views.shared.comment import first_line
from metrics.reporting.due import CommentState, DueComment, by_owner

TONES = {CommentState.MISSING: "bad", CommentState.PARTIAL: "plain", CommentState.WRITTEN: "good"}
MARKS = {CommentState.MISSING: "✗", CommentState.PARTIAL: "≈", CommentState.WRITTEN: "✓"}
LONGEST = 120


def comments_due(due: Sequence[DueComment], ctx: PageContext) -> Html:
    """The list, with a summary above and the completeness of each owner in its header."""
    title = tag("h2", ctx.say(words.DUE))
    written = reporting.in_force(ctx)
    if not due:
        return join(title, tag("p", ctx.say(words.NONE_DUE), class_="note"), _others(written, set(), ctx))
    must = [one for one in due if one.mandatory]
    summary = ctx.say(
        words.DUE_SUMMARY,
        all=formats.number(len(due), ctx.lang),
        done=formats.number(sum(not one.lacking for one in due), ctx.lang),
        must=formats.number(len(must), ctx.lang),
        missing=formats.number(sum(one.lacking for one in must), ctx.lang),
    )
    named = {one.assessment.indicator.name for one in due}
    return join(title, tag("p", summary), by_owners(due, ctx), _others(written, named, ctx))


def by_owners(due: Sequence[DueComment], ctx: PageContext) -> Html:
    """Comments that are asked for, owner by owner."""
    groups = [Group(_owner(ctx.say(owner), mine, ctx), [_row(one, ctx) for one in mine])
              for owner, mine in by_owner(due).items()]  # fmt: skip
    columns = [Column(ctx.say(text)) for text in (words.INDICATOR, words.ASKED_WHY, words.STATE, words.SAYS)]
    return scrolling(grouped(ctx.say(words.DUE), columns, groups, kind="wide", caption_hidden=True), ctx.say(words.DUE))


def _owner(owner: str, mine: Sequence[DueComment], ctx: PageContext) -> Child:
    done = sum(not one.lacking for one in mine)
    counts = {"done": formats.number(done, ctx.lang), "all": formats.number(len(mine), ctx.lang)}
    return tag("span", owner, " ", tag("span", ctx.say(words.COMPLETE, **counts), class_="soft"))


def _row(one: DueComment, ctx: PageContext) -> list[Child]:
    indicator = one.assessment.indicator
    why = verdicts.status(one.assessment, ctx.lang)
    reason = ctx.say(words.MANDATORY if one.mandatory else words.NEEDS)
    mark = tag("span", MARKS[one.state], formats.SPACE, aria_hidden="true")
    row = reporting.in_force(ctx).get(indicator.name)
    return [
        tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name)),
        join(why, tag("span", " · ", reason, class_="bad soft" if one.mandatory else "soft")),
        tag("span", mark, ctx.say(one.state.text), class_=TONES[one.state]),
        first_line(row, "happened", ctx, LONGEST) if row else "–",
    ]


def _others(written: dict[str, reporting.Row], named: set[str], ctx: PageContext) -> Html | None:
    """Comments that nobody asked for."""
    rows = [row for name, row in written.items() if name not in named]
    if not rows:
        return None
    listed = [
        tag(
            "li",
            tag(
                "a",
                ctx.say(ctx.snapshot.catalogue[row["indicator"]].title),
                href=ctx.link("indicator", indicator=row["indicator"]),
            ),
            " – ",
            first_line(row, "happened", ctx, LONGEST),
        )
        for row in rows
    ]
    title = ctx.say(words.OTHERS, period=formats.period(ctx.period, ctx.lang))
    return join(tag("h2", title), tag("ul", listed, class_="listed"))
