"""How sound the data are: what was read, how fresh it is, where every row went, and which were refused and why."""

from dashboard.queries import health
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.health import blocks
from dashboard.views.health.verification import verification
from dashboard.views.shared import restatements


def show(ctx: PageContext) -> None:
    """A verdict in a sentence, then what a steward asks for, in the order of asking."""
    fresh = health.freshness(ctx.snapshot, ctx.lang).to_dicts()
    accounts, rejected = health.accounting(ctx.snapshot), health.rejected(ctx.snapshot)
    draw(
        join(
            blocks.verdict(fresh, accounts, rejected, ctx),
            verification(ctx),
            blocks.rejected(rejected, ctx),
            blocks.freshness(fresh, ctx),
            blocks.accounting(accounts, ctx),
            blocks.held_back(health.held_back(ctx.snapshot), ctx),
            blocks.clocks(accounts, ctx),
            blocks.runs(health.runs(ctx.snapshot), ctx),
            restatements.log(health.restatements(ctx.snapshot), ctx),
        ),
        "health",
    )
