"""What people write: targets, overrides, special days and scenarios; comments, actions and audit will stand beside.

Rows are only ever added. What is in force is the newest row of its kind, or the one that no later row withdrew, so
every earlier decision can be looked up. Here it is read; `data.state.writing` adds to it.
"""

from data.state.base import State
from data.state.override import OVERRIDE, Override, override_history, overrides
from data.state.plan import plan, plan_history
from data.state.reading import newest, open_to_read
from data.state.scenario import SavedScenario, saved_scenario, scenario_history, scenario_version, scenarios
from data.state.special_day import SPECIAL_DAY, SpecialDay, occurrences, special_day_history, special_days
from data.state.target import TARGET, Target, target_history, targets

__all__ = [
    "OVERRIDE",
    "SPECIAL_DAY",
    "TARGET",
    "Override",
    "SavedScenario",
    "SpecialDay",
    "State",
    "Target",
    "newest",
    "occurrences",
    "open_to_read",
    "override_history",
    "overrides",
    "plan",
    "plan_history",
    "saved_scenario",
    "scenario_history",
    "scenario_version",
    "scenarios",
    "special_day_history",
    "special_days",
    "target_history",
    "targets",
]
