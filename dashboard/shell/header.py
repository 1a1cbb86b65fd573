"""The head of every page: menu, language, trail, heading and filters, all of them links."""

from datetime import date

from dashboard.queries import indicators, people, session
from dashboard.queries.blocks import blocks_once
from dashboard.request import periods
from dashboard.request.context import PageContext
from dashboard.shell.masthead import masthead
from dashboard.shell.pages import PAGES, Page
from dashboard.shell.search_box import search_box
from dashboard.text import formats
from dashboard.text.access import scope_text
from dashboard.text.wording import access as words_of_access
from dashboard.text.wording import frame as words
from dashboard.ui.markup import Html, hidden, join, tag
from data.text import Text
from metrics.calendar.periods import Period
from metrics.calendar.standing import progress
from metrics.definition.breakdowns import DIMENSIONS

GRAINS = {
    "now": words.NOW,
    "month": words.MONTHS,
    "quarter": words.QUARTERS,
    "year": words.YEARS,
    "week": words.WEEKS,
    "day": words.DAYS,
}


def header(ctx: PageContext, page: Page, notes: list[str]) -> Html:
    """What holds for all pages, the menu, the heading with filters, and sentences on what was asked for in vain."""
    return join(
        masthead(ctx),
        # A meeting on a wall needs every line for what it is about.
        None if ctx.own.get("full") and "full" in page.takes else _menu(ctx, page),
        _past(ctx),
        tag(
            "div",
            tag("div", _trail(ctx, page), tag("h1", title(ctx, page), id="content", tabindex=-1), class_="title"),
            tag("a", ctx.say(words.SKIP_FILTERS), href="#start", class_="skip", id="go-start")
            if page.filtered
            else None,
            blocks_once(ctx, lambda: {"filters": _filters(ctx)}, part="filters")["filters"] if page.filtered else None,
            class_="head",
        ),
        _part(ctx),
        _only(ctx) if page.filtered else None,
        *(tag("p", note, class_="note warn", role="status") for note in notes),
        open_note(ctx) if page.filtered else None,
    )


def open_note(ctx: PageContext) -> Html | None:
    """That the period is not over, how far it has come, and what its values are compared with."""
    data_to = ctx.snapshot.manifest.data_to
    if data_to is None or not periods.is_open(ctx.period, data_to, indicators.whole_to(ctx.snapshot)):
        return None
    if ctx.period.grain == "day":
        note = ctx.say(words.OPEN_DAY_NOTE, day=formats.day(data_to, ctx.lang))
        return tag("p", note, class_="note", role="status")
    done = progress(ctx.period, data_to)
    text = ctx.say(
        words.OPEN_NOTE,
        period=formats.period(ctx.period, ctx.lang),
        done=done.done,
        of=done.of,
        day=formats.day(data_to, ctx.lang),
    )
    return tag("p", text, class_="note", role="status")


def _past(ctx: PageContext) -> Html | None:
    """That a past scorecard is shown, how it differs from today's by definition, and the way back."""
    if not ctx.as_of:
        return None
    changed = indicators.changes_since(ctx.snapshot).get("counts", [])
    names = ", ".join(ctx.say(ctx.snapshot.catalogue[name].title) for name in changed if name in ctx.snapshot.catalogue)
    moment = formats.moment(ctx.snapshot.manifest.finished_at, ctx.lang)
    return tag(
        "p",
        tag("strong", ctx.say(words.AS_REPORTED, moment=moment)),
        f" {ctx.say(words.NOW_OTHERWISE, names=names)} " if names else " ",
        tag("a", ctx.say(words.AS_KNOWN_NOW), href=ctx.link(asof=None), id="go-now"),
        class_="note warn past",
        role="status",
    )


def _part(ctx: PageContext) -> Html | None:
    """That totals are of a part of the organisation, for who sees no more than that."""
    if not ctx.viewer.scope:
        return None
    members = people.scope_members(ctx.snapshot, ctx.viewer)
    return tag("p", ctx.say(words_of_access.YOUR_PART, scope=scope_text(ctx, members)), class_="note")


