"""The blocks of the list of definitions: the filter, one entry per indicator, its targets, and the words."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dashboard.queries import indicators as queries
from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import definitions as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.definition import definition
from data.records import RECORDS, local_dates
from data.text import Text
from data.words import TARGET_SCOPES, Course, Origin, Perspective
from metrics.catalogue.search import contains, match_texts
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import record_behind

FEW = 3
"""So many entries found are shown open, with all their targets."""


def search_text(ctx: PageContext) -> str:
    """The word that the list is filtered by."""
    return ctx.own.get("find", "").strip()


def matching_indicators(ctx: PageContext) -> list[Indicator]:
    """The indicators that speak of the word."""
    return [ctx.snapshot.catalogue[name] for name in match_texts(search_text(ctx), ctx.snapshot.catalogue)]


def matching_terms(ctx: PageContext) -> list[tuple[str, str, str]]:
    """The words that speak of it: name, what it is called, what it means."""
    terms = [(name, ctx.say(title), ctx.say(words.MEANINGS[name])) for name, title in words.NAMES.items()]
    return [
        (name, title, meaning) for name, title, meaning in terms if contains(f"{title} {meaning}", search_text(ctx))
    ]


def top(indicators: Sequence[Indicator], glossary: Sequence[Any], ctx: PageContext) -> Html:
    """The filter, how many it left, and the way to each part of the page."""
    name = ctx.say(words.FIND)
    field = tag(
        "input", name="find", type="search", value=search_text(ctx), placeholder=name, id="find", autocomplete="off"
    )
    form = tag(
        "form",
        tag("label", hidden(name), field),
        tag("button", ctx.say(words.GO), type="submit", class_="button"),
        action=ctx.link(),
        role="search",
        class_="find",
    )
    parts = [
        (perspective.value, ctx.say(perspective.text))
        for perspective in Perspective
        if any(indicator.perspective is perspective for indicator in indicators)
    ]
    if glossary:
        parts.append(("words", ctx.say(words.WORDS)))
    links = tag(
        "nav",
        [tag("a", text, href=f"#{part}") for part, text in parts],
        class_="tabs",
        aria_label=ctx.say(words.PARTS),
    )
    count = ctx.say(words.COUNT, n=len(indicators), all=len(ctx.snapshot.catalogue))
    everything = tag("a", ctx.say(words.SHOW_ALL), href=ctx.link(find=None)) if search_text(ctx) else None
    status = tag("span", count, class_="soft", role="status")
    if not indicators and not glossary:
        status = tag("span", ctx.say(words.NOTHING, what=search_text(ctx)), class_="note warn", role="status")
    return join(tag("div", form, status, everything, class_="ask"), links if len(parts) > 1 else None)


def entries(indicators: Sequence[Indicator], ctx: PageContext) -> Html:
    """The indicators by perspective, each folded to its title and one sentence."""
    full = len(indicators) <= FEW
    sections = [
        tag(
            "section",
            tag("h2", ctx.say(perspective.text)),
            [_entry(indicator, full, ctx) for indicator in members],
            id=perspective.value,
        )
        for perspective, members in groupby(indicators, key=lambda indicator: indicator.perspective)
    ]
    return join(sections)


def glossary(terms: Sequence[tuple[str, str, str]], ctx: PageContext) -> Html | None:
    """The words that the pages use."""
    if not terms:
        return None
    entries = [[tag("dt", title, id=f"word-{name}"), tag("dd", meaning)] for name, title, meaning in terms]
    return tag("section", tag("h2", ctx.say(words.WORDS)), tag("dl", entries), id="words")


def _entry(indicator: Indicator, full: bool, ctx: PageContext) -> Html:
    summary = tag(
        "summary",
        tag("strong", ctx.say(indicator.title)),
        " ",
        tag("span", ctx.say(indicator.definition), class_="soft"),
    )
    links = [tag("a", ctx.say(words.TO_INDICATOR), " ▸", href=ctx.link("indicator", indicator=indicator.name))]
    if ctx.leads_to_rows(indicator):
        links.append(tag("a", ctx.say(words.TO_ROWS), " ▸", href=ctx.link("transactions", indicator=indicator.name)))
    return tag(
        "details",
        summary,
        definition(indicator, ctx, queries.known_to(ctx.snapshot, indicator.name)),
        tag("dl", ([tag("dt", ctx.say(name)), tag("dd", text)] for name, text in _more(indicator, ctx))),
        _targets(indicator, full, ctx),
        tag("p", links, class_="buttons"),
        id=indicator.name,
        class_="entry",
        open=full,
    )


def _more(indicator: Indicator, ctx: PageContext) -> list[tuple[Text, str]]:
    """What the declaration adds to the definition."""
    splits = ", ".join(ctx.say(DIMENSIONS[name].title).lower() for name in indicator.breakdowns)
    below = _sum(indicator.denominator, ctx) if indicator.denominator else ctx.say(words.NO_DENOMINATOR)
    return [
        (words.NUMERATOR, _sum(indicator.numerator, ctx)),
        (words.DENOMINATOR, below),
        (words.BREAKDOWNS, splits or ctx.say(words.NO_BREAKDOWN)),
        (words.CODE, indicator.name),
    ]


def _sum(parts: Sequence[Part], ctx: PageContext) -> str:
    sentences = list(dict.fromkeys(_part(part, ctx) for part in parts))
    text = sentences[0]
    for other in sentences[1:]:
        text = ctx.say(words.PLUS, one=text, other=other)
    return text


def _part(part: Part, ctx: PageContext) -> str:
    """What is counted or summed, over which records, by which day, and which columns choose the rows."""
    record = record_behind(part.rows)
    moments = {local: moment for moment, local in local_dates(RECORDS[record]).items()}

    def named(names: Sequence[str]) -> str:
        return ", ".join(dict.fromkeys(cells.title([record], moments.get(name, name), ctx).lower() for name in names))

    gaps = {
        "record": ctx.say(RECORDS[record].title).lower(),
        "dated": cells.title([record], moments.get(part.dated, part.dated), ctx),
    }
    if part.counts:
        what = ctx.say(words.COUNTED, **gaps)
    else:
        what = ctx.say(words.SUMMED, columns=named(part.value.meta.root_names()), **gaps)
    filters = [name for name in part.when.meta.root_names() if name != part.dated]
    return ctx.say(words.FILTERED, what=what, columns=named(filters)) if filters else what


def _targets(indicator: Indicator, full: bool, ctx: PageContext) -> Html:
    """The decisions, newest year first; those for parts of the whole only where few entries are shown."""
    decided = ctx.decisions.target_history(indicator.name)
    if not decided:
        return tag("p", ctx.say(words.NO_TARGET), class_="soft")
    whole = [row for row in decided if not any(row[name] for name in TARGET_SCOPES)]
    rows = sorted(decided if full else whole, key=lambda row: (row["fiscal_year"], row["id"]), reverse=True)
    titles = (words.YEAR, words.SCOPE, words.TARGET, words.NEAR, words.PATH, words.SOURCE, words.DECIDED, words.REASON)
    columns = [Column(ctx.say(text), number=text in (words.TARGET, words.NEAR)) for text in (*titles, words.FORCE)]
    caption = ctx.say(words.TARGETS, name=ctx.say(indicator.title))
    body = table(caption, columns, [_decision(row, indicator, ctx) for row in rows], kind="wide", caption_hidden=True)
    rest = None
    if more := len(decided) - len(rows):
        link = tag("a", ctx.say(words.SEE_TARGETS), href=ctx.link(find=indicator.name) + f"#{indicator.name}")
        rest = tag("p", ctx.say(words.MORE_TARGETS, n=more), " ", link, class_="soft")
    return join(tag("p", tag("strong", caption)), scrolling(body, caption), rest)


def _decision(row: Mapping[str, Any], indicator: Indicator, ctx: PageContext) -> list[Child]:
    target, near = (
        formats.value(row[name], indicator.unit, ctx.lang, indicator.decimals) for name in ("target", "near")
    )
    approved = formats.in_language(row["approved_by"] or cells.NOTHING, ctx.lang)
    if row["approved_by"] and row["approved_on"]:
        approved = ctx.say(words.BY_ON, who=approved, day=formats.day(row["approved_on"], ctx.lang))
    origin = (
        ctx.say(Origin.texts()[row["source"]])
        if row["source"] in Origin.texts()
        else formats.in_language(row["source"], ctx.lang)
    )
    in_force = row["replaced_by"] is None
    return [
        row["fiscal_year"].removeprefix("FY"),
        _scope(row, ctx),
        target,
        near,
        ctx.say(Course(row["path"]).text),
        origin,
        approved,
        formats.in_language(row["reason"] or cells.NOTHING, ctx.lang),
        tag("span", ctx.say(words.IN_FORCE if in_force else words.REPLACED), class_="good" if in_force else "plain"),
    ]


def _scope(row: Mapping[str, Any], ctx: PageContext) -> str:
    """The channel, line, location or partner that a target holds for."""
    names = []
    for scope in TARGET_SCOPES:
        if row[scope]:
            members = queries.names(ctx.snapshot, scope)
            names.append(ctx.say(members[row[scope]]) if row[scope] in members else row[scope])
    return ", ".join(names) or ctx.say(words.WHOLE)
