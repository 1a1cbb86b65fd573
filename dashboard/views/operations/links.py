"""What a spot is called, and where its records are."""

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot


def label(name: str, code: str, ctx: PageContext) -> str:
    """A member of a breakdown in the reader's language."""
    return ctx.say(indicators.name_of(ctx.snapshot, name, code))


def named(spot: Spot, ctx: PageContext) -> str:
    """`Ironwick`, or `Monday, 12:30`."""
    return ", ".join(label(name, code, ctx) for name, code in spot.codes.items())


def rows_of(spot: Spot, assessment: Assessment, ctx: PageContext, *, missed: bool = False) -> str:
    """The address of the records of a spot; `missed`: of those only that count against it."""
    only = "missed" if missed else None
    return ctx.link("transactions", indicator=assessment.indicator.name, only=only, **spot.codes)
