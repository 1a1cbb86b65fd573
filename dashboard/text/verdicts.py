"""What a verdict is called and how it looks: words first, colour second, both from what `metrics` computed."""

from collections.abc import Iterable

from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import verdicts as words
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import COMMON, CONCERN, IMPROVEMENT

TONES = {Status.MET: "good", Status.NEAR: "plain", Status.MISSED: "bad", Status.NO_TARGET: "plain"}
WORST = (Status.MISSED, Status.NEAR, Status.MET, Status.NO_TARGET)


def worst(assessments: Iterable[Assessment]) -> Status:
    """The worst status among children: an average must not hide it."""
    statuses = (assessment.status for assessment in assessments if assessment.value is not None)
    return min(statuses, key=WORST.index, default=Status.NO_TARGET)


def tone(assessment: Assessment) -> str:
    """The style of a variation: good, bad, neutral or plain."""
    return {CONCERN: "bad", IMPROVEMENT: "good", COMMON: "plain"}.get(assessment.variation, "neutral")


def reach_tone(assessment: Assessment) -> str:
    """The style of an assurance."""
    return {"consistent_pass": "good", "consistent_fail": "bad"}.get(assessment.assurance or "", "plain")


def variation(assessment: Assessment, lang: str) -> str:
    """`Concern: unusually low since Feb 2026`, or that it moves within its normal range."""
    if not assessment.points.height:
        return fill(words.NO_HISTORY, lang)
    text = fill(words.VARIATION[assessment.variation], lang)
    if assessment.rising is None:
        return text
    side = fill(words.HIGH if assessment.rising else words.LOW, lang)
    since = formats.period(assessment.since, lang) if assessment.since else ""
    return fill(words.SINCE, lang, what=text, side=side, since=since)


def assurance(assessment: Assessment, lang: str) -> str:
    """Whether the process will meet its target as it is; it also says where the present differs from its history."""
    reach = assessment.assurance or "none"
    if reach == "consistent_fail" and assessment.status is Status.MET:
        reach = "met_for_now"
    if reach == "consistent_pass" and assessment.status is Status.MISSED:
        reach = "missed_for_now"
    return fill(words.ASSURANCE[reach], lang)


def absence(assessment: Assessment, lang: str) -> str:
    """One of the four words for why there is no number; empty where there is one."""
    return fill(assessment.missing.text, lang) if assessment.missing else ""


def status(assessment: Assessment, lang: str) -> str:
    """Met, near, missed or no target."""
    return fill(assessment.status.text, lang)
