"""`scorecard rows`: the records behind a number."""

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
from scorecard.snapshot import find_viewer, note_reading, open_snapshot

app = command_group()


@app.command(epilog=example("scorecard rows service_standards_met --period 2024-11 --where channel=online --limit 40"))
def rows(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    period: PeriodOption = None,
    where: WhereOption = None,
    limit: Annotated[int | None, typer.Option(min=0, max=1_000_000_000, help="At most this many rows [all].")] = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the records behind a number: their numerators and denominators sum to the query's."""
    from metrics.engine import answer

    who, filters = find_viewer(viewer), parse_filters(where)
    question = answer.Question(indicator=indicator, period=period, where=who.limited(filters))
    records = answer.rows(question, open_snapshot(as_of, who))
    shown = (records if limit is None else records.head(limit)).collect()
    note_reading(who, f"rows of {indicator}", period=period, where=filters, rows=shown.height)
    write_frame(shown, form)
