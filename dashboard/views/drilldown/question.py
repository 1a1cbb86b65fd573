"""The blocks of the page of records behind a number: the question, what they add up to, and why there may be none."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import groupby
from math import isclose
from typing import Any

from dashboard.queries import indicators
from dashboard.request import periods
from dashboard.request.context import Place
from dashboard.text import columns, formats, verdicts
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.views.shared import value_summary
from data.errors import Problem
from data.records import RECORDS
from data.words import Frequency, Text
from metrics.assessment.assessment import Judged
from metrics.assessment.target import NOISE
from metrics.calendar.periods import Period
from metrics.catalogue.registry import catalogue
from metrics.definition.indicator import Kind
from metrics.drilldown.rows_behind import Behind

COMPARING = (Kind.GAP, Kind.GROWTH)
"""Kinds that compare two values, so that their records do not simply add up to one."""
FRESH = {"columns": None, "sort": None, "page": None, "span": None}
"""What another indicator does not keep."""


def question(place: Place, *notes: Child) -> Html:
    """The choice of an indicator, the search for a record or an indicator, and what there is to say of it."""
    chosen = place.own.get("indicator")
    groups = [
        tag("optgroup", [_option(one.name, place) for one in ones], label=place.say(perspective.text))
        for perspective, ones in groupby(catalogue().values(), key=lambda one: one.perspective)
    ]
    if chosen not in catalogue():
        groups.insert(0, tag("option", place.say(words.CHOOSE_ONE), value=place.link(), selected=True))
    label = tag("label", hidden(place.say(words.CHOOSE)), tag("select", groups, data_go=True, id="go-indicator"))
    return join(tag("div", label, search(place), class_="ask"), *notes)


def search(place: Place) -> Html:
    """The field that takes a transaction's number or an indicator's name."""
    name = place.say(words.FIND)
    field = tag("input", name="find", type="search", placeholder=name, id="find", autocomplete="off", size=30)
    return tag(
        "form",
        tag("label", hidden(name), field),
        tag("button", place.say(words.GO), type="submit", class_="button"),
        action=place.link("transactions"),
        role="search",
        class_="find",
    )


def answered(found: list[str], asked: str, place: Place) -> Html:
    """What a search found when it was not one thing."""
    if not found:
        return tag("p", place.say(words.NOT_FOUND, what=asked), class_="note warn", role="status")
    links = [
        tag("li", tag("a", place.say(catalogue()[name].title), href=place.link("indicator", indicator=name)))
        for name in found
    ]
    return tag("div", tag("p", place.say(words.SEVERAL, what=asked)), tag("ul", links), class_="note", role="status")


def summary(behind: Behind, judged: Judged, shown: Mapping[str, Any], place: Place) -> Html:
    """How many records, what they add up to, and that this is the number on the scorecard."""
    if not behind.rows:
        return tag("p", place.say(words.NO_ROWS), class_="note")
    lang, indicator = place.lang, judged.indicator
    counts = [
        tag("strong", formats.number(n, lang), " ", place.say(_called(record, n)).lower())
        for record, n in behind.of.items()
    ]
    sums = [place.say(words.NUMERATOR, sum=formats.number(behind.numerator, lang))]
    if behind.denominator is not None:
        sums.append("÷ " + place.say(words.DENOMINATOR, sum=formats.number(behind.denominator, lang)))
    if indicator.kind in COMPARING:
        return join(
            tag("p", _listed(counts), " · ", " ".join(sums), class_="sums"), _made_of(behind, judged, shown, place)
        )
    if indicator.scale != 1:
        sums.append(f"× {_scale(indicator.scale, lang)}")
    value = tag("strong", value_summary.shown(shown["value"], judged, place), class_="big")
    agrees = _agrees(behind, judged, shown)
    text = words.OTHER if not agrees else words.SAME_OF if indicator.derived else words.SAME
    return join(
        tag("p", _listed(counts), " · ", " ".join(sums), " = ", value, class_="sums"),
        tag("p", place.say(text, **_days(behind, place)), class_="soft" if agrees else "bad"),
    )


def absent(judged: Judged, place: Place) -> Html | None:
    """Why there are no records to show: staff, or no number; None where there are."""
    if judged.indicator.restricted:
        return tag("p", place.say(indicator_words.NO_WAY_DOWN), class_="note")
    if judged.value is None:
        word, name = verdicts.absence(judged, place), place.say(judged.indicator.title)
        said = place.say(words.NO_ONE, word=word, name=name, period=formats.period(judged.period, place.lang))
        return tag("p", said, class_="note")
    return None


def asked(judged: Judged, place: Place) -> tuple[Period, dict[str, Any]]:
    """The period whose records are listed, and its number: the one on the scorecard unless another was asked for."""
    if period := periods.read(place.own.get("span")):
        with suppress(Problem):
            number = indicators.numbers(place.viewer, judged.indicator.name, where=place.where, period=period.code)
            return period, number.row(0, named=True)
    return judged.period, {name: getattr(judged, name) for name in ("value", "numerator", "denominator")}


def another_period(judged: Judged, period: Period, place: Place) -> Html | None:
    """The way to all records of a longer period that was chosen, and back to those of the scorecard."""
    if period != judged.period:
        text = place.say(words.ONLY_OF, period=formats.period(judged.period, place.lang))
        return tag("p", tag("a", text, href=place.link(span=None, page=None)))
    single = judged.indicator.derived or judged.indicator.frequency is Frequency.WAVE
    holds = place.period.start <= period.start and period.end <= place.period.end
    if single or not holds or place.period == period:
        return None
    text = place.say(words.ALL_OF, period=formats.period(place.period, place.lang))
    return tag("p", tag("a", text, href=place.link(span=place.period.code, page=None)))


def _option(name: str, place: Place) -> Html:
    value = place.link("transactions", **{**FRESH, "indicator": name})
    return tag("option", place.say(catalogue()[name].title), value=value, selected=name == place.own.get("indicator"))


def _called(record: str, n: int) -> Text:
    return columns.one_of(record) if n == 1 else RECORDS[record].title


def _listed(parts: list[Html]) -> Html:
    return join([[" + ", part] if at else part for at, part in enumerate(parts)])


def _agrees(behind: Behind, judged: Judged, shown: Mapping[str, Any]) -> bool:
    """Whether the records give the very number; the parts of a derived one are not told, so its value is compared."""
    if not judged.indicator.derived:
        return (behind.numerator, behind.denominator) == (shown["numerator"], shown["denominator"])
    found = behind.value(judged.indicator.scale)
    return found is not None and isclose(found, shown["value"], rel_tol=NOISE)


def _made_of(behind: Behind, judged: Judged, shown: Mapping[str, Any], place: Place) -> Html:
    """How a number that compares two sums comes from these records, and over which days."""
    how = place.say(indicator_words.KINDS[judged.indicator.kind])
    value = tag("strong", value_summary.shown(shown["value"], judged, place), class_="big")
    said = place.say(words.DERIVED, how=how[0].lower() + how[1:], **_days(behind, place))
    return tag("p", value, " ", tag("span", said, class_="soft"))


def _days(behind: Behind, place: Place) -> dict[str, str]:
    """The first and the last day of the records."""
    span = behind.span
    return {"first": formats.day(span.start, place.lang), "last": formats.day(span.end, place.lang)} if span else {}


def _scale(scale: float, lang: str) -> str:
    """`10,000` or `0.00000001`: as many decimals as it takes."""
    return formats.number(scale, lang, len(f"{scale:.12f}".rstrip("0").partition(".")[2]))
