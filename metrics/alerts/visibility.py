"""Which alerts a viewer sees: those on what they may see, and no other; in the inbox, the count and every message."""

from collections.abc import Iterable, Mapping

from data.access.viewer import Clause, Viewer
from data.records import RECORDS
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.alerts.inbox import Entry
from metrics.alerts.kinds import kinds
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator
from metrics.definition.limits import unlimited


def seen(entries: Iterable[Entry], viewer: Viewer, snapshot: Snapshot) -> list[Entry]:
    """Those of `entries` that a viewer may see, in their order; `snapshot`: as the viewer may read it."""
    return [entry for entry in entries if may_see(entry.kind, entry.indicator, entry.codes, viewer, snapshot)]


def may_see(kind: str, indicator: str, codes: Mapping[str, str], viewer: Viewer, snapshot: Snapshot) -> bool:
    """Whether a viewer may see an alert: its page, its indicator, its groups, and all of its slice.

    What is told of more than a viewer's part is not theirs: an alert on the whole is not shown to who sees a channel.
    """
    declared = kinds().get(kind)
    if declared is None or not viewer.may_open(declared.page):
        return False
    if declared.of_indicator:
        if indicator not in snapshot.catalogue:
            return False
        if not _may_see_group(snapshot.catalogue[indicator], codes, viewer):
            return False
    return all(_lies_in(codes, clause, unlimited(snapshot)) for clause in viewer.clauses)


def _may_see_group(indicator: Indicator, codes: Mapping[str, str], viewer: Viewer) -> bool:
    groups = tuple(codes) or ("all",)
    return not indicator.restricted or set(groups) <= set(viewer.declared.groups)


def _lies_in(codes: Mapping[str, str], clause: Clause, whole: Snapshot) -> bool:
    return any(_code_of(name, codes, whole) in allowed for name, allowed in clause)


def _code_of(name: str, codes: Mapping[str, str], whole: Snapshot) -> str | None:
    """The code of a slice in a breakdown: its own, or that which a member of its tells, as a place tells its region."""
    if name in codes:
        return codes[name]
    if (via := DIMENSIONS[name].via) is None:
        return None
    key, attribute = via
    holder = next((one for one in DIMENSIONS.values() if one.column == key and one.name in codes), None)
    if holder is None or not holder.table or not whole.has(lake_table(holder.table)):
        return None
    members = whole.read(lake_table(holder.table)).sort("source").unique(key, keep="first")
    if attribute not in members.columns:
        return None
    rows = members.filter(members[RECORDS[holder.table].primary_key()[0]] == codes[holder.name])
    return rows[attribute][0] if rows.height else None
