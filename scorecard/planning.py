"""The one plan of a home, as commands read it."""

from data.storage.snapshot import Snapshot
from metrics.planning.assumptions import Assumptions
from metrics.planning.plan import Plan


def read_plan(snapshot: Snapshot) -> tuple[Plan, Assumptions]:
    """The plan with all that planners decided, and what it takes for granted."""
    from data.settings import settings
    from data.state import open_to_read, overrides, plan, special_days, targets
    from metrics.planning.demand import rows
    from metrics.planning.measured_assumptions import assumptions
    from metrics.planning.overrides import apply
    from metrics.planning.plan import plan_ahead

    url = open_to_read(settings().state_url)
    assumed = assumptions(snapshot, targets(url, snapshot.as_of))
    changed = apply(rows("ahead", snapshot), overrides(url), special_days(url))
    return plan_ahead(changed, plan(url), assumed), assumed
