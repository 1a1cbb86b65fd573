"""What a run itself takes away, with a line in the audit trail each: old rows, rows gone from a source, old runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from data.audit.trail import Event, record_run
from data.errors import UserError
from data.event_log import log_event, log_problem
from data.refusals.intake import runs as refusals
from data.settings import settings
from data.storage.lake import Lake
from data.storage.retention import forget, runs_to_forget
from data.storage.snapshot import Snapshot
from pipelines.ingest.ingest import IngestResult
from pipelines.publish.retention import Leaving, find_leaving, is_due, keep_contacts, let_go, refuse_emptying


@dataclass(frozen=True)
class Deletions:
    """The deletions of one run. `may_empty`: whether retention may let go of the last row of a record."""

    home: Path
    lake: Lake
    run: str
    may_empty: bool

    def find(self, now: Snapshot, ingested: IngestResult) -> list[Leaving]:
        """The records of which rows have grown too old; where the last would go, only if that is meant."""
        retention = settings().retention
        found = find_leaving(retention, self.lake, now.manifest, _zones(ingested)) if retention else []
        due = [leaving for leaving in found if is_due(leaving, now.manifest)]
        for leaving in due:
            if leaving.empties and not self.may_empty:
                refused = refuse_emptying(leaving)
                ingested.problems.append(refused)
                self._try_note(Event.REFUSED, "retention", {"code": refused.code, "sentence": str(refused)}, ingested)
        return [leaving for leaving in due if self.may_empty or not leaving.empties]

    def let_go(
        self, every: Sequence[Leaving], now: Snapshot, ingested: IngestResult, counted: Callable[[], pl.DataFrame]
    ) -> dict[str, list[str]]:
        """Takes old rows out, once the trail says so; out: record → the tables that held any.

        `counted`: contacts by day, which are kept.
        """
        touched: dict[str, list[str]] = {}
        for leaving in every:
            counts: dict[str, Any] = {
                "rows": leaving.rows,
                "refused": leaving.refused,
                "gone": leaving.gone,
                "before": leaving.month,
            }
            if not self._try_note(Event.DELETED, f"rows of {leaving.record}", counts, ingested):
                continue
            if leaving.record == "transaction":
                keep_contacts(counted(), leaving, now, self.lake)
            touched[leaving.record] = let_go(leaving, self.lake, now, _zones(ingested))
            log_event("let go of rows older than they are retained", record=leaving.record, **counts)
        return touched

    def note_gone(self, ingested: IngestResult) -> None:
        """A line on rows that left the numbers because their source no longer has them.

        Raises: UserError where it cannot be written: nothing is published then.
        """
        gone = {f"{source}.{record}": rows for source, record, rows in ingested.gone_now}
        if gone:
            self._note(Event.DELETED, "rows that their source no longer has", gone)

    def forget_runs(self) -> None:
        """Lets old runs go, once the trail says so; the next run tries again where it cannot."""
        keep = settings().keep_runs, settings().keep_days
        runs = [path.stem for path in runs_to_forget(self.home, *keep)]
        try:
            if runs:
                self._note(Event.DELETED, "kept runs", {"runs": len(runs), "first": runs[0], "last": runs[-1]})
        except UserError as error:
            log_problem("old runs were kept", str(error))
        else:
            forget(self.home, *keep)

    def _try_note(self, event: Event, what: str, details: Mapping[str, object], ingested: IngestResult) -> bool:
        try:
            self._note(event, what, details)
        except UserError as error:
            ingested.problems.append(refusals.RETENTION_NOT_NOTED(reason=error))
            return False
        return True

    def _note(self, event: Event, what: str, details: Mapping[str, object]) -> None:
        record_run(self.home, settings().state_url, event, what, dict(details) | {"run": self.run})


def _zones(ingested: IngestResult) -> dict[str, str]:
    return {source.name: source.time_zone for source in ingested.sources}
