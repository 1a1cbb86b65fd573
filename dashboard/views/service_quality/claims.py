"""What became of claims that were not paid, and the breaches that nobody claimed."""

from dashboard.findings.standards import count
from dashboard.queries.standards import claims as queries
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import guarantees as words
from dashboard.ui.markup import Html, tag
from data.records.customer import ClaimReason


def claims(ctx: PageContext) -> Html | None:
    """A sentence each; nothing where neither is told."""
    period = ctx.period.code
    found = queries.reasons(ctx.snapshot, ctx.viewer, period=period, where=ctx.where)
    left = queries.unclaimed(ctx.snapshot, ctx.viewer, period=period, where=ctx.where)
    sentences = []
    if found:
        parts = [f"{ctx.say(ClaimReason(code).text if code else words.NO_REASON)} {count(n, ctx)}"
                 for code, n in found.items()]  # fmt: skip
        sentences.append(ctx.say(words.NOT_PAID, reasons=formats.together(parts, ctx.lang)))
    if left is not None and left.items:
        cents = formats.cents(left.cents, ctx.lang, 2)
        sentences.append(ctx.say(words.UNCLAIMED, n=count(left.items, ctx), cents=cents))
    elif left is not None and left.over:
        sentences.append(ctx.say(words.ALL_CLAIMED))
    return tag("p", " ".join(sentences), id="claims") if sentences else None
