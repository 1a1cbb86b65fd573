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
    from metrics.assessment.assessment import without_late
    from metrics.calendar.periods import parse
    from metrics.definition.limits import unlimited
    from metrics.engine.answer import Question, answer
    from metrics.engine.kept_months import describe
    from metrics.engine.reach import require_known

    who = find_viewer(viewer)
    question = Question(
        indicator=indicator,
        by=list(dict.fromkeys(name.strip() for name in by.split(",") if name.strip())),
        grain=grain,
        period=period,
        where=who.limited(parse_filters(where)),
    )
    snapshot = open_snapshot(as_of, who)
    if period:
        require_known(parse(period), unlimited(snapshot))
    numbers = answer(question, snapshot)
    if note := describe(snapshot.catalogue[indicator], snapshot):
        say(note.en)
    write_frame(without_late(numbers, snapshot.catalogue[indicator], snapshot), form)
