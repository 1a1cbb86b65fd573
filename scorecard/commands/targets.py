"""`scorecard targets`: targets from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import command_group, example
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard targets targets.csv"))
def targets(
    file: Annotated[
        Path, typer.Argument(help="CSV: indicator, fiscal_year, target, near [, channel, path, source, …].")
    ],
) -> None:
    """Load effective-dated targets; what they replace stays in their history."""
    from scorecard.targets_loading import load_targets

    with note_writing(f"load targets {file.name}") as url:
        say(load_targets(file, url))
