"""`scorecard query`: one indicator, by any breakdown and period."""

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
    parse_names,
)
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, open_snapshot
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard query service_standards_met --by channel --period FY2024-25 --format json"))
def query(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    by: Annotated[str, typer.Option(help="Breakdowns, as channel,line.")] = "",
    grain: Annotated[str | None, typer.Option(help="day, week, month, quarter or year.")] = None,
    period: PeriodOption = None,
    where: WhereOption = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Compute an indicator: period, groups, numerator, denominator, value, n."""
    from dashboard.exports.indicator_table import indicator_table
    from metrics.engine.kept_months import describe

    who = find_viewer(viewer)
    snapshot = open_snapshot(as_of, who)
    numbers = indicator_table(
        snapshot, who, indicator, by=parse_names(by), grain=grain, period=period, where=parse_filters(where)
    )
    if note := describe(snapshot.catalogue[indicator], snapshot):
        say(note.en)
    write_frame(numbers, form)
