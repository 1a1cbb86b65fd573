"""What a board should look at first: the group an indicator belongs to, and how strong its signal is."""

from collections.abc import Sequence
from enum import StrEnum

from data.words import Status
from metrics.assessment.assessment import Judged

CONCERN = "special_cause_concern"
IMPROVEMENT = "special_cause_improvement"
COMMON = "common_cause"


class Group(StrEnum):
    """How a board sorts indicators, the most pressing first."""

    ATTENTION = "attention"
    HIT_OR_MISS = "hit_or_miss"
    STEADY = "steady"
    IMPROVING = "improving"
    NO_DATA = "no_data"


def group(judged: Judged) -> Group:
    """A missed target, a signal for the worse and a target out of reach all ask for attention."""
    if judged.value is None:
        return Group.NO_DATA
    # The limits of a process that improves lie behind it: a target that is met at last is not out of reach.
    out_of_reach = judged.assurance == "consistent_fail" and judged.status is not Status.MET
    if judged.status is Status.MISSED or judged.variation == CONCERN or out_of_reach:
        return Group.ATTENTION
    if judged.variation == IMPROVEMENT:
        return Group.IMPROVING
    if judged.assurance == "inconsistent":
        return Group.HIT_OR_MISS
    return Group.STEADY


def pressing(judged: Sequence[Judged]) -> list[Judged]:
    """Those that ask for attention: what worsens first, then missed targets, then targets out of reach."""
    asking = [one for one in judged if group(one) is Group.ATTENTION]
    return sorted(asking, key=lambda one: (one.variation != CONCERN, one.status is not Status.MISSED))


def strength(judged: Judged) -> float:
    """How far the last value lies from its mean, as a share of the limits' half-width."""
    last = judged.points.tail(1).to_dicts()
    if not last or judged.value is None or judged.variation == COMMON or last[0]["upper"] is None:
        return 0.0
    half = last[0]["upper"] - last[0]["mean"]
    return abs(last[0]["value"] - last[0]["mean"]) / half if half else float("inf")


def changed(judged: Sequence[Judged], most: int = 5) -> list[Judged]:
    """The signals, strongest first."""
    signals = [one for one in judged if one.value is not None and one.variation != COMMON]
    return sorted(signals, key=lambda one: -strength(one))[:most]
