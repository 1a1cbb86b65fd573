"""Where a period will end, in words: for a row, and in sentences that agree with the verdicts beside them."""

from math import ceil

from dashboard.request.context import fill
from dashboard.text import formats, verdicts
from dashboard.text.wording import period_end as words
from data.certainty import present
from data.words import Unit
from metrics.assessment.assessment import Assessment
from metrics.planning.period_end.basis import Basis, Chance
from metrics.planning.period_end.reading import PeriodEnd

TONES = {Chance.LIKELY: "good", Chance.WITHIN: "plain", Chance.OUT: "bad"}

LOPSIDED = 1.1
"""How much longer one side of an interval may be for both to be told as one."""


def tone(end: PeriodEnd) -> str:
    """The style of its word."""
    if end.state is not None:
        return verdicts.TONES[end.state]
    return TONES[end.chance] if end.chance else "plain"


def figure(end: PeriodEnd, lang: str) -> str:
    """`63.1% ± 2.9`, or `99.9% (≥ 99.1%)` where the interval ends at what can be; empty where nothing is told."""
    if end.value is None:
        return ""
    text = value(end.value, end, lang)
    if end.margin is None or end.low is None or end.high is None:
        return text
    if end.margin > LOPSIDED * min(end.high - end.value, end.value - end.low):
        # Where it is cut off no value can lie: the other end is what tells.
        least = end.high - end.value < end.value - end.low
        bound = value(end.low if least else end.high, end, lang)
        return f"{text} ({'≥' if least else '≤'}{formats.SPACE}{bound})"
    decimals = end.indicator.decimals
    width = end.margin * 100 if end.indicator.unit is Unit.SHARE else end.margin
    if end.indicator.unit is Unit.SECONDS:
        return f"{text} ±{formats.SPACE}{formats.duration(ceil(width))}"
    # Rounded up, so that it never promises more than the interval does.
    width = ceil(width * 10**decimals - 1e-9) / 10**decimals
    return f"{text} ±{formats.SPACE}{formats.number(width, lang, decimals)}"


def word(end: PeriodEnd, lang: str, assessment: Assessment | None = None) -> str:
    """`out of reach`, and where the control limits beside it say otherwise, that they do; empty without a target.

    `assessment`: what the same page says of single periods.
    """
    if end.state is not None:
        return fill(end.state.text, lang).lower()
    if end.chance is None:
        return ""
    text = fill(end.chance.text, lang)
    assurance = assessment.assurance if assessment else None
    against = {"consistent_fail": (Chance.LIKELY, Chance.WITHIN), "consistent_pass": (Chance.OUT,)}
    if assurance and end.chance in against.get(assurance, ()):
        return fill(words.THOUGH[assurance], lang, word=text)
    return text


def sentence(end: PeriodEnd, lang: str, assessment: Assessment | None = None) -> str:
    """`2026-27 will end at 63.1%, in four of five cases between …; target 80.0%: out of reach.`, or why not."""
    if end.value is None:
        period = formats.period(end.period, lang) if end.period else ""
        return fill(words.WITHHELD[end.basis.value], lang, period=period)
    gaps = {"period": formats.period(present(end.period), lang), "value": value(end.value, end, lang)}
    wave = formats.period(end.wave, lang) if end.wave else ""
    if end.basis is Basis.KNOWN:
        ends = fill(words.ENDED, lang, wave=wave, **gaps)
    else:
        low, high = (value(present(bound), end, lang) for bound in (end.low, end.high))
        ends = fill(words.ENDS_BETWEEN, lang, low=low, high=high, **gaps)
        ends += fill(words.OF_WAVE, lang, wave=wave) if wave else ""
    target = _target(end, lang)
    if verdict := word(end, lang, assessment):
        return fill(words.VERDICT, lang, ends=ends, target=target, word=verdict)
    return f"{ends}; {target}."


def basis(end: PeriodEnd, lang: str) -> str:
    """What a forecast of it rests on, and how earlier ones fared; empty where nothing is forecast."""
    if end.basis is not Basis.FORECAST or end.known_to is None:
        return ""
    day = formats.day(end.known_to, lang)
    text = fill(words.HOW_WAVE, lang, day=day)
    if not end.wave:
        left = min(present(end.left), present(end.months))
        text = fill(words.HOW, lang, day=day, left=left, months=end.months)
    if end.tested and end.inside is not None:
        share = formats.percent(end.inside, lang, 0)
        text += " " + fill(words.TESTED, lang, n=end.tested, share=share)
    return text


def value(number: float, end: PeriodEnd, lang: str) -> str:
    """A number in the indicator's unit."""
    return formats.value(number, end.indicator.unit, lang, end.indicator.decimals)


def _target(end: PeriodEnd, lang: str) -> str:
    """The target at the period's end, and of one that changes by then, the one of now."""
    if end.target is None:
        return fill(words.NO_TARGET, lang)
    target = value(end.target, end, lang)
    if end.target_now is None:
        return fill(words.TARGET, lang, target=target)
    return fill(words.TARGET_THEN, lang, target=target, now=value(end.target_now, end, lang))
