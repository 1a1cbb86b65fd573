"""What was measured of an agreement: each result an answer of the engine, beside the level that was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from data.errors import UserError
from data.storage.snapshot import Snapshot
from data.words import Better, Status
from metrics.accountability.agreements import AgreementInForce, Measure
from metrics.assessment.assessment import without_late
from metrics.assessment.hot_spots import spots
from metrics.assessment.target import TargetInForce, status
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.engine.answer import Question, answer

NEAR = 0.05
"""Of a level, how far from it still counts as near: the rule of decision 0153."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One measure in a period, `n` rows behind it. `value` None: no data, or `problem` says why it is not told.

    `few`: fewer than the indicator asks for; where only chance keeps it from its level, it is not. `agreed`: whether
    the agreement is about the whole period; a result of any other is told, and is not judged.
    """

    measure: Measure
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    n: int | None = None
    status: Status = Status.NO_TARGET
    few: bool = False
    agreed: bool = True
    problem: UserError | None = None

    @property
    def figures(self) -> dict[str, Any]:
        """As they are kept with an acceptance."""
        return {"numerator": self.numerator, "denominator": self.denominator, "value": self.value}


def results(agreement: AgreementInForce, period: Period, snapshot: Snapshot) -> list[Result]:
    """The results of an agreement in a period, in its order, as far as who asks may be told them."""
    found = [_result(measure, period, snapshot) for measure in agreement.measures]
    if agreement.covers(period):
        return found
    return [replace(one, status=Status.NO_TARGET, few=False, agreed=False) for one in found]


def judged(every: Iterable[Result]) -> list[Result]:
    """Those that count as met or not: they have a value, agreed of this period, and enough cases to tell."""
    return [one for one in every if one.agreed and one.value is not None and one.status is not Status.TOO_FEW]


def aim(measure: Measure, indicator: Indicator) -> TargetInForce:
    """The level agreed as everything else is judged against one."""
    away = NEAR * abs(measure.level)
    near = measure.level - away if indicator.better is Better.HIGHER else measure.level + away
    return TargetInForce(target=measure.level, near=near, source=measure.code)


def _result(measure: Measure, period: Period, snapshot: Snapshot) -> Result:
    indicator = snapshot.catalogue.get(measure.indicator)
    try:
        question = Question(indicator=measure.indicator, period=period.code, where=measure.part)
        found = answer(question, snapshot)
    except UserError as problem:
        return Result(measure=measure, problem=problem)
    if indicator is None:
        return Result(measure=measure)
    # What waits for a record is no result yet, as on every page.
    rows = without_late(found, indicator, snapshot).to_dicts()
    if not rows or rows[0]["value"] is None:
        return Result(measure=measure)
    (row,) = rows
    goal = aim(measure, indicator)
    placed = spots(indicator, rows, (), lambda codes: goal).listed
    return Result(
        measure=measure,
        numerator=row["numerator"],
        denominator=row["denominator"],
        value=row["value"],
        n=row["n"],
        status=placed[0].status if placed else status(row["value"], goal, indicator.better),
        few=bool(placed and placed[0].few),
    )
