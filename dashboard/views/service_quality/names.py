"""Where the cases of a standard are."""

from dashboard.request.context import PageContext
from metrics.standards.attainment import INDICATOR, Attainment


def cases(one: Attainment, ctx: PageContext, *, missed: bool = False) -> str:
    """The address of the cases of a standard; `missed`: of those only that did not meet it."""
    codes = {"service": one.service, "channel": one.channel, "kind": one.kind, "circumstance": one.circumstance}
    return ctx.link("transactions", indicator=INDICATOR, only="missed" if missed else None, **codes)
