"""`scorecard strategy`: objectives, initiatives, commitments and funding as tables."""

from enum import StrEnum
from typing import Annotated

import typer

from scorecard.options import AsOfOption, Format, FormatOption, PeriodOption, ViewerOption, command_group, example
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, open_snapshot, require_page
from scorecard.streams import say

app = command_group()

WIDEST = 60


class Part(StrEnum):
    """What of the strategy is shown."""

    OBJECTIVES = "objectives"
    INITIATIVES = "initiatives"
    MILESTONES = "milestones"
    COMMITMENTS = "commitments"
    FUNDING = "funding"


@app.command(epilog=example("scorecard strategy --part initiatives --period 2026-07 --format json"))
def strategy(
    part: Annotated[Part, typer.Option(help="Which table.")] = Part.OBJECTIVES,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show objectives with their indicators, or what is undertaken for them, as it stood in --period [last month]."""
    from dashboard.exports.strategy_table import strategy_table
    from data.settings import settings
    from data.state import targets

    who = find_viewer(viewer)
    require_page(who, "strategy", "strategy")
    snapshot = open_snapshot(as_of, who)
    in_force = targets(settings().state_url, snapshot.as_of)
    table, until = strategy_table(snapshot, in_force, part=part.value, period=period)
    write_frame(table, form, width=WIDEST)
    say(f"{until.code}, as run {snapshot.manifest.run} published it.")
