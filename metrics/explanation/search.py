"""The smallest set of slices that accounts for a change: named one after the other, each on its own evidence.

Every round looks at all slices, compares each with the rest of what is not named yet, takes out the one with the
strongest evidence and begins again, until nothing is left that chance would not show in one search of twenty.
"""

from dataclasses import dataclass, field
from math import expm1, inf, log1p
from statistics import NormalDist

import numpy as np

from metrics.explanation.cells import Cells
from metrics.explanation.contrast import Evidence, Law, Noise, compare, standard_error
from metrics.explanation.groups import Groups

MOST = 5
FALSE_ALARM_RATE = 0.05
"""How often one search, over all of its candidates, names anything where nothing happened."""
SET_ASIDE = 3
"""How many of the most conspicuous slices are left out where the noise of all others is measured."""
FEWEST = 20
"""Of fewer cells or slices no noise is measured: it is taken to be that of independent rows."""
UNKNOWABLE = 1e12
"""The noise of rows that nothing is known of: then no slice is named."""
UNLIKE = 9.0
"""A rate is unlike the rest's from three standard errors on; that alone names nothing."""
STILL = 4.0
"""Up to two standard errors a rate has stood still."""
ALIKE = 9.0
"""What is left of a code without one of its pairs moves as that does, from three standard errors on."""
MEDIAN = NormalDist().inv_cdf(0.75) ** 2
"""The median of the square of a standard normal number."""


@dataclass(frozen=True)
class Search:
    """The slices that were named, each with the cells that it alone accounts for, and among how many candidates."""

    slices: list[tuple[dict[str, str], np.ndarray]] = field(default_factory=list)
    candidates: int = 0
    strength: float = 0.0
    """The evidence for the first, over what chance would show."""


@dataclass(frozen=True)
class Dispersion:
    """By how much more the contrasts of slices vary than if rows were independent.

    Where something moves all rows of a cell together, the square of a contrast grows with the rows that share a cell:
    `own` of independent rows, and `shared` for every row beside it.
    """

    own: float = 1.0
    shared: float = 0.0

    def of(self, clumping: np.ndarray) -> np.ndarray:
        """The factor of each slice."""
        return self.own + self.shared * clumping


def search(law: Law, cells: Cells, *, target: float | None = None, rivals: int = 0) -> Search:
    """The slices of cells that account for their change, at most five.

    `target`: the value (before the scale) that the period is held against instead of the reference period; then only
    slices count that pull the value to the side of it where it lies. `rivals`: candidates beside those of these cells
    that are searched for the same question.
    """
    groups = Groups(cells)
    dispersions = _dispersions(law, groups)
    testable = _testable(_look(law, groups, target), groups)
    candidates = int(testable.sum())
    tests = 1 if law.noise is Noise.COUNT or target is not None else 2
    limit = threshold(tests * (candidates + rivals))
    # A pair is one of many more: it must be better than the best single by what that costs.
    price = limit - threshold(tests * (int((testable & ~groups.pair).sum()) + rivals))
    side = np.sign(_pull(groups.whole, target)) if target is not None else 0
    slices: list[tuple[dict[str, str], np.ndarray]] = []
    strength = 0.0
    while len(slices) < MOST and candidates:
        evidence = _look(law, groups, target)
        score = np.where(_testable(evidence, groups), _score(law, evidence, groups, dispersions), 0)
        if target is not None:
            if np.sign(_pull(groups.whole, target)) != side:
                break
            score = np.where(np.sign(_pull(groups.sums.T, target)) == side, score, 0)
        best = _best(score, evidence, groups, price)
        best = _parent(best, law, groups, evidence, dispersions, target) if groups.pair[best] else best
        if score[best] <= limit:
            break
        strength = strength or float(score[best] / limit)
        slices.append((groups.codes(best), groups.take_out(best)))
    return Search(slices, candidates, strength)


def threshold(tests: int) -> float:
    """The square of a standard normal number that the largest of so many exceeds at the stated rate (Šidák)."""
    return NormalDist().inv_cdf(-expm1(log1p(-FALSE_ALARM_RATE) / tests) / 2) ** 2 if tests else inf


def _look(law: Law, groups: Groups, target: float | None) -> Evidence:
    return compare(law, groups.sums, groups.whole, level=target is not None)


def _testable(evidence: Evidence, groups: Groups) -> np.ndarray:
    return groups.distinct & ((evidence.rate > 0) | (evidence.volume > 0))


