"""What the pages read of the one plan, and what it takes for granted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.request.decisions import Decisions
from data.access.texts import HIDDEN
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.definition.limits import unlimited
from metrics.planning import demand
from metrics.planning import overrides as planned
from metrics.planning.assumptions import Assumptions
from metrics.planning.measured_assumptions import assumptions as measured
from metrics.planning.plan import Plan, plan_ahead
from metrics.planning.scenario_steps import from_json, suppose, suppositions


@cached(32, by=with_forecasts)
def assumptions(snapshot: Snapshot, targets: pl.DataFrame) -> Assumptions:
    """What staffing and scenarios take for granted."""
    return measured(snapshot, targets)


@cached(32, by=with_forecasts)
def supposed(snapshot: Snapshot, targets: pl.DataFrame, steps: Sequence[Any]) -> Assumptions:
    """The same with what the steps of a scenario suppose of it; raises UserError for steps that cannot be."""
    return suppose(assumptions(snapshot, targets), from_json(steps))


def supposed_by_plan(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> list[Any]:
    """The steps by which the published scenario changes what is taken for granted; none where it does not fit."""
    published = plan(snapshot, viewer, decisions).scenario
    return suppositions(published.steps) if published else []


def assumptions_of_plan(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> Assumptions:
    """What staffing takes for granted: as measured and declared, with what the published scenario changes in it."""
    return supposed(snapshot, decisions.targets, supposed_by_plan(snapshot, viewer, decisions))


@cached(32, by=with_forecasts)
def plan(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> Plan:
    """Every series ahead with its plan and the parts of it, as far as the viewer may see them."""
    # A scenario moves what others have as well, so the plan is made of everything and limited at the end.
    whole = unlimited(snapshot)
    every = decisions.everything
    changed = planned.apply(demand.rows("ahead", whole), every.overrides, every.special_days)
    made = plan_ahead(changed, every.plan, assumptions(whole, decisions.targets)).limited(snapshot)
    # Whose texts the viewer may not read has its part in the numbers, but neither a name nor a reason.
    hidden = decisions.plan is not None and decisions.plan.name == HIDDEN
    return replace(made, scenario=made.scenario and decisions.plan, misfit=None if hidden else made.misfit)
