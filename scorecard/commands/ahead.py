"""Commands that look ahead."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard import output as printing
from scorecard.options import AsOf, Format, Written, commands, example, reported, say

app = commands()


@app.command(
    epilog=example("scorecard forecast calls.csv --horizon 28 --frequency day --holidays CA-ON --out ahead.csv")
)
def forecast(
    file: Annotated[Path, typer.Argument(help="Long table unique_id, ds, y: CSV or Parquet by its ending.")],
    horizon: Annotated[int, typer.Option(help="Periods ahead.")],
    frequency: Annotated[str, typer.Option(help="hour, day, week, month, quarter or year.")],
    out: Annotated[Path, typer.Option(help="File to write: CSV or Parquet by its ending.")],
    season_length: Annotated[int | None, typer.Option(help="Periods in a season [24, 7, 52, 12, 4, 1].")] = None,
    holidays: Annotated[str | None, typer.Option(help="Code of the `holidays` package, as CA-ON.")] = None,
    level: Annotated[
        list[int] | None, typer.Option(help="Coverage of an interval in percent; repeat [80, 95].")
    ] = None,
) -> None:
    """Forecast every series of a file, with intervals."""
    from pipelines.forecast.files import forecast_file

    outcome = forecast_file(
        file,
        out,
        horizon=horizon,
        frequency=frequency,
        season_length=season_length,
        holidays=holidays,
        levels=level or [80, 95],
    )
    for sentence in [*outcome.notes, *outcome.left_out.values()]:
        say(sentence)
    if outcome.left_out:
        raise typer.Exit(1)


@app.command(epilog=example("scorecard demand --channel telephone --grain month --format json"))
def demand(
    channel: Annotated[str | None, typer.Option(help="Only this channel, with its lines.")] = None,
    line: Annotated[str | None, typer.Option(help="Only this line of business, in every channel.")] = None,
    location: Annotated[str | None, typer.Option(help="One of the largest centres instead.")] = None,
    grain: Annotated[str, typer.Option(help="day or month.")] = "day",
    as_of: AsOf = None,
    form: Written = Format.TABLE,
) -> None:
    """Show demand ahead with its intervals, and how good such forecasts were; no channel or line means all of them."""
    from metrics.planning import demand as outlook
    from metrics.planning.accuracy import usable

    with reported(as_of) as snapshot:
        made, rows, accuracy = outlook.asked(snapshot, grain, channel=channel, line=line, location=location)
    said, of = usable(accuracy, grain), made.origins[grain]
    if form is Format.JSON:
        about = {"run": made.run, "made_at": made.made_at, "origin": of, "says": said._asdict()}
        printing.write_json(about | {"forecasts": rows.to_dicts(), "accuracy": accuracy.to_dicts()})
        return
    printing.write(rows, form)
    if form is Format.TABLE:
        printing.say("\nAccuracy by weeks ahead\n" if grain == "day" else "\nAccuracy by months ahead\n")
        printing.write(accuracy, form)
    say(f"Forecast of run {made.run}, known to {of}. {said.en}")
    for note in made.notes:
        say(note.en)
