"""`scorecard show`: the scorecard as a table."""

from typing import Annotated

import typer

from scorecard.options import (
    AsOfOption,
    Format,
    FormatOption,
    PeriodOption,
    ViewerOption,
    WhereOption,
    command_group,
    example,
    parse_filters,
)
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, open_snapshot
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard show --period 2026-07 --where channel=online --format json"))
def show(
    every: Annotated[bool, typer.Option("--all", help="Every indicator, not only the headline ones.")] = False,
    period: PeriodOption = None,
    where: WhereOption = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the scorecard: each indicator's value in --period [last month], and what is judged of it."""
    from dashboard.exports.scorecard_table import IN_TABLE, WIDEST, scorecard_table
    from data.settings import settings
    from data.state import targets

    who = find_viewer(viewer)
    snapshot = open_snapshot(as_of, who)
    in_force = targets(settings().state_url, snapshot.as_of)
    filters = who.limited(parse_filters(where))
    table, until = scorecard_table(
        snapshot,
        in_force,
        period=period,
        where=filters,
        every=every,
    )
    if form is Format.TABLE:
        write_frame(table.select(IN_TABLE), form, width=WIDEST)
    else:
        write_frame(table, form)
    say(f"{until.code}, as run {snapshot.manifest.run} published it.")
