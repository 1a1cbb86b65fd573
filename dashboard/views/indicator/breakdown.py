"""One value split over groups: the bars that drill down, and the exact reasons for its change."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, table
from dashboard.views.shared import value_summary
from dashboard.views.shared.comparisons import last_year, previous
from data.text import Text
from data.words import Absence
from metrics.assessment.assessment import Assessment
from metrics.definition.dimensions import DIMENSIONS
from metrics.definition.indicator import Kind
from metrics.drilldown.groups import rank_groups
from metrics.engine.decomposition import rounded_parts

MOST = 20
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
    groups = _groups(assessment, by, ctx)
    names = indicators.names(ctx.snapshot, by)
    rows = rank_groups(groups, assessment.indicator.better, None if assessment.indicator.restricted else MOST)
    longest = max((abs(row["value"]) for row in rows if row["value"] is not None), default=0)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        Column(ctx.say(words.VALUE), number=True),
        Column(hidden(ctx.say(words.BAR)), kind="extra"),
        Column(ctx.say(words.N), number=True),
        Column(ctx.say(words.SHARE), number=True, kind="extra"),
    ]
    cells = [
        [
            _name(row[by], by, names, assessment, ctx),
            _value(row, assessment, ctx),
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
    largest = ctx.say(words.LARGEST_ONLY, n=MOST, all=len(groups)) if len(rows) < len(groups) else None
    return join(
        title,
        _tabs(by, assessment, ctx),
        table(caption, columns, cells, kind="wide"),
        tag("p", largest, class_="soft") if largest else None,
    )


def _groups(assessment: Assessment, by: str, ctx: PageContext) -> list[dict[str, Any]]:
    name, period = assessment.indicator.name, assessment.period.code
    return indicators.split(ctx.snapshot, ctx.viewer, name, period, by, ctx.where)


def why(assessment: Assessment, ctx: PageContext) -> Html | None:
    """The change since another period, split exactly into how groups did and how they grew."""
    by = dimension_of(assessment, ctx)
    if (
        assessment.indicator.kind is not Kind.QUOTIENT
        or assessment.indicator.restricted
        or by is None
        or assessment.value is None
    ):
        return None
    against = "previous" if ctx.own.get("against") == "previous" else "year"
    before = previous(assessment) if against == "previous" else last_year(assessment, ctx)
    change = before and indicators.change(
        ctx.snapshot,
        ctx.viewer,
        assessment.indicator.name,
        before=before.code,
        after=assessment.period.code,
        by=by,
        where=ctx.where,
    )
    if not change:
        return None
    tabs = [
        tag("a", ctx.say(text), href=ctx.link(against=value), aria_current="true" if against == value else None)
        for value, text in (("year", words.WHY_LAST_YEAR), ("previous", words.WHY_PREVIOUS))
    ]
    rows = change.parts.sort(change.parts["effect"].abs(), descending=True).to_dicts()
    rate, mix = _rounded([row["rate_effect"] for row in rows], [row["mix_effect"] for row in rows], assessment)
    names = indicators.names(ctx.snapshot, by)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        *(Column(ctx.say(text), number=True) for text in (words.RATE, words.MIX, words.BOTH)),
    ]
    cells: list[Sequence[Child]] = [
        [_label(row[by], names, ctx), *(_effect(part, assessment, ctx) for part in (by_rate, by_mix, by_rate + by_mix))]
        for row, by_rate, by_mix in list(zip(rows, rate, mix, strict=True))[:MOST]
    ]
    total = [sum(rate), sum(mix), sum(rate) + sum(mix)]
    cells.append([ctx.say(words.TOTAL), *(tag("strong", _effect(part, assessment, ctx)) for part in total)])
    caption = ctx.say(
        words.WHY_CAPTION,
        before=f"{value_summary.value_text(change.before, assessment, ctx)} ({formats.period(before, ctx.lang)})",
        after=value_summary.value_text(change.after, assessment, ctx),
        dimension=ctx.say(DIMENSIONS[by].title).lower(),
    )
    sentence = ctx.say(
        words.WHY_SENTENCE,
        change=_effect(total[2], assessment, ctx),
        rate=_effect(total[0], assessment, ctx),
        mix=_effect(total[1], assessment, ctx),
    )
    return join(
        tag("h2", ctx.say(words.WHY)),
        tag("p", tabs, class_="tabs"),
        tag("p", sentence),
        table(caption, columns, cells, kind="wide"),
    )


def _rounded(rate: list[float], mix: list[float], assessment: Assessment) -> tuple[list[Decimal], list[Decimal]]:
    """Effects as shown, rounded together so that they still add up to the change as it is shown."""
    digits = formats.places(assessment.indicator.unit, assessment.indicator.decimals)
    parts = rounded_parts([*rate, *mix], digits)
    return parts[: len(rate)], parts[len(rate) :]


def _effect(value: float | Decimal, assessment: Assessment, ctx: PageContext) -> str:
    return formats.gap(float(value), assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)


def _tabs(by: str, assessment: Assessment, ctx: PageContext) -> Html:
    links = [
        tag(
            "a",
            ctx.say(DIMENSIONS[name].title),
            href=ctx.link(by=name),
            aria_current="true" if name == by else None,
        )
        for name in breakdowns(assessment, ctx)
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.SPLIT_TABS))


def _label(code: str | None, names: Mapping[str, Text], ctx: PageContext) -> str:
    if code is None:
        return ctx.say(words.NOT_STATED)
    return ctx.say(names[code]) if code in names else code


def _name(code: str | None, by: str, names: Mapping[str, Text], assessment: Assessment, ctx: PageContext) -> Child:
    label = _label(code, names, ctx)
    if code is None or code not in names or assessment.indicator.restricted:
        return label
    href = ctx.link(**{by: code, "by": None})
    return tag("a", label, href=href, title=ctx.say(words.DRILL, name=label))


def _value(row: Mapping[str, Any], assessment: Assessment, ctx: PageContext) -> Child:
    if row["value"] is None:
        word = Absence(row["absence"]) if row["absence"] else Absence.NO_DATA
        return tag("span", ctx.say(word.text), class_="soft")
    return value_summary.value_text(row["value"], assessment, ctx)


def _bar(value: float | None, most: float, target: float | None) -> Html | None:
    if value is None or not most:
        return None
    top = max(most, target or 0)
    marks = [tag("rect", x=0, y=3, width=round(max(abs(value) / top * BAR, 1), 1), height=8, fill="var(--bar)")]
    if target is not None and target > 0:
        marks.append(tag("rect", x=round(target / top * BAR - 1, 1), y=0, width=2, height=14, fill="var(--ink)"))
    return tag("svg", marks, width=BAR + 2, height=14, aria_hidden="true")
