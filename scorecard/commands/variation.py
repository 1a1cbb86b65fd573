"""`scorecard variation`: any series against the rules of a process behaviour chart."""

from pathlib import Path
from typing import Annotated

import typer

from data.refusals import commands as refusals
from scorecard.options import command_group, example
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard variation waits.csv --summary --out verdicts.csv"))
def variation(
    file: Annotated[Path, typer.Argument(help="CSV with the columns series, date, value [, target, better].")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    summary: Annotated[bool, typer.Option("--summary", help="One row per series instead of one per point.")] = False,
) -> None:
    """Judge any series by the XmR rules: limits, special causes, variation and assurance."""
    from metrics.assessment.variation_file import judge_file

    verdicts = judge_file(file, summary, lambda note: say(note.en))
    try:
        verdicts.write_csv(out)
    except OSError as error:
        raise refusals.OUT_UNWRITABLE(file=out, reason=error.strerror) from None
    say(f"{verdicts.height:,} rows written to {out}.")
