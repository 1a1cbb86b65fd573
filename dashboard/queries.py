"""Everything the pages read: `metrics` answers, this module adds the viewer and the only cache.

Arguments are names and codes. What is kept is kept under the run that published it and the viewer who asked, so a new
run is seen at once and no viewer meets another's numbers; a snapshot never changes, so nothing else can go stale.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from dashboard import access
from dashboard.viewer import Viewer
from data.manifest import MANIFEST, Manifest, Snapshot, snapshot
from data.problem import Problem
from data.settings import PREFIX, Settings, settings
from data.source import load
from data.state import targets as targets_in_force
from data.words import Text
from metrics import answer as answers
from metrics import dimensions, health, history, listing, single
from metrics.answer import Question
from metrics.catalogue import catalogue
from metrics.change import Change, decompose
from metrics.indicator import Indicator
from metrics.judged import Judged, judge
from metrics.listing import Behind
from metrics.periods import parse
from metrics.search import called
from metrics.sums import Scope

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Filters in an order that can be a key."""


def current() -> Settings:
    """The settings as the environment has them; worked out once per environment, because it takes milliseconds."""
    return _settings(tuple(sorted(item for item in os.environ.items() if item[0].startswith(PREFIX))))


@lru_cache(maxsize=4)
def _settings(environment: tuple[tuple[str, str], ...]) -> Settings:
    return settings()


def published() -> bool:
    """Whether there is anything to show."""
    return (current().home / MANIFEST).exists()


def tables() -> Snapshot:
    """The tables as the manifest in force sees them."""
    home = current().home
    changed = (home / MANIFEST).stat()
    return _tables(str(home), changed.st_mtime_ns, changed.st_size)


@st.cache_resource(max_entries=2, show_spinner=False)
def _tables(home: str, changed: int, size: int) -> Snapshot:
    return snapshot(Path(home))


def manifest() -> Manifest:
    """The run in force."""
    return tables().manifest


def fictional() -> bool:
    """Whether any source is the invented organization."""
    return "demo" in manifest().sources


def named(indicator: str) -> Indicator | None:
    """The indicator of that name, None where there is none."""
    return catalogue().get(indicator)


def key_of(where: Mapping[str, tuple[str, ...]], viewer: Viewer) -> Where:
    """The filters of a viewer, as a key."""
    return tuple(sorted(viewer.limited(dict(where)).items()))


def names(dimension: str) -> dict[str, Text]:
    """Code → name of every member of a breakdown."""
    return _names(manifest().run, dimension)


@st.cache_resource(max_entries=64, show_spinner=False)
def _names(run: str, dimension: str) -> dict[str, Text]:
    return dimensions.names(dimension, tables())


def numbers(
    viewer: Viewer,
    indicator: str,
    *,
    where: Mapping[str, tuple[str, ...]],
    period: str | None = None,
    by: tuple[str, ...] = (),
    grain: str | None = None,
) -> pl.DataFrame:
    """The answer to one question; see `metrics.answer.answer` for its columns."""
    return _numbers(manifest().run, viewer, indicator, key_of(where, viewer), period, by, grain)


@st.cache_resource(max_entries=512, show_spinner=False)
def _numbers(
    run: str,
    viewer: Viewer,
    indicator: str,
    where: Where,
    period: str | None,
    by: tuple[str, ...],
    grain: str | None,
) -> pl.DataFrame:
    question = Question(indicator=indicator, by=by, grain=grain, period=period, where=dict(where))
    return answers.answer(question, tables())


def targets() -> pl.DataFrame:
    """The targets in force, at most half a minute old."""
    return _targets(current().state_url)


@st.cache_resource(max_entries=2, ttl=30, show_spinner=False)
def _targets(url: str) -> pl.DataFrame:
    return targets_in_force(url)


def judged(
    viewer: Viewer, names: tuple[str, ...], period: str, where: Mapping[str, tuple[str, ...]]
) -> tuple[Judged, ...]:
    """Indicators with their verdicts, in the order asked for; see `metrics.judged`."""
    decided = targets()
    version = str(decided.select(pl.len(), pl.col("recorded_at").max()).row(0))
    return _judged(manifest().run, version, viewer, names, period, key_of(where, viewer), decided)


@st.cache_resource(max_entries=256, show_spinner=False)
def _judged(
    run: str,
    version: str,
    viewer: Viewer,
    names: tuple[str, ...],
    period: str,
    where: Where,
    _targets: pl.DataFrame,
) -> tuple[Judged, ...]:
    asked = [catalogue()[name] for name in names]
    return tuple(judge(asked, parse(period), dict(where), tables(), _targets))


def scorecard(viewer: Viewer, period: str, where: Mapping[str, tuple[str, ...]], *, every: bool) -> tuple[Judged, ...]:
    """The headline indicators, or every one, judged."""
    names = tuple(indicator.name for indicator in catalogue().values() if every or indicator.headline)
    return judged(viewer, names, period, where)


