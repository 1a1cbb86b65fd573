"""The blocks of the page of records behind a number: the question, what they add up to, and why there may be none."""

from collections.abc import Mapping
from itertools import groupby
from math import isclose
from typing import Any

from dashboard.findings.value import value_text
from dashboard.queries import indicators
from dashboard.queries.records import SearchResult
from dashboard.request.context import PageContext
from dashboard.text import cells, formats, sums, verdicts
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from data.records import RECORDS
from data.text import Text
from metrics.assessment.assessment import Assessment
from metrics.assessment.target import NOISE
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Kind
from metrics.drilldown.rows_behind import RowsBehind

COMPARING = (Kind.GAP, Kind.GROWTH, Kind.PERCENTILE)
"""Kinds that compare two values, so that their records do not simply add up to one."""
MOST_MEMBERS = 12
"""Services and places that a search lists; another letter leaves fewer."""
FRESH = {"columns": None, "sort": None, "page": None, "of": None, "only": None, "group": None, "in": None}
"""What another indicator does not keep."""


def question(ctx: PageContext, *notes: Child) -> Html:
    """The choice of an indicator, the search for a record or an indicator, and notes on it."""
    chosen = ctx.own.get("indicator")
    groups = [
        tag("optgroup", [_option(indicator.name, ctx) for indicator in members], label=ctx.say(perspective.text))
        for perspective, members in groupby(
            ctx.snapshot.catalogue.values(), key=lambda indicator: indicator.perspective
        )
    ]
    if chosen not in ctx.snapshot.catalogue:
        groups.insert(0, tag("option", ctx.say(words.CHOOSE_ONE), value=ctx.link(), selected=True))
    label = tag("label", hidden(ctx.say(words.CHOOSE)), tag("select", groups, data_go=True, id="go-indicator"))
    return join(tag("div", label, search(ctx), class_="ask"), *notes)


def search(ctx: PageContext) -> Html:
    """The field that takes a transaction's number or an indicator's name."""
    name = ctx.say(words.FIND)
    field = tag("input", name="find", type="search", placeholder=name, id="find", autocomplete="off", size=30)
    return tag(
        "form",
        tag("label", hidden(name), field),
        tag("button", ctx.say(words.GO), type="submit", class_="button"),
        action=ctx.link("transactions"),
        role="search",
        class_="find",
    )


def search_note(result: SearchResult, text: str, ctx: PageContext) -> Html:
    """What a search gave that was not one match: no match, or several indicators, services and places."""
    ways = [
        (ctx.say(ctx.snapshot.catalogue[name].title), ctx.link("indicator", indicator=name))
        for name in result.indicators
    ]
    for by, code in result.members[:MOST_MEMBERS]:
        name = ctx.say(indicators.name_of(ctx.snapshot, by, code))
        member = ctx.say(words.KIND_AND_NAME, kind=ctx.say(DIMENSIONS[by].title), name=name)
        ways.append((member, ctx.link(**{by: code, "page": None})))
    if not ways:
        return tag("p", ctx.say(words.NOT_FOUND, what=text), class_="note warn", role="status")
    links = [tag("li", tag("a", name, href=href)) for name, href in ways]
    return tag("div", tag("p", ctx.say(words.SEVERAL, what=text)), tag("ul", links), class_="note", role="status")


