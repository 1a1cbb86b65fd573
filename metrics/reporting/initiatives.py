"""Initiatives: what was planned and is live, step by step, and whether the number that each should move has.

The judgement is that of every promise (`metrics.reporting.effect`): signals before and after, and never a cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from data.records.reference import InitiativeKind
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text, Word
from data.words import Better, Factor, Movement
from metrics.assessment.assessment import Assessment
from metrics.assessment.movements import movements, values_between
from metrics.assessment.objectives import BY_CODE, Objective
from metrics.calendar.periods import Period, add_months, containing
from metrics.definition.indicator import Indicator
from metrics.reporting.effect import Effect, Promise, judge

TABLE, MILESTONES = lake_table("initiative"), lake_table("milestone")
LISTED = 24
"""Months back in which an initiative was planned or went live to be listed."""
EXPECTED, LOOKED_AT = 6, 12
"""Months after it went live: by when an effect should be seen, and until when one is looked for."""
FEWEST = 3
"""Points on either side, without which nothing is said of the size of an effect."""
MILLION = 1_000_000


class Progress(Word):
    """How far an initiative, a step of it or a commitment has come, what to look at first."""

    LATE = "late", "Late", "En retard"
    PLANNED = "planned", "Planned", "Prévue"
    LIVE = "live", "Live", "En service"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One step of an initiative, as it stood on a day. `done`: None while it is not."""

    code: str
    name: Text
    due: date
    done: date | None
    late: bool


