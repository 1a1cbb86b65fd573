"""How sound the data are: what was read, how fresh it is, where every row went, and which were refused and why."""

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.health import blocks
from dashboard.views.health.verification import verification
from dashboard.views.shared import restatements


def show(ctx: PageContext) -> None:
    """A verdict in a sentence, then what a steward asks for, in the order of asking."""
    fresh, accounts, rejected = indicators.freshness().to_dicts(), indicators.accounting(), indicators.rejected()
    draw(
        join(
            blocks.verdict(fresh, accounts, rejected, ctx),
            verification(ctx),
            blocks.rejected(rejected, ctx),
            blocks.freshness(fresh, ctx),
            blocks.accounting(accounts, ctx),
            blocks.clocks(accounts, ctx),
            blocks.runs(indicators.runs(), ctx),
            restatements.listed(indicators.restatements(), ctx),
        ),
        "health",
    )
