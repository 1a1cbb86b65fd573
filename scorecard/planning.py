"""The one plan of a home, as commands read it."""

from data.storage.snapshot import Snapshot
from metrics.planning.assumptions import Assumptions
from metrics.planning.plan import Plan


def read_plan(snapshot: Snapshot) -> tuple[Plan, Assumptions]:
    """The plan with all that planners decided, and what it takes for granted, as far as who reads may see them.

    Raises: UserError where series cannot be limited to what that is.
    """
    from data.settings import settings
    from data.state import open_to_read, overrides, plan, special_days, targets
    from data.storage.forecast_tables import KEYS
    from metrics.definition.limits import check_series, unlimited
    from metrics.planning.demand import rows
    from metrics.planning.measured_assumptions import assumptions
    from metrics.planning.overrides import apply
    from metrics.planning.plan import plan_ahead
    from metrics.planning.scenario_steps import from_json, suppose

    check_series(KEYS, snapshot)
    url = open_to_read(settings().state_url)
    known = targets(url, snapshot.as_of)
    # A scenario moves what others have as well, so the plan is made of everything and limited at the end.
    whole = unlimited(snapshot)
    changed = apply(rows("ahead", whole), overrides(url), special_days(url))
    plan_of_all = plan_ahead(changed, plan(url), assumptions(whole, known))
    published = plan_of_all.scenario
    supposed = suppose(assumptions(snapshot, known), from_json(published.steps) if published else [])
    return plan_of_all.limited(snapshot), supposed
