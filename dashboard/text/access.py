"""How who is looking is named, and what they are limited to."""

from collections.abc import Sequence

from dashboard.request.context import PageContext, fill
from dashboard.text.wording import access as words
from data.access.viewer import Viewer
from data.text import Text


def viewer_name(viewer: Viewer, lang: str) -> str:
    """The address and the role of who has signed in; without a sign-in, that they are the administrator."""
    if not viewer.email:
        return fill(words.NO_SIGN_IN, lang)
    return f"{viewer.email} – {fill(viewer.declared.title, lang)}"


def scope_text(ctx: PageContext, members: Sequence[tuple[Text, Sequence[Text | str]]]) -> str:
    """What somebody is limited to, in words."""
    parts = [
        ctx.say(words.MEMBERS, name=ctx.say(name), members=", ".join(_say(member, ctx) for member in of))
        for name, of in members
    ]
    return "; ".join(parts) or ctx.say(words.EVERYTHING)


def _say(member: Text | str, ctx: PageContext) -> str:
    return ctx.say(member) if isinstance(member, Text) else member
