"""Everything that people change: the one door of the application's own database, for pages' actions and commands.

Every function takes who writes (`author`) and what that person saw (`seen`); where something newer touches the same
thing the write is refused, so that nobody overwrites what they have not read. `seen=None`: nothing was shown, as on
the command line, and nothing is compared.
"""

from data.state.writing.access_token import give_token, revoke_token
from data.state.writing.accountability.agreement import accept_results, add_agreements
from data.state.writing.accountability.attestation import attest
from data.state.writing.accountability.recommendation import add_recommendations, change_recommendation
from data.state.writing.action_item import add_item, change_item
from data.state.writing.alert import add_alert_rule, decide_alert, withdraw_alert_rule
from data.state.writing.comment import save_comment
from data.state.writing.follow import follow
from data.state.writing.meeting_note import add_note
from data.state.writing.override import add_override, add_overrides, withdraw_override
from data.state.writing.period_lock import lock_period, reopen_period
from data.state.writing.permission import grant, grant_all, revoke
from data.state.writing.plan import publish_plan, unpublish_plan
from data.state.writing.preference import choose
from data.state.writing.scenario import delete_scenario, rename_scenario, save_scenario
from data.state.writing.special_day import add_special_day, change_special_day, withdraw_special_day
from data.state.writing.standard import add_standards
from data.state.writing.statement import publish_statement
from data.state.writing.target import add_targets

__all__ = [
    "accept_results",
    "add_agreements",
    "add_alert_rule",
    "add_item",
    "add_note",
    "add_override",
    "add_overrides",
    "add_recommendations",
    "add_special_day",
    "add_standards",
    "add_targets",
    "attest",
    "change_item",
    "change_recommendation",
    "change_special_day",
    "choose",
    "decide_alert",
    "delete_scenario",
    "follow",
    "give_token",
    "grant",
    "grant_all",
    "lock_period",
    "publish_plan",
    "publish_statement",
    "rename_scenario",
    "reopen_period",
    "revoke",
    "revoke_token",
    "save_comment",
    "save_scenario",
    "unpublish_plan",
    "withdraw_alert_rule",
    "withdraw_override",
    "withdraw_special_day",
]