def summary(behind: RowsBehind, assessment: Assessment, number: Mapping[str, Any], ctx: PageContext) -> Html:
    """How many records, what they add up to, and that this is the number on the scorecard."""
    if not behind.rows:
        return tag("p", ctx.say(words.NO_ROWS), class_="note")
    lang, indicator = ctx.lang, assessment.indicator
    counts = [
        tag("strong", formats.number(n, lang), " ", ctx.say(_noun(record, n)).lower())
        for record, n in behind.counts.items()
    ]
    units = {role: sums.unit_of_sum(indicator, role) for role in sums.ROLES}
    written = [ctx.say(words.NUMERATOR, sum=sums.sum_text(behind.numerator, units["numerator"], ctx))]
    if behind.denominator is not None:
        below = sums.sum_text(behind.denominator, units["denominator"], ctx)
        written.append("÷ " + ctx.say(words.DENOMINATOR, sum=below))
    if indicator.kind in COMPARING:
        return join(
            tag("p", _with_plus(counts), " · ", " ".join(written), class_="sums"),
            _derivation(behind, assessment, number, ctx),
        )
    if (scale := sums.scale_left(indicator)) != 1:
        written.append(f"× {_scale(scale, lang)}")
    value = tag("strong", value_text(number["value"], assessment, ctx), class_="big")
    agrees = _agrees(behind, assessment, number)
    text = words.OTHER if not agrees else words.SAME_OF if indicator.derived else words.SAME
    return join(
        tag("p", _with_plus(counts), " · ", " ".join(written), " = ", value, class_="sums"),
        tag("p", ctx.say(text, **_days(behind, ctx)), class_="soft" if agrees else "bad"),
    )


def absence_note(assessment: Assessment, ctx: PageContext) -> Html | None:
    """Why there are no records to show: staff, or no number; None where there are."""
    if assessment.indicator.restricted:
        return tag("p", ctx.say(indicator_words.NO_WAY_DOWN), class_="note")
    if assessment.value is None:
        word, name = verdicts.absence(assessment, ctx.lang), ctx.say(assessment.indicator.title)
        sentence = ctx.say(words.NO_NUMBER, word=word, name=name, period=formats.period(assessment.period, ctx.lang))
        return tag("p", sentence, class_="note")
    return None


def number_of(assessment: Assessment) -> dict[str, Any]:
    """The number whose records are listed: the one that every page shows for the period."""
    return {
        "value": assessment.value,
        "numerator": assessment.numerator,
        "denominator": assessment.denominator,
    }


def _option(name: str, ctx: PageContext) -> Html:
    value = ctx.link("transactions", **{**FRESH, "indicator": name})
    return tag(
        "option", ctx.say(ctx.snapshot.catalogue[name].title), value=value, selected=name == ctx.own.get("indicator")
    )


def _noun(record: str, n: int) -> Text:
    return cells.singular(record) if n == 1 else RECORDS[record].title


def _with_plus(parts: list[Html]) -> Html:
    return join([[" + ", part] if at else part for at, part in enumerate(parts)])


def _agrees(behind: RowsBehind, assessment: Assessment, number: Mapping[str, Any]) -> bool:
    """Whether the records give exactly this number; of a derived one, which has no parts, the values are compared."""
    if not assessment.indicator.derived:
        return (behind.numerator, behind.denominator) == (number["numerator"], number["denominator"])
    value = behind.value(assessment.indicator.scale)
    return value is not None and isclose(value, number["value"], rel_tol=NOISE)


def _derivation(behind: RowsBehind, assessment: Assessment, number: Mapping[str, Any], ctx: PageContext) -> Html:
    """How a number that compares two sums comes from these records, and over which days."""
    how = ctx.say(indicator_words.KINDS[assessment.indicator.kind])
    value = tag("strong", value_text(number["value"], assessment, ctx), class_="big")
    sentence = ctx.say(words.DERIVED, how=how[0].lower() + how[1:], **_days(behind, ctx))
    return tag("p", value, " ", tag("span", sentence, class_="soft"))


def _days(behind: RowsBehind, ctx: PageContext) -> dict[str, str]:
    """The first and the last day of the records."""
    span = behind.span
    return {"first": formats.day(span.start, ctx.lang), "last": formats.day(span.end, ctx.lang)} if span else {}


def _scale(scale: float, lang: str) -> str:
    """`10,000` or `0.00000001`: as many decimals as it takes."""
    return formats.number(scale, lang, len(f"{scale:.12f}".rstrip("0").partition(".")[2]))
