"""What the pages read of the one plan, and what it takes for granted."""

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.request.decisions import Decisions
from dashboard.request.viewer import Viewer
from data.storage.forecast_tables import KEYS
from data.storage.snapshot import Snapshot
from metrics.planning import demand
from metrics.planning import overrides as planned
from metrics.planning.assumptions import Assumptions
from metrics.planning.measured_assumptions import assumptions as measured
from metrics.planning.plan import Plan, plan_ahead

NOBODY = dict.fromkeys(KEYS, ("",))
"""The scope of someone whose limits forecasts do not know: they see none."""


@cached(4, by=with_forecasts)
def assumptions(snapshot: Snapshot, targets: pl.DataFrame) -> Assumptions:
    """What staffing and scenarios take for granted."""
    return measured(snapshot, targets)


def scope(viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """What a viewer may see of forecasts; a limit that series do not tell lets nothing through."""
    limits = dict(viewer.scope)
    return limits if limits.keys() <= KEYS.keys() else NOBODY


@cached(8, by=with_forecasts)
def plan(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> Plan:
    """Every series ahead with its plan and the parts of it, as far as the viewer may see them."""
    changed = planned.apply(demand.rows("ahead", snapshot), decisions.overrides, decisions.special_days)
    whole = plan_ahead(changed, decisions.plan, assumptions(snapshot, decisions.targets))
    rows = whole.rows
    for key, codes in scope(viewer).items():
        rows = rows.filter(pl.col(key).is_in(list(codes)))
    return Plan(rows=rows, scenario=whole.scenario, misfit=whole.misfit)
