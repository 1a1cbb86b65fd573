"""What the pages read of single records: cached like everything in `queries`, noted in the audit trail, then shown."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.queries import people, trail
from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.connectors.definition import load
from data.errors import UserError
from data.storage.snapshot import Snapshot
from metrics.catalogue.search import match_names
from metrics.drilldown import record_story
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


@dataclass(frozen=True)
class Part:
    """Which of the rows behind a number are listed: those of one record, those that count against it, or all."""

    record: str | None = None
    missed: bool = False

    def of(self, behind: RowsBehind) -> RowsBehind:
        """These of all rows; a record that is not among them chooses nothing."""
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
    behind = part.of(_rows_behind(snapshot, viewer, indicator, period, where))
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


@dataclass(frozen=True)
class SearchResult:
    """One page to go to, or several indicators to choose from."""

    page: str | None = None
    link: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()


def search(snapshot: Snapshot, viewer: Viewer, text: str) -> SearchResult:
    """The transaction of that number, else the indicators whose name, in either language, it is or is part of."""
    opens = "transaction" in viewer.declared.records
    rows = _rows_of(snapshot, viewer, "transaction", text.strip()) if opens else []
    if rows:
        return SearchResult("transaction", {"record": "transaction", "key": rows[0]["transaction_id"]})
    names = tuple(match_names(text, snapshot.catalogue))
    if len(names) == 1:
        return SearchResult("indicator", {"indicator": names[0]})
    return SearchResult(indicators=names)


def download(
    snapshot: Snapshot, viewer: Viewer, indicator: str, period: str, where: Where, part: Part = Part()
) -> Callable[[], None]:
    """What notes that these rows were taken away, for the moment when they are."""

    def note() -> None:
        people.check_still(viewer)
        rows = part.of(_rows_behind(snapshot, viewer, indicator, period, where)).rows
        trail.note_rows(viewer, Event.EXPORTED, f"rows of {indicator}", period, where, rows)

    return note
