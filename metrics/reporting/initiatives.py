"""Initiatives: what was planned and is live, and whether the number that each should move has moved since.

The judgement is that of every promise (`metrics.reporting.effect`): signals before and after, and never a cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.errors import UserError
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text, Word
from data.words import Better, Factor, Movement
from metrics.assessment.assessment import assess
from metrics.calendar.periods import Period, add_months, containing
from metrics.reporting.effect import Effect, Promise, judge

TABLE = lake_table("initiative")
LISTED = 24
"""Months back in which an initiative was planned or went live to be listed."""
EXPECTED, LOOKED_AT = 6, 12
"""Months after it went live: by when an effect should be seen, and until when one is looked for."""


class Progress(Word):
    """How far an initiative has come, what to look at first."""

    LATE = "late", "Late", "En retard"
    PLANNED = "planned", "Planned", "Prévue"
    LIVE = "live", "Live", "En service"


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """One initiative on a day. `effect`: None before it is live, and where it names no indicator that has a direction.

    Nothing is judged of an on-boarding: the indicator that it names counts on-boardings.
    """

    code: str
    name: Text
    factor: Factor
    indicator: str | None
    planned: date
    live: date | None
    onboarding: bool
    progress: Progress
    effect: Effect | None = None


def initiatives(snapshot: Snapshot, period: Period, day: date, targets: pl.DataFrame) -> list[Initiative]:
    """Those of the last two years up to a day, the late ones first, then by when they were planned.

    `day`: the last of the period that is known.
    """
    if not snapshot.has(TABLE):
        return []
    rows = snapshot.read(TABLE).sort("planned_on", "initiative_id").to_dicts()
    since = add_months(day, -LISTED)
    found = [_initiative(row, day) for row in rows if max(row["planned_on"], row["live_on"] or since) > since]
    judged = [_with_effect(one, period, snapshot, targets) for one in found]
    order = list(Progress)
    return sorted(judged, key=lambda one: (order.index(one.progress), one.planned, one.code))


def _initiative(row: Mapping[str, Any], day: date) -> Initiative:
    live = row["live_on"] if row["live_on"] and row["live_on"] <= day else None
    progress = Progress.LIVE if live else Progress.LATE if row["planned_on"] <= day else Progress.PLANNED
    return Initiative(
        code=row["initiative_id"],
        name=Text(row["name_en"], row["name_fr"] or row["name_en"]),
        factor=Factor(row["factor"]),
        indicator=row["indicator"],
        planned=row["planned_on"],
        live=live,
        onboarding=row["onboarding"],
        progress=progress,
    )


def _with_effect(one: Initiative, period: Period, snapshot: Snapshot, targets: pl.DataFrame) -> Initiative:
    indicator = snapshot.catalogue.get(one.indicator or "")
    if one.live is None or one.onboarding or indicator is None or indicator.better is Better.NEUTRAL:
        return one
    promise = Promise(
        indicator=indicator.name,
        movement=Movement.UP if indicator.better is Better.HIGHER else Movement.DOWN,
        by=add_months(one.live, EXPECTED),
        period=containing(one.live, "month").shift(-1),
        row={},
    )
    last = containing(add_months(one.live, LOOKED_AT), "month")
    after = last if last.end < period.end else period
    try:
        (before,) = assess([indicator], promise.period, {}, snapshot, targets)
        (now,) = assess([indicator], after, {}, snapshot, targets)
    except UserError:
        return _replaced(one, Effect.UNTOLD)
    return _replaced(one, judge(promise, before, now))


def _replaced(one: Initiative, effect: Effect) -> Initiative:
    return Initiative(**vars(one) | {"effect": effect})
