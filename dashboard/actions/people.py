"""Everything that a page can change in who may see and do what."""

from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text.wording import access as words
from data.access.roles import ROLES, Action
from data.access.viewer import Viewer, read_scope
from data.state import writing as state
from metrics.catalogue.visible import check_scope
from metrics.definition.limits import unlimited


def grant(ctx: PageContext, viewer: Viewer, email: str | None, role: str | None, scope: str | None) -> str:
    """Gives somebody a role within a scope, written as channel=telephone."""
    with writing(viewer, Action.PEOPLE, f"grant {role or ''} to {email or ''}", scope=scope):
        limits = read_scope((scope or "").split(","))
        check_scope(limits, unlimited(ctx.snapshot))
        state.grant(ctx.decisions.url, email or "", role or "", limits, author=viewer.who)
    return ctx.say(words.GRANTED, email=email, role=ctx.say(ROLES[role or ""].title))


def revoke(ctx: PageContext, viewer: Viewer, email: str | None) -> str:
    """Takes somebody's role away."""
    with writing(viewer, Action.PEOPLE, f"revoke {email or ''}"):
        state.revoke(ctx.decisions.url, email or "", author=viewer.who)
    return ctx.say(words.REVOKED, email=email)
