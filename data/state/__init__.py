"""What people write: targets now; comments, actions, overrides, scenarios and audit will stand beside them.

Rows are only ever added. What is in force is the newest row of its kind, so every earlier decision can be looked up.
"""

from data.state.base import State
from data.state.engine import open_state
from data.state.target import SCOPES, TARGET, Course, Origin, Target, add_targets, target_history, targets

__all__ = [
    "SCOPES",
    "TARGET",
    "Course",
    "Origin",
    "State",
    "Target",
    "add_targets",
    "open_state",
    "target_history",
    "targets",
]
