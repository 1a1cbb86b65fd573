"""Everything that a page can change in alerts: what somebody does with one, and the rules that people add.

Each asks the role, leaves a line in the audit trail, and refuses what lies outside of what the viewer may see.
"""

from datetime import date

from dashboard.queries import alerts as queries
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text.wording import alerts as words
from data.access.roles import Action
from data.access.viewer import Viewer, read_scope
from data.certainty import present
from data.refusals import alerts as refusals
from data.state import writing as state
from data.words import AlertDecision, state_after
from metrics.alerts.user_rule import check_rule


def decide(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    *,
    alert: int,
    event: int,
    decision: str | None,
    until: date | None,
    note: str | None,
) -> str:
    """Takes an alert on, snoozes, closes or reopens it. `seen`: the newest decision on it on the screen."""
    with writing(viewer, Action.ALERTS, f"{decision or 'decide on'} alert {alert}", until=until, note=note):
        # What is not among those that a person sees is to them not there at all.
        if alert not in {entry.id for entry in queries.inbox(ctx)}:
            raise refusals.NO_ALERT()
        state.decide_alert(
            ctx.decisions.url,
            alert,
            decision=decision,
            until=until,
            note=note,
            today=queries.today(),
            author=viewer.name,
            seen=seen,
            event=event,
        )
    return ctx.say(words.DONE, state=ctx.say(state_after(AlertDecision(present(decision))).text).lower())


def add_rule(
    ctx: PageContext,
    viewer: Viewer,
    *,
    name: str | None,
    kind: str,
    indicator: str,
    scope: str | None,
    limit: float | None,
    periods: int | None,
) -> str:
    """Puts a rule in force, for an indicator and a slice that the viewer sees."""
    with writing(viewer, Action.ALERTS, f"add alert rule {name}", kind=kind, indicator=indicator, scope=scope):
        where = {breakdown: codes[0] for breakdown, codes in read_scope((scope or "").split(",")).items()}
        checked = check_rule(kind, indicator, where, limit, periods, viewer, ctx.snapshot)
        state.add_alert_rule(ctx.decisions.url, name=name, author=viewer.name, **checked)
    return ctx.say(words.RULE_ADDED, name=name)


def withdraw_rule(ctx: PageContext, viewer: Viewer, *, id: int, reason: str | None) -> str:
    """Takes back a rule on what the viewer sees."""
    with writing(viewer, Action.ALERTS, f"withdraw alert rule {id}"):
        if f"user:{id}" not in {rule.id for rule, _, _ in queries.rules(ctx)}:
            raise refusals.NO_RULE(id=id)
        state.withdraw_alert_rule(ctx.decisions.url, id, author=viewer.name, reason=reason)
    return ctx.say(words.RULE_REMOVED)
