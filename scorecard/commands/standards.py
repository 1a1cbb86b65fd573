"""`scorecard standards`: the register of service standards from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import command_group, example
from scorecard.streams import say

app = command_group()

LEFT_OUT = 3


@app.command(epilog=example("scorecard standards standards.csv"))
def standards(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV: channel, valid_from, measure, threshold, text_en, text_fr [, service, target, guarantee, …]."
        ),
    ],
) -> int:
    """Register service standards, effective-dated; the next run puts them in force. Exit 3: some rows were refused."""
    from data.state import registered_standards
    from data.state.writing import add_standards
    from metrics.standards.offer import read_offer
    from metrics.standards.standard_file import read_standards
    from scorecard.snapshot import open_snapshot

    with note_writing(f"load standards {file.name}") as url:
        read = read_standards(file, read_offer(open_snapshot(None)), registered_standards(url).to_dicts())
        added = add_standards(url, read.rows)
    for problem in read.problems:
        say(str(problem))
    sound = f"{added} of {read.rows.height} standards are new or changed"
    say(f"{file.name}: {sound}; the next `scorecard run` puts them in force.")
    return LEFT_OUT if read.problems else 0
