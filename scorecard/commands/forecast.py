"""`scorecard forecast`: any file of series."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.options import command_group, example
from scorecard.streams import progress_bar, say

app = command_group()


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
    explain: Annotated[
        Path | None, typer.Option(help="File to write per series: models, error beside the naive, notes.")
    ] = None,
) -> None:
    """Forecast every series of a file, with intervals."""
    from pipelines.forecast.files import forecast_file
    from pipelines.forecast.summary import NOTES

    with progress_bar("forecast") as progress:
        outcome, sentences = forecast_file(
            file,
            out,
            horizon=horizon,
            frequency=frequency,
            season_length=season_length,
            holidays=holidays,
            levels=level or [80, 95],
            explain=explain,
            progress=progress,
        )
    for sentence in [*outcome.notes[:NOTES], *outcome.left_out.values(), *sentences]:
        say(sentence)
    if outcome.left_out:
        raise typer.Exit(1)