def value_of(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> float | None:
    """The value of one period, None where there is none."""
    return numbers(viewer, indicator, where=where, period=period)["value"].first()


def year_to_date(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> float | None:
    """The value from 1 April to the end of a period."""
    return _year_to_date(manifest().run, indicator, period, key_of(where, viewer))


@st.cache_resource(max_entries=128, show_spinner=False)
def _year_to_date(run: str, indicator: str, period: str, where: Where) -> float | None:
    scope = Scope(span=parse(period).fiscal_year_to_date(), where=dict(where))
    return answers.values([catalogue()[indicator]], scope, tables())["value"].first()


def split(
    viewer: Viewer, indicator: str, period: str, by: str, where: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """The answer for one period by group, as rows."""
    return numbers(viewer, indicator, where=where, period=period, by=(by,)).to_dicts()


def change(
    viewer: Viewer, indicator: str, *, before: str, after: str, by: str, where: Mapping[str, tuple[str, ...]]
) -> Change | None:
    """Why a quotient changed between two periods, group by group; None where one of them has no value."""
    sides = [
        numbers(viewer, indicator, where=where, period=period, by=(by,)).drop_nulls(["numerator", "denominator"])
        for period in (before, after)
    ]
    return decompose(*sides, [by], scale=catalogue()[indicator].scale)


def known_to(indicator: str) -> date | None:
    """The last day for which all records behind an indicator have been read."""
    return history.known_to(catalogue()[indicator], tables())


def freshness() -> pl.DataFrame:
    """Per source and record how far its data reach; see `metrics.health.freshness`."""
    return _freshness(manifest().run)


@st.cache_resource(max_entries=4, show_spinner=False)
def _freshness(run: str) -> pl.DataFrame:
    return health.freshness(tables())


def reach() -> tuple[date, date]:
    """The first and the last day of data."""
    return _reach(manifest().run)


@st.cache_resource(max_entries=4, show_spinner=False)
def _reach(run: str) -> tuple[date, date]:
    last = manifest().data_to or date.today()  # noqa: DTZ011 — only where no record is dated at all
    months = [
        tables().kept(name)["period"].min()
        for name in manifest().tables
        if name.startswith("published/") and name.endswith((".month", ".cells"))
    ]
    return min((month for month in months if month), default=last), last


def zones() -> dict[str, ZoneInfo]:
    """Source → the time zone that its own moments are in; UTC for a source whose folder is gone."""
    return _zones(manifest().run, tuple(sorted(manifest().folders.items())))


@st.cache_resource(max_entries=4, show_spinner=False)
def _zones(run: str, folders: tuple[tuple[str, str], ...]) -> dict[str, ZoneInfo]:
    found = dict.fromkeys(manifest().sources, ZoneInfo("UTC"))
    for name, folder in folders:
        with suppress(Problem):
            found[name] = ZoneInfo(load(Path(folder)).time_zone)
    return found


def rows_behind(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> Behind:
    """What all rows behind a number add up to, the columns they have and the days they are of.

    Raises: Problem, as `metrics.answer.rows`.
    """
    access.opened(current().home, viewer, f"rows of {indicator}", period, where)
    return _rows_behind(manifest().run, viewer, indicator, period, key_of(where, viewer))


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
    """One page of the rows behind a number; see `metrics.listing.page`."""
    asked = (indicator, period, key_of(where, viewer), columns, number, sort, descending, order)
    return _rows_page(manifest().run, viewer, *asked)


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
    """The rows of one key that the viewer may see, one per source that has it; see `metrics.single.rows_of`."""
    access.opened(current().home, viewer, f"{name} {key}", None, {})
    return _record(manifest().run, viewer, name, key)


@st.cache_resource(max_entries=256, show_spinner=False)
def _record(run: str, viewer: Viewer, name: str, key: str) -> list[dict[str, Any]]:
    found = single.rows_of(name, key, tables())
    return [row for row in found if single.within(name, row, viewer.scope, tables())] if viewer.scope else found


def story(name: str, row: Mapping[str, Any]) -> single.Story:
    """What is known around one record that was opened."""
    return single.story(name, row, tables())


@dataclass(frozen=True)
class Found:
    """What a search found: one page to go to, or several indicators."""

    page: str | None = None
    link: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()


def found(viewer: Viewer, text: str) -> Found:
    """The transaction of that number, else the indicators whose name, in either language, it is or is part of."""
    rows = _record(manifest().run, viewer, "transaction", text.strip())
    if rows:
        return Found("transaction", {"record": "transaction", "key": rows[0]["transaction_id"]})
    names = tuple(called(text))
    return Found("indicator", {"indicator": names[0]}) if len(names) == 1 else Found(indicators=names)


def download(viewer: Viewer, indicator: str, period: str, where: Mapping[str, tuple[str, ...]]) -> Callable[[], None]:
    """What notes that all rows were taken away, for the moment when they are."""
    home = current().home
    return lambda: access.opened(home, viewer, f"download of {indicator}", period, where)
