"""Commands for whoever asks whether the numbers can be trusted: status, verify."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from data.errors import UserError
from data.settings import settings
from data.storage.snapshot import Snapshot
from data.verify.result import Difference, Verification
from scorecard import output as printing
from scorecard.options import AsOf, Format, Written, commands, example, progress, reported, say

app = commands()

MOST_RESTATED = 20
"""Shown in a table; `--format json` tells all."""

MOST_OF_A_REASON = 300
"""Characters of why something could not be verified."""


@app.command(epilog=example("scorecard status"))
def status(
    as_of: AsOf = None,
    form: Written = Format.TABLE,
    probe: Annotated[
        bool, typer.Option("--probe", help="Only say whether the last run is fresh and verified; exit 1 if not.")
    ] = False,
) -> None:
    """Show the last runs, how fresh each source is, rejected rows by rule, and where every row went."""
    from metrics.quality import health

    if probe:
        if as_of:
            raise UserError("--probe tells of now: leave --as-of out.")
        _probe(form)
        return

    with reported(as_of) as snapshot:
        if form is Format.JSON:
            printing.write_json(health.report(snapshot))
        else:
            _told(snapshot, form)


def _told(snapshot: Snapshot, form: Format) -> None:
    """The parts of a status one after the other."""
    from metrics.quality import health
    from metrics.quality.restatements import restatements

    parts = {
        "Runs": health.runs(snapshot),
        "Rows": health.accounting(snapshot),
        "Freshness": health.freshness(snapshot),
        "Rejected": health.rejected_by_rule(snapshot),
        "Gone from their source": health.gone(snapshot),
        "Restated": restatements(snapshot).head(MOST_RESTATED),
    }
    for title, frame in parts.items():
        if form is Format.TABLE:
            printing.say(f"{title}\n")
        printing.write(frame, form)
        printing.say()
    if form is Format.TABLE:
        for problem in parts["Freshness"]["problem"].drop_nulls().unique(maintain_order=True):
            printing.say(problem)


def _probe(form: Format) -> None:
    """One line for a machine that watches; the exit code says the same."""
    from metrics.quality.readiness import ready

    now = settings()
    state = ready(now.home, datetime.now(UTC), now.fresh_hours)
    if form is Format.JSON:
        printing.write_json(state.described())
    if not state.ready:
        raise UserError(" ".join(state.reasons))
    if form is not Format.JSON:
        printing.say(f"Run {state.run} is fresh and verified ({state.numbers:,} numbers).")


@app.command(epilog=example("scorecard verify"))
def verify(as_of: AsOf = None, form: Written = Format.TABLE) -> None:
    """Recompute every published number from the lake by another road; exit 1 with a list if anything differs.

    With --as-of those of a past run, which leaves what is known of the run in force as it is.
    """
    import polars as pl

    with reported(as_of) as snapshot:
        found = _recomputed(snapshot)
    say(_said(found, past=as_of is not None))
    if form is Format.JSON:
        printing.write_json(found.model_dump(mode="json"))
    elif not found.clean:
        rows = [difference.model_dump() for difference in found.listed]
        listed = pl.DataFrame(rows, schema=dict.fromkeys(Difference.model_fields, pl.String))
        printing.write(listed, form, widest=MOST_OF_A_REASON)
    if not found.clean:
        raise typer.Exit(1)


def _recomputed(snapshot: Snapshot) -> Verification:
    """What a verification finds; kept only of the run in force, whose numbers everybody reads."""
    from data.event_log import event, logged
    from data.storage.failures import FAILURES, understood
    from data.verify.run import unverified
    from data.verify.run import verify as recompute
    from metrics.engine.published_spec import declared

    current = snapshot.as_of is None
    with progress() as bar, logged(snapshot.home, snapshot.manifest.run):
        task = bar.add_task("verify", total=1.0)
        try:
            found = recompute(
                snapshot.home,
                snapshot.manifest,
                declared(snapshot),
                tell=lambda step, done: bar.update(task, description=step, completed=done),
                remember=current,
            )
        except FAILURES as error:
            if not (why := understood(error, snapshot.home)):
                raise
            found = unverified(snapshot.home, snapshot.manifest, why, remember=current)
        event("verified", numbers=found.numbers, differences=found.differences, seconds=found.seconds)
    return found


def _said(found: Verification, *, past: bool) -> str:
    """What was found, and what to do about it."""
    took = f"{found.numbers:,} numbers of run {found.run} were recomputed from the lake in {found.seconds:.0f} seconds"
    if found.clean:
        return f"{took}: none differs."
    if found.failed:
        return f"The numbers of run {found.run} could not be verified. A backup of the home brings back what is lost."
    mend = "`scorecard run --full` makes the numbers anew; what it does not mend, a backup of the home does."
    if past:
        mend = "What a past run reported is not made anew: a backup of the home brings it back."
    things = "thing is" if found.differences == 1 else "things are"
    return f"{took}: {found.differences:,} {things} not as published. {mend}"
