"""One value split over groups, the worst first, each with its interval and the way down into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.findings.value import value_text
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, table
from data.text import Text
from data.words import Absence
from metrics.assessment.assessment import Assessment
from metrics.assessment.uncertainty import Interval
from metrics.catalogue.search import contains
from metrics.definition.breakdowns import DIMENSIONS
from metrics.drilldown.groups import rank_groups

MOST = 20
"""Groups that are listed at first, the worst."""
ENOUGH = 5
"""Rows: of fewer nobody says which group is worst."""
BAR = 160


def dimension_of(assessment: Assessment, ctx: PageContext) -> str | None:
    """The breakdown that was chosen, else the first that has several groups here."""
    offered = breakdowns(assessment, ctx)
    if ctx.own.get("by") in offered:
        return ctx.own["by"]
    several = (name for name in offered if len(_groups(assessment, name, ctx)) > 1)
    return next(several, next(iter(offered), None))


def breakdowns(assessment: Assessment, ctx: PageContext) -> list[str]:
    """The breakdowns that can be asked for here."""
    if assessment.absence is Absence.NOT_APPLICABLE or (assessment.indicator.restricted and ctx.where):
        return []
    alone = assessment.indicator.channels
    # What applies to all channels together only is not split into them: the parts would be 0% and 100%.
    left_out = ("channel",) if alone is not None and len(alone) < 2 else ()
    offered = [name for name in assessment.indicator.breakdowns if name not in left_out]
    return [name for name in offered if len(ctx.where.get(name, ())) != 1]


def split(assessment: Assessment, ctx: PageContext) -> Html:
    """The value by group, the worst first; each name drills into its group, except for staff."""
    title = tag("h2", ctx.say(words.SPLIT))
    by = dimension_of(assessment, ctx)
    if by is None:
        return join(title, tag("p", ctx.say(words.NO_SPLIT)))
    groups = [row for row in _groups(assessment, by, ctx) if not _is_nothing(row)]
    names = indicators.names(ctx.snapshot, by)
    ranked = rank_groups(groups, assessment.indicator.better, 0 if assessment.indicator.restricted else ENOUGH)
    matches, every = _matches(ranked, by, names, ctx), bool(ctx.own.get("members"))
    rows = matches if every or len(matches) <= MOST + 1 else matches[:MOST]
    intervals = _intervals(assessment, by, ctx)
    longest = max((abs(row["value"]) for row in ranked if row["value"] is not None), default=0)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        Column(ctx.say(words.VALUE), number=True),
        *([Column(ctx.say(words.INTERVAL), number=True, kind="extra")] if intervals else []),
        Column(hidden(ctx.say(words.BAR)), kind="extra"),
        Column(ctx.say(words.N), number=True),
        Column(ctx.say(words.SHARE), number=True, kind="extra", hint=ctx.say(words.SHARE_WHY)),
    ]
    cells = [
        [
            _name(row[by], by, names, assessment, ctx),
            _value(row, assessment, ctx),
            *([_interval(intervals.get(row[by]), row, assessment, ctx)] if intervals else []),
            _bar(row["value"], longest, assessment.target),
            NOTHING if row["n"] is None else formats.number(row["n"], ctx.lang),
            NOTHING if row["weight"] is None else formats.percent(row["weight"], ctx.lang),
        ]
        for row in rows
    ]
    caption = ctx.say(
        words.SPLIT_BY,
        dimension=ctx.say(DIMENSIONS[by].title).lower(),
        period=formats.period(assessment.period, ctx.lang),
    )
    return join(
        title,
        _tabs(by, assessment, ctx),
        _finder(len(rows), matches, ranked, ctx) if len(ranked) > MOST + 1 else None,
        table(caption, columns, cells, kind="wide") if rows else None,
    )


def _matches(
    ranked: list[dict[str, Any]], by: str, names: Mapping[str, Text], ctx: PageContext
) -> list[dict[str, Any]]:
    """The groups whose name, in the reader's language, has what was searched for; all where nothing was."""
    wanted = ctx.own.get("member", "")
    return [row for row in ranked if contains(label(row[by], names, ctx), wanted)]


