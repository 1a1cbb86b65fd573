"""The inbox: what needs someone now, the worst first, with the form of the alert that was chosen, and the rules."""

from dashboard.queries import alerts
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.views.alerts import blocks, forms, rules
from data.words import AlertState
from metrics.alerts.inbox import OPEN, Entry

STATES = {
    "open": OPEN,
    "snoozed": (AlertState.SNOOZED,),
    "closed": (AlertState.CLOSED,),
    "ended": (AlertState.ENDED,),
}
"""What the address calls them, and which alerts those are."""


def show(ctx: PageContext) -> None:
    """The alerts of the state that the address names, by default the open ones."""
    every = alerts.inbox(ctx)
    chosen = ctx.own.get("state", "open")
    chosen = chosen if chosen in STATES else "open"
    counts = {name: sum(entry.state in states for entry in every) for name, states in STATES.items()}
    draw(blocks.tabs(counts, chosen, ctx), "tabs")
    if (entry := _asked(every, ctx)) is not None:
        forms.decide(entry, ctx)
    draw(blocks.listed([entry for entry in every if entry.state in STATES[chosen]], chosen, ctx), "alerts")
    rules.show(ctx)


def _asked(every: tuple[Entry, ...], ctx: PageContext) -> Entry | None:
    """The alert that the address names, as far as the viewer may see it."""
    return next((entry for entry in every if str(entry.id) == ctx.own.get("alert")), None)
