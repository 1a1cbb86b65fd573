"""What a person changes for themselves: which indicators they follow, what they answer for, how they are written to."""

from dashboard.queries.cycle import mine
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text.wording import mine as words
from data.access.roles import Action
from data.access.viewer import Viewer
from data.refusals import reporting as refusals
from data.state import writing as state


def follow(ctx: PageContext, viewer: Viewer, *, indicator: str | None, following: bool) -> str:
    """Begins to follow an indicator that the reader sees, or ceases to."""
    with writing(viewer, Action.FOLLOW, f"{'follow' if following else 'unfollow'} {indicator}"):
        if indicator is None or indicator not in ctx.snapshot.catalogue:
            raise refusals.NO_INDICATOR(indicator=indicator or "")
        state.follow(ctx.decisions.url, ctx.viewer.email, indicator, following=following)
    text = words.FOLLOWED if following else words.UNFOLLOWED
    return ctx.say(text, name=ctx.say(ctx.snapshot.catalogue[indicator].title))


def choose(ctx: PageContext, viewer: Viewer, *, owner: str | None, cadence: str | None, language: str | None) -> str:
    """Keeps what the reader answers for, and how often and in which language they are written to."""
    with writing(viewer, Action.FOLLOW, "choose", owner=owner, cadence=cadence, language=language):
        if owner is not None and owner not in mine.owners(ctx):
            raise refusals.NO_OWNER(owner=owner)
        email = ctx.viewer.email
        state.choose(ctx.decisions.url, email, owner=owner, cadence=cadence, language=language)
    return ctx.say(words.CHOSEN)
