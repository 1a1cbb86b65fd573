"""`scorecard demand`: what the last run forecast, beside how good such forecasts were."""

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
    grain: Annotated[str, typer.Option(help="day or month.")] = "day",
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show demand ahead with its intervals, and how good such forecasts were; no channel or line means all of them."""
    from metrics.planning import demand as outlook
    from metrics.planning.accuracy import usable

    who = find_viewer(viewer)
    require_page(who, "demand", "demand")
    snapshot = open_snapshot(as_of, who)
    forecast_run, rows, accuracy = outlook.read_forecast(snapshot, grain, channel=channel, line=line, location=location)
    verdict, origin = usable(accuracy, grain), forecast_run.origins[grain]
    if form is Format.JSON:
        about = {"run": forecast_run.run, "made_at": forecast_run.made_at, "origin": origin, "says": verdict._asdict()}
        write_json(about | {"forecasts": rows.to_dicts(), "accuracy": accuracy.to_dicts()})
        return
    write_frame(rows, form)
    if form is Format.TABLE:
        write_text("\nAccuracy by weeks ahead\n" if grain == "day" else "\nAccuracy by months ahead\n")
        write_frame(accuracy, form)
    say(f"Forecast of run {forecast_run.run}, known to {origin}. {verdict.en}")
    for note in forecast_run.notes:
        say(note.en)
