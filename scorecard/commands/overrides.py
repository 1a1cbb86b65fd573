"""`scorecard overrides`: overrides of the forecast from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import note_writing, own
from scorecard.options import command_group, example
from scorecard.snapshot import open_snapshot
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard overrides overrides.csv --author Planning"))
def overrides(
    file: Annotated[
        Path, typer.Argument(help="CSV: name, first_day, last_day, kind, amount, reason [, channel, line, location].")
    ],
    author: Annotated[str, typer.Option(help="Who makes them: a name or function, shown beside each.")],
) -> None:
    """Put the overrides of a file in force, all or none; those that are in force as they stand are left as they are.

    kind is percent, value or add (interactions a day), as on the Demand page.
    """
    from data.state.writing import add_overrides
    from metrics.planning.demand import forecast_run, rows
    from metrics.planning.override_file import read_overrides

    own()
    snapshot = open_snapshot(None)
    with note_writing(f"load overrides {file.name}", author=author) as url:
        found = read_overrides(file, rows("ahead", snapshot), forecast_run(snapshot))
        added = add_overrides(url, found, author=author)
    say(f"{file.name}: {added} of {len(found)} overrides are new and now in force.")
