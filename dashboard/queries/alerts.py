"""What the pages read of alerts: those that the viewer may see, and no other."""

from datetime import date, datetime

from dashboard.queries.cache import cached
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.alerts.evaluation import rules_in_force
from metrics.alerts.inbox import Entry, entries
from metrics.alerts.rule import Rule
from metrics.alerts.visibility import may_see, seen


def inbox(ctx: PageContext) -> tuple[Entry, ...]:
    """The alerts that the viewer may see, the worst first, whatever their state."""
    return _inbox(ctx.snapshot, ctx.viewer, ctx.decisions, today())


def open_count(ctx: PageContext) -> int:
    """How many of them wait for somebody."""
    return sum(entry.is_open for entry in inbox(ctx))


def rules(ctx: PageContext) -> list[tuple[Rule, str, str]]:
    """The rules on what the viewer may see, each with its name and author, which those declared here do not have."""
    added = {f"user:{row['id']}": row for row in ctx.decisions.alert_rules}
    found = rules_in_force(ctx.snapshot, ctx.decisions.alert_rules)
    mine = [
        rule
        for rule in found
        if may_see(rule.kind, rule.indicator.name if rule.indicator else "", rule.where, ctx.viewer, ctx.snapshot)
    ]
    return [(rule, *_signed(added.get(rule.id))) for rule in mine]


def today() -> date:
    """The day on which a snoozed alert wakes: that of the machine that shows it."""
    return datetime.now().astimezone().date()


def _signed(row: dict[str, str] | None) -> tuple[str, str]:
    return (row["name"], row["author"]) if row else ("", "")


@cached(64)
def _inbox(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, day: date) -> tuple[Entry, ...]:
    found = entries(decisions.alert_events, decisions.alert_decisions, day)
    return tuple(seen(found, viewer, snapshot))
