"""`scorecard indicators`: the catalogue."""

from scorecard.options import AsOfOption, Format, FormatOption, command_group, example
from scorecard.output import flatten, write_frame, write_json
from scorecard.snapshot import open_snapshot

app = command_group()


@app.command(epilog=example("scorecard indicators --format json"))
def indicators(as_of: AsOfOption = None, form: FormatOption = Format.TABLE) -> None:
    """List the catalogue."""
    from metrics.catalogue.registry import declared, described

    descriptions = described(open_snapshot(as_of).catalogue if as_of else declared())
    if form is Format.JSON:
        write_json(descriptions)
    else:
        write_frame(flatten(descriptions), form)
