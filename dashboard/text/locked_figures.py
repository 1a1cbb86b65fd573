"""The figures that a lock keeps: each number with its target and its verdict, in the words of both languages."""

from collections.abc import Iterable
from typing import Any

from dashboard.request.context import fill
from dashboard.text import formats, verdicts
from dashboard.text.wording import reporting as words
from metrics.assessment.assessment import Assessment

LANGUAGES = ("en", "fr")


def figures(assessments: Iterable[Assessment]) -> list[dict[str, Any]]:
    """One row per indicator: columns of `data.state.LOCKED_FIGURE` but for its lock."""
    return [_figure(assessment) for assessment in assessments]


def sentence(assessment: Assessment, lang: str) -> str:
    """`78.7%; target 85.0%; Missed. Concern: unusually low since Apr 2026.`, or why there is no number."""
    if assessment.value is None:
        return f"{verdicts.absence(assessment, lang)}."
    indicator = assessment.indicator
    value = formats.value(assessment.value, indicator.unit, lang, indicator.decimals)
    verdict = verdicts.variation(assessment, lang)
    if assessment.target is None:
        return fill(words.TEXT_NO_TARGET, lang, value=value, verdict=verdict)
    target = formats.value(assessment.target, indicator.unit, lang, indicator.decimals)
    status = verdicts.status(assessment, lang)
    return fill(words.TEXT_THEN, lang, value=value, target=target, status=status, verdict=verdict)


def _figure(assessment: Assessment) -> dict[str, Any]:
    return {
        "indicator": assessment.indicator.name,
        "title_en": assessment.indicator.title.en,
        "title_fr": assessment.indicator.title.fr,
        **{name: getattr(assessment, name) for name in ("value", "numerator", "denominator", "n", "target", "near")},
        "absence": assessment.missing and assessment.missing.value,
        "status": assessment.status.value,
        "variation": assessment.variation,
        **{f"text_{lang}": sentence(assessment, lang) for lang in LANGUAGES},
    }
