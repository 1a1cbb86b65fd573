"""`scorecard staffing`: people required and present, week by week, the past ones beside what was measured."""

from typing import Annotated

import typer

from scorecard.options import AsOfOption, Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, open_snapshot, require_page
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard staffing --channel telephone --format json"))
def staffing(
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show contacts, people and service levels of the last eight weeks and of those ahead, per channel with a queue."""
    import polars as pl

    from data.errors import nearest
    from data.refusals import commands as refusals
    from metrics.planning.outlook import outlook, weeks_of
    from metrics.planning.staffing_check import staffing_weeks, unsure
    from scorecard.planning import read_plan

    who = find_viewer(viewer)
    require_page(who, "demand", "staffing")
    snapshot = open_snapshot(as_of, who)
    plan, assumed = read_plan(snapshot)
    withheld = unsure(snapshot)
    weeks = staffing_weeks(snapshot, outlook(weeks_of(plan.by_channel(), assumed), assumed.goals(), withheld))
    channels = weeks["channel"].unique().sort().to_list()
    if channel is not None and channel not in channels:
        raise refusals.NO_STAFFING(channel=channel, nearest=nearest(channel, channels))
    weeks = weeks.filter(pl.col("channel") == channel) if channel else weeks
    write_frame(weeks, form)
    for name in withheld:
        if name in weeks["channel"]:
            say(f"{name}: model and measurement are over 5 points apart; nothing is said of the weeks ahead.")
