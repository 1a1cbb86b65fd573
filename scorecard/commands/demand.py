"""`scorecard demand`: the plan with its parts, beside how good such forecasts were."""

from typing import Annotated

import typer

from scorecard.options import AsOfOption, Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import write_frame, write_json, write_text
from scorecard.snapshot import find_viewer, open_snapshot, require_page
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard demand --channel telephone --grain month --format json"))
def demand(
    channel: Annotated[str | None, typer.Option(help="Only this channel, with its lines.")] = None,
    line: Annotated[str | None, typer.Option(help="Only this line of business, in every channel.")] = None,
    location: Annotated[str | None, typer.Option(help="One of the largest centres instead.")] = None,
    grain: Annotated[str, typer.Option(help="day, week or month.")] = "day",
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show demand ahead with its intervals, and how good such forecasts were; no channel or line means all of them.

    yhat is the forecast, overrides and scenario are what planners change in it, and plan is the three together.
    """
    from metrics.planning import demand as outlook
    from metrics.planning.accuracy import usable
    from scorecard.planning import read_plan

    who = find_viewer(viewer)
    require_page(who, "demand", "demand")
    snapshot = open_snapshot(as_of, who)
    plan, _ = read_plan(snapshot)
    keys = {"channel": channel, "line": line, "location": location}
    forecast_run, rows, accuracy = outlook.read_forecast(snapshot, grain, plan.rows, **keys)
    verdict, origin = usable(accuracy, grain), forecast_run.origins[grain]
    if form is Format.JSON:
        about = {"run": forecast_run.run, "made_at": forecast_run.made_at, "origin": origin, "says": verdict._asdict()}
        write_json(about | {"forecasts": rows.to_dicts(), "accuracy": accuracy.to_dicts()})
        return
    write_frame(rows, form)
    if form is Format.TABLE:
        write_text("\nAccuracy by months ahead\n" if grain == "month" else "\nAccuracy by weeks ahead\n")
        write_frame(accuracy, form)
    say(f"Forecast of run {forecast_run.run}, known to {origin}. {verdict.en}")
    for note in forecast_run.notes:
        say(note.en)
    if plan.misfit:
        say(f"The published scenario does not fit this forecast and is left out: {plan.misfit}")
