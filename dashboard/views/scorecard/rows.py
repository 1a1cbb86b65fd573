"""The rows of the scorecard: one indicator each, drawn or in words."""

from dashboard.request.context import Place
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


def columns(place: Place) -> list[Column]:
    """The headers, as drawn or in words."""
    start = [
        Column(place.say(words.INDICATOR), kind="name"),
        Column(place.say(words.VALUE), number=True, kind="value"),
        Column(place.say(words.SURE), kind="sure soft", hint=place.say(words.SURE_WHY)),
        Column(place.say(words.TARGET), number=True, kind="target", label=place.say(words.TARGET)),
        Column(
            place.say(words.GAP), number=True, kind="gap", hint=place.say(words.GAP_WHY), label=place.say(words.GAP)
        ),
        Column(place.say(words.STATUS), kind="status"),
    ]
    if place.own.get("as") == "table":
        middle = [
            Column(place.say(words.SIGNAL_WORD), kind="signal"),
            Column(place.say(words.REACH_WORD), kind="reach"),
        ]
    else:
        middle = [
            Column(place.say(words.AGAINST), kind="against"),
            Column(place.say(words.TREND), kind="trend"),
            Column(place.say(words.SIGNAL), kind="icons"),
        ]
    return [*start, *middle, Column(place.say(words.OWNER), kind="owner soft")]


def row(judged: Judged, place: Place) -> list[Child]:
    """The cells of one indicator, in the order of `columns`."""
    indicator = judged.indicator
    unit, decimals = indicator.unit, indicator.decimals
    start: list[Child] = [
        _name(judged, place),
        _value(judged, place),
        _sure(judged, place),
        DASH if judged.target is None else formats.value(judged.target, unit, place.lang, decimals),
        DASH if judged.gap is None else formats.missed_by(judged.gap, unit, place.lang, decimals),
        _status(judged, place),
    ]
    if place.own.get("as") == "table":
        middle: list[Child] = [
            tag("span", status.variation(judged, place), class_=status.tone(judged)) if judged.points.height else DASH,
            status.assurance(judged, place) if judged.assurance else DASH,
        ]
    else:
        middle = [_bullet(judged), _trend(judged, place), _icons(judged, place)]
    return [*start, *middle, place.say(indicator.owner)]


def _name(judged: Judged, place: Place) -> Html:
    link = tag("a", place.say(judged.indicator.title), href=place.link("indicator", indicator=judged.indicator.name))
    late = tag("span", " ", place.say(Absence.LATE.text), class_="bad soft") if judged.late else None
    if judged.value is None or judged.period == place.period:
        return join(link, late)
    when = formats.period(judged.period, place.lang)
    if judged.indicator.frequency is Frequency.WAVE:
        when = place.say(words.WAVE, period=when)
    return join(link, " ", tag("span", when, class_="soft"), late)


def _value(judged: Judged, place: Place) -> Child:
    if judged.value is None:
        return tag("span", status.absence(judged, place), class_="absent")
    text = formats.value(judged.value, judged.indicator.unit, place.lang, judged.indicator.decimals)
    if "transactions" not in place.takes or judged.indicator.restricted:
        return text
    label = place.say(words.ROWS_BEHIND, name=place.say(judged.indicator.title))
    href = place.link("transactions", indicator=judged.indicator.name)
    return tag("a", text, href=href, title=label)


def _sure(judged: Judged, place: Place) -> str:
    parts = []
    if judged.low is not None and judged.value is not None:
        half = judged.margin
        shown = half * 100 if judged.indicator.unit is Unit.SHARE else half
        parts.append(f"±{formats.SPACE}{formats.number(shown, place.lang, judged.indicator.decimals)}")
    if judged.n:
        parts.append(f"n{formats.SPACE}{formats.number(judged.n, place.lang)}")
    return " · ".join(parts)


def _status(judged: Judged, place: Place) -> Child:
    if judged.value is None:
        return DASH
    return tag("span", status.status(judged, place), class_=status.TONES[judged.status])


def _bullet(judged: Judged) -> Html | None:
    if judged.value is None or judged.target is None:
        return None
    return svg.bullet(judged.value, judged.target, judged.near, 1.0 if judged.indicator.unit is Unit.SHARE else None)


def _trend(judged: Judged, place: Place) -> Html | None:
    drawn = svg.sparkline(judged)
    if drawn is None:
        return None
    values = judged.points["value"].drop_nulls()
    low, high = (
        formats.value(number, judged.indicator.unit, place.lang, judged.indicator.decimals)
        for number in (values.min(), values.max())
    )
    return join(drawn, hidden(place.say(words.RANGE, n=len(values), low=low, high=high)))


def _icons(judged: Judged, place: Place) -> Html | None:
    if judged.value is None or not judged.points.height:
        return None
    said = status.variation(judged, place)
    if judged.trial:
        said = f"{said} ({place.say(verdicts.TRIAL)})"
    first = svg.variation_icon(status.tone(judged), judged.rising, judged.trial)
    pair = [tag("span", first, hidden(f"{said}. "), title=said)]
    second = svg.assurance_icon(judged.assurance, status.reach_tone(judged), judged.trial)
    if second:
        reach = status.assurance(judged, place)
        pair.append(tag("span", second, hidden(f"{reach}."), title=reach))
    return tag("span", pair, class_="pair")
