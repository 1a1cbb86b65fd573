"""One value split over groups: the bars that drill down, and the exact reasons for its change."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, table
from dashboard.views.shared import value_summary
from dashboard.views.shared.comparisons import last_year, previous
from data.text import Text
from data.words import Absence, Better
from metrics.assessment.assessment import Judged
from metrics.definition.dimensions import DIMENSIONS
from metrics.definition.indicator import Kind
from metrics.engine.decomposition import rounded_parts

MOST = 20
BAR = 160


def dimension_of(judged: Judged, ctx: PageContext) -> str | None:
    """The breakdown that was chosen, else the first that has several groups here."""
    offered = offers(judged, ctx)
    if ctx.own.get("by") in offered:
        return ctx.own["by"]
    several = (name for name in offered if len(_found(judged, name, ctx)) > 1)
    return next(several, next(iter(offered), None))


def offers(judged: Judged, ctx: PageContext) -> list[str]:
    """The breakdowns that can be asked for here."""
    if judged.absence is Absence.NOT_APPLICABLE or (judged.indicator.restricted and ctx.where):
        return []
    return [name for name in judged.indicator.breakdowns if len(ctx.where.get(name, ())) != 1]


def split(judged: Judged, ctx: PageContext) -> Html:
    """The value by group, the worst first; each name drills into its group, except for staff."""
    title = tag("h2", ctx.say(words.SPLIT))
    by = dimension_of(judged, ctx)
    if by is None:
        return join(title, tag("p", ctx.say(words.NO_SPLIT)))
    found = _found(judged, by, ctx)
    known = indicators.names(ctx.snapshot, by)
    rows = sorted(found, key=lambda row: _rank(row, judged.indicator.better))
    # The largest are kept, so that a village with three visits does not push a city off the page.
    largest = sorted(found, key=lambda row: -(row["n"] or 0))
    if not judged.indicator.restricted:
        largest = largest[:MOST]
    rows = [row for row in rows if row in largest]
    most = max((abs(row["value"]) for row in rows if row["value"] is not None), default=0)
    whole = sum(_weight(row) or 0 for row in found)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        Column(ctx.say(words.VALUE), number=True),
        Column("", kind="extra"),
        Column(ctx.say(words.N), number=True),
        Column(ctx.say(words.SHARE), number=True, kind="extra"),
    ]
    cells = [
        [
            _name(row[by], by, known, judged, ctx),
            _value(row, judged, ctx),
            _bar(row["value"], most, judged.target),
            formats.number(row["n"], ctx.lang) if row["n"] is not None else "–",
            formats.percent(_weight(row) / whole, ctx.lang) if _weight(row) is not None and whole else "–",
        ]
        for row in rows
    ]
    caption = ctx.say(
        words.SPLIT_BY,
        dimension=ctx.say(DIMENSIONS[by].title).lower(),
        period=formats.period(judged.period, ctx.lang),
    )
    first = ctx.say(words.LARGEST_ONLY, n=MOST, all=len(found)) if len(rows) < len(found) else None
    return join(
        title,
        _tabs(by, judged, ctx),
        table(caption, columns, cells, kind="wide"),
        tag("p", first, class_="soft") if first else None,
    )


def _weight(row: dict) -> int | None:
    """What a group weighs in the whole: its denominator, which is what the whole is divided by; else its rows."""
    return row["n"] if row["denominator"] is None else row["denominator"]


def _found(judged: Judged, by: str, ctx: PageContext) -> list[dict]:
    return indicators.split(ctx.snapshot, ctx.viewer, judged.indicator.name, judged.period.code, by, ctx.where)


def why(judged: Judged, ctx: PageContext) -> Html | None:
    """The change since another period, split exactly into how groups did and how they grew."""
    by = dimension_of(judged, ctx)
    if judged.indicator.kind is not Kind.QUOTIENT or judged.indicator.restricted or by is None or judged.value is None:
        return None
    against = "previous" if ctx.own.get("against") == "previous" else "year"
    before = previous(judged) if against == "previous" else last_year(judged)
    changed = before and indicators.change(
        ctx.snapshot,
        ctx.viewer,
        judged.indicator.name,
        before=before.code,
        after=judged.period.code,
        by=by,
        where=ctx.where,
    )
    if not changed:
        return None
    tabs = [
        tag("a", ctx.say(text), href=ctx.link(against=value), aria_current="true" if against == value else None)
        for value, text in (("year", words.WHY_LAST_YEAR), ("previous", words.WHY_PREVIOUS))
    ]
    rows = changed.parts.sort(changed.parts["effect"].abs(), descending=True).to_dicts()
    rate, mix = _rounded([row["rate_effect"] for row in rows], [row["mix_effect"] for row in rows], judged)
    known = indicators.names(ctx.snapshot, by)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        *(Column(ctx.say(text), number=True) for text in (words.RATE, words.MIX, words.BOTH)),
    ]
    cells: list[Sequence[Child]] = [
        [_label(row[by], known, ctx), *(_effect(part, judged, ctx) for part in (one, other, one + other))]
        for row, one, other in list(zip(rows, rate, mix, strict=True))[:MOST]
    ]
    total = [sum(rate), sum(mix), sum(rate) + sum(mix)]
    cells.append([ctx.say(words.TOTAL), *(tag("strong", _effect(part, judged, ctx)) for part in total)])
    caption = ctx.say(
        words.WHY_CAPTION,
        before=f"{value_summary.shown(changed.before, judged, ctx)} ({formats.period(before, ctx.lang)})",
        after=value_summary.shown(changed.after, judged, ctx),
        dimension=ctx.say(DIMENSIONS[by].title).lower(),
    )
    sentence = ctx.say(
        words.WHY_SENTENCE,
        change=_effect(total[2], judged, ctx),
        rate=_effect(total[0], judged, ctx),
        mix=_effect(total[1], judged, ctx),
    )
    return join(
        tag("h2", ctx.say(words.WHY)),
        tag("p", tabs, class_="tabs"),
        tag("p", sentence),
        table(caption, columns, cells, kind="wide"),
    )


def _rounded(rate: list[float], mix: list[float], judged: Judged) -> tuple[list[Decimal], list[Decimal]]:
    """Effects as shown, rounded together so that they still add up to the change as it is shown."""
    digits = formats.places(judged.indicator.unit, judged.indicator.decimals)
    parts = rounded_parts([*rate, *mix], digits)
    return parts[: len(rate)], parts[len(rate) :]


def _effect(value: float | Decimal, judged: Judged, ctx: PageContext) -> str:
    return formats.gap(float(value), judged.indicator.unit, ctx.lang, judged.indicator.decimals)


def _tabs(by: str, judged: Judged, ctx: PageContext) -> Html:
    links = [
        tag(
            "a",
            ctx.say(DIMENSIONS[name].title),
            href=ctx.link(by=name),
            aria_current="true" if name == by else None,
        )
        for name in offers(judged, ctx)
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.SPLIT_TABS))


def _label(code: str | None, known: dict[str, Text], ctx: PageContext) -> str:
    if code is None:
        return ctx.say(words.NOT_STATED)
    return ctx.say(known[code]) if code in known else code


def _name(code: str | None, by: str, known: dict[str, Text], judged: Judged, ctx: PageContext) -> Child:
    label = _label(code, known, ctx)
    if code is None or code not in known or judged.indicator.restricted:
        return label
    href = ctx.link(**{by: code, "by": None})
    return tag("a", label, href=href, title=ctx.say(words.DRILL, name=label))


def _value(row: dict, judged: Judged, ctx: PageContext) -> Child:
    if row["value"] is None:
        word = Absence(row["absence"]) if row["absence"] else Absence.NO_DATA
        return tag("span", ctx.say(word.text), class_="soft")
    return value_summary.shown(row["value"], judged, ctx)


def _rank(row: dict, better: Better) -> tuple[bool, float]:
    """Worst first; without a direction the largest first; what has no value last."""
    if row["value"] is None:
        return True, 0.0
    return False, row["value"] if better is Better.HIGHER else -row["value"]


def _bar(value: float | None, most: float, target: float | None) -> Html | None:
    if value is None or not most:
        return None
    top = max(most, target or 0)
    marks = [tag("rect", x=0, y=3, width=round(max(abs(value) / top * BAR, 1), 1), height=8, fill="var(--bar)")]
    if target is not None and target > 0:
        marks.append(tag("rect", x=round(target / top * BAR - 1, 1), y=0, width=2, height=14, fill="var(--ink)"))
    return tag("svg", marks, width=BAR + 2, height=14, aria_hidden="true")
