"""What follows from published sums by adding and subtracting them: whether any few people are told by it.

Every number is an equation: this sum is over these people. People who are in the same equations cannot be told apart,
and are one cell of so many. A set of people is told where the equations, each taken so many times, add up to it.
"""

from collections.abc import Collection, Hashable, Iterable
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MOST_TIMES = 64
"""How often an equation may be taken in either direction; a set that needs more is told by another one first."""


def told(equations: Iterable[Collection[Hashable]], fewer_than: int) -> set[Hashable]:
    """The smallest set of people, fewer than so many, that the equations tell; empty where there is none."""
    sets = [frozenset(people) for people in dict.fromkeys(map(frozenset, equations)) if people]
    everybody = sorted(set().union(*sets), key=str)
    cells: dict[tuple[bool, ...], list[Hashable]] = {}
    for person in everybody:
        cells.setdefault(tuple(person in people for people in sets), []).append(person)
    if not cells:
        return set()
    matrix = np.array(list(cells), dtype=float)  # a row for each cell, a column for each equation
    size = np.array([len(people) for people in cells.values()], dtype=float)
    count, width = matrix.shape
    solved = milp(
        c=np.concatenate([size, np.zeros(width)]),
        integrality=np.concatenate([np.ones(count), np.zeros(width)]),
        bounds=Bounds(
            np.concatenate([np.zeros(count), np.full(width, -MOST_TIMES)]),
            np.concatenate([np.ones(count), np.full(width, MOST_TIMES)]),
        ),
        constraints=[
            LinearConstraint(np.hstack([-np.eye(count), matrix]), 0, 0),
            LinearConstraint(np.concatenate([size, np.zeros(width)])[None, :], 1, fewer_than - 1),
        ],
    )
    if not solved.success:
        assert solved.status == 2, solved.message  # none is possible
        return set()
    chosen = solved.x[:count] > 0.5
    assert follows(matrix, chosen), "what the solver found is not so in exact numbers"
    return {person for people, of in zip(cells.values(), chosen, strict=True) if of for person in people}


def follows(matrix: np.ndarray, chosen: np.ndarray) -> bool:
    """Whether the chosen cells are a sum of the columns, in fractions: they add nothing to the rank."""
    return _rank(matrix.T) == _rank(np.vstack([matrix.T, chosen]))


def _rank(rows: np.ndarray) -> int:
    left = [[Fraction(int(value)) for value in row] for row in rows]
    rank = 0
    for column in range(len(left[0])):
        pivot = next((n for n in range(rank, len(left)) if left[n][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for n in range(rank + 1, len(left)):
            if factor := left[n][column] / left[rank][column]:
                left[n] = [a - factor * b for a, b in zip(left[n], left[rank], strict=True)]
        rank += 1
    return rank
