"""The records behind a number by a column: the choice of it, and each group with its sums, the way to its records."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.findings.value import value_text
from dashboard.queries import records
from dashboard.queries.records import Group
from dashboard.request.context import PageContext
from dashboard.text import cells, formats, sums
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.drilldown.list_options import NOT_STATED, ListOptions
from dashboard.views.drilldown.question import COMPARING
from dashboard.views.drilldown.record_table import UTC
from data.records import RECORDS
from data.text import Text
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.drilldown.rows_behind import RowsBehind
from metrics.drilldown.subtotals import groupable, value_of

FRESH: Mapping[str, None] = dict.fromkeys(("in", "page", "sort"))
"""What another grouping does not keep."""


def chooser(options: ListOptions, behind: RowsBehind, ctx: PageContext) -> Html | None:
    """The columns to group by; of records of one group, which it is and the way back to all of them."""
    if not behind.rows:
        return None
    group = options.part.group
    chosen = group[0] if group else options.grouped
    choices = [tag("option", ctx.say(words.NO_GROUPS), value=ctx.link(**FRESH, group=None), selected=chosen is None)]
    choices += [
        tag("option", title, value=ctx.link(**FRESH, group=name), selected=name == chosen)
        for title, name in sorted((cells.title(behind.counts, name, ctx), name) for name in groupable(behind))
    ]
    select = tag("select", choices, data_go=True, id="go-group")
    label = tag("label", ctx.say(words.GROUP_BY), " ", select)
    inside = None
    if row := names_of_group(group, behind, ctx):
        text = ctx.say(words.IN_GROUP, group=ctx.say(words.KIND_AND_NAME, kind=row[0], name=row[1]))
        inside = tag("p", text, " ", tag("a", ctx.say(words.ALL_GROUPS), href=ctx.link(**FRESH), id="all-groups"))
    return join(tag("div", label, class_="ask"), inside)


def subtotals(options: ListOptions, behind: RowsBehind, assessment: Assessment, ctx: PageContext) -> Html:
    """The groups, those with most records against the number first; all others and all together at the end."""
    indicator, by = assessment.indicator, options.grouped or ""
    groups = records.groups(ctx.snapshot, ctx.viewer, indicator.name, ctx.period.code, ctx.where, by, options.part)
    low, whole = indicator.better is Better.LOWER, options.part == records.Part()
    units = {role: sums.unit_of_sum(indicator, role) for role in sums.ROLES}

    def added(row: Mapping[str, Any], role: str) -> str:
        return sums.added_text(row[role], units[role], ctx)

    shown: dict[str, tuple[Text, Callable[[Mapping[str, Any]], str]]] = {
        "rows": (words.GROUP_ROWS, lambda row: formats.number(row["rows"], ctx.lang)),
        "missed": (
            words.GROUP_COUNTED if low else words.GROUP_MISSED,
            lambda row: formats.number(row["missed"], ctx.lang),
        ),
        "numerator": (words.GROUP_NUMERATOR, lambda row: added(row, "numerator")),
        "denominator": (words.GROUP_DENOMINATOR, lambda row: added(row, "denominator")),
        "value": (indicator_words.VALUE, lambda row: value_text(row["value"], assessment, ctx)),
        "wait_s": (words.MEAN_WAIT, lambda row: _time(row["wait_s"])),
        "serve_s": (words.MEAN_SERVICE, lambda row: _time(row["serve_s"])),
    }
    left = {
        "missed": behind.missed is None,
        "denominator": behind.denominator is None,
        # Of a part of the records, and of those of two values compared, a quotient is not the number that is asked for.
        "value": indicator.kind in COMPARING or not whole,
        **{name: all(row[name] is None for row in groups) for name in ("wait_s", "serve_s")},
    }
    columns = {name: column for name, column in shown.items() if not left.get(name)}
    title = cells.title(behind.counts, by, ctx)
    hints = dict.fromkeys(("wait_s", "serve_s"), ctx.say(words.MEAN_WHY))
    header = [Column(title)]
    header += [Column(ctx.say(text), number=True, hint=hints.get(name)) for name, (text, _) in columns.items()]
    body = [[_name(row, by, behind, ctx), *(written(row) for _, written in columns.values())] for row in groups]
    caption = ctx.say(
        words.GROUPS, name=ctx.say(indicator.title), period=formats.period(ctx.period, ctx.lang), column=title
    )
    of_groups = table(caption, header, body, kind="wide list", caption_hidden=True, start=True)
    return join(tag("h2", caption, class_="of-list"), scrolling(of_groups, caption))


def names_of_group(group: Group | None, behind: RowsBehind, ctx: PageContext) -> tuple[str, str] | None:
    """The column and the group in the reader's words; None without one."""
    if group is None:
        return None
    column, code = group
    return cells.title(behind.counts, column, ctx), _text(value_of(code, column, behind), column, behind, ctx)


def _name(row: Mapping[str, Any], by: str, behind: RowsBehind, ctx: PageContext) -> Child:
    """A group as the way to its records; what stands for several or for all as its word."""
    if row["kind"] == "all":
        return tag("strong", ctx.say(words.ALL_TOGETHER))
    if row["kind"] == "others":
        text = words.ONE_OTHER_GROUP if row["groups"] == 1 else words.OTHER_GROUPS
        return ctx.say(text, n=formats.number(row["groups"], ctx.lang))
    name = _text(row["group"], by, behind, ctx)
    return tag("a", name, href=ctx.link(**{"in": NOT_STATED if row["code"] is None else row["code"], "page": None}))


def _text(group: Any, column: str, behind: RowsBehind, ctx: PageContext) -> str:
    if group is None:
        return ctx.say(indicator_words.NOT_STATED)
    declaring = [name for name in behind.counts if column in RECORDS[name].columns()] or list(behind.counts)
    names = {code: text for record in declaring for code, text in cells.names_of(record, column, ctx).items()}
    return cells.cell(declaring[0], column, group, ctx, UTC, names)


def _time(seconds: float | None) -> str:
    return cells.NOTHING if seconds is None else formats.duration(seconds)
