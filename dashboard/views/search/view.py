"""One search for everything: indicators, services, places, words, transactions and pages."""

from collections.abc import Mapping

from dashboard.queries import indicators as names_of
from dashboard.queries import search as queries
from dashboard.request.context import PageContext
from dashboard.text.wording import definitions as glossary
from dashboard.text.wording import search as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from data.text import Text
from metrics.catalogue.search import match_named
from metrics.definition.breakdowns import DIMENSIONS

MOST = 12
"""So many of one kind are shown; another letter leaves fewer."""

Links = list[tuple[str, str, str]]
"""Address, name, and what is said beside it."""


def show(ctx: PageContext, pages: Mapping[str, Text]) -> None:
    """What the text of the address means, kind by kind; `pages`: name → title of those that can be gone to."""
    text = ctx.own.get("q", "").strip()
    if len(text) < queries.SHORTEST:
        draw(tag("p", ctx.say(words.SHORT if text else words.HOW), class_="note", role="status"), "search")
        return
    groups = [(title, links) for title, links in _groups(text, pages, ctx) if links]
    total = sum(len(links) for _, links in groups)
    if not total:
        draw(
            tag("p", ctx.say(words.NOTHING, what=text), " ", ctx.say(words.HOW), class_="note warn", role="status"),
            "search",
        )
        return
    count = ctx.say(words.ONE if total == 1 else words.COUNT, n=total, what=text)
    draw(join(tag("p", count, class_="soft", role="status"), *(_group(*group, ctx) for group in groups)), "search")


def _groups(text: str, pages: Mapping[str, Text], ctx: PageContext) -> list[tuple[str, Links]]:
    matches = queries.search(ctx.snapshot, ctx.viewer, text)
    record = [(ctx.link("transaction", **matches.link), matches.link["key"] or "", "")] if matches.link else []
    catalogue = ctx.snapshot.catalogue
    found = [
        (ctx.link("indicator", indicator=name), ctx.say(catalogue[name].title), ctx.say(catalogue[name].definition))
        for name in matches.indicators
    ]
    members = [
        (ctx.say(DIMENSIONS[name].title), [_member(name, code, ctx) for code in codes])
        for name, codes in matches.members.items()
    ]
    terms = [
        (f"{ctx.link('definitions')}#word-{name}", ctx.say(glossary.NAMES[name]), ctx.say(glossary.MEANINGS[name]))
        for name in match_named(text, glossary.NAMES)
    ]
    places = [(ctx.link(name), ctx.say(pages[name]), "") for name in match_named(text, pages)]
    return [
        (ctx.say(words.RECORD), record),
        (ctx.say(words.INDICATORS), found),
        *members,
        (ctx.say(words.WORDS), terms),
        (ctx.say(words.PAGES), places),
    ]


def _member(dimension: str, code: str, ctx: PageContext) -> tuple[str, str, str]:
    name = ctx.say(names_of.name_of(ctx.snapshot, dimension, code))
    return (
        ctx.link("scorecard", **{**dict.fromkeys(ctx.where), dimension: code}),
        ctx.say(words.SCORECARD_OF, name=name),
        "",
    )


def _group(title: str, links: Links, ctx: PageContext) -> Html:
    entries = [
        tag("li", tag("a", name, href=address), " ", tag("span", beside, class_="soft") if beside else None)
        for address, name, beside in links[:MOST]
    ]
    more = len(links) - MOST
    rest = tag("p", ctx.say(words.MORE, n=more), class_="soft") if more > 0 else None
    return tag("section", tag("h2", title), tag("ul", entries, class_="results"), rest)
