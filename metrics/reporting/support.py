"""What the data say beside a comment: whether what it claims is a signal of the indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, IMPROVEMENT
from metrics.reporting.claim_words import Direction
from metrics.reporting.claims import Claim, claims

CHECKED = ("happened", "why")
"""The parts of a comment that tell of what was; its action and its effect are still to come."""

SIGNAL = {Direction.IMPROVEMENT: IMPROVEMENT, Direction.DECLINE: CONCERN}


EXPLAINED = (Direction.CAUSE, Direction.EFFECT)


@dataclass(frozen=True)
class CheckedClaim:
    """A claim; `supported`: whether the data show it. None: they cannot tell.

    `judged`: whether anything is judged of this period. Where it is, what brought a change about is still not told.
    """

    claim: Claim
    supported: bool | None
    judged: bool = True


def check(comment: Mapping[str, Any], assessment: Assessment) -> list[CheckedClaim]:
    """The claims of a comment (columns `COMMENT`), each direction once, against the verdict of its period and part.

    A claim is supported by a signal in its direction and by nothing less: a point that went up within the normal range
    is no improvement yet. Of a cause there must be a signal to be explained, of an effect one of improvement.
    """
    better = assessment.indicator.better
    if better is Better.NEUTRAL:
        return []
    found: dict[Direction, Claim] = {}
    for part in CHECKED:
        for lang in ("en", "fr"):
            for claim in claims(comment[f"{part}_{lang}"] or "", lang, better, assessment.indicator.name):
                found.setdefault(claim.direction, claim)
    judged = not assessment.open and assessment.points.height > 0 and assessment.value is not None
    return [
        CheckedClaim(claim, _shown(direction, assessment.variation) if judged else None, judged)
        for direction, claim in found.items()
    ]


def _shown(direction: Direction, variation: str | None) -> bool | None:
    if direction in EXPLAINED:
        signals = (IMPROVEMENT,) if direction is Direction.EFFECT else (IMPROVEMENT, CONCERN)
        return None if variation in signals else False
    return variation == SIGNAL[direction]
