"""What people write: targets, overrides, special days and scenarios; comments, actions and audit will stand beside.

Rows are only ever added. What is in force is the newest row of its kind, or the one that no later row withdrew, so
every earlier decision can be looked up.
"""

from data.state.base import State
from data.state.engine import open_state
from data.state.override import (
    OVERRIDE,
    Override,
    OverrideKind,
    add_override,
    override_history,
    overrides,
    withdraw_override,
)
from data.state.scenario import (
    SavedScenario,
    Scenario,
    plan,
    plan_history,
    publish_plan,
    save_scenario,
    saved_scenario,
    scenario_history,
    scenarios,
    unpublish_plan,
)
from data.state.special_day import (
    SPECIAL_DAY,
    SpecialDay,
    SpecialDayEffect,
    add_special_day,
    occurrences,
    special_day_history,
    special_days,
    withdraw_special_day,
)
from data.state.target import SCOPES, TARGET, Course, Origin, Target, add_targets, target_history, targets

__all__ = [
    "OVERRIDE",
    "SCOPES",
    "SPECIAL_DAY",
    "TARGET",
    "Course",
    "Origin",
    "Override",
    "OverrideKind",
    "SavedScenario",
    "Scenario",
    "SpecialDay",
    "SpecialDayEffect",
    "State",
    "Target",
    "add_override",
    "add_special_day",
    "add_targets",
    "occurrences",
    "open_state",
    "override_history",
    "overrides",
    "plan",
    "plan_history",
    "publish_plan",
    "save_scenario",
    "saved_scenario",
    "scenario_history",
    "scenarios",
    "special_day_history",
    "special_days",
    "target_history",
    "targets",
    "unpublish_plan",
    "withdraw_override",
    "withdraw_special_day",
]
