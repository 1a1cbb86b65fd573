"""What the pages read of single records: cached like everything in `queries`, noted in the audit trail, then shown."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.queries import indicators, people, trail
from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.connectors.definition import load
from data.errors import UserError
from data.storage.snapshot import Snapshot
from metrics.catalogue.search import match_names
from metrics.drilldown import record_story, subtotals
from metrics.drilldown import rows_behind as listing
from metrics.drilldown.rows_behind import RowsBehind
from metrics.engine.answer import Question


@cached(32)
def zones(snapshot: Snapshot) -> dict[str, ZoneInfo]:
    """Source → the time zone that its own moments are in; UTC for a source whose folder is gone."""
    by_source = dict.fromkeys(snapshot.manifest.sources, ZoneInfo("UTC"))
    for name, folder in snapshot.manifest.folders.items():
        with suppress(UserError):
            by_source[name] = ZoneInfo(load(Path(folder)).time_zone)
    return by_source


Group = tuple[str, str | None]
"""A column, and a code of it as text; None for rows that state none."""


@dataclass(frozen=True)
class Part:
    """Which of the rows behind a number are listed: those of one record, those that count against it, or all.

    `group`: of whose rows alone they are.
    """

    record: str | None = None
    missed: bool = False
    group: Group | None = None

    def of(self, behind: RowsBehind) -> RowsBehind:
        """These of all rows of the group; a record that is not among them chooses nothing."""
        return behind.only(self.record if self.record in behind.counts else None, missed=self.missed)


def rows_behind(snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where) -> RowsBehind:
    """What all rows behind a number add up to, the columns they have and the days they are of; noted in the trail.

    Raises: UserError, as `metrics.engine.answer.rows`.
    """
    behind = _rows_behind(snapshot, viewer, indicator, period, where)
    trail.note_rows(viewer, Event.OPENED, f"rows of {indicator}", period, where, behind.rows)
    return behind


@cached(128)
def _rows_behind(snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where) -> RowsBehind:
    return listing.list_rows(Question(indicator=indicator, period=period, where=viewer.limited(where)), snapshot)


@cached(128)
def rows_within(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where, group: Group | None
) -> RowsBehind:
    """Those rows behind a number that are of one group of a column; all of them without one."""
    behind = _rows_behind(snapshot, viewer, indicator, period, where)
    if group is None:
        return behind
    column, code = group
    return behind.among(lambda rows: subtotals.within(rows, column, code))


@cached(128)
def groups(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where, column: str, part: Part = Part()
) -> list[dict[str, Any]]:
    """The rows behind a number by a column; see `metrics.drilldown.subtotals.subtotal`."""
    listed = part.of(_rows_behind(snapshot, viewer, indicator, period, where))
    return subtotals.subtotal(listed.frame, column, snapshot.catalogue[indicator]).collect().to_dicts()


@cached(128)
def rows_page(
    snapshot: Snapshot,
    viewer: Viewer,
    indicator: str,
    period: str,
    where: Where,
    columns: tuple[str, ...],
    number: int,
    sort: str | None = None,
    descending: bool = False,
    order: tuple[str, ...] = (),
    part: Part = Part(),
) -> list[dict[str, Any]]:
    """One page of the rows behind a number; see `metrics.drilldown.rows_behind.page`."""
    behind = part.of(rows_within(snapshot, viewer, indicator, period, where, part.group))
    ranks = {code: rank for rank, code in enumerate(order)}
    return behind.page(columns, number, sort=sort, descending=descending, order=ranks).to_dicts()


def record(snapshot: Snapshot, viewer: Viewer, name: str, key: str) -> list[dict[str, Any]]:
    """The rows of one key that the viewer may see, one per source that has it; noted in the trail."""
    rows = _rows_of(snapshot, viewer, name, key)
    trail.note_rows(viewer, Event.OPENED, f"{name} {key}", None, {}, len(rows))
    return rows


@cached(256)
def _rows_of(snapshot: Snapshot, viewer: Viewer, name: str, key: str) -> list[dict[str, Any]]:
    return record_story.rows_of(name, key, snapshot)


@cached(256)
def story(snapshot: Snapshot, viewer: Viewer, name: str, row: Mapping[str, Any]) -> record_story.RecordStory:
    """What is known around one record that was opened, as far as the viewer may know it."""
    return record_story.read_story(name, row, snapshot)


FOUND_BY_NAME = ("service", "location")
"""Breakdowns whose members people look for by name among records."""


@dataclass(frozen=True)
class SearchResult:
    """One page to go to, or several indicators, services and places to choose from."""

    page: str | None = None
    link: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    """Breakdown and code of each."""


def search(snapshot: Snapshot, viewer: Viewer, text: str) -> SearchResult:
    """The transaction of that number, else the indicators, services and places whose name, in either language, it is
    or is part of."""
    opens = "transaction" in viewer.declared.records
    rows = _rows_of(snapshot, viewer, "transaction", text.strip()) if opens else []
    if rows:
        return SearchResult("transaction", {"record": "transaction", "key": rows[0]["transaction_id"]})
    names = tuple(match_names(text, snapshot.catalogue))
    members = tuple((by, code) for by in FOUND_BY_NAME for code in indicators.members(snapshot, viewer, by, text))
    links = [("indicator", {"indicator": name}) for name in names]
    links += [("transactions", {by: code}) for by, code in members]
    return SearchResult(*links[0]) if len(links) == 1 else SearchResult(indicators=names, members=members)


def download(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where, part: Part = Part()
) -> Callable[[], None]:
    """What notes that these rows were taken away, for the moment when they are."""

    def note() -> None:
        people.check_still(viewer)
        rows = part.of(rows_within(snapshot, viewer, indicator, period, where, part.group)).rows
        trail.note_rows(viewer, Event.EXPORTED, f"rows of {indicator}", period, where, rows)

    return note
