"""The way between the pages of accountability, as far as the reader may open them, and small cells that they share."""

from dashboard.request.context import PageContext
from dashboard.text.wording import accountability as words
from dashboard.text.wording import directive as directive_words
from dashboard.ui.markup import Html, tag

VIEWS = {"partners": words.PARTNERS, "audits": words.AUDITS, "directive": directive_words.TITLE}


def tabs(ctx: PageContext) -> Html | None:
    """Links to the other pages; none where there is no other."""
    offered = {page: text for page, text in VIEWS.items() if ctx.leads_to(page)}
    if len(offered) < 2:
        return None
    links = [
        tag("a", ctx.say(text), href=ctx.link(page, party=None), aria_current="page" if page == ctx.page else None)
        for page, text in offered.items()
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.VIEWS))
