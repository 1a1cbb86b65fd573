"""What the pages read of the one plan, and what it takes for granted."""

from dataclasses import replace

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


@cached(4, by=with_forecasts)
def assumptions(snapshot: Snapshot, targets: pl.DataFrame) -> Assumptions:
    """What staffing and scenarios take for granted."""
    return measured(snapshot, targets)


@cached(8, by=with_forecasts)
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
