"""Who answers for the promises: the way to partners, audits and the Directive, and what of it is late."""

from dashboard.queries import accountability
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as words
from dashboard.text.wording import directive as directive_words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.service_quality.late_audits import late_audits
from metrics.accountability.agreements import without_agreement

PAGES = {"partners": words.PARTNERS, "audits": words.AUDITS, "directive": directive_words.TITLE}


def answerable(ctx: PageContext) -> Html | None:
    """The links that the reader may follow, each late thing in a line; none where there is no such page for them."""
    links = [tag("a", ctx.say(text), href=ctx.link(page)) for page, text in PAGES.items() if ctx.leads_to(page)]
    if not links:
        return None
    return join(
        tag("nav", tag("span", ctx.say(words.ON_QUALITY), class_="soft"), *links, class_="tabs",
            aria_label=ctx.say(words.VIEWS)),
        late_audits(ctx),
        _partners(ctx) if ctx.leads_to("partners") else None,
    )  # fmt: skip


def _partners(ctx: PageContext) -> Html | None:
    """How many acceptances are overdue, and who has no agreement."""
    lacking = [ctx.say(one.name) for one in without_agreement(accountability.partners(ctx))]
    overdue = len(accountability.overdue(ctx))
    told = []
    if overdue:
        told.append(ctx.say(words.OVERDUE_COUNT, n=formats.number(overdue, ctx.lang)))
    if lacking:
        told.append(ctx.say(words.LACKING_COUNT, n=formats.number(len(lacking), ctx.lang)))
    if not told:
        return None
    return tag("p", tag("span", " ".join(told), class_="bad"), " ", tag("a", ctx.say(words.PARTNERS), " ▸",
               href=ctx.link("partners")), class_="fresh")  # fmt: skip
