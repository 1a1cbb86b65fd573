"""Where more people complain: complaints per 10,000 interactions by service, place or channel over twelve months."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.storage.snapshot import Snapshot
from metrics.assessment.hot_spots import Spot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.standards.redress import RATE

LEAST = 5.0
"""Complaints that an ordinary one of its size would have; with fewer chance is all that a funnel could show."""


@dataclass(frozen=True, kw_only=True)
class Rates:
    """`spots`: one per service, place or channel, as the funnel takes them: `missed` are complaints, `of` interactions.

    `beyond`: those with more complaints than interactions, code → both counts, the most complaints first. No share can
    be told of them and no funnel can hold them.
    """

    spots: tuple[Spot, ...] = ()
    beyond: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def complaint_rates(snapshot: Snapshot, year: Period, where: Where, by: str) -> Rates:
    """Complaints against interactions by a breakdown; nothing where the rate cannot be told by it."""
    indicator = snapshot.catalogue.get(RATE)
    if indicator is None or not {by, *where} <= set(indicator.breakdowns):
        return Rates()
    rows = answer(Question(indicator=RATE, by=(by,), period=year.code, where=where), snapshot).to_dicts()
    told = [(row[by], row["numerator"] or 0, row["denominator"] or 0) for row in rows if row[by] is not None]
    within = [one for one in told if one[1] <= one[2] and one[2]]
    beyond = sorted((one for one in told if one[1] > one[2]), key=lambda one: (-one[1], one[0]))
    usual = sum(one[1] for one in within) / sum(one[2] for one in within) if within else 0.0
    return Rates(
        spots=tuple(_spot(by, *one, usual) for one in within),
        beyond={code: (complaints, interactions) for code, complaints, interactions in beyond},
    )


def _spot(by: str, code: str, complaints: int, interactions: int, usual: float) -> Spot:
    return Spot(
        codes={by: code},
        value=(interactions - complaints) / interactions,
        of=interactions,
        missed=complaints,
        few=interactions * usual < LEAST,
    )


def per_10000(without: float) -> float:
    """Complaints per 10,000 interactions, of the share of interactions without one."""
    return (1 - without) * 10_000