def refused(ctx: PageContext, page: Page) -> Html:
    """The head of a page that is not the viewer's: the menu of those that are, and its title."""
    return join(
        masthead(ctx),
        _menu(ctx, page),
        tag("div", tag("h1", ctx.say(page.title), id="content", tabindex=-1), class_="head"),
        _part(ctx),
    )


def title(ctx: PageContext, page: Page) -> str:
    """What stands above the page."""
    return ctx.say(page.heading(ctx) if page.heading else page.title)


def _menu(ctx: PageContext, page: Page) -> Html:
    current = page.name if page.in_menu else page.parent
    entries = [other for other in PAGES if other.in_menu and ctx.viewer.may_open(other.name)]
    links = [
        tag(
            "li",
            tag("a", ctx.say(other.title), href=ctx.link(other.name), aria_current=_here(other, page, current)),
        )
        for other in entries
    ]
    choice = [
        tag("option", ctx.say(other.title), value=ctx.link(other.name), selected=other.name == current)
        for other in entries
    ]
    return tag(
        "div",
        tag("nav", tag("ul", links), aria_label=ctx.say(words.PAGES)) if len(entries) > 1 else None,
        tag("label", hidden(ctx.say(words.PAGE)), tag("select", choice, data_go=True, id="go-page"), class_="phone")
        if len(entries) > 1
        else None,
        search_box(ctx),
        class_="menu",
    )


def _here(other: Page, page: Page, current: str | None) -> str | None:
    if other is page:
        return "page"
    return "true" if other.name == current else None


def _trail(ctx: PageContext, page: Page) -> Html | None:
    """The way back up, for pages that are not in the menu."""
    steps: list[Page] = []
    parents = {other.name: other for other in PAGES}
    step = page
    while step.parent:
        step = parents[step.parent]
        # A page of one thing is no step for someone who has not chosen one.
        if step.in_menu or step.takes[0] in ctx.own:
            steps.insert(0, step)
    if not steps:
        return None
    links = [
        tag(
            "span",
            tag("a", ctx.say(above.title) if above.in_menu else title(ctx, above), href=ctx.link(above.name)),
            " ›",
        )
        for above in steps
    ]
    return tag("nav", links, class_="trail", aria_label=ctx.say(words.TRAIL))


def _filters(ctx: PageContext) -> Html:
    channels = indicators.names(ctx.snapshot, "channel")
    pickers = [_periods(ctx), _select(ctx, "channel", channels, words.ALL_CHANNELS)]
    if lines := indicators.names(ctx.snapshot, "line"):
        pickers.append(_select(ctx, "line", lines, words.ALL_LINES))
    if "as" in ctx.takes.get(ctx.page, ()):
        table = ctx.own.get("as") == "table"
        pickers.append(
            tag(
                "a",
                tag("span", "▦" if not table else "∿", aria_hidden="true"),
                ctx.say(words.AS_CHART if table else words.AS_TABLE),
                href=ctx.link(**{"as": None if table else "table"}),
                class_="button",
                id="go-as",
            )
        )
    if runs := _runs(ctx):
        pickers.append(runs)
    return join(pickers)


def _runs(ctx: PageContext) -> Html | None:
    """The switch between what is known now and what an earlier run had reported; none while there was no other."""
    runs, shown = session.reported_runs(), ctx.snapshot.manifest
    if not runs and not ctx.as_of:
        return None
    options = [_option(ctx, ctx.say(words.KNOWN_NOW), not ctx.as_of, asof=None)]
    if ctx.as_of:
        runs = runs | {shown.run: shown.finished_at}
    for run, finished_at in sorted(runs.items(), reverse=True):
        text = ctx.say(words.RUN_OF, moment=formats.moment(finished_at, ctx.lang))
        options.append(_option(ctx, text, bool(ctx.as_of) and run == shown.run, asof=run))
    return tag("label", hidden(ctx.say(words.RUNS)), tag("select", options, data_go=True, id="go-run"))


