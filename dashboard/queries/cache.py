"""The only cache of what pages read: what was answered is kept under everything that was asked.

A snapshot never changes, so an answer cannot go stale; it is known by its run and not by its tables. No viewer meets
another's answers, because what a viewer may see is part of the question.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import polars as pl
import streamlit as st

from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.definition.limits import Limited, rights
from metrics.planning import demand
from metrics.quality import readiness

Answers = TypeVar("Answers", bound=Callable[..., Any])


def edition(snapshot: Snapshot) -> tuple[str, ...]:
    """What tells a snapshot from every other: its home, run, catalogue, the moment whose targets hold, whose it is."""
    manifest = snapshot.manifest
    return str(snapshot.home), manifest.run, manifest.catalogue, str(snapshot.as_of), rights(snapshot)


def with_readings(snapshot: Snapshot) -> tuple[str, ...]:
    """The same, and when sources were last read: a run that finds nothing new publishes no new edition."""
    return *edition(snapshot), str(readiness.last_read_at(snapshot.manifest))


def with_forecasts(snapshot: Snapshot) -> tuple[str, ...]:
    """The same, and the forecasts that belong to it: they are made after a run, and can be made again."""
    forecasts = demand.forecast_run(snapshot)
    return *edition(snapshot), *((forecasts.run, str(forecasts.made_at)) if forecasts else ())


def cached(max_entries: int, *, by: Callable[[Snapshot], tuple[str, ...]] = edition) -> Callable[[Answers], Answers]:
    """Keeps the answers of a function; `by`: what of a snapshot an answer depends on.

    The answers are shared between all readers, so nobody may change them.
    """
    return st.cache_resource(
        max_entries=max_entries,
        show_spinner=False,
        hash_funcs={
            Snapshot: by,
            Limited: by,
            Viewer: lambda viewer: viewer.rights,
            Decisions: lambda decisions: (decisions.version, str(decisions.at)),
            pl.DataFrame: _content,
        },
    )


def _content(frame: pl.DataFrame) -> bytes:
    # Streamlit's own hash of a table sees its first and last ten rows only.
    return repr(frame.schema).encode() + frame.hash_rows().to_numpy().tobytes()
