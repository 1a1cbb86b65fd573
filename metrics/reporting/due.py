"""Which comments a period asks for, of whom, and how far they have been written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.text import Text, Word
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent

TWICE = 2


class CommentState(Word):
    """How far the comment on a number has come."""

    MISSING = "missing", "not written", "à rédiger"
    PARTIAL = "partial", "without action or effect", "sans mesure ou effet"
    WRITTEN = "written", "written", "rédigé"


@dataclass(frozen=True, eq=False)
class DueComment:
    """A comment that is asked for; `mandatory`: the target was missed two periods running."""

    assessment: Assessment
    mandatory: bool
    state: CommentState

    @property
    def lacking(self) -> bool:
        """Whether its owner still has something to write."""
        return self.state is not CommentState.WRITTEN


def due_comments(
    assessments: Sequence[Assessment], before: Mapping[str, Assessment], written: Mapping[str, Mapping[str, Any]]
) -> list[DueComment]:
    """The comments that the numbers of a period ask for, the most pressing first.

    One is asked for where the indicator needs attention. `before`: the same indicators in the period before. `written`:
    name → the comment in force (columns `COMMENT`). A mandatory one names an action and the effect that is expected.
    """
    due = []
    for assessment in urgent(assessments):
        name = assessment.indicator.name
        mandatory = missed_twice(assessment, before.get(name))
        due.append(DueComment(assessment, mandatory, _state(written.get(name), mandatory)))
    return sorted(due, key=lambda one: not one.mandatory)


def in_force(comments: pl.DataFrame, period: str, part: str) -> dict[str, dict[str, Any]]:
    """Indicator → the comment in force on a period and part; `comments`: columns `COMMENT`, oldest first."""
    here = (pl.col("period") == period) & (pl.col("part") == part) & ~pl.col("draft")
    return {row["indicator"]: row for row in comments.filter(here).to_dicts()}


def newest_published(comments: pl.DataFrame) -> list[dict[str, Any]]:
    """The comments in force, each on its indicator, period and part; `comments`: columns `COMMENT`, oldest first."""
    published = comments.filter(~pl.col("draft"))
    return published.unique(["indicator", "period", "part"], keep="last", maintain_order=True).to_dicts()


def missed_twice(assessment: Assessment, before: Assessment | None) -> bool:
    """Whether the target was missed in the period and in the one before.

    Where the one before has no value (a survey is held in waves, a quarter ends every third month) the points that the
    indicator is judged by tell it: its target was not met in the last two of them.
    """
    if assessment.status is not Status.MISSED:
        return False
    if before is not None and before.value is not None:
        return before.status is Status.MISSED
    return assessment.evidence is not None and assessment.evidence.missed_in_a_row >= TWICE


def by_owner(due: Sequence[DueComment]) -> dict[Text, list[DueComment]]:
    """The due comments of each owner, in the order in which owners first come."""
    owners: dict[Text, list[DueComment]] = {}
    for one in due:
        owners.setdefault(one.assessment.indicator.owner, []).append(one)
    return owners


def _state(comment: Mapping[str, Any] | None, mandatory: bool) -> CommentState:
    if comment is None:
        return CommentState.MISSING
    whole = all(comment[f"{part}_en"] or comment[f"{part}_fr"] for part in ("action", "effect"))
    return CommentState.WRITTEN if whole or not mandatory else CommentState.PARTIAL
