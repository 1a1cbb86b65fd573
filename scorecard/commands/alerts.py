"""`scorecard alerts`: what needs someone now, the rules that say so, and sending it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import Format, FormatOption, ViewerOption, WhereOption, command_group, example, parse_filters
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, open_snapshot
from scorecard.streams import say

app = command_group()
group = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(group, name="alerts")


class Shown(StrEnum):
    """Which alerts are listed."""

    OPEN = "open"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    ENDED = "ended"
    ALL = "all"


@group.callback(invoke_without_command=True, epilog=example("scorecard alerts --send"))
def alerts(
    context: typer.Context,
    state: Annotated[Shown, typer.Option(help="Which of them.")] = Shown.OPEN,
    send: Annotated[bool, typer.Option("--send", help="Send what is new to whom the settings name.")] = False,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List what needs someone now, the worst first; rules are judged by every run."""
    if context.invoked_subcommand:
        return
    if send:
        if viewer:
            from data.refusals.alerts import SENDS_TO_ALL

            raise SENDS_TO_ALL()
        _send()
        return
    from dashboard.exports.alert_table import IN_TABLE, WIDEST, alert_table
    from data.settings import settings
    from data.state import alert_decisions, alert_events, open_to_read
    from metrics.alerts.inbox import entries
    from metrics.alerts.visibility import seen

    who = find_viewer(viewer)
    snapshot = open_snapshot(None, who)
    url = open_to_read(settings().state_url)
    today = datetime.now().astimezone().date()
    every = entries(alert_events(url).to_dicts(), alert_decisions(url).to_dicts(), today)
    mine = [entry for entry in seen(every, who, snapshot) if _is_shown(entry.is_open, entry.state.value, state)]
    table = alert_table(mine, snapshot)
    write_frame(table.select(IN_TABLE) if form is Format.TABLE else table, form, width=WIDEST)


@group.command(epilog=example("scorecard alerts rules"))
def rules(viewer: ViewerOption = None, form: FormatOption = Format.TABLE) -> None:
    """List the rules in force: those declared with an indicator, those of every run, and those that people added."""
    from dashboard.exports.alert_table import rule_table
    from data.settings import settings
    from data.state import alert_rules
    from metrics.alerts.evaluation import rules_in_force
    from metrics.alerts.visibility import may_see

    who = find_viewer(viewer)
    snapshot = open_snapshot(None, who)
    added = alert_rules(settings().state_url).to_dicts()
    signed = {f"user:{row['id']}": (row["name"], row["author"]) for row in added}
    found = [
        (rule, *signed.get(rule.id, ("", "")))
        for rule in rules_in_force(snapshot, added)
        if may_see(rule.kind, rule.indicator.name if rule.indicator else "", rule.where, who, snapshot)
    ]
    write_frame(rule_table(found), form, width=60)


@group.command(
    epilog=example("scorecard alerts add 'Long calls' threshold calls_within_standard --limit 0.7 --author Phones")
)
def add(
    name: Annotated[str, typer.Argument(help="What the rule is called.")],
    kind: Annotated[str, typer.Argument(help="threshold, signal, missed or place.")],
    indicator: Annotated[str, typer.Argument(help="The indicator that it is about.")],
    author: Annotated[str, typer.Option(help="Who adds it: a name or function, shown beside it.")],
    limit: Annotated[float | None, typer.Option(help="Of a threshold, in the indicator's unit (shares 0-1).")] = None,
    periods: Annotated[int | None, typer.Option(help="Of missed: how many in a row.")] = None,
    where: WhereOption = None,
) -> None:
    """Add a rule that every run judges from now on."""
    from data.access.viewer import Viewer
    from data.state.writing import add_alert_rule
    from metrics.alerts.user_rule import check_rule

    slice_ = {breakdown: codes[0] for breakdown, codes in parse_filters(where).items()}
    with note_writing(f"add alert rule {name}", author=author, kind=kind, indicator=indicator) as url:
        checked = check_rule(kind, indicator, slice_, limit, periods, Viewer(), open_snapshot(None))
        number = add_alert_rule(url, name=name, author=author, **checked)
    say(f"Rule user:{number} '{name}' is judged from the next run on.")


@group.command(epilog=example("scorecard alerts remove 3 --author Phones --reason 'No longer needed'"))
def remove(
    number: Annotated[int, typer.Argument(help="The number in its id: 3 of user:3.")],
    author: Annotated[str, typer.Option(help="Who withdraws it.")],
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Withdraw a rule that somebody added; its alerts end with the next run."""
    from data.state.writing import withdraw_alert_rule

    with note_writing(f"withdraw alert rule {number}", author=author) as url:
        withdraw_alert_rule(url, number, author=author, reason=reason)
    say(f"Rule user:{number} is withdrawn.")


def _is_shown(is_open: bool, state: str, asked: Shown) -> bool:
    return asked is Shown.ALL or (is_open if asked is Shown.OPEN else state == asked.value)


def _send() -> None:
    from scorecard.alert_sending import describe, send_alerts

    result = send_alerts()
    for line in describe(result):
        say(line)
    if result.failed:
        raise typer.Exit(3)
