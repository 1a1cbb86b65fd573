"""Why a value changed: the exact parts of the change, as a sentence, a waterfall and a table that add up on screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.findings.comparisons import last_year, previous
from dashboard.findings.value import value_text
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, table
from dashboard.ui.waterfall import Step, waterfall
from dashboard.views.indicator.breakdown import dimension_of, label
from dashboard.views.indicator.reasons import reasons
from data.records import RECORDS
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Kind, Part
from metrics.definition.rowsets import record_behind
from metrics.drilldown.change import by_parts
from metrics.engine.decomposition import Change, rounded_parts
from metrics.explanation.explanation import Against

TABS = {
    Against.YEAR: words.WHY_LAST_YEAR,
    Against.PREVIOUS: words.WHY_PREVIOUS,
    Against.TARGET: words.WHY_TARGET,
}
MOST = 8
"""Groups that are named; the others are one row, and can be opened."""


@dataclass(frozen=True)
class Effect:
    """What one group adds, as it is shown: by its result, by its weight."""

    name: str
    rate: Decimal
    mix: Decimal

    @property
    def both(self) -> Decimal:
        """Together."""
        return self.rate + self.mix


def why(assessment: Assessment, ctx: PageContext) -> Html | None:
    """The change since another period, split exactly; None where there is nothing to compare."""
    indicator, by = assessment.indicator, dimension_of(assessment, ctx)
    if assessment.value is None or by is None:
        return None
    heading = tag("h2", ctx.say(words.WHY))
    if indicator.kind is Kind.PERCENTILE:
        return join(heading, tag("p", ctx.say(words.WHY_NOT_OF_PERCENTILES), class_="soft"))
    offered = _offered(assessment)
    against = next((one for one in offered if one == ctx.own.get("against")), Against.YEAR)
    top = join(heading, None if indicator.kind is Kind.GROWTH else _tabs(offered, against, ctx))
    if against is Against.TARGET:
        return join(top, reasons(assessment, against, None, ctx))
    before = previous(assessment) if against is Against.PREVIOUS else last_year(assessment, ctx)
    top = join(top, reasons(assessment, against, before, ctx) if before else None)
    if indicator.restricted:
        return join(top, tag("p", ctx.say(words.WHY_NOT_OF_STAFF), class_="soft"))
    change = before and indicators.change(
        ctx.snapshot, ctx.viewer, indicator.name, before=before, after=assessment.period, by=by, where=ctx.where
    )
    if not before or not change or not change.parts.height:
        nothing = tag("p", ctx.say(words.WHY_NOTHING), class_="soft")
        return None if indicator.kind is Kind.GROWTH else join(top, nothing)
    return join(top, _parts(change, before, indicator.between[0] if indicator.between else by, assessment, ctx))


def _parts(change: Change, before: Period, by: str, assessment: Assessment, ctx: PageContext) -> Html:
    """The exact parts of a change by the groups of a breakdown: a sentence, a waterfall and a table."""
    effects = _effects(change, by, assessment, ctx)
    named, others = effects[:MOST], effects[MOST:]
    if len(others) == 1:
        named, others = effects, []
    caption = _caption(change, before, by, assessment, ctx)
    listed = [*named, *([_together(others, ctx.say(words.WHY_OTHERS, n=len(others)))] if others else [])]
    whole = table(caption, _columns(by, assessment, ctx), _rows(effects, assessment, ctx), kind="wide")
    return join(
        tag("p", _sentence(change, effects, before, by, assessment, ctx)),
        tag(
            "div",
            waterfall(_steps(change, listed, before, assessment, ctx), caption),
            tag("div", table(caption, _columns(by, assessment, ctx), _rows(listed, assessment, ctx), kind="wide")),
            class_="two why",
        ),
        tag("details", tag("summary", ctx.say(words.WHY_ALL, n=len(effects))), whole, id="why-all") if others else None,
    )


def _offered(assessment: Assessment) -> list[Against]:
    """What a value can be held against: a target that there is, where slices of the gap to it can be searched."""
    has_gap = assessment.target is not None and not assessment.indicator.derived
    return [Against.YEAR, Against.PREVIOUS, *([Against.TARGET] if has_gap else [])]


def _tabs(offered: Sequence[Against], against: Against, ctx: PageContext) -> Html:
    links = [
        tag("a", ctx.say(TABS[one]), href=ctx.link(against=one.value), aria_current="true" if against is one else None)
        for one in offered
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.WHY))


def _effects(change: Change, by: str, assessment: Assessment, ctx: PageContext) -> list[Effect]:
    """The groups, the largest effect first, rounded together so that they add up to the change as it is shown."""
    rows = change.parts.sort(change.parts["effect"].abs(), descending=True).to_dicts()
    digits = formats.places(assessment.indicator.unit, assessment.indicator.decimals)
    parts = rounded_parts([row[name] for name in ("rate_effect", "mix_effect") for row in rows], digits)
    names = indicators.names(ctx.snapshot, by)
    return [
        Effect(label(row[by], names, ctx), rate, mix)
        for row, rate, mix in zip(rows, parts[: len(rows)], parts[len(rows) :], strict=True)
    ]


def _together(effects: Sequence[Effect], name: str) -> Effect:
    return Effect(name, sum((one.rate for one in effects), Decimal(0)), sum((one.mix for one in effects), Decimal(0)))


def _steps(
    change: Change, listed: Sequence[Effect], before: Period, assessment: Assessment, ctx: PageContext
) -> list[Step]:
    """From the value before to the value now; growth begins at nought."""
    first = Step(formats.period(before, ctx.lang), _value(change.before, assessment, ctx), change.before, total=True)
    # Drawn where the steps, as they are rounded, lead: what is exact differs by less than what is shown.
    end = change.before + float(sum((one.both for one in listed), Decimal(0)))
    after = _value(change.after, assessment, ctx)
    last = Step(formats.period(assessment.period, ctx.lang), after, end, total=True)
    steps = [
        Step(one.name, _written(one.both, assessment, ctx), float(one.both), _tone(one.both, assessment))
        for one in listed
    ]
    return [*([] if assessment.indicator.kind is Kind.GROWTH else [first]), *steps, last]


def _tone(effect: Decimal, assessment: Assessment) -> str:
    if not effect or assessment.indicator.better is Better.NEUTRAL:
        return "plain"
    return "good" if (effect > 0) == (assessment.indicator.better is Better.HIGHER) else "bad"


def _has_mix(assessment: Assessment) -> bool:
    return assessment.indicator.kind not in (Kind.COUNT, Kind.GAP, Kind.GROWTH)


def _columns(by: str, assessment: Assessment, ctx: PageContext) -> list[Column]:
    texts = (words.RATE, words.MIX, words.BOTH) if _has_mix(assessment) else (words.BOTH,)
    return [Column(ctx.say(DIMENSIONS[by].title)), *(Column(ctx.say(text), number=True) for text in texts)]


def _rows(effects: Sequence[Effect], assessment: Assessment, ctx: PageContext) -> list[Sequence[Child]]:
    """A row per group, and the total that they add up to."""

    def cells(effect: Effect) -> list[str]:
        parts = (effect.rate, effect.mix, effect.both) if _has_mix(assessment) else (effect.both,)
        return [_written(part, assessment, ctx) for part in parts]

    total = _together(effects, ctx.say(words.TOTAL))
    rows: list[Sequence[Child]] = [[effect.name, *cells(effect)] for effect in effects]
    return [*rows, [tag("strong", total.name), *(tag("strong", text) for text in cells(total))]]


def _sentence(
    change: Change, effects: Sequence[Effect], before: Period, by: str, assessment: Assessment, ctx: PageContext
) -> str:
    """What the change is made of; of a quotient of two records also what numerator and denominator made of it."""
    total = _together(effects, "")
    gaps = {"change": _written(total.both, assessment, ctx), "largest": effects[0].name}
    gaps |= {"part": _written(effects[0].both, assessment, ctx), "before": formats.period(before, ctx.lang)}
    if assessment.indicator.kind is Kind.GROWTH:
        return ctx.say(words.WHY_GROWTH, **gaps)
    if not _has_mix(assessment):
        return ctx.say(words.WHY_COUNT, **gaps)
    effects_of = {name: _written(getattr(total, name), assessment, ctx) for name in ("rate", "mix")}
    sentence = ctx.say(words.WHY_SENTENCE, change=gaps["change"], **effects_of)
    parts = by_parts(change, assessment.indicator)
    if parts is None:
        return sentence
    digits = formats.places(assessment.indicator.unit, assessment.indicator.decimals)
    above, below = (_written(part, assessment, ctx) for part in rounded_parts(list(parts), digits))
    records = {
        "numerator": _records(assessment.indicator.numerator, ctx),
        "denominator": _records(assessment.indicator.denominator, ctx),
    }
    return f"{sentence} {ctx.say(words.WHY_BY_PARTS, above=above, below=below, **records)}"


def _records(parts: Sequence[Part], ctx: PageContext) -> str:
    names = dict.fromkeys(record_behind(part.rows) for part in parts)
    return formats.together([ctx.say(RECORDS[name].title).lower() for name in names], ctx.lang)


def _caption(change: Change, before: Period, by: str, assessment: Assessment, ctx: PageContext) -> str:
    dimension = ctx.say(DIMENSIONS[by].title).lower()
    if assessment.indicator.kind is Kind.GROWTH:
        return ctx.say(words.WHY_GROWTH_CAPTION, value=_value(change.after, assessment, ctx), dimension=dimension)
    return ctx.say(
        words.WHY_CAPTION,
        before=f"{_value(change.before, assessment, ctx)} ({formats.period(before, ctx.lang)})",
        after=_value(change.after, assessment, ctx),
        dimension=dimension,
    )


def _value(value: float, assessment: Assessment, ctx: PageContext) -> str:
    return value_text(value, assessment, ctx)


def _written(value: Decimal, assessment: Assessment, ctx: PageContext) -> str:
    return formats.gap(float(value), assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