def _score(law: Law, evidence: Evidence, groups: Groups, dispersions: tuple[Dispersion, Dispersion]) -> np.ndarray:
    """The stronger evidence of the two.

    A change of volumes counts where it moves the value more than chance does; what stood still while all else moved
    accounts for nothing.
    """
    rate, volume = (dispersion.of(groups.clumping()) for dispersion in dispersions)
    least = standard_error(law, groups.whole) * np.sqrt(rate)
    matters = (evidence.unlike > UNLIKE * rate) & (np.abs(evidence.mix) > least)
    moved = np.where(evidence.own > STILL * rate, evidence.rate / rate, 0)
    return np.maximum(moved, np.where(matters, evidence.volume / volume, 0))


def _best(score: np.ndarray, evidence: Evidence, groups: Groups, price: float) -> int:
    """The slice with the strongest evidence.

    Two slices that are the whole between them are unlike each other by the same: the one that moved more was it.
    """
    lead = np.where(groups.pair, score - price, score)
    strongest = np.flatnonzero(lead >= lead.max() * (1 - 1e-6)) if lead.max() > 0 else np.array([int(lead.argmax())])
    return int(
        max(
            strongest,
            key=lambda place: _own_change(groups.sums[place], bool(evidence.rate[place] > evidence.volume[place])),
        )
    )


def _own_change(sums: np.ndarray, by_rate: bool) -> float:
    """How much a slice's own rate moved, or how much it grew."""
    if by_rate:
        before, after = (sums[side] / (sums[side + 1] or 1.0) for side in (0, 5))
        return abs(float(after - before))
    before, after = (max(sums[side + 2], 0.5) for side in (0, 5))
    return abs(float(np.log(after / before)))


def _parent(
    pair: int,
    law: Law,
    groups: Groups,
    evidence: Evidence,
    dispersions: tuple[Dispersion, Dispersion],
    target: float | None,
) -> int:
    """The pair, or the one of its two codes whose other rows moved alike: then it is not the pair that did."""
    by_rate = evidence.rate[pair] > evidence.volume[pair]
    signs = evidence.moved if by_rate else evidence.grew
    factor = (dispersions[0] if by_rate else dispersions[1]).of(groups.clumping())[pair]
    parents = groups.parents(pair)
    others = groups.sums[parents] - groups.sums[pair]
    alike = compare(law, others, groups.whole - groups.sums[pair], level=target is not None)
    squares, directions = (alike.rate, alike.moved) if by_rate else (alike.volume, alike.grew)
    same = (squares > ALIKE * factor) & (np.sign(directions) == np.sign(signs[pair]))
    return parents[int(np.where(same, squares, 0).argmax())] if same.any() else pair


def _pull(sums: np.ndarray, target: float) -> np.ndarray:
    """How far the period's numerators lie from what the target asks of their denominators."""
    pull: np.ndarray = sums[5] - target * sums[6]
    return pull


def _dispersions(law: Law, groups: Groups) -> tuple[Dispersion, Dispersion]:
    """The noise of rates and of volumes, by the median over all cells, which a few that really moved do not raise.

    In small tables they do, being in the rest of every other: so it is measured without the most conspicuous slices.
    """
    left = groups.copy()
    for place in range(SET_ASIDE + 1):
        sums = left.cells()
        cells = compare(law, sums, left.whole[: sums.shape[1]])
        rows = np.maximum((sums[:, 2] + sums[:, 7]) / 2, 1)
        evidence = _look(law, left, None)
        clumping = left.clumping()[left.distinct]
        noise = (
            _measure(cells.rate, rows, evidence.rate[left.distinct], clumping, law.noise),
            _measure(cells.volume, rows, evidence.volume[left.distinct], clumping, law.noise),
        )
        score = np.where(_testable(evidence, left), _score(law, evidence, left, noise), 0)
        if place == SET_ASIDE or not score.size or score.max() <= 0:
            break
        left.take_out(_best(score, evidence, left, 0))
    return noise


def _measure(
    of_cells: np.ndarray, rows: np.ndarray, of_slices: np.ndarray, clumping: np.ndarray, noise: Noise
) -> Dispersion:
    """The noise that half of the squared contrasts lie below: of cells, or of slices where cells are too small."""
    own = 0.0 if noise is Noise.UNKNOWN else 1.0
    squares, rows = (of_cells, rows) if (of_cells > 0).sum() >= FEWEST else (of_slices, np.maximum(clumping, 1))
    usable = squares > 0
    if usable.sum() < FEWEST:
        return Dispersion(own, UNKNOWABLE if noise is Noise.UNKNOWN else 0.0)
    shared = (squares[usable] / MEDIAN - own) / rows[usable]
    # Large cells tell more of what moves their rows together.
    order = np.argsort(shared)
    weights = np.cumsum(np.sqrt(rows[usable][order]))
    return Dispersion(own, max(0.0, float(shared[order][np.searchsorted(weights, weights[-1] / 2)])))
