"""What people decided, as a request finds it: targets, plans, and what the reporting cycle writes.

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

from data.access.slices import is_of_partner, lies_within, parse_slice
from data.access.texts import HIDDEN, all_concern, is_about
from data.access.viewer import Scope
from data.state import (
    SavedScenario,
    acceptances,
    action_items,
    agreements,
    alert_decisions,
    alert_events,
    alert_rules,
    attestations,
    comments,
    decisions_version,
    locked_figures,
    meeting_notes,
    newest,
    open_to_read,
    override_history,
    period_locks,
    plan,
    plan_history,
    recommendations,
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
    """The application's own database at `url`; of targets those that were in force at the moment `at`, None: now.

    `scope`: the `extent` of who asks, who reads the texts on their part and those about everything.
    """

    def __init__(self, url: str, at: datetime | None = None, scope: Scope = ()) -> None:
        self.url = url
        self.at = at
        self.scope = scope

    @cached_property
    def everything(self) -> "Decisions":
        """The same without a scope: for what is worked out of all of them, and never for what is shown."""
        return Decisions(self.url, self.at) if self.scope else self

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
        return self._own(_cut(override_history(self._opened)))

    @cached_property
    def overrides(self) -> pl.DataFrame:
        """The overrides in force, in the order in which they apply."""
        return self.override_history.filter(pl.col("withdrawn_at").is_null()).drop(WITHDRAWAL)

    @cached_property
    def special_days(self) -> pl.DataFrame:
        """The special days in force, as they were entered."""
        return self._own(_cut(special_days(self._opened)))

    @property
    def newest_override(self) -> int:
        """The newest override on the screen, for who changes one: whatever is newer they have not seen."""
        return newest(self.everything.override_history)

    @property
    def newest_special_day(self) -> int:
        """The newest special day on the screen."""
        return newest(self.everything.special_days)

    @cached_property
    def scenarios(self) -> list[Mapping[str, Any]]:
        """The newest version of every scenario, the last written first; `steps` as plain values."""
        rows = _cut(scenarios(self._opened)).sort("recorded_at", descending=True).to_dicts()
        every = [row | {"steps": json.loads(row["steps"])} for row in rows]
        return [row for row in every if all_concern(row["steps"], self.scope)]

    @cached_property
    def plan(self) -> SavedScenario | None:
        """The scenario that is published as the plan."""
        published = plan(self._opened)
        if published is None or all_concern(published.steps, self.scope):
            return published and replace(published, name=_shortened(published.name))
        return replace(published, name=HIDDEN, description=None)

    @cached_property
    def plan_history(self) -> pl.DataFrame:
        """Every decision on the plan, oldest first."""
        history = _cut(plan_history(self._opened))
        read = [row["name"] for row in self.scenarios]
        hidden = pl.lit(bool(self.scope)) & ~pl.col("name").is_in(read)
        return history.with_columns(
            pl.when(hidden & pl.col(name).is_not_null()).then(pl.lit(HIDDEN)).otherwise(pl.col(name)).alias(name)
            for name in ("name", "reason")
        )

    @cached_property
    def alert_rules(self) -> list[dict[str, Any]]:
        """The rules in force that people added."""
        return _cut(alert_rules(self._opened)).to_dicts()

    @cached_property
    def alert_events(self) -> list[dict[str, Any]]:
        """What runs noted of alerts, oldest first; of all of them: whose they are is asked where they are read."""
        return alert_events(self._opened).to_dicts()

    @cached_property
    def alert_decisions(self) -> list[dict[str, Any]]:
        """What people did with alerts, oldest first."""
        return _cut(alert_decisions(self._opened)).to_dicts()

    @cached_property
    def comments(self) -> pl.DataFrame:
        """Every version of the comments on what the reader may see, drafts of all authors too; oldest first."""
        return self._of_parts(comments(self._opened, self.at))

    @cached_property
    def action_items(self) -> pl.DataFrame:
        """Every version of the actions and decisions on what the reader may see, oldest first."""
        return self._of_parts(action_items(self._opened, self.at))

    @cached_property
    def meeting_notes(self) -> pl.DataFrame:
        """The notes of meetings on what the reader may see, oldest first."""
        return self._of_parts(meeting_notes(self._opened, self.at))

    @cached_property
    def period_locks(self) -> pl.DataFrame:
        """Every decision to lock or reopen a period, oldest first."""
        return period_locks(self._opened, self.at)

    @cached_property
    def locked_figures(self) -> pl.DataFrame:
        """The figures of locks in force: of the whole organisation, so none for who sees a part of it."""
        figures = locked_figures(self._opened, self.at)
        return figures.clear() if self.scope else figures

    @cached_property
    def agreements(self) -> pl.DataFrame:
        """Every version of the agreements with the partners that the reader may see."""
        return self._of_partners(agreements(self._opened, self.at))

    @cached_property
    def acceptances(self) -> pl.DataFrame:
        """Every answer to the results of these agreements, oldest first."""
        return self._of_partners(acceptances(self._opened, self.at))

    @cached_property
    def recommendations(self) -> pl.DataFrame:
        """Every version of the audit recommendations: of the whole organisation, so none for who sees a part of it."""
        rows = recommendations(self._opened, self.at)
        return rows.clear() if self.scope else rows

    @cached_property
    def attestations(self) -> pl.DataFrame:
        """Every attestation of an obligation, oldest first; none for who sees a part."""
        rows = attestations(self._opened, self.at)
        return rows.clear() if self.scope else rows

    @cached_property
    def version(self) -> tuple[Any, ...]:
        """Differs whenever any decision does, and by whose texts are read; see `data.state.decisions_version`."""
        return self.url, self.scope, *decisions_version(self._opened)

    def _of_parts(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose part of the organisation lies in the scope as a whole: others tell of what is not seen."""
        if not self.scope:
            return rows
        within = [lies_within(parse_slice(part), self.scope) for part in rows["part"]]
        return rows.filter(pl.Series(within, dtype=pl.Boolean))

    def _of_partners(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows on a partner whose program, or whose places, lie in the scope."""
        if not self.scope:
            return rows
        own = [is_of_partner(partner, self.scope) for partner in rows["partner"]]
        return rows.filter(pl.Series(own, dtype=pl.Boolean))

    def _own(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose texts may be read."""
        if not self.scope:
            return rows
        return rows.filter(pl.Series([is_about(row, self.scope) for row in rows.to_dicts()], dtype=pl.Boolean))


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
