"""The forms that copy, rename and delete a scenario."""

from dashboard.actions import planning
from dashboard.queries.demand.scenarios import Saved
from dashboard.request.context import PageContext
from dashboard.text.wording import plan as plan_words
from dashboard.text.wording import scenario as words
from dashboard.ui.forms import Answer, FormField, Submission, form, who
from dashboard.views.demand.selection import Selection
from data.words import LONGEST_TEXT


def keep(chosen: Saved, selection: Selection, ctx: PageContext) -> None:
    """What can be done with a scenario as a whole; one that is the plan cannot be renamed or deleted."""
    is_plan = ctx.decisions.plan is not None and ctx.decisions.plan.id == chosen["id"]
    seen, name = chosen["id"], chosen["name"]
    new_name = FormField(name="name", label=words.NEW_NAME)

    def copy(submission: Submission) -> Answer:
        copied = submission.text("name") or ""
        grain = selection.scenario_grain
        text = planning.copy_scenario(ctx, submission.viewer, submission.seen, name=copied, grain=grain)
        return Answer(text, ctx.link(scenario=copied))

    def rename(submission: Submission) -> Answer:
        renamed = submission.text("name") or ""
        text = planning.rename_scenario(ctx, submission.viewer, submission.seen, name=renamed)
        return Answer(text, ctx.link(scenario=renamed))

    def delete(submission: Submission) -> Answer:
        reason = submission.text("reason")
        text = planning.delete_scenario(ctx, submission.viewer, submission.seen, name=name, reason=reason)
        return Answer(text, ctx.link(scenario=None))

    why = FormField(name="reason", label=plan_words.REASON, longest=LONGEST_TEXT)
    for title, fields, save, key, button in (
        (words.COPY, [new_name, who(ctx)], copy, "copy", words.COPY_DO),
        (words.RENAME, [new_name, who(ctx)], rename, "rename", words.RENAME_DO),
        (words.DELETE, [why, who(ctx)], delete, "delete", words.DELETE_DO),
    ):
        offered = key == "copy" or not is_plan
        form(ctx.say(title, name=name), fields, save, ctx, key, seen=seen, button=button, offered=offered)
