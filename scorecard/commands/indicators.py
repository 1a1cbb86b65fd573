"""`scorecard indicators`: the catalogue."""

from scorecard.options import AsOfOption, Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import flatten, write_frame, write_json
from scorecard.snapshot import find_viewer, open_snapshot

app = command_group()


@app.command(epilog=example("scorecard indicators --format json"))
def indicators(as_of: AsOfOption = None, viewer: ViewerOption = None, form: FormatOption = Format.TABLE) -> None:
    """List the catalogue."""
    from metrics.catalogue.registry import declared, described

    who = find_viewer(viewer)
    descriptions = described(open_snapshot(as_of, who).catalogue if as_of or who.email else declared())
    if form is Format.JSON:
        write_json(descriptions)
    else:
        write_frame(flatten(descriptions), form)