@dataclass(frozen=True, kw_only=True)
class Size:
    """How far a number moved: its mean over `points_before` judged periods, and over `points_after` later ones."""

    before: float
    after: float
    points_before: int
    points_after: int

    @property
    def change(self) -> float:
        """In the indicator's unit."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """One initiative on a day. `effect`: None before it is live, and where it names no indicator that has a direction.

    `expected`: the change that was promised, in the indicator's unit; `size`: the one that was seen, None where no
    signal was. Nothing is judged of an on-boarding: the indicator that it names counts on-boardings.
    """

    code: str
    name: Text
    kind: InitiativeKind
    factor: Factor
    objective: Objective | None
    owner: Text | None
    indicator: str | None
    planned: date
    live: date | None
    onboarding: bool
    progress: Progress
    milestones: tuple[Milestone, ...] = ()
    expected: float | None = None
    expected_from: date | None = None
    effect: Effect | None = None
    size: Size | None = None

    @property
    def late(self) -> list[Milestone]:
        """The steps whose day is past and that are not done."""
        return [step for step in self.milestones if step.late]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done is not None for step in self.milestones)


def initiatives(snapshot: Snapshot, period: Period, day: date, targets: pl.DataFrame) -> list[Initiative]:
    """Those of the last two years up to a day, the late ones first, then by when they were planned.

    `day`: the last of the period that is known.
    """
    if not snapshot.has(TABLE):
        return []
    rows = snapshot.read(TABLE).sort("planned_on", "initiative_id").to_dicts()
    since, steps = add_months(day, -LISTED), _milestones(snapshot, day)
    found = [
        _initiative(row, day, steps.get((row["source"], row["initiative_id"]), ()))
        for row in rows
        if max(row["planned_on"], row["live_on"] or since) > since
    ]
    order = list(Progress)
    judged = _with_effects(found, period, snapshot, targets)
    return sorted(judged, key=lambda one: (order.index(one.progress), not one.late, one.planned, one.code))


def in_two_languages(row: Mapping[str, Any], what: str) -> Text | None:
    """A name of a row that its source may lack, or have in one language; earlier runs know no such column."""
    english = row.get(f"{what}_en")
    return Text(english, row.get(f"{what}_fr") or english) if english else None


def text_of(row: Mapping[str, Any], what: str) -> Text:
    """A name that every row has."""
    return in_two_languages(row, what) or Text("", "")


def _milestones(snapshot: Snapshot, day: date) -> dict[tuple[str, str], tuple[Milestone, ...]]:
    """Source and initiative → its steps, by their days."""
    if not snapshot.has(MILESTONES):
        return {}
    steps: dict[tuple[str, str], tuple[Milestone, ...]] = {}
    for row in snapshot.read(MILESTONES).sort("due_on", "milestone_id").iter_rows(named=True):
        done = row["done_on"] if row["done_on"] and row["done_on"] <= day else None
        step = Milestone(
            code=row["milestone_id"],
            name=text_of(row, "name"),
            due=row["due_on"],
            done=done,
            late=done is None and row["due_on"] <= day,
        )
        key = row["source"], row["initiative_id"]
        steps[key] = (*steps.get(key, ()), step)
    return steps


def _initiative(row: Mapping[str, Any], day: date, milestones: tuple[Milestone, ...]) -> Initiative:
    live = row["live_on"] if row["live_on"] and row["live_on"] <= day else None
    progress = Progress.LIVE if live else Progress.LATE if row["planned_on"] <= day else Progress.PLANNED
    usual = InitiativeKind.ONBOARDING if row["onboarding"] else InitiativeKind.IMPROVEMENT
    effect = row.get("effect_millionths")
    return Initiative(
        code=row["initiative_id"],
        name=text_of(row, "name"),
        kind=InitiativeKind(row.get("kind") or usual),
        factor=Factor(row["factor"]),
        objective=BY_CODE.get(row.get("objective") or ""),
        owner=in_two_languages(row, "owner"),
        indicator=row["indicator"],
        planned=row["planned_on"],
        live=live,
        onboarding=row["onboarding"],
        progress=progress,
        milestones=milestones,
        expected=None if effect is None else effect / MILLION,
        expected_from=row.get("effect_from"),
    )


def _with_effects(
    found: Sequence[Initiative], period: Period, snapshot: Snapshot, targets: pl.DataFrame
) -> list[Initiative]:
    """The same, each with what became of its promise; the histories of all are read at once."""
    promises = {one.code: _promise(one, snapshot) for one in found}
    asked: dict[tuple[Indicator, Period], None] = {}
    for one in found:
        if promise := promises[one.code]:
            indicator = snapshot.catalogue[promise.indicator]
            asked |= dict.fromkeys([(indicator, promise.period), (indicator, _looked_at(one, period))])
    answers = dict(zip(asked, movements(list(asked), snapshot, targets), strict=True)) if asked else {}
    judged = []
    for one in found:
        promise = promises[one.code]
        if promise is None:
            judged.append(one)
            continue
        indicator = snapshot.catalogue[promise.indicator]
        before, after = answers[indicator, promise.period], answers[indicator, _looked_at(one, period)]
        judged.append(_told(one, promise, judge(promise, before, after), after))
    return judged


def _told(one: Initiative, promise: Promise, effect: Effect, after: Assessment) -> Initiative:
    """With the size of an effect that a signal tells of; where the mean says the contrary, neither is told."""
    if effect not in (Effect.SEEN, Effect.OPPOSITE):
        return replace(one, effect=effect)
    size = _size(one, after)
    if size and size.change and ((size.change > 0) is (promise.movement is Movement.UP)) is not (effect is Effect.SEEN):
        return replace(one, effect=Effect.MIXED)
    return replace(one, effect=effect, size=size)


def _promise(one: Initiative, snapshot: Snapshot) -> Promise | None:
    """What can be judged of an initiative; the expected change, where it is told, says which way."""
    indicator = snapshot.catalogue.get(one.indicator or "")
    if one.live is None or one.onboarding or indicator is None or not (one.expected or _better(indicator)):
        return None
    sign = one.expected or _better(indicator)
    return Promise(
        indicator=indicator.name,
        movement=Movement.UP if sign > 0 else Movement.DOWN,
        by=max(add_months(one.live, EXPECTED), one.expected_from or one.live),
        period=containing(one.live, "month").shift(-1),
        row={},
    )


def _better(indicator: Indicator) -> int:
    return {Better.HIGHER: 1, Better.LOWER: -1, Better.NEUTRAL: 0}[indicator.better]


def _looked_at(one: Initiative, period: Period) -> Period:
    """The period, or the last month in which an effect is still looked for."""
    assert one.live is not None, "an effect is looked for after it went live"
    last = containing(add_months(one.live, LOOKED_AT), "month")
    return last if last.end < period.end else period


def _size(one: Initiative, after: Assessment) -> Size | None:
    """Mean of the year before it went live, and of the whole periods since, both of the chart that is looked at."""
    assert one.live is not None, "an effect is looked for after it went live"
    points, grain, since = after.points, after.grain, one.live
    # The period in which it went live is of both, so it is of neither.
    first = containing(since, grain).shift(1).start
    earlier = values_between(points, add_months(since, -LOOKED_AT), containing(since, grain).shift(-1).start)
    later = values_between(points, first, after.period.end)
    if min(len(earlier), len(later)) < FEWEST:
        return None
    return Size(
        before=sum(earlier) / len(earlier),
        after=sum(later) / len(later),
        points_before=len(earlier),
        points_after=len(later),
    )
