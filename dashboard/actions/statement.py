"""Publishing the statement of a quarter from its page."""

from dashboard.queries.standards import statements
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import statement as words
from data.access.roles import Action
from data.access.viewer import Viewer
from data.state import writing as state
from metrics.standards.statement import check_ready, read_alike


def publish_statement(ctx: PageContext, viewer: Viewer, seen: int, run: str, *, reason: str | None = None) -> str:
    """Publishes the quarter of the page; with a reason as a correction.

    `seen`: the version on the screen, 0 for none. `run`: that of the figures on the screen.
    """
    with writing(viewer, Action.STATEMENT, f"publish statement {ctx.period.code}", correction=reason):
        ctx.check_run(run)
        computed = statements.draft(ctx.snapshot, ctx.period.code)
        check_ready(ctx.snapshot)
        version = state.publish_statement(
            ctx.decisions.url,
            ctx.period.code,
            computed.text(),
            author=viewer.name or viewer.who,
            correction=reason if seen else None,
            seen=seen,
            same=read_alike,
        )
    return ctx.say(words.DONE, period=formats.period(ctx.period, ctx.lang), version=version)
