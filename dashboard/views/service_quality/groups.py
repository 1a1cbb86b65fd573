"""The same cases by partner or operator: how many met the standard that they fall under, the lowest first."""

from dashboard.findings.standards import count, label, of_cases, share
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text.cells import NOTHING
from dashboard.text.wording import service_quality as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.text import Text
from metrics.standards.attainment import APART, INDICATOR


def tabs(ctx: PageContext) -> Html:
    """The choices of what the cases are shown by."""
    chosen = ctx.own.get("split")
    offered: dict[str | None, Text] = {None: words.BY_SERVICE}
    offered |= {name: text for name, text in words.BY.items() if _is_offered(name, ctx)}
    links = [
        tag("a", ctx.say(text), href=ctx.link(split=name), aria_current="true" if name == chosen else None)
        for name, text in offered.items()
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.VIEWS))


def groups(by: str, ctx: PageContext) -> Html:
    """The table by one breakdown."""
    numbers = indicators.numbers(
        ctx.snapshot, ctx.viewer, INDICATOR, where=ctx.where, period=ctx.period.code, by=(by, "circumstance")
    )
    found = numbers.drop_nulls("value").sort("value").to_dicts()
    apart = {row[by]: row for row in found if row["circumstance"] == APART}
    rows = [row for row in found if row["circumstance"] != APART]
    if not any(row[by] is not None for row in rows):
        return tag("p", ctx.say(words.NO_GROUPS), class_="note")
    caption = ctx.say(words.GROUPS_CAPTION, name=ctx.say(words.BY[by]))
    texts = (words.PERFORMANCE, words.CASES, words.APART)
    columns = [Column(ctx.say(words.BY[by])), *(Column(ctx.say(text), number=True) for text in texts)]
    lines: list[list[Child]] = [
        [
            _name(by, row[by], ctx),
            share(row["value"], ctx),
            count(row["denominator"], ctx),
            of_cases(apart[row[by]]["value"], apart[row[by]]["denominator"], ctx) if row[by] in apart else NOTHING,
        ]
        for row in rows
    ]
    body = table(caption, columns, lines, kind="wide long", caption_hidden=True)
    return join(tag("h2", ctx.say(words.BY[by])), tag("p", caption, class_="soft"), scrolling(body, caption))


def is_chosen(ctx: PageContext) -> bool:
    """Whether the address asks for one of them."""
    return ctx.own.get("split") in words.BY and _is_offered(ctx.own["split"], ctx)


def _is_offered(name: str, ctx: PageContext) -> bool:
    return name in ctx.snapshot.catalogue[INDICATOR].breakdowns


def _name(by: str, code: str | None, ctx: PageContext) -> Child:
    name = label(by, code, ctx)
    return name if code is None else tag("a", name, href=ctx.link(split=None, **{by: code}))
