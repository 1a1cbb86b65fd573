"""The list of records: which columns, one page of rows in the order asked for, and the way to the other pages."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.queries import records
from dashboard.request.context import PageContext
from dashboard.text import cells, formats, sums
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.drilldown.list_options import MISSED, ListOptions
from data.records import RECORDS
from data.text import Text
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period
from metrics.drilldown.rows_behind import PAGE, RowsBehind

NUMBERS = ("numerator", "denominator")
UTC = ZoneInfo("UTC")


def parts(options: ListOptions, behind: RowsBehind, assessment: Assessment, ctx: PageContext) -> Html | None:
    """Which of the rows are listed: all, those of one record, those that count against the number."""
    low = assessment.indicator.better is Better.LOWER
    offered: list[tuple[str, int, dict[str, str | None]]] = []
    if len(behind.counts) > 1:
        offered += [
            (ctx.say(RECORDS[record].title), rows, {"of": record, "only": None})
            for record, rows in behind.counts.items()
        ]
    if behind.missed is not None and 0 < behind.missed_rows < behind.rows:
        text = ctx.say(words.COUNTED_ONLY if low else words.MISSED_ONLY)
        offered.append((text, behind.missed_rows, {"of": None, "only": MISSED}))
    if not offered:
        return None
    offered.insert(0, (ctx.say(words.ALL_ROWS), behind.rows, {"of": None, "only": None}))
    here = {"of": options.part.record, "only": MISSED if options.part.missed else None}
    links = [
        tag(
            "a",
            f"{text} ({formats.number(rows, ctx.lang)})",
            href=ctx.link(**choice, page=None, sort=None, columns=None),
            aria_current="true" if choice == here else None,
        )
        for text, rows, choice in offered
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.PARTS))


def chooser(options: ListOptions, behind: RowsBehind, ctx: PageContext) -> Html:
    """The columns as check boxes; the button brings the list with those that are checked."""
    boxes = [
        tag(
            "li",
            tag(
                "label",
                tag("input", type="checkbox", name="columns", value=name, checked=name in options.columns),
                " ",
                cells.title(behind.counts, name, ctx),
            ),
        )
        for name in options.offered
    ]
    buttons = tag(
        "p",
        tag("button", ctx.say(words.SHOW_COLUMNS), type="submit", class_="button"),
        tag("a", ctx.say(words.USUAL_COLUMNS), href=ctx.link(columns=None)),
        tag("a", ctx.say(words.ALL_COLUMNS), href=ctx.link(columns=",".join(options.offered))),
        class_="buttons",
    )
    text = ctx.say(words.COLUMNS, n=len(options.columns), all=len(options.offered))
    form = tag("form", tag("ul", boxes, class_="boxes"), buttons, action=ctx.link())
    return tag("details", tag("summary", text), form, id="columns", class_="chooser")


def record_list(
    rows: Sequence[Mapping[str, Any]],
    options: ListOptions,
    behind: RowsBehind,
    assessment: Assessment,
    period: Period,
    ctx: PageContext,
) -> Html:
    """One page of rows; each begins with the way to its record."""
    caption, zones = _caption(options, behind, assessment, period, ctx), records.zones(ctx.snapshot)
    displayed = [
        *(["record"] if len(behind.counts) > 1 else []),
        *(name for name in NUMBERS if name == "numerator" or behind.denominator is not None),
        *options.columns,
    ]
    columns = [_header(name, options, behind, ctx) for name in ("key", *displayed)]
    names = {(record, name): cells.names_of(record, name, ctx) for record in behind.counts for name in displayed}
    units = {role: sums.unit_of_sum(assessment.indicator, role) for role in NUMBERS}

    def written(row: Mapping[str, Any], name: str) -> str:
        if name in units:
            return sums.added_text(row[name], units[name], ctx)
        zone, members = zones.get(row["source"], UTC), names[row["record"], name]
        return cells.cell(row["record"], name, row[name], ctx, zone, members)

    body = [[_link(row, ctx), *(written(row, name) for name in displayed)] for row in rows]
    list_table = table(caption, columns, body, kind="wide list no-file", caption_hidden=True, start=True)
    # The caption lies inside what scrolls, where a phone would cut it off.
    return join(tag("h2", caption, class_="of-list"), scrolling(list_table, caption))


def pages(options: ListOptions, behind: RowsBehind, ctx: PageContext) -> Html | None:
    """First, previous, next and last page; the address holds the number."""
    if behind.pages == 1:
        return None
    here, last = options.number, behind.pages
    links = [
        _page(text, number, number != here and 1 <= number <= last, ctx)
        for text, number in ((words.FIRST, 1), (words.PREVIOUS, here - 1), (words.NEXT, here + 1), (words.LAST, last))
    ]
    now = ctx.say(words.PAGE_OF, n=formats.number(here, ctx.lang), all=formats.number(last, ctx.lang))
    links.insert(2, tag("li", tag("span", now, aria_current="page")))
    return tag("nav", tag("ul", links), class_="pages", aria_label=ctx.say(words.PAGES))


def zones(ctx: PageContext) -> Html:
    """In which time the moments are."""
    keys = sorted({zone.key for zone in records.zones(ctx.snapshot).values()})
    return tag("p", ctx.say(words.TIMES_ARE, zone=", ".join(keys)), class_="soft")


def _caption(options: ListOptions, behind: RowsBehind, assessment: Assessment, period: Period, ctx: PageContext) -> str:
    """Which rows of how many the page shows."""
    last = min(options.number * PAGE, behind.rows)
    numbers = {"first": (options.number - 1) * PAGE + 1, "last": last, "all": behind.rows}
    gaps = {gap: formats.number(number, ctx.lang) for gap, number in numbers.items()}
    name = ctx.say(assessment.indicator.title)
    return ctx.say(words.CAPTION, name=name, period=formats.period(period, ctx.lang), **gaps)


def _header(name: str, options: ListOptions, behind: RowsBehind, ctx: PageContext) -> Column:
    """A column whose header sorts by it: up, then down, then not."""
    title = cells.title(behind.counts, name, ctx)
    sorting = None
    if name == options.sort:
        sorting = "descending" if options.descending else "ascending"
    next_sort = {None: name, "ascending": f"-{name}", "descending": None}[sorting]
    mark = {None: "↕", "ascending": "▲", "descending": "▼"}[sorting]
    link = tag(
        "a",
        title,
        tag("span", formats.SPACE, mark, aria_hidden="true"),
        href=ctx.link(sort=next_sort, page=None),
        title=ctx.say(words.SORT, column=title),
        id=f"sort-{name}",
    )
    number = name in NUMBERS or any(cells.is_number(record, name) for record in behind.counts)
    return Column(link, number=number, sorted=sorting)


def _link(row: Mapping[str, Any], ctx: PageContext) -> Child:
    text = row["key"].replace("|", " · ")
    return tag("a", text, href=ctx.link("transaction", record=row["record"], key=row["key"]))


def _page(text: Text, number: int, possible: bool, ctx: PageContext) -> Html:
    label = ctx.say(text)
    if not possible:
        return tag("li", tag("span", label, class_="soft", aria_disabled="true"))
    href = ctx.link(page=None if number == 1 else str(number))
    return tag("li", tag("a", label, href=href, id=f"page-{text.en.lower()}"))
