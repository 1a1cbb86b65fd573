"""The foot of every page: how to read it, the accessibility statement, and whom to tell what is wrong."""

from urllib.parse import quote, urlsplit

import streamlit as st

from dashboard.queries import session
from dashboard.request.context import PageContext
from dashboard.shell.header import title
from dashboard.shell.pages import Page
from dashboard.text.wording import accessibility as words
from dashboard.ui.markup import Html, tag


def footer(ctx: PageContext, page: Page) -> Html:
    """Links; where the settings say to whom, a problem is reported by mail with the address of this very page in it."""
    links = [
        tag("a", ctx.say(words.READ), href=f"{ctx.link('definitions')}#words"),
        tag("a", ctx.say(words.TITLE), href=ctx.link("accessibility")),
    ]
    if contact := session.current().contact:
        links.append(tag("a", ctx.say(words.REPORT), href=_mail(contact, ctx, page)))
    return tag("footer", tag("ul", [tag("li", link) for link in links]), aria_label=ctx.say(words.FOOT))


def _mail(contact: str, ctx: PageContext, page: Page) -> str:
    here = (st.context.url or "").partition("?")[0]
    address = f"{here}?{urlsplit(ctx.link()).query}"
    subject = ctx.say(words.SUBJECT, title=title(ctx, page))
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(ctx.say(words.BODY, address=address))}"
