"""What people write: targets, plans, roles, comments, actions, notes, locks of periods; and the trail of what they did.

Rows are only ever added. What is in force is the newest row of its kind, or the one that no later row withdrew, so
every earlier decision can be looked up. Here it is read; `data.state.writing` adds to it.
"""

from data.state.accountability.acceptance import ACCEPTANCE, Acceptance, acceptances
from data.state.accountability.agreement import AGREEMENT, Agreement, agreements
from data.state.accountability.attestation import ATTESTATION, Attestation, attestations
from data.state.accountability.recommendation import RECOMMENDATION, Recommendation, recommendations
from data.state.alert import (
    ALERT_DECISION,
    ALERT_EVENT,
    ALERT_RULE,
    alert_decisions,
    alert_deliveries,
    alert_events,
    alert_rules,
)
from data.state.audit_line import AUDIT_LINE, AuditLine
from data.state.base import State
from data.state.cycle.action_item import ACTION_ITEM, ActionItem, action_items
from data.state.cycle.comment import COMMENT, PARTS, Comment, comments
from data.state.cycle.meeting_note import MEETING_NOTE, MeetingNote, meeting_notes
from data.state.cycle.period_lock import (
    LOCKED_FIGURE,
    PERIOD_LOCK,
    LockedFigure,
    PeriodLock,
    locked_figures,
    period_locks,
)
from data.state.newest_rows import decisions_version
from data.state.override import OVERRIDE, Override, override_history, overrides
from data.state.permission import (
    PERMISSION,
    Permission,
    as_viewer,
    is_decided,
    permission_history,
    permissions,
    scope_of,
    viewer_of,
)
from data.state.personal.access_token import ACCESS_TOKEN, AccessToken, access_tokens, viewer_of_token
from data.state.personal.digest_delivery import DIGEST_DELIVERY, DigestDelivery, digest_deliveries
from data.state.personal.follow import Follow, followed
from data.state.personal.preference import Preference, preference_of
from data.state.plan import plan, plan_history
from data.state.reading import newest, open_to_read
from data.state.scenario import SavedScenario, saved_scenario, scenario_history, scenario_version, scenarios
from data.state.special_day import SPECIAL_DAY, SpecialDay, occurrences, special_day_history, special_days
from data.state.standard import STANDARD, RegisteredStandard, registered_standards, standard_history
from data.state.statement import STATEMENT, PublishedStatement, published_statements
from data.state.target import TARGET, Target, target_history, targets

__all__ = [
    "ACCEPTANCE",
    "ACCESS_TOKEN",
    "ACTION_ITEM",
    "AGREEMENT",
    "ALERT_DECISION",
    "ALERT_EVENT",
    "ALERT_RULE",
    "ATTESTATION",
    "AUDIT_LINE",
    "COMMENT",
    "DIGEST_DELIVERY",
    "LOCKED_FIGURE",
    "MEETING_NOTE",
    "OVERRIDE",
    "PARTS",
    "PERIOD_LOCK",
    "PERMISSION",
    "RECOMMENDATION",
    "SPECIAL_DAY",
    "STANDARD",
    "STATEMENT",
    "TARGET",
    "Acceptance",
    "AccessToken",
    "ActionItem",
    "Agreement",
    "Attestation",
    "AuditLine",
    "Comment",
    "DigestDelivery",
    "Follow",
    "LockedFigure",
    "MeetingNote",
    "Override",
    "PeriodLock",
    "Permission",
    "Preference",
    "PublishedStatement",
    "Recommendation",
    "RegisteredStandard",
    "SavedScenario",
    "SpecialDay",
    "State",
    "Target",
    "acceptances",
    "access_tokens",
    "action_items",
    "agreements",
    "alert_decisions",
    "alert_deliveries",
    "alert_events",
    "alert_rules",
    "as_viewer",
    "attestations",
    "comments",
    "decisions_version",
    "digest_deliveries",
    "followed",
    "is_decided",
    "locked_figures",
    "meeting_notes",
    "newest",
    "occurrences",
    "open_to_read",
    "override_history",
    "overrides",
    "period_locks",
    "permission_history",
    "permissions",
    "plan",
    "plan_history",
    "preference_of",
    "published_statements",
    "recommendations",
    "registered_standards",
    "saved_scenario",
    "scenario_history",
    "scenario_version",
    "scenarios",
    "scope_of",
    "special_day_history",
    "special_days",
    "standard_history",
    "target_history",
    "targets",
    "viewer_of",
    "viewer_of_token",
]
