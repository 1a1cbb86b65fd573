"""What the pages read of single records: noted in the access log, then read and kept like everything in `queries`."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.queries import access_log
from dashboard.queries.indicators import Where, current, edition, key_of, manifest, tables
from dashboard.request.viewer import Viewer
from data.connectors.definition import load
from data.errors import UserError
from metrics.catalogue.search import called
from metrics.drilldown import record_story
from metrics.drilldown import rows_behind as listing
from metrics.drilldown.rows_behind import Behind
from metrics.engine.answer import Question


def zones() -> dict[str, ZoneInfo]:
    """Source → the time zone that its own moments are in; UTC for a source whose folder is gone."""
    return _zones(edition(), tuple(sorted(manifest().folders.items())))


@st.cache_resource(max_entries=4, show_spinner=False)
def _zones(run: str, folders: tuple[tuple[str, str], ...]) -> dict[str, ZoneInfo]:
    found = dict.fromkeys(manifest().sources, ZoneInfo("UTC"))
    for name, folder in folders:
        with suppress(UserError):
            found[name] = ZoneInfo(load(Path(folder)).time_zone)
    return found


def rows_behind(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> Behind:
    """What all rows behind a number add up to, the columns they have and the days they are of.

    Raises: UserError, as `metrics.engine.answer.rows`.
    """
    access_log.opened(current().home, viewer, f"rows of {indicator}", period, where)
    return _rows_behind(edition(), viewer, indicator, period, key_of(where, viewer))


@st.cache_resource(max_entries=128, show_spinner=False)
def _rows_behind(run: str, viewer: Viewer, indicator: str, period: str, where: Where) -> Behind:
    return listing.behind(Question(indicator=indicator, period=period, where=dict(where)), tables())


def rows_page(
    viewer: Viewer,
    indicator: str,
    period: str,
    where: Mapping[str, tuple[str, ...]],
    columns: tuple[str, ...],
    number: int,
    sort: str | None = None,
    descending: bool = False,
    order: tuple[str, ...] = (),
) -> list[dict[str, Any]]:
    """One page of the rows behind a number; see `metrics.drilldown.rows_behind.page`."""
    asked = (indicator, period, key_of(where, viewer), columns, number, sort, descending, order)
    return _rows_page(edition(), viewer, *asked)


@st.cache_resource(max_entries=128, show_spinner=False)
def _rows_page(
    run: str,
    viewer: Viewer,
    indicator: str,
    period: str,
    where: Where,
    columns: tuple[str, ...],
    number: int,
    sort: str | None,
    descending: bool,
    order: tuple[str, ...],
) -> list[dict[str, Any]]:
    found = _rows_behind(run, viewer, indicator, period, where)
    places = {code: place for place, code in enumerate(order)}
    return found.page(columns, number, sort=sort, descending=descending, order=places).to_dicts()


def record(viewer: Viewer, name: str, key: str) -> list[dict[str, Any]]:
    """The rows of one key that the viewer may see, one per source that has it; see `record_story.rows_of`."""
    access_log.opened(current().home, viewer, f"{name} {key}", None, {})
    return _record(edition(), viewer, name, key)


@st.cache_resource(max_entries=256, show_spinner=False)
def _record(run: str, viewer: Viewer, name: str, key: str) -> list[dict[str, Any]]:
    found = record_story.rows_of(name, key, tables())
    return [row for row in found if record_story.within(name, row, viewer.scope, tables())] if viewer.scope else found


def story(name: str, row: Mapping[str, Any]) -> record_story.Story:
    """What is known around one record that was opened."""
    return record_story.story(name, row, tables())


@dataclass(frozen=True)
class Found:
    """What a search found: one page to go to, or several indicators."""

    page: str | None = None
    link: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()


def found(viewer: Viewer, text: str) -> Found:
    """The transaction of that number, else the indicators whose name, in either language, it is or is part of."""
    rows = _record(edition(), viewer, "transaction", text.strip())
    if rows:
        return Found("transaction", {"record": "transaction", "key": rows[0]["transaction_id"]})
    names = tuple(called(text))
    return Found("indicator", {"indicator": names[0]}) if len(names) == 1 else Found(indicators=names)


def download(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> Callable[[], None]:
    """What notes that all rows were taken away, for the moment when they are."""
    home = current().home
    return lambda: access_log.opened(home, viewer, f"download of {indicator}", period, where)
