"""The accessibility statement: what is aimed for, how to get around, how it is tested, what does not work yet."""

from dashboard.queries import session
from dashboard.request.context import PageContext
from dashboard.text.wording import accessibility as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag


def show(ctx: PageContext) -> None:
    """The statement, with whom to write to where the settings name someone."""
    contact = session.current().contact
    parts = [
        (words.AIM, tag("p", ctx.say(words.AIM_TEXT))),
        (words.HOW, tag("ul", [tag("li", ctx.say(text)) for text in words.HOW_TEXTS.values()], class_="bullets")),
        (words.TESTED, tag("p", ctx.say(words.TESTED_TEXT))),
        (words.LIMITS, tag("p", ctx.say(words.LIMITS_TEXT))),
        (words.CONTACT, tag("p", ctx.say(words.CONTACT_TEXT if contact else words.NO_CONTACT, contact=contact))),
    ]
    draw(tag("div", join([tag("h2", ctx.say(title)), text] for title, text in parts), class_="prose"), "accessibility")
