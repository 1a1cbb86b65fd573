"""One's own access: who one is here, what one sees and may do, and the way out."""

import streamlit as st

from dashboard.queries import people
from dashboard.request.context import PageContext
from dashboard.text.access import scope_text, viewer_name
from dashboard.text.wording import access as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.shared.roles import roles


def show(ctx: PageContext) -> None:
    """Who is looking, as a sentence, what their role sees, which indicators they do not see and why, and sign-out."""
    members = people.scope_members(ctx.snapshot, ctx.viewer)
    why = people.unseen(ctx.snapshot)
    draw(
        join(
            tag("p", viewer_name(ctx.viewer, ctx.lang), class_="note"),
            tag("p", ctx.say(words.MEMBERS, name=ctx.say(words.SCOPE), members=scope_text(ctx, members))),
            None if people.signs_in() else tag("p", ctx.say(words.NO_PROVIDER), class_="soft"),
            roles([ctx.viewer.declared], ctx.titles, words.YOUR_ROLE, ctx),
            tag(
                "details",
                tag("summary", ctx.say(words.NOT_SHOWN)),
                tag("ul", (tag("li", sentence.text(ctx.lang)) for sentence in why)),
                class_="folded",
            )
            if why
            else None,
        ),
        "account",
    )
    if people.may_sign_out() and st.button(ctx.say(words.SIGN_OUT), key="sign-out"):
        people.sign_out(ctx.viewer)
