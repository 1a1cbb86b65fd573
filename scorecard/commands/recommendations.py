"""`scorecard recommendations`: what auditors recommended, from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import command_group, example
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard recommendations recommendations.csv"))
def recommendations(
    file: Annotated[
        Path, typer.Argument(help="CSV: recommendation, body_en, year, text_en, owner, due, status [, action_en, …].")
    ],
) -> None:
    """Load audit recommendations; what they replace stays in their history."""
    from data.access.viewer import Viewer
    from scorecard.registers_loading import load_recommendations

    with note_writing(f"load recommendations {file.name}") as url:
        say(load_recommendations(file, url, Viewer().who))
