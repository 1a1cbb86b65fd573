"""The form by which somebody sees to an alert."""

from datetime import timedelta

from dashboard.actions import alerts as actions
from dashboard.queries import alerts as queries
from dashboard.request.context import PageContext
from dashboard.text import alerts as text
from dashboard.text.wording import alerts as words
from dashboard.ui.forms import FormField, Submission, form, who
from data.access.roles import Action
from data.words import LONGEST_NOTE, AlertDecision, AlertState
from metrics.alerts.inbox import Entry


def decide(entry: Entry, ctx: PageContext) -> None:
    """Take, snooze, close or reopen: offered to whose role sees to alerts, until the alert has ended."""
    if Action.ALERTS not in ctx.viewer.declared.may:
        return
    tomorrow = queries.today() + timedelta(days=1)
    fields = [
        FormField(name="event", label=words.WHAT, kind="hidden", value=str(entry.event)),
        FormField(name="do", label=words.DO, kind="select", options=_options(entry, ctx)),
        FormField(name="until", label=words.UNTIL, kind="date", required=False, least=tomorrow.isoformat()),
        FormField(name="note", label=words.NOTE, required=False, longest=LONGEST_NOTE),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.decide(
            ctx,
            submission.viewer,
            submission.seen,
            alert=entry.id,
            event=submission.whole("event"),
            decision=submission.text("do"),
            until=submission.day("until"),
            note=submission.text("note"),
        )

    title = ctx.say(words.DECIDE, what=text.about(entry, ctx.snapshot, ctx.lang))
    note = text.sentence(entry, ctx.snapshot, ctx.lang)
    offered = entry.state is not AlertState.ENDED
    form(title, fields, save, ctx, "alert", seen=entry.decision, note=note, opened=True, offered=offered)


def _options(entry: Entry, ctx: PageContext) -> dict[str, str]:
    """What can be done with an alert as it stands: what is new cannot be opened again."""
    left_out = AlertDecision.REOPEN if entry.state is AlertState.NEW else None
    return {one.value: ctx.say(one.text) for one in AlertDecision if one is not left_out}
