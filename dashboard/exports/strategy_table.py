"""From strategy to tactics as plain rows, for the command line: what the page of the strategy shows."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from dashboard.request.periods import latest
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import assess
from metrics.assessment.objectives import standings
from metrics.calendar.periods import Period, parse
from metrics.calendar.standing import so_far
from metrics.definition.limits import unlimited
from metrics.engine.reach import require_known
from metrics.reporting.commitments import commitments
from metrics.reporting.funding import funding
from metrics.reporting.initiatives import Initiative, initiatives

TEXT, DAY, FLOAT, COUNT = pl.String(), pl.Date(), pl.Float64(), pl.Int64()
SCHEMAS = {
    "objectives": {
        "objective": TEXT, "title": TEXT, "factor": TEXT, "perspective": TEXT, "owner": TEXT, "indicator": TEXT,
        "value": FLOAT, "unit": TEXT, "target": FLOAT, "status": TEXT, "variation": TEXT,
    },
    "initiatives": {
        "initiative": TEXT, "name": TEXT, "kind": TEXT, "objective": TEXT, "owner": TEXT, "indicator": TEXT,
        "planned": DAY, "live": DAY, "progress": TEXT, "steps": COUNT, "steps_done": COUNT, "steps_late": COUNT,
        "expected": FLOAT, "expected_from": DAY, "effect": TEXT, "before": FLOAT, "since": FLOAT, "change": FLOAT,
    },
    "milestones": {
        "initiative": TEXT, "milestone": TEXT, "name": TEXT, "due": DAY, "done": DAY, "late": pl.Boolean(),
    },
    "commitments": {
        "commitment": TEXT, "objective": TEXT, "role": TEXT, "text": TEXT, "due": DAY, "done": DAY, "standing": TEXT,
    },
    "funding": {
        "first": DAY, "last": DAY, "kind": TEXT, "planned_cents": COUNT, "received_cents": COUNT,
        "planned_share": FLOAT, "received_share": FLOAT,
    },
}  # fmt: skip
"""Part → its columns."""


def strategy_table(
    snapshot: Snapshot, targets: pl.DataFrame, *, part: str, period: str | None = None
) -> tuple[pl.DataFrame, Period]:
    """One part of the strategy (`SCHEMAS`), and the period that was asked for, by default the last whole month.

    `value`, `target`, `expected`, `before`, `since` and `change` are in the unit of the indicator: shares 0–1, dollars,
    seconds. `before` and `since` are null where no effect was seen. Texts are English.
    Raises: UserError for a period that is unknown, has not begun or was before the first data.
    """
    until = parse(period) if period else latest(snapshot.manifest.whole_to or date.today())  # noqa: DTZ011
    require_known(until, unlimited(snapshot))
    day = so_far(until, snapshot.manifest.data_to or until.end).end
    rows: Mapping[str, Callable[[], list[dict[str, Any]]]] = {
        "objectives": lambda: _objectives(snapshot, targets, until),
        "initiatives": lambda: [_initiative(one) for one in initiatives(snapshot, until, day, targets)],
        "milestones": lambda: [
            {"initiative": one.code, "milestone": step.code, "name": step.name.en, "due": step.due, "done": step.done,
             "late": step.late}
            for one in initiatives(snapshot, until, day, targets)
            for step in one.milestones
        ],
        "commitments": lambda: [
            {"commitment": one.code, "objective": one.objective and one.objective.code, "role": one.role.en,
             "text": one.text.en, "due": one.due, "done": one.done, "standing": one.kept.value}
            for one in commitments(snapshot, day)
        ],
        "funding": lambda: _funding(snapshot, day),
    }  # fmt: skip
    return pl.DataFrame(rows[part](), schema=SCHEMAS[part]), until


def _objectives(snapshot: Snapshot, targets: pl.DataFrame, until: Period) -> list[dict[str, Any]]:
    """A row per indicator of an objective."""
    assessed = assess(snapshot.catalogue.values(), until, {}, snapshot, targets)
    return [
        {
            "objective": standing.objective.code,
            "title": standing.objective.title.en,
            "factor": standing.objective.factor.value,
            "perspective": standing.objective.perspective.value,
            "owner": standing.objective.owner.en,
            "indicator": one.indicator.name,
            "value": one.value,
            "unit": one.indicator.unit.value,
            "target": one.target,
            "status": None if one.value is None else one.status.value,
            "variation": one.variation if one.points.height and not one.open else None,
        }
        for standing in standings(assessed)
        for one in standing.assessments
    ]


def _initiative(one: Initiative) -> dict[str, Any]:
    return {
        "initiative": one.code,
        "name": one.name.en,
        "kind": one.kind.value,
        "objective": one.objective and one.objective.code,
        "owner": one.owner and one.owner.en,
        "indicator": one.indicator,
        "planned": one.planned,
        "live": one.live,
        "progress": one.progress.value,
        "steps": len(one.milestones),
        "steps_done": one.done,
        "steps_late": len(one.late),
        "expected": one.expected,
        "expected_from": one.expected_from,
        "effect": one.effect and one.effect.value,
        "before": one.size and one.size.before,
        "since": one.size and one.size.after,
        "change": one.size and one.size.change,
    }


def _funding(snapshot: Snapshot, day: date) -> list[dict[str, Any]]:
    standing = funding(snapshot, day)
    return [
        {
            "first": standing.span.start,
            "last": standing.span.end,
            "kind": line.kind.value if line.kind else "all",
            "planned_cents": line.planned,
            "received_cents": line.received,
            "planned_share": line.planned_share,
            "received_share": line.received_share,
        }
        for standing in ([standing] if standing else [])
        for line in standing.lines
    ]
