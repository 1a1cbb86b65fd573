"""The forms by which roles are granted and taken away."""

import polars as pl

from dashboard.actions import people as actions
from dashboard.request.context import PageContext
from dashboard.text.wording import access as words
from dashboard.ui.forms import FormField, Submission, form
from data.access.roles import ROLES
from data.certainty import scalar_or_none


def grant(found: pl.DataFrame, ctx: PageContext) -> None:
    """Gives somebody a role."""
    options = {code: ctx.say(role.title) for code, role in ROLES.items()}
    fields = [
        FormField(name="email", label=words.EMAIL),
        FormField(name="role", label=words.ROLE, kind="select", options=options),
        FormField(name="scope", label=words.SCOPE, required=False),
    ]

    def save(submission: Submission) -> str:
        return actions.grant(
            ctx, submission.viewer, submission.text("email"), submission.text("role"), submission.text("scope")
        )

    form(ctx.say(words.GRANT), fields, save, ctx, "grant", seen=_newest(found), note=ctx.say(words.GRANT_NOTE))


def revoke(found: pl.DataFrame, ctx: PageContext) -> None:
    """Takes somebody's role away."""
    options = {email: email for email in found["email"]}
    fields = [FormField(name="email", label=words.EMAIL, kind="select", options=options)]

    def save(submission: Submission) -> str:
        return actions.revoke(ctx, submission.viewer, submission.text("email"))

    form(
        ctx.say(words.REVOKE), fields, save, ctx, "revoke", seen=_newest(found), button=words.REVOKE,
        offered=bool(options),
    )  # fmt: skip


def _newest(found: pl.DataFrame) -> int:
    return scalar_or_none(found["id"].max(), int) or 0
