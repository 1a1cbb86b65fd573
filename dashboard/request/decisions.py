"""What people decided, as a request finds it: targets, overrides, special days, scenarios and the published plan.

Each table is read when a page first asks for it and then held, so that no page reads one twice and none shows two
states of it; requests share what was read for as long as nobody decides anything.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

import polars as pl

from data.state import (
    SavedScenario,
    decisions_version,
    newest,
    open_to_read,
    override_history,
    plan,
    plan_history,
    scenarios,
    special_days,
    target_history,
    targets,
)
from data.words import LONGEST_LINE, LONGEST_TEXT

LONGEST = dict.fromkeys(
    ("name", "name_fr", "author", "source", "approved_by", "withdrawn_by"), LONGEST_LINE
) | dict.fromkeys(("reason", "description", "withdrawn_why"), LONGEST_TEXT)
"""What people write, and how much of it a page shows: earlier versions kept any length."""

WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_why")


class Decisions:
    """The application's own database at `url`; of targets those that were in force at the moment `at`, None: now."""

    def __init__(self, url: str, at: datetime | None = None) -> None:
        self.url = url
        self.at = at

    @cached_property
    def _opened(self) -> str:
        return open_to_read(self.url)

    @cached_property
    def targets(self) -> pl.DataFrame:
        """The targets in force; see `data.state.targets` for the columns."""
        return _cut(targets(self._opened, self.at))

    def target_history(self, indicator: str) -> list[dict[str, Any]]:
        """Every decision on the targets of an indicator; `replaced_by` is null for the one in force."""
        return self._target_history.filter(pl.col("indicator") == indicator).to_dicts()

    @cached_property
    def _target_history(self) -> pl.DataFrame:
        return _cut(target_history(self._opened, at=self.at))

    @cached_property
    def override_history(self) -> pl.DataFrame:
        """Every override ever made, oldest first, with when, by whom and why it was withdrawn."""
        return _cut(override_history(self._opened))

    @cached_property
    def overrides(self) -> pl.DataFrame:
        """The overrides in force, in the order in which they apply."""
        return self.override_history.filter(pl.col("withdrawn_at").is_null()).drop(WITHDRAWAL)

    @cached_property
    def special_days(self) -> pl.DataFrame:
        """The special days in force, as they were entered."""
        return _cut(special_days(self._opened))

    @property
    def newest_override(self) -> int:
        """The newest override on the screen, for who changes one: whatever is newer they have not seen."""
        return newest(self.override_history)

    @property
    def newest_special_day(self) -> int:
        """The newest special day on the screen."""
        return newest(self.special_days)

    @cached_property
    def scenarios(self) -> list[Mapping[str, Any]]:
        """The newest version of every scenario, the last written first; `steps` as plain values."""
        rows = _cut(scenarios(self._opened)).sort("recorded_at", descending=True).to_dicts()
        return [row | {"steps": json.loads(row["steps"])} for row in rows]

    @cached_property
    def plan(self) -> SavedScenario | None:
        """The scenario that is published as the plan."""
        published = plan(self._opened)
        return published and replace(published, name=_shortened(published.name))

    @cached_property
    def plan_history(self) -> pl.DataFrame:
        """Every decision on the plan, oldest first."""
        return _cut(plan_history(self._opened))

    @cached_property
    def version(self) -> tuple[Any, ...]:
        """Differs whenever any decision does; see `data.state.decisions_version`."""
        return self.url, *decisions_version(self._opened)


def _cut(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with no text longer than `LONGEST`."""
    return rows.with_columns(
        pl.when(pl.col(name).str.len_chars() > longest)
        .then(pl.col(name).str.head(longest - 1) + "…")
        .otherwise(pl.col(name))
        .alias(name)
        for name, longest in LONGEST.items()
        if name in rows.columns
    )


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LINE else f"{name[: LONGEST_LINE - 1]}…"
