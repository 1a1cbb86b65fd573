"""Commands for whoever asks whether the numbers can be trusted: status."""

from datetime import UTC, datetime
from typing import Annotated

import typer

import scorecard_printing as printing
from data.manifest import snapshot
from data.problem import Problem
from data.settings import settings
from scorecard_options import Format, Written, commands, example

app = commands()


@app.command(epilog=example("scorecard status"))
def status(
    form: Written = Format.TABLE,
    probe: Annotated[
        bool, typer.Option("--probe", help="Only say whether the last run is fresh and verified; exit 1 if not.")
    ] = False,
) -> None:
    """Show the last runs, how fresh each source is, rejected rows by rule, and where every row went."""
    from metrics import health

    if probe:
        _probe(form)
        return

    tables = snapshot(settings().home)
    if form is Format.JSON:
        printing.write_json(health.report(tables))
        return
    parts = {
        "Runs": health.runs(tables),
        "Rows": health.accounting(tables),
        "Freshness": health.freshness(tables),
        "Rejected": health.rejected_by_rule(tables),
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
    from metrics.ready import ready

    now = settings()
    state = ready(now.home, datetime.now(UTC), now.fresh_hours)
    if form is Format.JSON:
        printing.write_json(state.described())
    if not state.ready:
        raise Problem(" ".join(state.reasons))
    if form is not Format.JSON:
        printing.say(f"Run {state.run} is fresh and verified ({state.numbers:,} numbers).")
