"""`scorecard status`: runs, freshness and rejected rows, or one line for a machine that watches."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from data.refusals import commands as refusals
from scorecard.options import AsOfOption, Format, FormatOption, ViewerOption, command_group, example
from scorecard.output import MAX_WIDTH, write_frame, write_json, write_text
from scorecard.snapshot import find_viewer, open_snapshot, require_page
from scorecard.streams import say

if TYPE_CHECKING:
    from data.storage.snapshot import Snapshot

MAX_RESTATED = 20
"""Restatements in a table; `--format json` has all."""

WHOLE = 1_000_000
"""Characters of a cell that is never cut."""

app = command_group()


@app.command(epilog=example("scorecard status"))
def status(
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
    form: FormatOption = Format.TABLE,
    probe: Annotated[
        bool, typer.Option("--probe", help="Only say whether the last run is fresh and verified; exit 1 if not.")
    ] = False,
) -> None:
    """Show the last runs, how fresh each source is, rejected rows by rule, and where every row went."""
    from metrics.quality import health

    who = find_viewer(viewer)
    require_page(who, "health", "status")
    if probe:
        if as_of:
            raise refusals.PROBE_OF_THE_PAST()
        _probe(form)
        return

    snapshot = open_snapshot(as_of, who)
    if form is Format.JSON:
        write_json(health.report(snapshot))
    else:
        _write_parts(snapshot, form)


def _write_parts(snapshot: "Snapshot", form: Format) -> None:
    """The parts of a status one after the other."""
    from metrics.quality import health
    from metrics.quality.held_back import sentences
    from metrics.quality.restatements import restatements

    parts = {
        "Runs": health.runs(snapshot),
        "Rows": health.accounting(snapshot),
        "Freshness": health.freshness(snapshot),
        "Rejected": health.rejected_by_rule(snapshot),
        "Gone from their source": health.gone(snapshot),
        "Restated": restatements(snapshot).head(MAX_RESTATED),
    }
    for title, frame in parts.items():
        if form is Format.TABLE:
            write_text(f"{title}\n")
            frame = frame.drop("values", strict=False)
        # What broke a rule is shown whole, however long.
        write_frame(frame, form, WHOLE if title == "Rejected" else MAX_WIDTH)
        if form is Format.TABLE and title == "Rejected":
            write_text("".join(map(_example, parts[title].to_dicts())), end="")
        write_text()
    if form is Format.TABLE:
        for problem in parts["Freshness"]["problem"].drop_nulls().unique(maintain_order=True):
            write_text(problem)
        for sentence in sentences(snapshot):
            write_text(sentence.en)


def _example(row: dict[str, Any]) -> str:
    """A row that stays out, as far as it is filled and may be shown, below the table of rules."""
    from data.records.stored import CELL_MARK

    values = {name: text for name, text in json.loads(row["values"] or "{}").items() if text is not None}
    written = ", ".join(f"{name} = {text.partition(CELL_MARK)[0]!r}" for name, text in values.items())
    return f"\n{row['source']}, {row['record']}, {row['rule']}: {written}\n" if written else ""


def _probe(form: Format) -> None:
    """One line for a machine that watches; the exit code says the same."""
    from data.settings import settings
    from metrics.quality.readiness import read_readiness

    current = settings()
    state = read_readiness(current.home, datetime.now(UTC), current.fresh_hours)
    if form is Format.JSON:
        write_json(state.described())
    if not state.ready:
        say(" ".join(map(str, state.reasons)))
        raise typer.Exit(1)
    if form is not Format.JSON:
        write_text(f"Run {state.run} is fresh and verified ({state.numbers:,} numbers).")
