"""What a board should look at first: the group an indicator belongs to, and how strong its signal is."""

from collections.abc import Sequence
from enum import StrEnum

from data.words import Status
from metrics.assessment.assessment import Assessment

CONCERN = "special_cause_concern"
IMPROVEMENT = "special_cause_improvement"
COMMON = "common_cause"


class AttentionGroup(StrEnum):
    """How a board sorts indicators, the most pressing first."""

    ATTENTION = "attention"
    HIT_OR_MISS = "hit_or_miss"
    TOO_FEW = "too_few"
    NOT_JUDGED = "not_judged"
    STEADY = "steady"
    IMPROVING = "improving"
    NO_DATA = "no_data"


def group(assessment: Assessment) -> AttentionGroup:
    """A missed target, one that is never met, a signal for the worse and a target out of reach ask for attention.

    Of a period that is not over only the target is looked at.
    """
    if assessment.value is None:
        return AttentionGroup.NO_DATA
    if assessment.status is Status.TOO_FEW:
        return AttentionGroup.TOO_FEW
    # The limits of a process that improves lie behind it: a target that is met at last is not out of reach.
    out_of_reach = assessment.assurance == "consistent_fail" and assessment.status is not Status.MET
    never = assessment.evidence is not None and assessment.evidence.never and assessment.status is not Status.MET
    if assessment.status is Status.MISSED or assessment.variation == CONCERN or out_of_reach or never:
        return AttentionGroup.ATTENTION
    if assessment.open:
        return AttentionGroup.NOT_JUDGED
    if assessment.variation == IMPROVEMENT:
        return AttentionGroup.IMPROVING
    if assessment.assurance == "inconsistent":
        return AttentionGroup.HIT_OR_MISS
    return AttentionGroup.STEADY


def urgent(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Those that ask for attention: what worsens first, then missed targets, then targets out of reach."""
    asking = [assessment for assessment in assessments if group(assessment) is AttentionGroup.ATTENTION]
    return sorted(asking, key=lambda row: (row.variation != CONCERN, row.status is not Status.MISSED))


def strength(assessment: Assessment) -> float:
    """How far the last value lies from its mean, as a share of the limits' half-width."""
    last = assessment.points.tail(1).to_dicts()
    if not last or assessment.value is None or assessment.variation == COMMON or last[0]["upper"] is None:
        return 0.0
    # One of the two limits may end where no value can lie.
    half = max(last[0]["upper"] - last[0]["mean"], last[0]["mean"] - last[0]["lower"])
    return abs(last[0]["value"] - last[0]["mean"]) / half if half else float("inf")


def signals(assessments: Sequence[Assessment], most: int = 5) -> list[Assessment]:
    """The signals, strongest first."""
    signals = [row for row in assessments if row.value is not None and row.variation != COMMON]
    return sorted(signals, key=lambda row: -strength(row))[:most]
