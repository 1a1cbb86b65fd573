"""`scorecard agreements`: what was agreed with partners, from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import command_group, example
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard agreements agreements.csv"))
def agreements(
    file: Annotated[
        Path,
        typer.Argument(help="CSV: agreement, signed, partner, party, kind, title_en [, measure, indicator, level, …]."),
    ],
) -> None:
    """Load agreements with partners and their measures; an amendment is the same agreement signed on a later day."""
    from scorecard.registers_loading import known_partners, load_agreements

    with note_writing(f"load agreements {file.name}") as url:
        say(load_agreements(file, url, known_partners()))
