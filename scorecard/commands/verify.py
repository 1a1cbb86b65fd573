"""`scorecard verify`: every published number again, by another road."""

from typing import TYPE_CHECKING

import typer

from scorecard.options import AsOfOption, Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import write_frame, write_json
from scorecard.snapshot import find_viewer, open_snapshot, require_page
from scorecard.streams import progress_bar, say

if TYPE_CHECKING:
    from data.storage.snapshot import Snapshot
    from data.verify.result import Verification

MAX_REASON_WIDTH = 300
"""Characters of why something could not be verified."""

app = command_group()


@app.command(epilog=example("scorecard verify"))
def verify(as_of: AsOfOption = None, viewer: ViewerOption = None, form: FormatOption = Format.TABLE) -> None:
    """Recompute every published number from the lake by another road; exit 1 with a list if anything differs.

    With --as-of those of a past run, which leaves what is known of the run in force as it is.
    """
    import polars as pl

    from data.verify.result import Difference
    from metrics.quality.held_back import sentences

    require_page(find_viewer(viewer), "health", "verify")
    snapshot = open_snapshot(as_of)
    verification = _recompute(snapshot)
    say(_summarize(verification, past=as_of is not None))
    for sentence in sentences(snapshot):
        say(sentence.en)
    if form is Format.JSON:
        write_json(verification.model_dump(mode="json"))
    elif not verification.clean:
        rows = [difference.model_dump() for difference in verification.listed]
        differences = pl.DataFrame(rows, schema=dict.fromkeys(Difference.model_fields, pl.String))
        write_frame(differences, form, width=MAX_REASON_WIDTH)
    if not verification.clean:
        raise typer.Exit(1)


def _recompute(snapshot: "Snapshot") -> "Verification":
    """What a verification finds; stored only for the run in force, whose numbers everybody reads."""
    from data.event_log import log_event, log_events
    from data.storage.failures import FAILURES, explain_read
    from data.verify.run import unverified
    from data.verify.run import verify as recompute
    from metrics.engine.published_spec import specification

    current = snapshot.as_of is None
    with progress_bar("verify") as progress, log_events(snapshot.home, snapshot.manifest.run):
        try:
            verification = recompute(
                snapshot.home, snapshot.manifest, specification(snapshot), progress=progress, remember=current
            )
        except FAILURES as error:
            if not (reason := explain_read(error, snapshot.home)):
                raise
            verification = unverified(snapshot.home, snapshot.manifest, reason, remember=current)
        log_event(
            "verified",
            numbers=verification.numbers,
            differences=verification.differences,
            seconds=verification.seconds,
        )
    return verification


def _summarize(verification: "Verification", *, past: bool) -> str:
    """What was found, and what to do about it."""
    run = verification.run
    recomputed = (
        f"{verification.numbers:,} numbers of run {run} were recomputed from the lake in "
        f"{verification.seconds:.0f} seconds"
    )
    if verification.clean:
        return f"{recomputed}: none differs."
    if verification.failed:
        return f"The numbers of run {run} could not be verified. A backup of the home brings back what is lost."
    remedy = "`scorecard run --full` makes the numbers anew; what it does not mend, a backup of the home does."
    if past:
        remedy = "What a past run reported is not made anew: a backup of the home brings it back."
    things = "thing is" if verification.differences == 1 else "things are"
    return f"{recomputed}: {verification.differences:,} {things} not as published. {remedy}"
