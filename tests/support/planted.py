"""Sums of two periods drawn at random, in which slices were moved on purpose, or nothing was."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from metrics.explanation.cells import Cells

SIZES = {"channel": 4, "region": 5, "service": 8, "language": 2}
SECONDS = 300
"""A mean is so long at a rate of one."""

Codes = Mapping[str, int]


def named(codes: Codes) -> dict[str, str]:
    """The slice as a search names it."""
    return {name: f"{name}{place}" for name, place in codes.items()}


def draw(
    seed: int,
    *,
    mean: bool = False,
    rate: tuple[tuple[Codes, float], ...] = (),
    volume: tuple[tuple[Codes, float], ...] = (),
    even: float = 0.0,
    shocks: float = 0.0,
    rows: int = 20_000,
) -> Cells:
    """Cells of shares, or of means of exponential durations.

    `rate`: what is added to the rates of slices in the period, `volume`: by what their rows are multiplied; `even`:
    what is added to every rate; `shocks`: the standard deviation of what moves each cell for itself, in both periods.
    """
    rng = np.random.default_rng(seed)
    shape = tuple(SIZES.values())
    places = {name: np.array([place[i] for place in product(*map(range, shape))]) for i, name in enumerate(SIZES)}
    weights = [rng.dirichlet(np.full(size, 3.0)) for size in shape]
    chances = np.prod([weight[places[name]] for name, weight in zip(SIZES, weights, strict=True)], axis=0)
    usual = 0.7 + sum(rng.normal(0, 0.03, size)[places[name]] for name, size in SIZES.items())

    def inside(codes: Codes) -> np.ndarray:
        return np.all([places[name] == place for name, place in codes.items()], axis=0)

    sides = []
    for period in (0, 1):
        rates, often = usual + rng.normal(0, shocks, len(usual)), chances.copy()
        if period:
            rates += even
            for codes, added in rate:
                rates[inside(codes)] += added
            for codes, factor in volume:
                often[inside(codes)] *= factor
        rates = np.clip(rates, 0.02, 0.98)
        below = rng.poisson(often * rows)
        nothing = np.zeros_like(below)
        if mean:
            pairs = zip(rates * SECONDS, below, strict=True)
            seconds = [np.round(rng.exponential(long, n)).astype(int) for long, n in pairs]
            above, squares = (np.array([(of**power).sum() for of in seconds]) for power in (1, 2))
        else:
            above, squares = rng.binomial(below, rates), nothing
        sides.append(np.stack([above, below, below, nothing, squares], axis=1))
    sums = np.concatenate(sides, axis=1)
    kept = sums.any(axis=1)
    members = {name: [f"{name}{place}" for place in range(size)] for name, size in SIZES.items()}
    return Cells(members, {name: place[kept].astype(np.int32) for name, place in places.items()}, sums[kept])
