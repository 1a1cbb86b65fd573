"""Why a number changed: the few slices that account for it, what each adds, and what is left over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np
import polars as pl

from data.certainty import present
from data.refusals import explanation as refusals
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.history import GRAIN, known_to, last_whole
from metrics.assessment.target import in_force
from metrics.calendar.periods import Period, containing
from metrics.definition.breakdowns import SCOPES
from metrics.definition.indicator import Indicator
from metrics.engine.answer import Question, understand, values
from metrics.engine.decomposition import on_one_grid
from metrics.engine.restricted import GROUPS
from metrics.engine.scope import Scope
from metrics.engine.waves import wave_in
from metrics.explanation.cells import Cells, sum_cells
from metrics.explanation.contrast import Law
from metrics.explanation.expected import expected_ratio
from metrics.explanation.search import FALSE_ALARM_RATE, Search, search

ABOVE, BELOW, ROWS = 0, 1, 2
"""Places of the sums of one period among the roles of a cell."""
SIDE = 5


class Against(StrEnum):
    """What a period is held against."""

    PREVIOUS = "previous"
    YEAR = "year"
    TARGET = "target"


@dataclass(frozen=True)
class Slice:
    """One of the reasons: the rows where breakdowns have these codes, without those of the slices before it.

    `effect`: by how much it moved the value, in the value's unit; `share`: of the change that was not expected (None
    where there is none); `n`: rows counted in the period.
    """

    breakdowns: Mapping[str, str]
    effect: float
    share: float | None
    n: int


@dataclass(frozen=True)
class Explanation:
    """A change and its slices: effects + `rest` + `expected` = `change` = value − reference, to the last bit.

    `reference_period` is None against a target. `candidates`: how many slices were looked at;
    `false_alarm_rate`: how often a search names anything where nothing happened.
    """

    indicator: Indicator
    against: Against
    period: Period
    reference_period: Period | None
    value: float
    reference: float
    change: float
    expected: float
    slices: tuple[Slice, ...]
    rest: float
    candidates: int
    false_alarm_rate: float = FALSE_ALARM_RATE


def explain(
    question: Question,
    against: Against,
    snapshot: Snapshot,
    targets: pl.DataFrame,
    *,
    before: Period | None = None,
) -> Explanation:
    """The slices, over all breakdowns and pairs of them, that account for a change; none where it is even or chance.

    `question`: without grain and groups; without a period it is the latest whole one of the indicator's frequency.
    `before`: the days that it is held against, where they are others than `against` says, as of a period so far.
    Raises: UserError, as `answer`; for a derived indicator; where a value or the target is missing.
    """
    indicator, scope = understand(replace(question, by=(), grain=None), snapshot)
    if indicator.derived:
        raise _name_parts(indicator, snapshot)
    period, usual = _periods(indicator, scope, against, snapshot)
    before = before or usual
    whole = sum_cells(indicator, scope, (before, period), (), snapshot)
    totals = [int(number) for number in whole.sums[0]] if len(whole.sums) else [0] * (2 * SIDE)
    if not _has_value(indicator, totals, 1):
        raise refusals.NO_VALUE(indicator=indicator.name, period=period.code)
    aim = None
    if against is Against.TARGET:
        aim = in_force(targets, indicator, period, scope.where)
        if aim is None:
            raise refusals.NO_TARGET(indicator=indicator.name, period=period.code)
    elif not _has_value(indicator, totals, 0):
        raise refusals.NO_VALUE(indicator=indicator.name, period=before.code)
    result, cells = _search(indicator, scope, (before, period), whole, aim.target if aim else None, snapshot)
    reference = aim.target if aim else _value(indicator, totals, 0)
    ratio = Fraction(0) if aim else expected_ratio(indicator, scope.where, (before, period), snapshot)
    effect = _Effects(indicator, totals, Fraction(reference) / Fraction(indicator.scale) if aim else None, ratio)
    named = [cells.sums[inside].sum(axis=0) for _, inside in result.slices]
    exact = [effect(sums) for sums in named]
    value = _value(indicator, totals, 1)
    expected = effect.expected
    rest = effect.change - expected - sum(exact)
    change, (*effects, expected_float, rest_float) = on_one_grid([*exact, expected, rest], value - reference)
    unexpected = change - expected_float
    slices = (
        Slice(codes, one, one / unexpected if unexpected else None, int(sums[SIDE + ROWS]))
        for (codes, _), one, sums in zip(result.slices, effects, named, strict=True)
    )
    return Explanation(
        indicator=indicator,
        against=against,
        period=period,
        reference_period=None if aim else before,
        value=value,
        reference=reference,
        change=change,
        expected=expected_float,
        slices=tuple(slices),
        rest=rest_float,
        candidates=result.candidates,
    )


class _Effects:
    """What rows add to a change, exactly, in the value's unit: over parts of the whole it adds up to the change.

    Of a quotient it is what the rows' numerators lie above the reference value times their denominators, over all
    denominators, after less before: their own rate and their place in the mix at once.
    """

    def __init__(self, indicator: Indicator, totals: list[int], target: Fraction | None, ratio: Fraction) -> None:
        self._totals, self._target, self._scale = totals, target, Fraction(indicator.scale)
        self._counted = not indicator.denominator
        if target is not None:
            self.expected, self._level = Fraction(0), target
        else:
            self._level = Fraction(totals[ABOVE], 1 if self._counted else totals[BELOW])
            self.expected = ratio * self._level * self._scale
        self.change = self(totals, expected=False)

    def __call__(self, sums: np.ndarray | list[int], *, expected: bool = True) -> Fraction:
        """The effect of rows with these sums, less their part of what was expected."""
        sums = [int(number) for number in sums]
        above, below, totals = sums[SIDE + ABOVE], sums[SIDE + BELOW], self._totals
        if self._counted:
            # Of a target for a count each slice has the part that it had of the period before.
            known = 0 if totals[ABOVE] else SIDE
            weight = Fraction(sums[known + ABOVE], totals[known + ABOVE]) if totals[known + ABOVE] else Fraction(0)
            effect = above - (Fraction(sums[ABOVE]) if self._target is None else self._target * weight)
        else:
            weight = Fraction(below, totals[SIDE + BELOW])
            effect = (above - self._level * below) / totals[SIDE + BELOW]
            if self._target is None:
                effect -= (sums[ABOVE] - self._level * sums[BELOW]) / totals[BELOW]
        return effect * self._scale - (self.expected * weight if expected else 0)


def _search(
    indicator: Indicator,
    scope: Scope,
    periods: tuple[Period, Period],
    whole: Cells,
    target: float | None,
    snapshot: Snapshot,
) -> tuple[Search, Cells]:
    """The search over all breakdowns; of restricted records over one after the other, as they are published."""
    level = None if target is None or not indicator.denominator else target / indicator.scale
    # One month has more Mondays than another, which is no cause; and by the hour cells are too small to tell what moves
    # all their rows together: slices that only chance moved would be named.
    causes = [name for name in indicator.breakdowns if name in SCOPES]
    by = [name for name in causes if len(scope.where.get(name, ())) != 1]
    if not indicator.restricted:
        cells = sum_cells(indicator, scope, periods, by, snapshot)
        return search(Law.of(indicator, cells), cells, target=level), cells
    if scope.where:
        return Search(), whole
    tables = [
        _with_rest(sum_cells(indicator, scope, periods, [name], snapshot), whole) for name in by if name in GROUPS
    ]
    sizes = [search(Law.of(indicator, cells), cells, target=level).candidates for cells in tables]
    results = [
        (search(Law.of(indicator, cells), cells, target=level, rivals=sum(sizes) - size), cells)
        for cells, size in zip(tables, sizes, strict=True)
    ]
    # Groups of two breakdowns overlap, and by how much is never published: the one that explains most stands alone.
    best, cells = max(results, key=lambda pair: pair[0].strength, default=(Search(), whole))
    return replace(best, candidates=sum(sizes)), cells


def _with_rest(cells: Cells, whole: Cells) -> Cells:
    """The groups that may be shown, and one cell of all others together."""
    places = {name: np.append(place, np.int32(-1)) for name, place in cells.places.items()}
    return Cells(cells.members, places, np.vstack([cells.sums, whole.sums - cells.sums.sum(axis=0)]))


def _periods(indicator: Indicator, scope: Scope, against: Against, snapshot: Snapshot) -> tuple[Period, Period]:
    """The period and what comes before it: of waves the one before, however long ago."""
    end = known_to(indicator, snapshot)
    if end is None:
        raise refusals.NOTHING_SO_FAR(indicator=indicator.name)
    if indicator.frequency is not Frequency.WAVE:
        own = scope.span or last_whole(indicator.frequency, end)
        return own, own.a_year_before() if against is Against.YEAR else own.shift(-1)
    waves = _waves(indicator, scope, scope.span.end if scope.span else end, snapshot)
    if not waves:
        raise refusals.NOTHING_SO_FAR(indicator=indicator.name)
    held = wave_in(indicator, scope.span, snapshot) if scope.span else containing(waves[-1], GRAIN[Frequency.WAVE])
    period = present(held or scope.span)
    earlier = [day for day in waves if day < period.start]
    if against is Against.YEAR or not earlier:
        return period, period.a_year_before()
    return period, containing(earlier[-1], GRAIN[Frequency.WAVE])


def _waves(indicator: Indicator, scope: Scope, end: date, snapshot: Snapshot) -> list[date]:
    months = Scope(grain=GRAIN[Frequency.WAVE], span=Period(date.min, end, "span"), where=scope.where)
    return sorted(values([indicator], months, snapshot).drop_nulls("value")["period"].to_list())


def _has_value(indicator: Indicator, totals: list[int], place: int) -> bool:
    above, below, n = totals[SIDE * place : SIDE * place + 3]
    return bool(below if indicator.denominator else n or above)


def _value(indicator: Indicator, totals: list[int], place: int) -> float:
    above, below = totals[SIDE * place : SIDE * place + 2]
    return above / (below if indicator.denominator else 1) * indicator.scale


def _name_parts(indicator: Indicator, snapshot: Snapshot) -> Exception:
    """The refusal of a derived indicator: it names the quotients and counts that it shares rows with."""

    def marks(one: Indicator) -> set[tuple[str, bytes]]:
        return {(part.rows, part.expression.meta.serialize()) for part in one.numerator}

    own = marks(indicator)
    parts = [one.name for one in snapshot.catalogue.values() if not one.derived and own & marks(one)]
    if parts:
        return refusals.DERIVED(indicator=indicator.name, parts=", ".join(parts))
    return refusals.NO_PARTS(indicator=indicator.name, by=next(iter(indicator.breakdowns), "channel"))
