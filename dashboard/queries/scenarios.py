"""What the pages read and write of scenarios: those that are saved, what each would do, and which is the plan."""

import json
from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard.queries import forecasts, staffing
from dashboard.queries.indicators import current
from dashboard.request.viewer import Viewer
from data.errors import UserError
from data.state import save_scenario, scenarios
from metrics.planning import scenario
from metrics.planning.scenario_steps import from_json

MOST = 4
"""Scenarios beside each other."""


def saved() -> list[dict[str, Any]]:
    """The newest version of every scenario, the last written first; `steps` as plain values."""
    rows = scenarios(current().state_url).sort("recorded_at", descending=True).to_dicts()
    return [row | {"steps": json.loads(row["steps"])} for row in rows]


def beside(viewer: Viewer, chosen: Sequence[dict[str, Any]], grain: str) -> tuple[pl.DataFrame, dict[str, str]]:
    """Scenarios beside today and each other, and those that do not fit the forecast with why not.

    Out: `channel` (null: all), `measure`, `today`, then a column per scenario's `id`; see `scenario.compare`.
    """
    found, misfits = {}, {}
    for row in chosen[:MOST]:
        try:
            steps = json.dumps(row["steps"])
            found[str(row["id"])] = _outcome(staffing.key(viewer), viewer, row["id"], steps, grain)
        except UserError as problem:
            misfits[row["name"]] = str(problem)
    return scenario.compare(found) if found else pl.DataFrame(), misfits


@st.cache_resource(max_entries=32, show_spinner=False)
def _outcome(key: tuple[object, ...], viewer: Viewer, id: int, steps: str, grain: str) -> scenario.Outcome:
    base = staffing.base(viewer, grain)
    return scenario.outcome(base, from_json(json.loads(steps)), staffing.assumptions(), grain=grain)


def save(viewer: Viewer, grain: str, *, name: str, author: str, steps: Sequence[Any], about: str | None) -> None:
    """Saves the next version of a scenario with what comes out today; raises UserError for steps that cannot be."""
    found = scenario.outcome(staffing.base(viewer, grain), from_json(steps), staffing.assumptions(), grain=grain)
    made = forecasts.made()
    save_scenario(
        current().state_url,
        name=name,
        author=author,
        steps=list(steps),
        base_run=made.run if made else "",
        description=about,
        result=found.measures.filter(pl.col("channel").is_null()).drop("channel").to_dicts(),
    )
