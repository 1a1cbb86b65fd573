"""How who is looking is named."""

from dashboard.request.context import fill
from dashboard.text.wording import access as words
from data.access.viewer import Viewer


def viewer_name(viewer: Viewer, lang: str) -> str:
    """The address and the role of who has signed in; without a sign-in, that they are the administrator."""
    if not viewer.email:
        return fill(words.NO_SIGN_IN, lang)
    return f"{viewer.email} – {fill(viewer.declared.title, lang)}"
