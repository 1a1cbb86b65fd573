"""`scorecard retention`: how long single rows are kept, and what the next run would let go."""

from scorecard.options import Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import write_frame
from scorecard.snapshot import find_viewer, require_page
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard retention --format json"))
def retention(viewer: ViewerOption = None, form: FormatOption = Format.TABLE) -> None:
    """Show how long single rows of each record are kept, and what the next run would let go; nothing is changed.

    Sums stay in any case. How long is set by SCORECARD_RETAIN_TRANSACTION and its like, in months before the last day
    of data.
    """
    import polars as pl

    from data.refusals import storage as refusals
    from data.settings import settings
    from data.storage.lake import Lake
    from data.storage.manifest import read_manifest
    from pipelines.publish.retention import find_leaving, time_zones

    require_page(find_viewer(viewer), "administration", "retention")
    current = settings()
    manifest = read_manifest(current.home)
    if manifest is None:
        raise refusals.NOTHING_PUBLISHED(home=current.home)
    lake = Lake(current.home, manifest.tables_at)
    found = find_leaving(current.retention, lake, manifest, time_zones(manifest.folders))
    columns = {"record": pl.String, "months": pl.Int64, "from": pl.String, "rows_to_go": pl.Int64}
    columns |= {"rejected_to_go": pl.Int64, "gone_to_go": pl.Int64, "rows_left": pl.Int64}
    rows: list[tuple[object, ...]] = [
        (one.record, one.months, one.month, one.rows, one.refused, one.gone, one.left) for one in found
    ]
    listed = {one.record for one in found}
    # What has left does not come back when the setting is taken away.
    earlier = {name: month for name, month in manifest.kept_from.items() if name not in listed}
    rows += [(name, None, month, 0, 0, 0, None) for name, month in earlier.items()]
    write_frame(pl.DataFrame(rows, columns, orient="row"), form)
    if not current.retention:
        say("No retention is set: single rows are kept for ever. SCORECARD_RETAIN_TRANSACTION and its like set it.")
    elif any(one.any for one in found):
        say("The next run lets these rows go, and earlier runs all single rows of these records; every figure stays.")
