"""Whether the effect that a comment promised has come, by the judgement that every number has, before and after it.

A signal tells that a number moved; what moved it, it does not tell. So no verdict says that an action worked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import Word
from data.words import Movement
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period, parse


class Effect(Word):
    """What became of a promise."""

    TOO_EARLY = "too_early", "too early to tell", "trop tôt pour le dire"
    SEEN = "seen", "seen: the number has moved that way since", "visible : le chiffre a bougé dans ce sens depuis"
    ENDED = "ended", "in part: the signal against it has ended", "en partie : le signal contraire a pris fin"
    BEFORE = "before", "not told: it moved that way before already", "indécis : il bougeait déjà dans ce sens avant"
    NOT_SEEN = "not_seen", "no effect seen yet", "pas d'effet visible pour l'instant"
    OPPOSITE = "opposite", "the number has moved the other way since", "le chiffre a bougé dans l'autre sens depuis"
    MIXED = (
        "mixed",
        "not told: the last signal points one way, the mean the other",
        "indécis : le dernier signal va dans un sens, la moyenne dans l'autre",
    )
    UNTOLD = "untold", "cannot be told: nothing is judged", "indécis : rien n'est jugé"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a comment promised: which way an indicator moves, and by when; `row`: the comment."""

    indicator: str
    movement: Movement
    by: date
    period: Period
    row: Mapping[str, Any]


def promise_of(comment: Mapping[str, Any]) -> Promise | None:
    """The promise of a comment (columns `COMMENT`) that can be judged; None where it makes none."""
    if not comment["effect_direction"] or not comment["effect_by"]:
        return None
    return Promise(
        indicator=comment["effect_indicator"] or comment["indicator"],
        movement=Movement(comment["effect_direction"]),
        by=comment["effect_by"],
        period=parse(comment["period"]),
        row=comment,
    )


def judge(promise: Promise, before: Assessment, after: Assessment) -> Effect:
    """What became of a promise, as the period of `after` tells it.

    `before`, `after`: the promised indicator in the comment's own part, in the comment's period and in one that is
    looked at. Nothing is told of a period that is open, or that lies before a later judgement than the comment's.
    """
    if after.judged_period is None or not after.points.height:
        return Effect.TOO_EARLY if after.period.end < promise.by or after.open else Effect.UNTOLD
    if after.judged_period.end <= promise.period.end:
        return Effect.TOO_EARLY
    earlier, now = _moved(before), _moved(after)
    if now is promise.movement:
        return Effect.BEFORE if earlier is promise.movement else Effect.SEEN
    if now is not None:
        return Effect.OPPOSITE
    if earlier is not None and earlier is not promise.movement:
        return Effect.ENDED
    return Effect.NOT_SEEN if after.judged_period.end >= promise.by else Effect.TOO_EARLY


def _moved(assessment: Assessment) -> Movement | None:
    """Which way the number moves beyond normal variation."""
    if assessment.rising is None or not assessment.points.height:
        return None
    return Movement.UP if assessment.rising else Movement.DOWN
