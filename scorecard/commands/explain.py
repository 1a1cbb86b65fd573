"""`scorecard explain`: the few slices that account for a change."""

from enum import StrEnum
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
from scorecard.output import write_frame, write_json, write_text
from scorecard.snapshot import find_viewer, open_snapshot

app = command_group()


class Against(StrEnum):
    """What a period is held against; named here so that `--help` loads nothing."""

    PREVIOUS = "previous"
    YEAR = "year"
    TARGET = "target"


@app.command(epilog=example("scorecard explain service_standards_met --period 2024-11 --against year --format json"))
def explain(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    period: PeriodOption = None,
    where: WhereOption = None,
    against: Annotated[Against, typer.Option(help="What it is held against.")] = Against.PREVIOUS,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Explain a change: the smallest set of slices, over all breakdowns and pairs of them, that accounts for it."""
    from dashboard.text.explanation import as_frame, as_plain, describe
    from data.settings import settings
    from data.state import targets
    from metrics.engine.answer import Question
    from metrics.explanation import explanation

    who = find_viewer(viewer)
    snapshot = open_snapshot(as_of, who)
    question = Question(indicator=indicator, period=period, where=who.limited(parse_filters(where)))
    in_force = targets(settings().state_url, snapshot.as_of)
    result = explanation.explain(question, explanation.Against(against), snapshot, in_force)
    if form is Format.JSON:
        write_json(as_plain(result))
    elif form is Format.CSV:
        write_frame(as_frame(result), form)
    else:
        write_text("\n".join(describe(result, snapshot, "en")))
