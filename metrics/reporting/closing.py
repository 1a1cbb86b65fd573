"""Closing a period: the figures that its lock keeps, and what is still open when it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.certainty import scalar
from data.refusals import reporting as refusals
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import Assessment, assess
from metrics.calendar.periods import Period
from metrics.quality import health
from metrics.quality.freshness import by_source
from metrics.quality.readiness import is_verified
from metrics.reporting.checklist import Check, checklist
from metrics.reporting.due import DueComment, due_comments

REJECTED = "rejected"


@dataclass(frozen=True, eq=False, kw_only=True)
class Closing:
    """The headline indicators of the whole organisation, and the checklist of their period."""

    assessments: list[Assessment]
    checks: list[Check]


def close(
    period: Period, snapshot: Snapshot, targets: pl.DataFrame, written: Mapping[str, Mapping[str, Any]]
) -> Closing:
    """What is kept of a period that is closed now; `written`: name → its comment on the whole, see `due_comments`.

    Raises: UserError, for a period that is not over in the data, or of which no headline indicator has a number.
    """
    whole_to = snapshot.manifest.whole_to
    if whole_to is None or whole_to < period.end:
        raise refusals.NOT_OVER(period=period.code, day=whole_to or "–")
    headline = [indicator for indicator in snapshot.catalogue.values() if indicator.headline]
    now = assess(headline, period, {}, snapshot, targets)
    if all(assessment.value is None for assessment in now):
        raise refusals.NO_FIGURES(period=period.code)
    before = assess(headline, period.shift(-1), {}, snapshot, targets)
    due = due_comments(now, {one.indicator.name: one for one in before}, written)
    return Closing(assessments=now, checks=checks(period, snapshot, due))


def checks(period: Period, snapshot: Snapshot, due: list[DueComment]) -> list[Check]:
    """The checklist of a period; `due`: the comments on the whole organisation that it asks for."""
    return checklist(
        period,
        whole_to=snapshot.manifest.whole_to,
        sources=by_source(health.freshness(snapshot)),
        verified=is_verified(snapshot.home, snapshot.manifest),
        rejected=scalar(health.rejected_by_rule(snapshot)["rows"].sum(), int) if snapshot.has(REJECTED) else 0,
        comments_due=sum(one.mandatory and one.lacking for one in due),
    )
