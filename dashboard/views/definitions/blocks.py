"""The blocks of the list of definitions: the filter, one entry per indicator, its targets, and the words."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dashboard.queries import indicators as queries
from dashboard.request.context import Place
from dashboard.text import columns as cells
from dashboard.text import formats
from dashboard.text.wording import definitions as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.definition import definition
from data.records import RECORDS, local_dates
from data.state import SCOPES, Course, Origin
from data.words import Perspective, Text
from metrics.catalogue.registry import catalogue
from metrics.catalogue.search import about, holds
from metrics.definition.dimensions import DIMENSIONS
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import record_behind

FEW = 3
"""So many entries found are shown open, with all their targets."""


def asked(place: Place) -> str:
    """The word that the list is filtered by."""
    return place.own.get("find", "").strip()


def filtered(place: Place) -> list[Indicator]:
    """The indicators that speak of the word."""
    return [catalogue()[name] for name in about(asked(place))]


def glossed(place: Place) -> list[tuple[str, str, str]]:
    """The words that speak of it: name, what it is called, what it means."""
    said = [(name, place.say(called), place.say(words.MEANS[name])) for name, called in words.CALLED.items()]
    return [(name, called, means) for name, called, means in said if holds(f"{called} {means}", asked(place))]


def top(found: Sequence[Indicator], glossary: Sequence[Any], place: Place) -> Html:
    """The filter, how many it left, and the way to each part of the page."""
    name = place.say(words.FIND)
    field = tag(
        "input", name="find", type="search", value=asked(place), placeholder=name, id="find", autocomplete="off"
    )
    form = tag(
        "form",
        tag("label", hidden(name), field),
        tag("button", place.say(words.GO), type="submit", class_="button"),
        action=place.link(),
        role="search",
        class_="find",
    )
    parts = [(one.value, place.say(one.text)) for one in Perspective if any(i.perspective is one for i in found)]
    if glossary:
        parts.append(("words", place.say(words.WORDS)))
    links = tag(
        "nav",
        [tag("a", text, href=f"#{part}") for part, text in parts],
        class_="tabs",
        aria_label=place.say(words.PARTS),
    )
    count = place.say(words.FOUND, n=len(found), all=len(catalogue()))
    everything = tag("a", place.say(words.SHOW_ALL), href=place.link(find=None)) if asked(place) else None
    status = tag("span", count, class_="soft", role="status")
    if not found and not glossary:
        status = tag("span", place.say(words.NOTHING, what=asked(place)), class_="note warn", role="status")
    return join(tag("div", form, status, everything, class_="ask"), links if len(parts) > 1 else None)


def entries(found: Sequence[Indicator], place: Place) -> Html:
    """The indicators by perspective, each folded to its title and one sentence."""
    full = len(found) <= FEW
    sections = [
        tag(
            "section",
            tag("h2", place.say(perspective.text)),
            [_entry(indicator, full, place) for indicator in indicators],
            id=perspective.value,
        )
        for perspective, indicators in groupby(found, key=lambda one: one.perspective)
    ]
    return join(sections)


def glossary(found: Sequence[tuple[str, str, str]], place: Place) -> Html | None:
    """The words that the pages use."""
    if not found:
        return None
    told = [[tag("dt", called, id=f"word-{name}"), tag("dd", means)] for name, called, means in found]
    return tag("section", tag("h2", place.say(words.WORDS)), tag("dl", told), id="words")


def _entry(indicator: Indicator, full: bool, place: Place) -> Html:
    summary = tag(
        "summary",
        tag("strong", place.say(indicator.title)),
        " ",
        tag("span", place.say(indicator.definition), class_="soft"),
    )
    links = [tag("a", place.say(words.TO_INDICATOR), " ▸", href=place.link("indicator", indicator=indicator.name))]
    if not indicator.restricted:
        links.append(
            tag("a", place.say(words.TO_ROWS), " ▸", href=place.link("transactions", indicator=indicator.name))
        )
    return tag(
        "details",
        summary,
        definition(indicator, place, queries.known_to(indicator.name)),
        tag("dl", ([tag("dt", place.say(name)), tag("dd", text)] for name, text in _more(indicator, place))),
        _targets(indicator, full, place),
        tag("p", links, class_="buttons"),
        id=indicator.name,
        class_="entry",
        open=full,
    )


def _more(indicator: Indicator, place: Place) -> list[tuple[Text, str]]:
    """What the declaration adds to the definition."""
    splits = ", ".join(place.say(DIMENSIONS[name].title).lower() for name in indicator.breakdowns)
    below = _sum(indicator.denominator, place) if indicator.denominator else place.say(words.NO_DENOMINATOR)
    return [
        (words.NUMERATOR, _sum(indicator.numerator, place)),
        (words.DENOMINATOR, below),
        (words.BREAKDOWNS, splits or place.say(words.NO_BREAKDOWN)),
        (words.CODE, indicator.name),
    ]


def _sum(parts: Sequence[Part], place: Place) -> str:
    said = list(dict.fromkeys(_part(part, place) for part in parts))
    text = said[0]
    for other in said[1:]:
        text = place.say(words.PLUS, one=text, other=other)
    return text


def _part(part: Part, place: Place) -> str:
    """What is counted or summed, over which records, by which day, and which columns choose the rows."""
    record = record_behind(part.rows)
    moments = {local: moment for moment, local in local_dates(RECORDS[record]).items()}

    def named(names: Sequence[str]) -> str:
        return ", ".join(dict.fromkeys(cells.title([record], moments.get(name, name), place).lower() for name in names))

    gaps = {
        "record": place.say(RECORDS[record].title).lower(),
        "dated": cells.title([record], moments.get(part.dated, part.dated), place),
    }
    if part.counts:
        what = place.say(words.COUNTED, **gaps)
    else:
        what = place.say(words.SUMMED, columns=named(part.value.meta.root_names()), **gaps)
    chosen = [name for name in part.when.meta.root_names() if name != part.dated]
    return place.say(words.CHOSEN, what=what, columns=named(chosen)) if chosen else what


def _targets(indicator: Indicator, full: bool, place: Place) -> Html:
    """The decisions, newest year first; those for parts of the whole only where few entries are shown."""
    decided = queries.decisions(indicator.name)
    if not decided:
        return tag("p", place.say(words.NO_TARGET), class_="soft")
    whole = [row for row in decided if not any(row[name] for name in SCOPES)]
    shown = sorted(decided if full else whole, key=lambda row: (row["fiscal_year"], row["id"]), reverse=True)
    titles = (words.YEAR, words.SCOPE, words.TARGET, words.NEAR, words.PATH, words.SOURCE, words.DECIDED, words.REASON)
    columns = [Column(place.say(text), number=text in (words.TARGET, words.NEAR)) for text in (*titles, words.FORCE)]
    caption = place.say(words.TARGETS, name=place.say(indicator.title))
    drawn = table(
        caption, columns, [_decision(row, indicator, place) for row in shown], kind="wide", caption_hidden=True
    )
    rest = None
    if left := len(decided) - len(shown):
        link = tag("a", place.say(words.SEE_TARGETS), href=place.link(find=indicator.name) + f"#{indicator.name}")
        rest = tag("p", place.say(words.MORE_TARGETS, n=left), " ", link, class_="soft")
    return join(tag("p", tag("strong", caption)), scrolling(drawn, caption), rest)


def _decision(row: Mapping[str, Any], indicator: Indicator, place: Place) -> list[Child]:
    target, near = (
        formats.value(row[name], indicator.unit, place.lang, indicator.decimals) for name in ("target", "near")
    )
    approved = row["approved_by"] or cells.NOTHING
    if row["approved_by"] and row["approved_on"]:
        approved = place.say(words.BY_ON, who=row["approved_by"], day=formats.day(row["approved_on"], place.lang))
    origin = {one.value: place.say(one.text) for one in Origin}.get(row["source"], row["source"])
    in_force = row["replaced_by"] is None
    return [
        row["fiscal_year"].removeprefix("FY"),
        _scope(row, place),
        target,
        near,
        place.say(Course(row["path"]).text),
        origin,
        approved,
        row["reason"] or cells.NOTHING,
        tag("span", place.say(words.IN_FORCE if in_force else words.REPLACED), class_="good" if in_force else "plain"),
    ]


def _scope(row: Mapping[str, Any], place: Place) -> str:
    """The channel, line, location or partner that a target holds for."""
    names = []
    for scope in SCOPES:
        if row[scope]:
            known = queries.names(scope)
            names.append(place.say(known[row[scope]]) if row[scope] in known else row[scope])
    return ", ".join(names) or place.say(words.WHOLE)