def _finder(listed: int, matches: Sequence[Any], ranked: Sequence[Any], ctx: PageContext) -> Html:
    """The search among many groups, how many of them are shown, and the way to all."""
    field = tag(
        "input", type="search", name="member", value=ctx.own.get("member"), id="member", size=18, maxlength=60,
        placeholder=ctx.say(words.FIND_GROUP), autocomplete="off",
    )  # fmt: skip
    search = tag(
        "form",
        tag("label", hidden(ctx.say(words.FIND_GROUP)), field),
        tag("button", ctx.say(words.FIND), type="submit", class_="button"),
        action=ctx.link(member=None),
        role="search",
        aria_label=ctx.say(words.FIND_GROUP),
        class_="find",
    )
    texts = words.NO_GROUP if not matches else words.WORST_ONLY if listed < len(matches) else words.SHOWN_OF
    shown = ctx.say(texts, n=listed, all=len(ranked), what=ctx.own.get("member", ""))
    links = []
    if listed < len(matches):
        links.append(tag("a", ctx.say(words.SHOW_ALL, n=len(matches)), href=ctx.link(members="all"), id="members-all"))
    if ctx.own.get("member") or ctx.own.get("members"):
        back = ctx.say(words.SHOW_WORST, n=MOST)
        links.append(tag("a", back, href=ctx.link(member=None, members=None), id="members-worst"))
    return tag("div", search, tag("p", shown, " ", [[" ", link] for link in links], class_="soft"), class_="finder")


def _intervals(assessment: Assessment, by: str, ctx: PageContext) -> Mapping[str | None, Interval]:
    name, period = assessment.indicator.name, assessment.period
    return indicators.group_intervals(ctx.snapshot, ctx.viewer, name, period, by, ctx.where)


def _interval(of_group: Interval | None, row: Mapping[str, Any], assessment: Assessment, ctx: PageContext) -> str:
    """`81.2% to 86.0%`; nothing beside a value that is absent."""
    if of_group is None or row["value"] is None:
        return NOTHING
    low, high = (value_text(end, assessment, ctx) for end in (of_group.low, of_group.high))
    return ctx.say(words.FROM_TO, low=low, high=high)


def _is_nothing(row: Mapping[str, Any]) -> bool:
    """Rows without a group that add nothing: a line that would tell nobody anything."""
    return row["value"] is None and row["absence"] == Absence.NO_DATA and not row["n"]


def _groups(assessment: Assessment, by: str, ctx: PageContext) -> list[dict[str, Any]]:
    name, period = assessment.indicator.name, assessment.period.code
    return indicators.split(ctx.snapshot, ctx.viewer, name, period, by, ctx.where)


def _tabs(by: str, assessment: Assessment, ctx: PageContext) -> Html:
    links = [
        tag(
            "a",
            ctx.say(DIMENSIONS[name].title),
            href=ctx.link(by=name, member=None, members=None),
            aria_current="true" if name == by else None,
        )
        for name in breakdowns(assessment, ctx)
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.SPLIT_TABS))


def label(code: str | None, names: Mapping[str, Text], ctx: PageContext) -> str:
    """The name of a group; of rows without one that it is not stated."""
    if code is None:
        return ctx.say(words.NOT_STATED)
    return ctx.say(names[code]) if code in names else code


def _name(code: str | None, by: str, names: Mapping[str, Text], assessment: Assessment, ctx: PageContext) -> Child:
    name = label(code, names, ctx)
    if code is None or code not in names or assessment.indicator.restricted:
        return name
    href = ctx.link(**{by: code, "by": None, "member": None, "members": None})
    return tag("a", name, href=href, title=ctx.say(words.DRILL, name=name))


def _value(row: Mapping[str, Any], assessment: Assessment, ctx: PageContext) -> Child:
    if row["value"] is None:
        word = Absence(row["absence"]) if row["absence"] else Absence.NO_DATA
        return tag("span", ctx.say(word.text), class_="soft")
    return value_text(row["value"], assessment, ctx)


def _bar(value: float | None, most: float, target: float | None) -> Html | None:
    if value is None or not most:
        return None
    top = max(most, target or 0)
    marks = [tag("rect", x=0, y=3, width=round(max(abs(value) / top * BAR, 1), 1), height=8, fill="var(--bar)")]
    if target is not None and target > 0:
        marks.append(tag("rect", x=round(target / top * BAR - 1, 1), y=0, width=2, height=14, fill="var(--ink)"))
    return tag("svg", marks, width=BAR + 2, height=14, aria_hidden="true")
