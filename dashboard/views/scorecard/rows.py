"""The rows of the scorecard: one indicator each, drawn or in words."""

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text import verdicts as status
from dashboard.text.wording import scorecard as words
from dashboard.text.wording import verdicts
from dashboard.ui import svg
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column
from data.words import Absence, Frequency, Unit
from metrics.assessment.assessment import Judged

DASH = "–"


def columns(ctx: PageContext) -> list[Column]:
    """The headers, as drawn or in words."""
    start = [
        Column(ctx.say(words.INDICATOR), kind="name"),
        Column(ctx.say(words.VALUE), number=True, kind="value"),
        Column(ctx.say(words.SURE), kind="sure soft", hint=ctx.say(words.SURE_WHY)),
        Column(ctx.say(words.TARGET), number=True, kind="target", label=ctx.say(words.TARGET)),
        Column(ctx.say(words.GAP), number=True, kind="gap", hint=ctx.say(words.GAP_WHY), label=ctx.say(words.GAP)),
        Column(ctx.say(words.STATUS), kind="status"),
    ]
    if ctx.own.get("as") == "table":
        middle = [
            Column(ctx.say(words.SIGNAL_WORD), kind="signal"),
            Column(ctx.say(words.REACH_WORD), kind="reach"),
        ]
    else:
        middle = [
            Column(ctx.say(words.AGAINST), kind="against"),
            Column(ctx.say(words.TREND), kind="trend"),
            Column(ctx.say(words.SIGNAL), kind="icons"),
        ]
    return [*start, *middle, Column(ctx.say(words.OWNER), kind="owner soft")]


def row(judged: Judged, ctx: PageContext) -> list[Child]:
    """The cells of one indicator, in the order of `columns`."""
    indicator = judged.indicator
    unit, decimals = indicator.unit, indicator.decimals
    start: list[Child] = [
        _name(judged, ctx),
        _value(judged, ctx),
        _sure(judged, ctx),
        DASH if judged.target is None else formats.value(judged.target, unit, ctx.lang, decimals),
        DASH if judged.gap is None else formats.missed_by(judged.gap, unit, ctx.lang, decimals),
        _status(judged, ctx),
    ]
    if ctx.own.get("as") == "table":
        middle: list[Child] = [
            tag("span", status.variation(judged, ctx.lang), class_=status.tone(judged))
            if judged.points.height
            else DASH,
            status.assurance(judged, ctx.lang) if judged.assurance else DASH,
        ]
    else:
        middle = [_bullet(judged), _trend(judged, ctx), _icons(judged, ctx)]
    return [*start, *middle, ctx.say(indicator.owner)]


def _name(judged: Judged, ctx: PageContext) -> Html:
    link = tag("a", ctx.say(judged.indicator.title), href=ctx.link("indicator", indicator=judged.indicator.name))
    late = tag("span", " ", ctx.say(Absence.LATE.text), class_="bad soft") if judged.late else None
    if judged.value is None or judged.period == ctx.period:
        return join(link, late)
    when = formats.period(judged.period, ctx.lang)
    if judged.indicator.frequency is Frequency.WAVE:
        when = ctx.say(words.WAVE, period=when)
    return join(link, " ", tag("span", when, class_="soft"), late)


def _value(judged: Judged, ctx: PageContext) -> Child:
    if judged.value is None:
        return tag("span", status.absence(judged, ctx.lang), class_="absent")
    text = formats.value(judged.value, judged.indicator.unit, ctx.lang, judged.indicator.decimals)
    if "transactions" not in ctx.takes or judged.indicator.restricted:
        return text
    label = ctx.say(words.ROWS_BEHIND, name=ctx.say(judged.indicator.title))
    href = ctx.link("transactions", indicator=judged.indicator.name)
    return tag("a", text, href=href, title=label)


def _sure(judged: Judged, ctx: PageContext) -> str:
    parts = []
    if judged.low is not None and judged.value is not None:
        half = judged.margin
        shown = half * 100 if judged.indicator.unit is Unit.SHARE else half
        parts.append(f"±{formats.SPACE}{formats.number(shown, ctx.lang, judged.indicator.decimals)}")
    if judged.n:
        parts.append(f"n{formats.SPACE}{formats.number(judged.n, ctx.lang)}")
    return " · ".join(parts)


def _status(judged: Judged, ctx: PageContext) -> Child:
    if judged.value is None:
        return DASH
    return tag("span", status.status(judged, ctx.lang), class_=status.TONES[judged.status])


def _bullet(judged: Judged) -> Html | None:
    if judged.value is None or judged.target is None:
        return None
    return svg.bullet(judged.value, judged.target, judged.near, 1.0 if judged.indicator.unit is Unit.SHARE else None)


def _trend(judged: Judged, ctx: PageContext) -> Html | None:
    drawn = svg.sparkline(judged)
    if drawn is None:
        return None
    values = judged.points["value"].drop_nulls()
    low, high = (
        formats.value(number, judged.indicator.unit, ctx.lang, judged.indicator.decimals)
        for number in (values.min(), values.max())
    )
    return join(drawn, hidden(ctx.say(words.RANGE, n=len(values), low=low, high=high)))


def _icons(judged: Judged, ctx: PageContext) -> Html | None:
    if judged.value is None or not judged.points.height:
        return None
    said = status.variation(judged, ctx.lang)
    if judged.trial:
        said = f"{said} ({ctx.say(verdicts.TRIAL)})"
    first = svg.variation_icon(status.tone(judged), judged.rising, judged.trial)
    pair = [tag("span", first, hidden(f"{said}. "), title=said)]
    second = svg.assurance_icon(judged.assurance, status.reach_tone(judged), judged.trial)
    if second:
        reach = status.assurance(judged, ctx.lang)
        pair.append(tag("span", second, hidden(f"{reach}."), title=reach))
    return tag("span", pair, class_="pair")
