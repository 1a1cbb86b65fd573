"""The head of every page: menu, language, trail, heading and filters, all of them links."""

from dashboard.queries import indicators
from dashboard.request import periods as choices
from dashboard.request.context import Place
from dashboard.shell.pages import PAGES, Page
from dashboard.text import formats
from dashboard.text.wording import frame as words
from dashboard.ui.markup import Html, hidden, join, tag
from data.words import Channel, Text
from metrics.definition.dimensions import DIMENSIONS

GRAINS = {"month": words.MONTHS, "quarter": words.QUARTERS, "year": words.YEARS}


def header(place: Place, page: Page, notes: list[str]) -> Html:
    """Menu, then heading with filters, then sentences on what the address asked for in vain."""
    return join(
        _menu(place, page),
        _past(place),
        tag(
            "div",
            tag("div", _trail(place, page), tag("h1", title(place, page)), class_="title"),
            _filters(place) if page.filtered else None,
            class_="head",
        ),
        _only(place) if page.filtered else None,
        *(tag("p", note, class_="note warn", role="status") for note in notes),
    )


def _past(place: Place) -> Html | None:
    """That a past scorecard is shown, how it differs from today's by definition, and the way back."""
    if not place.as_of:
        return None
    counts = [indicators.named(name) for name in indicators.changed_since().get("counts", [])]
    names = ", ".join(place.say(indicator.title) for indicator in counts if indicator)
    return tag(
        "p",
        tag(
            "strong", place.say(words.AS_REPORTED, moment=formats.moment(indicators.manifest().finished_at, place.lang))
        ),
        f" {place.say(words.NOW_OTHERWISE, names=names)} " if names else " ",
        tag("a", place.say(words.AS_KNOWN_NOW), href=place.link(asof=None), id="go-now"),
        class_="note warn past",
        role="status",
    )


def title(place: Place, page: Page) -> str:
    """What stands above the page."""
    return place.say(page.heading(place) if page.heading else page.title)


def _menu(place: Place, page: Page) -> Html:
    current = page.name if page.in_menu else page.parent
    shown = [other for other in PAGES if other.in_menu]
    links = [
        tag(
            "li",
            tag("a", place.say(other.title), href=place.link(other.name), aria_current=_here(other, page, current)),
        )
        for other in shown
    ]
    choice = [
        tag("option", place.say(other.title), value=place.link(other.name), selected=other.name == current)
        for other in shown
    ]
    other_lang = "en" if place.lang == "fr" else "fr"
    return tag(
        "div",
        tag("nav", tag("ul", links), aria_label=place.say(words.PAGES)) if len(shown) > 1 else None,
        tag("label", hidden(place.say(words.PAGE)), tag("select", choice, data_go=True, id="go-page"), class_="phone")
        if len(shown) > 1
        else None,
        tag(
            "div",
            tag("span", place.say(words.FICTIONAL), class_="fictional", title=place.say(words.FICTIONAL_WHY))
            if indicators.fictional()
            else None,
            tag(
                "a",
                place.say(words.OTHER_LANGUAGE),
                href=place.link(lang=other_lang),
                lang=other_lang,
                hreflang=other_lang,
                id="go-lang",
            ),
            class_="side",
        ),
        class_="menu",
    )


def _here(other: Page, page: Page, current: str | None) -> str | None:
    if other is page:
        return "page"
    return "true" if other.name == current else None


def _trail(place: Place, page: Page) -> Html | None:
    """The way back up, for pages that are not in the menu."""
    steps: list[Page] = []
    parents = {other.name: other for other in PAGES}
    step = page
    while step.parent:
        step = parents[step.parent]
        # A page of one thing is no step for someone who has not chosen one.
        if step.in_menu or step.takes[0] in place.own:
            steps.insert(0, step)
    if not steps:
        return None
    links = [
        tag(
            "span",
            tag("a", place.say(above.title) if above.in_menu else title(place, above), href=place.link(above.name)),
            " ›",
        )
        for above in steps
    ]
    return tag("nav", links, class_="trail", aria_label=place.say(words.TRAIL))


def _filters(place: Place) -> Html:
    channels = {channel.value: channel.text for channel in Channel}
    chosen = [_periods(place), _select(place, "channel", channels, words.ALL_CHANNELS)]
    if lines := indicators.names("line"):
        chosen.append(_select(place, "line", lines, words.ALL_LINES))
    if "as" in place.takes.get(place.page, ()):
        table = place.own.get("as") == "table"
        chosen.append(
            tag(
                "a",
                tag("span", "▦" if not table else "∿", aria_hidden="true"),
                place.say(words.AS_CHART if table else words.AS_TABLE),
                href=place.link(**{"as": None if table else "table"}),
                class_="button",
                id="go-as",
            )
        )
    return join(chosen)


def _periods(place: Place) -> Html:
    offered = choices.choices(*indicators.reach())
    groups = []
    for grain in ("month", "quarter", "year"):
        options = [
            _option(place, formats.period(p, place.lang), p == place.period, period=p.code)
            for p in offered.get(grain, [])
        ]
        groups.append(tag("optgroup", options, label=place.say(GRAINS[grain])))
    if not any(place.period in periods for periods in offered.values()):
        groups.insert(0, _option(place, formats.period(place.period, place.lang), True, period=place.period.code))
    return tag("label", hidden(place.say(words.PERIOD)), tag("select", groups, data_go=True, id="go-period"))


def _select(place: Place, dimension: str, known: dict[str, Text], every: Text) -> Html:
    chosen = place.where.get(dimension, ())
    options = [_option(place, place.say(every), not chosen, **{dimension: None})]
    options += [_option(place, place.say(text), code in chosen, **{dimension: code}) for code, text in known.items()]
    label = hidden(place.say(DIMENSIONS[dimension].title))
    return tag("label", label, tag("select", options, data_go=True, id=f"go-{dimension}"))


def _option(place: Place, text: str, selected: bool, **changes: str | None) -> Html:
    return tag("option", text, value=place.link(**changes), selected=selected)


def _only(place: Place) -> Html | None:
    """Filters that have no picker of their own, each a link that takes it away."""
    links = []
    for name, codes in place.where.items():
        if name in ("channel", "line"):
            continue
        known, dimension = indicators.names(name), place.say(DIMENSIONS[name].title)
        value = ", ".join(place.say(known[code]) for code in codes)
        label = place.say(words.WITHOUT_FILTER, name=dimension, value=value)
        links.append(
            tag(
                "a",
                hidden(label),
                tag(
                    "span",
                    f"{dimension} : {value} ✕" if place.lang == "fr" else f"{dimension}: {value} ✕",
                    aria_hidden="true",
                ),
                href=place.link(**{name: None}),
            )
        )
    return tag("div", place.say(words.FILTERS), links, class_="only") if links else None
