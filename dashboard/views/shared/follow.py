"""Following the indicator on the page: a form of one button, drawn for each reader."""

from dashboard.actions import mine as actions
from dashboard.queries.cycle import mine
from dashboard.request.context import PageContext
from dashboard.text.wording import mine as words
from dashboard.ui.forms import Submission, form, who
from data.access.roles import Action
from metrics.definition.indicator import Indicator


def write(indicator: Indicator, ctx: PageContext) -> None:
    """The form that begins to follow the indicator, or ceases to; none while a past scorecard is shown."""
    if ctx.as_of:
        return
    now = indicator.name in mine.follows(ctx)

    def save(submission: Submission) -> str:
        return actions.follow(ctx, submission.viewer, indicator=indicator.name, following=not now)

    form(
        ctx.say(words.UNFOLLOW_THIS if now else words.FOLLOW_THIS), [who(ctx)] if ctx.viewer.email else [], save, ctx,
        "follow", seen=0, button=words.UNFOLLOW_BUTTON if now else words.FOLLOW_BUTTON, note=ctx.say(words.FOLLOW_WHY),
        offered=Action.FOLLOW in ctx.viewer.declared.may,
    )  # fmt: skip
