"""What a verdict is called and how it looks: words first, colour second, both from what `metrics` computed."""

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import verdicts as words
from data.text import Text
from data.words import Status
from metrics.assessment.assessment import Judged
from metrics.assessment.attention import COMMON, CONCERN, IMPROVEMENT

TONES = {Status.MET: "good", Status.NEAR: "plain", Status.MISSED: "bad", Status.NO_TARGET: "plain"}
WORST = (Status.MISSED, Status.NEAR, Status.MET, Status.NO_TARGET)


def worst(of: list[Judged]) -> Status:
    """The worst status among children: an average must not hide it."""
    return min((judged.status for judged in of if judged.value is not None), key=WORST.index, default=Status.NO_TARGET)


def tone(judged: Judged) -> str:
    """The style of a variation: good, bad, neutral or plain."""
    return {CONCERN: "bad", IMPROVEMENT: "good", COMMON: "plain"}.get(judged.variation, "neutral")


def reach_tone(judged: Judged) -> str:
    """The style of an assurance."""
    return {"consistent_pass": "good", "consistent_fail": "bad"}.get(judged.assurance or "", "plain")


def variation(judged: Judged, ctx: PageContext, *, long: bool = True) -> str:
    """`Concern: unusually low since Feb 2026`, or that it moves within its normal range."""
    if not judged.points.height:
        return ctx.say(words.NO_HISTORY)
    text = ctx.say(words.VARIATION[judged.variation])
    if judged.rising is not None and long:
        side = ctx.say(words.HIGH if judged.rising else words.LOW)
        since = formats.period(judged.since, ctx.lang) if judged.since else ""
        text = ctx.say(words.SINCE, what=text, side=side, since=since)
    return text


def assurance(judged: Judged, ctx: PageContext) -> str:
    """Whether the process will meet its target as it is; where the present belies its history, that is said."""
    told = judged.assurance or "none"
    if told == "consistent_fail" and judged.status is Status.MET:
        told = "met_for_now"
    if told == "consistent_pass" and judged.status is Status.MISSED:
        told = "missed_for_now"
    return ctx.say(words.ASSURANCE[told])


def absence(judged: Judged, ctx: PageContext) -> str:
    """One of the four words for why there is no number."""
    return ctx.say(judged.missing.text) if judged.missing else ""


def status(judged: Judged, ctx: PageContext) -> str:
    """Met, near, missed or no target."""
    text: Text = judged.status.text
    return ctx.say(text)
