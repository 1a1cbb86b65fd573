"""Everything the pages read: `metrics` answers, this module adds the viewer and the only cache.

Arguments are names and codes. What is kept is kept under the run that published it and the viewer who asked, so a new
run is seen at once and no viewer meets another's numbers; a snapshot never changes, so nothing else can go stale.
"""

import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboard.request import as_of as reported
from dashboard.request.viewer import Viewer
from data.settings import PREFIX, Settings, settings
from data.state import target_history
from data.state import targets as targets_in_force
from data.storage.manifest import MANIFEST, Manifest
from data.storage.snapshot import Snapshot, read_snapshot
from data.text import Text
from metrics.assessment import history
from metrics.assessment.assessment import Judged, judge
from metrics.assessment.strategy import Weighed, weighed
from metrics.calendar.periods import parse
from metrics.catalogue import versions
from metrics.catalogue.registry import catalogue
from metrics.definition import dimensions
from metrics.definition.indicator import Indicator
from metrics.engine import answer as answers
from metrics.engine.answer import Question
from metrics.engine.decomposition import Change, decompose
from metrics.engine.scope import Scope
from metrics.quality import health, readiness
from metrics.quality import restatements as restated

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
    """The tables as the manifest in force sees them, or that of the run or day that the page shows.

    Raises: UserError where that is not kept.
    """
    home = current().home
    changed = (home / MANIFEST).stat()
    return _tables(str(home), changed.st_mtime_ns, changed.st_size, reported.asked())


@st.cache_resource(max_entries=8, show_spinner=False)
def _tables(home: str, changed: int, size: int, as_of: str | None) -> Snapshot:
    return read_snapshot(Path(home), as_of)


def edition() -> str:
    """What answers are kept under: the run, and the catalogue where it is not today's."""
    return f"{manifest().run} {manifest().catalogue if tables().as_of else ''}"


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
    return _names(edition(), dimension)


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
    """The answer to one question; see `metrics.engine.answer.answer` for its columns."""
    return _numbers(edition(), viewer, indicator, key_of(where, viewer), period, by, grain)


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
    return _targets(current().state_url, tables().as_of)


@st.cache_resource(max_entries=8, ttl=30, show_spinner=False)
def _targets(url: str, at: datetime | None) -> pl.DataFrame:
    return targets_in_force(url, at)


def judged(
    viewer: Viewer, names: tuple[str, ...], period: str, where: Mapping[str, tuple[str, ...]]
) -> tuple[Judged, ...]:
    """Indicators with their verdicts, in the order asked for; see `metrics.assessment.assessment`."""
    decided = targets()
    version = str(decided.select(pl.len(), pl.col("recorded_at").max()).row(0))
    return _judged(edition(), version, viewer, names, period, key_of(where, viewer), decided)


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
    return _year_to_date(edition(), indicator, period, key_of(where, viewer))


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
    """Per source and record how far its data reach; see `metrics.quality.health.freshness`."""
    return _freshness(_looked())


@st.cache_resource(max_entries=4, show_spinner=False)
def _freshness(looked: str) -> pl.DataFrame:
    return health.freshness(tables())


def reach() -> tuple[date, date]:
    """The first and the last day of data."""
    return _reach(edition())


@st.cache_resource(max_entries=4, show_spinner=False)
def _reach(run: str) -> tuple[date, date]:
    last = manifest().data_to or date.today()  # noqa: DTZ011 — only where no record is dated at all
    months = [
        tables().kept(name)["period"].min()
        for name in manifest().tables
        if name.startswith("published/") and name.endswith((".month", ".cells"))
    ]
    return min((month for month in months if month), default=last), last


def hypotheses(period: str) -> list[Weighed]:
    """The arrows of the strategy map with their evidence, by all history up to the end of a period."""
    return _hypotheses(edition(), period)


@st.cache_resource(max_entries=32, show_spinner=False)
def _hypotheses(run: str, period: str) -> list[Weighed]:
    return weighed(parse(period).end, tables())


def decisions(indicator: str) -> list[dict[str, Any]]:
    """Every target ever decided for an indicator, at most half a minute old; `replaced_by` is null where in force."""
    return _decisions(current().state_url, indicator, tables().as_of)


@st.cache_resource(max_entries=128, ttl=30, show_spinner=False)
def _decisions(url: str, indicator: str, at: datetime | None) -> list[dict[str, Any]]:
    return target_history(url, indicator, at).to_dicts()


def runs() -> list[dict[str, Any]]:
    """The latest runs; see `metrics.quality.health.runs`."""
    return _health(_looked())["runs"]


def accounting() -> list[dict[str, Any]]:
    """Where the rows of every record went, and whether they add up; see `metrics.quality.health.accounting`."""
    return _health(_looked())["rows"]


def rejected() -> list[dict[str, Any]]:
    """Rows that stay out, by rule; see `metrics.quality.health.rejected_by_rule`."""
    return _health(_looked())["rejected"]


@st.cache_resource(max_entries=4, show_spinner=False)
def _health(looked: str) -> dict[str, Any]:
    return health.report(tables())


def _looked() -> str:
    """Changes whenever the sources are read, even if they have nothing new."""
    return f"{edition()} {readiness.looked_at(manifest())}"


def restatements(indicator: str | None = None, period: str | None = None) -> list[dict[str, Any]]:
    """Numbers of finished months that runs have changed, the newest first; see `metrics.quality.restatements`."""
    return _restatements(edition(), indicator, period)


@st.cache_resource(max_entries=128, show_spinner=False)
def _restatements(run: str, indicator: str | None, period: str | None) -> list[dict[str, Any]]:
    return restated.restatements(tables(), indicator, period).to_dicts()


def changed_since() -> dict[str, list[str]]:
    """What the catalogue says today otherwise than that of the day shown; see `versions.changed_since`."""
    return versions.changed_since(tables()) if tables().as_of else {}
