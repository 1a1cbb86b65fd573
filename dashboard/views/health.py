"""How sound the data are: what was read, how fresh it is, where every row went, and which were refused and why."""

from dashboard import queries, restated, steward
from dashboard.component import draw
from dashboard.markup import join
from dashboard.place import Place
from dashboard.verification import verification


def show(place: Place) -> None:
    """A verdict in a sentence, then what a steward asks for, in the order of asking."""
    fresh, accounts, rejected = queries.freshness().to_dicts(), queries.accounting(), queries.rejected()
    draw(
        join(
            steward.verdict(fresh, accounts, rejected, place),
            verification(place),
            steward.rejected(rejected, place),
            steward.freshness(fresh, place),
            steward.accounting(accounts, place),
            steward.clocks(accounts, place),
            steward.runs(queries.runs(), place),
            restated.listed(queries.restatements(), place),
        ),
        "health",
    )
