"""The rows of the scorecard: one indicator each, drawn or in words, perhaps beside another period or edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.findings.value import sure_text
from dashboard.request.context import PageContext
from dashboard.text import formats, period_ends
from dashboard.text import verdicts as status
from dashboard.text.wording import period_end as end_words
from dashboard.text.wording import scorecard as words
from dashboard.text.wording import verdicts
from dashboard.ui import svg
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column
from dashboard.views.scorecard import said
from dashboard.views.shared import value_summary
from data.certainty import scalar
from data.words import Absence, Frequency, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.assessment.target import gap
from metrics.planning.period_end.reading import PeriodEnd

DASH = "–"


@dataclass(frozen=True)
class Beside:
    """The values that stand beside those asked for: of another period, or of the same as it is known now."""

    title: str
    values: Mapping[str, float | None]
    changes: bool = True
    """Whether the difference is a change, or a correction of what was reported."""


Ends = Mapping[str, PeriodEnd]
"""Indicator → where the fiscal year will end; empty where that is told of none."""


def columns(ctx: PageContext, beside: Beside | None = None, ends: Ends | None = None) -> list[Column]:
    """The headers, as drawn or in words."""
    start = [
        Column(ctx.say(words.INDICATOR), kind="name"),
        Column(ctx.say(words.VALUE), number=True, kind="value"),
        *([Column(beside.title, number=True, kind="beside", label=beside.title)] if beside else []),
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
            *([] if beside else [Column(ctx.say(words.AGAINST), kind="against", hint=ctx.say(words.AGAINST_WHY))]),
            Column(ctx.say(words.TREND), kind="trend"),
            Column(ctx.say(words.SIGNAL), kind="icons"),
        ]
    year_end, why = ctx.say(end_words.COLUMN), ctx.say(end_words.COLUMN_WHY)
    ahead = [Column(year_end, kind="ahead", hint=why, label=year_end)] if ends else []
    return [*start, *middle, *ahead, Column(ctx.say(words.OWNER), kind="owner soft")]


def row(
    assessment: Assessment, ctx: PageContext, beside: Beside | None = None, ends: Ends | None = None
) -> list[Child]:
    """The cells of one indicator, in the order of `columns`."""
    indicator = assessment.indicator
    unit, decimals = indicator.unit, indicator.decimals
    start: list[Child] = [
        _name(assessment, ctx),
        _value(assessment, ctx),
        *([_beside(assessment, beside, ctx)] if beside else []),
        sure_text(assessment, ctx),
        DASH if assessment.target is None else formats.value(assessment.target, unit, ctx.lang, decimals),
        DASH if assessment.gap is None else formats.missed_by(assessment.gap, unit, ctx.lang, decimals),
        _status(assessment, ctx),
    ]
    if ctx.own.get("as") == "table":
        middle: list[Child] = [
            tag("span", status.variation(assessment, ctx.lang), class_=status.tone(assessment))
            if assessment.points.height
            else DASH,
            status.assurance(assessment, ctx.lang) if assessment.assurance else DASH,
        ]
    else:
        middle = [*([] if beside else [_strip(assessment)]), _trend(assessment, ctx), _icons(assessment, ctx)]
    ahead = [_ahead(assessment, ends.get(indicator.name), ctx)] if ends else []
    return [*start, *middle, *ahead, ctx.say(indicator.owner)]


def _name(assessment: Assessment, ctx: PageContext) -> Html:
    link = tag(
        "a", ctx.say(assessment.indicator.title), href=ctx.link("indicator", indicator=assessment.indicator.name)
    )
    late = tag("span", " ", ctx.say(Absence.LATE.text), class_="bad soft") if assessment.late else None
    notes = []
    if assessment.value is not None and assessment.days and assessment.indicator.frequency is Frequency.WAVE:
        notes.append(ctx.say(words.WAVE, period=formats.period(assessment.days, ctx.lang)))
    if group(assessment) is AttentionGroup.ATTENTION and (evidence := status.met_in_short(assessment, ctx.lang)):
        notes.append(evidence)
    if assessment.value is None and (more := status.absence_parts(assessment, ctx.lang)[1]):
        notes.append(more)
    comment = said.mark(assessment, ctx)
    if not notes:
        return join(link, late, comment)
    return join(link, " ", tag("span", " · ".join(notes), class_="soft"), late, comment)


def _beside(assessment: Assessment, beside: Beside, ctx: PageContext) -> Child:
    """The other value, and by how much the one asked for differs from it."""
    other, indicator = beside.values.get(assessment.indicator.name), assessment.indicator
    if other is None:
        return DASH
    if not beside.changes and other == assessment.value:
        return tag("span", ctx.say(words.SAME), class_="soft")
    text = formats.value(other, indicator.unit, ctx.lang, indicator.decimals)
    change = gap(assessment.value, other)
    if change is None:
        return text
    difference = formats.gap(change if beside.changes else -change, indicator.unit, ctx.lang, indicator.decimals)
    return join(text, " ", tag("span", difference, class_="soft"))


def _value(assessment: Assessment, ctx: PageContext) -> Child:
    if assessment.value is None:
        return tag("span", status.absence_parts(assessment, ctx.lang)[0], class_="absent")
    text = formats.value(assessment.value, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
    if not ctx.leads_to_rows(assessment.indicator):
        return text
    label = ctx.say(words.ROWS_BEHIND, name=ctx.say(assessment.indicator.title))
    href = ctx.link("transactions", indicator=assessment.indicator.name)
    return tag("a", text, href=href, title=label)


def _status(assessment: Assessment, ctx: PageContext) -> Child:
    if assessment.value is None:
        return DASH
    if assessment.status is not Status.TOO_FEW:
        return value_summary.status_word(assessment, ctx)
    # The whole word would make the column half as wide again.
    mark = tag("span", status.MARKS[assessment.status], formats.SPACE, aria_hidden="true")
    short = ctx.say(words.TOO_FEW), hidden(ctx.say(words.TO_JUDGE))
    return tag("span", mark, *short, class_=status.TONES[assessment.status])


def _ahead(assessment: Assessment, end: PeriodEnd | None, ctx: PageContext) -> Child:
    """Where the year will end and whether the target is in reach; why it is not told, to who asks."""
    if end is None:
        return DASH
    sentence = period_ends.sentence(end, ctx.lang, assessment)
    if end.value is None:
        return tag("span", DASH, hidden(sentence), title=sentence)
    figure = period_ends.figure(end, ctx.lang)
    # Of what is met now, the verdict beside it says itself that its usual range misses it.
    verdict = period_ends.word(end, ctx.lang, None if assessment.status is Status.MET else assessment)
    says = tag("span", verdict, class_=f"says {period_ends.tone(end)}") if verdict else None
    return tag("span", figure, " ", says, title=sentence)


def _strip(assessment: Assessment) -> Html | None:
    if assessment.value is None or assessment.target is None:
        return None
    return svg.strip(assessment.value, assessment.target, assessment.near, assessment.indicator.better)


def _trend(assessment: Assessment, ctx: PageContext) -> Html | None:
    sparkline = svg.sparkline(assessment)
    if sparkline is None:
        return None
    values = svg.in_window(assessment)["value"].drop_nulls()
    low, high = (
        formats.value(number, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
        for number in (scalar(end, float) for end in (values.min(), values.max()))
    )
    return join(sparkline, hidden(ctx.say(words.RANGE, n=len(values), low=low, high=high)))


def _icons(assessment: Assessment, ctx: PageContext) -> Html | None:
    if assessment.value is None or not assessment.points.height:
        return None
    if assessment.open:
        return tag("span", DASH, hidden(ctx.say(verdicts.NOT_JUDGED)), title=ctx.say(verdicts.NOT_JUDGED))
    text = status.variation(assessment, ctx.lang)
    if assessment.trial:
        text = f"{text} ({ctx.say(verdicts.TRIAL)})"
    if judged := status.judged_on(assessment, ctx.lang):
        text = f"{text}, {judged}"
    first = svg.variation_icon(status.tone(assessment), assessment.rising, assessment.trial)
    pair = [tag("span", first, hidden(f"{text}. "), title=text)]
    second = svg.assurance_icon(assessment.assurance, status.reach_tone(assessment), assessment.trial)
    if second:
        reach = status.assurance(assessment, ctx.lang)
        pair.append(tag("span", second, hidden(f"{reach}."), title=reach))
    return tag("span", pair, class_="pair")
