"""The tables that a command reads."""

from typing import TYPE_CHECKING

from scorecard.streams import say

if TYPE_CHECKING:
    from data.storage.snapshot import Snapshot


def open_snapshot(as_of: str | None) -> "Snapshot":
    """The tables in force, or those of a past run or day with the definitions of then; stderr says which they are."""
    from data.settings import settings
    from metrics.catalogue import versions

    snapshot = versions.open_snapshot(settings().home, as_of)
    if as_of:
        say(versions.describe_report(snapshot))
    elif pending := versions.pending_changes(snapshot):
        say(f"Defined otherwise since the last run: {', '.join(pending)}; shown as published. Run `scorecard run`.")
    return snapshot
