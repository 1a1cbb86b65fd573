"""What a verdict is called and how it looks: words first, colour second, both from what `metrics` computed."""

from collections.abc import Iterable

from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import verdicts as words
from data.words import Absence, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import COMMON, CONCERN, IMPROVEMENT

TONES = {
    Status.MET: "good",
    Status.NEAR: "plain",
    Status.MISSED: "bad",
    Status.NO_TARGET: "plain",
    Status.TOO_FEW: "plain",
}
MARKS = {Status.MET: "✓", Status.NEAR: "≈", Status.MISSED: "✗", Status.NO_TARGET: "–", Status.TOO_FEW: "·"}
"""A shape beside the word, so that neither colour nor language is needed."""
WORST = (Status.MISSED, Status.NEAR, Status.MET, Status.TOO_FEW, Status.NO_TARGET)


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
    """`Concern: unusually low since Feb 2026`, that it moves within its normal range, or that nothing is judged yet."""
    if assessment.open:
        return fill(words.NOT_JUDGED, lang)
    if not assessment.points.height:
        return fill(words.NO_HISTORY, lang)
    text = fill(words.VARIATION[assessment.variation], lang)
    if assessment.rising is None:
        return text
    side = fill(words.HIGH if assessment.rising else words.LOW, lang)
    since = formats.period(assessment.since, lang) if assessment.since else ""
    return fill(words.SINCE, lang, what=text, side=side, since=since)


def assurance(assessment: Assessment, lang: str) -> str:
    """Whether the process will meet its target as it is, with the periods in which it did.

    It also says where the present differs from its history. What was missed for a year and more is not called chance.
    """
    reach, evidence = assessment.assurance or "none", assessment.evidence
    if reach == "consistent_fail" and assessment.status is Status.MET:
        reach = "met_for_now"
    if reach == "consistent_pass" and assessment.status is Status.MISSED:
        reach = "missed_for_now"
    if evidence is None or not evidence.of:
        return fill(words.ASSURANCE[reach], lang)
    periods = fill(words.PERIODS[assessment.indicator.frequency], lang)
    if evidence.never and assessment.status is not Status.MET and reach != "consistent_fail":
        return fill(words.ASSURANCE["never"], lang, n=evidence.missed_in_a_row, periods=periods)
    if evidence.always and reach == "inconsistent":
        reach = "always"
    return f"{fill(words.ASSURANCE[reach], lang)}{fill(words.COLON, lang)} {met_in(assessment, lang)}"


def met_in(assessment: Assessment, lang: str) -> str:
    """`met in 9 of the last 24 months`; empty where no period had a target."""
    evidence = assessment.evidence
    if evidence is None or not evidence.of:
        return ""
    periods = fill(words.PERIODS[assessment.indicator.frequency], lang)
    return fill(words.MET_IN, lang, met=evidence.met, of=evidence.of, periods=periods)


def met_in_short(assessment: Assessment, lang: str) -> str:
    """`met in 9 of 24 months`, for a row."""
    evidence = assessment.evidence
    if evidence is None or not evidence.of:
        return ""
    return fill(words.MET_SHORT[assessment.indicator.frequency], lang, met=evidence.met, of=evidence.of)


def judged_on(assessment: Assessment, lang: str) -> str:
    """`judged on Sep 2026`, where that is another period than the one whose value is shown; else empty."""
    judged = assessment.judged_period
    shown = assessment.days if assessment.days and not assessment.open else assessment.period
    if (
        judged is None
        or assessment.value is None
        or (judged.start, judged.end) == (shown.start, shown.end)
        or not assessment.points.height
    ):
        return ""
    return fill(words.JUDGED_ON, lang, period=formats.period(judged, lang))


def absence(assessment: Assessment, lang: str) -> str:
    """Why there is no number: one of the four words, with what is known by when; empty where there is one."""
    if assessment.missing is None:
        return ""
    word, note = absence_parts(assessment, lang)
    if not note:
        return word
    texts = words.NO_WAVE if assessment.last_wave else words.TOO_FINE
    return fill(texts, lang, word=word, note=note)


def absence_parts(assessment: Assessment, lang: str) -> tuple[str, str]:
    """The same in a word or two, and what more there is to say of it."""
    word = fill(assessment.missing.text, lang) if assessment.missing else ""
    if assessment.missing is Absence.NO_DATA and assessment.last_wave:
        last = formats.period(assessment.last_wave, lang)
        return fill(words.NO_WAVE_WORD, lang), fill(words.LAST_WAVE, lang, period=last)
    if assessment.missing is Absence.NO_DATA and assessment.recorded:
        return fill(words.NO_MONTH_YET, lang), ""
    if assessment.missing is Absence.NOT_APPLICABLE and assessment.recorded:
        return word, fill(words.KNOWN_BY[assessment.recorded], lang)
    return word, ""


def status(assessment: Assessment, lang: str) -> str:
    """Met, near, missed, too few to judge or no target."""
    return fill(assessment.status.text, lang)
