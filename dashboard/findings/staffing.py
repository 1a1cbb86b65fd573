"""What every page says of the queue model: what it told of the last weeks, and what was."""

from datetime import date

from dashboard.queries.demand import staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import staff as words
from metrics.planning.staffing_check import expected_and_measured


def check_text(channel: str, ctx: PageContext) -> str:
    """`model 86%, measured 83%` of the last weeks; empty where they cannot be compared."""
    rows = staffing.checked(ctx.snapshot, ctx.viewer).get(channel)
    expected, measured = (None, None) if rows is None else expected_and_measured(rows)
    if expected is None or measured is None:
        return ""
    model, was = (formats.percent(share, ctx.lang, 0) for share in (expected, measured))
    return ctx.say(words.CHECKED, model=model, measured=was)


def capacity_text(first: date, ctx: PageContext) -> str:
    """`capacity known to 10 Oct 2026`, where that is more than two weeks before a week begins; else empty."""
    ends = staffing.recorded_to(ctx.snapshot)
    if ends is None or not staffing.stale(ends, first):
        return ""
    return ctx.say(words.CAPACITY_TO, day=formats.day(ends, ctx.lang))