def _periods(ctx: PageContext) -> Html:
    """The one control of the period: a short list, and a step to either side."""
    first, data_to = indicators.reach(ctx.snapshot)
    whole_to = indicators.whole_to(ctx.snapshot)
    offered = periods.choices(first, data_to, whole_to)
    latest, groups, chosen = periods.latest(whole_to), [], False
    for grain, title_of in GRAINS.items():
        options = []
        for period in offered.get(grain, []):
            text = ctx.say(words.LATEST, period=formats.period(period, ctx.lang)) if grain == "now" else None
            text = text if period == latest and text else _period_text(period, data_to, ctx)
            # Listed twice, the latest month is chosen where it stands first.
            options.append(_option(ctx, text, period == ctx.period and not chosen, period=period.code))
            chosen = chosen or period == ctx.period
        if options:
            groups.append(tag("optgroup", options, label=ctx.say(title_of)))
    if not chosen:
        groups.insert(0, _option(ctx, _period_text(ctx.period, data_to, ctx), True, period=ctx.period.code))
    before, after = periods.neighbours(ctx.period, first, data_to)
    return tag(
        "span",
        _step(before, "◂", words.EARLIER, "go-earlier", ctx),
        tag("label", hidden(ctx.say(words.PERIOD)), tag("select", groups, data_go=True, id="go-period")),
        _step(after, "▸", words.LATER, "go-later", ctx),
        class_="steps",
    )


def _period_text(period: Period, data_to: date, ctx: PageContext) -> str:
    text = formats.period(period, ctx.lang)
    if not periods.is_open(period, data_to, indicators.whole_to(ctx.snapshot)):
        return text
    if period.grain == "day":
        return ctx.say(words.OPEN_DAY, period=text)
    done = progress(period, data_to)
    return ctx.say(words.OPEN, period=text, done=done.done, of=done.of)


def _step(period: Period | None, sign: str, text: Text, name: str, ctx: PageContext) -> Html:
    """A step to the period beside, or the sign alone where there is none."""
    if period is None:
        return tag("span", sign, class_="button off", aria_hidden="true")
    label = ctx.say(text, period=formats.period(period, ctx.lang))
    return tag("a", sign, href=ctx.link(period=period.code), class_="button", id=name, aria_label=label, title=label)


def _select(ctx: PageContext, dimension: str, names: dict[str, Text], every: Text) -> Html:
    chosen = ctx.where.get(dimension, ())
    options = [_option(ctx, ctx.say(every), not chosen, **{dimension: None})]
    options += [_option(ctx, ctx.say(text), code in chosen, **{dimension: code}) for code, text in names.items()]
    label = hidden(ctx.say(DIMENSIONS[dimension].title))
    return tag("label", label, tag("select", options, data_go=True, id=f"go-{dimension}"))


def _option(ctx: PageContext, text: str, selected: bool, **changes: str | None) -> Html:
    return tag("option", text, value=ctx.link(**changes), selected=selected)


def _only(ctx: PageContext) -> Html | None:
    """Filters that have no picker of their own, each a link that takes it away."""
    links = []
    for name, codes in ctx.where.items():
        if name in ("channel", "line"):
            continue
        names, dimension = indicators.names(ctx.snapshot, name), ctx.say(DIMENSIONS[name].title)
        value = ", ".join(ctx.say(names[code]) for code in codes)
        label = ctx.say(words.WITHOUT_FILTER, name=dimension, value=value)
        links.append(
            tag(
                "a",
                hidden(label),
                tag(
                    "span",
                    f"{dimension} : {value} ✕" if ctx.lang == "fr" else f"{dimension}: {value} ✕",
                    aria_hidden="true",
                ),
                href=ctx.link(**{name: None}),
            )
        )
    return tag("div", ctx.say(words.FILTERS), links, class_="only") if links else None
