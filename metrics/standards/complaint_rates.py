"""Where more people complain: complaints per 10,000 interactions by service, place or channel over twelve months."""

from typing import Any

from data.storage.snapshot import Snapshot
from metrics.assessment.hot_spots import Spot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.standards.redress import RATE

LEAST = 5.0
"""Complaints that an ordinary one of its size would have; with fewer chance is all that a funnel could show."""


def complaint_spots(snapshot: Snapshot, year: Period, where: Where, by: str) -> list[Spot]:
    """One spot per service, place or channel, as the funnel takes them: `missed` are complaints, `of` interactions.

    None where the rate cannot be told by these.
    """
    indicator = snapshot.catalogue.get(RATE)
    if indicator is None or not {by, *where} <= set(indicator.breakdowns):
        return []
    rows = answer(Question(indicator=RATE, by=(by,), period=year.code, where=where), snapshot).to_dicts()
    told = [row for row in rows if row[by] is not None and row["denominator"]]
    complaints, interactions = (sum(row[name] or 0 for row in told) for name in ("numerator", "denominator"))
    usual = complaints / interactions if interactions else 0.0
    return [_spot(row, by, usual) for row in told if (row["numerator"] or 0) <= row["denominator"]]


def _spot(row: dict[str, Any], by: str, usual: float) -> Spot:
    missed, of = int(row["numerator"] or 0), int(row["denominator"])
    return Spot(
        codes={by: row[by]},
        value=(of - missed) / of,
        of=of,
        missed=missed,
        few=of * usual < LEAST,
    )


def per_10000(without: float) -> float:
    """Complaints per 10,000 interactions, of the share of interactions without one."""
    return (1 - without) * 10_000
