"""The slices that are looked at: every code of every breakdown, and every two codes of two breakdowns."""

from copy import copy
from itertools import combinations

import numpy as np

from metrics.explanation.cells import Cells

DENSE = 1 << 22
"""Up to so many possible pairs of codes a table of all of them finds a cell's pair; beyond it they are sorted."""


class Groups:
    """Sums of all slices of one or two breakdowns over the cells that are not named yet.

    `sums`: one row per slice, as of `Cells`, and last the squares of the cells' rows, added. `pair`: whether the slice
    has two breakdowns. `distinct`: whether no slice before it has the same rows.
    """

    def __init__(self, cells: Cells) -> None:
        names = list(cells.places)
        self._cells = cells
        rows = (cells.sums[:, 2] + cells.sums[:, 7]) / 2
        self._numbers = np.column_stack([cells.sums, rows**2])
        self._left = np.ones(len(cells.sums), bool)
        self._by = [(name,) for name in names] + list(combinations(names, 2))
        self._keys = [self._distinct(by) for by in self._by]
        self._starts = np.cumsum([0, *(len(keys) for keys in self._keys)])
        self.sums = np.concatenate(
            [self._add(place, self._left) for place in range(len(self._by))] or [self._numbers[:0]]
        )
        self.pair = np.repeat([len(by) == 2 for by in self._by], np.diff(self._starts)).astype(bool)
        self.whole = self._numbers.sum(axis=0)
        self.distinct = self._differ()

    def codes(self, slice_: int) -> dict[str, str]:
        """What the slice holds fixed: breakdown → code."""
        place = int(np.searchsorted(self._starts, slice_, "right")) - 1
        key, by = int(self._keys[place][slice_ - self._starts[place]]), self._by[place]
        members = self._cells.members
        if len(by) == 1:
            return {by[0]: members[by[0]][key]}
        first, second = divmod(key, len(members[by[1]]))
        return {by[0]: members[by[0]][first], by[1]: members[by[1]][second]}

    def parents(self, pair: int) -> list[int]:
        """The two slices of one breakdown that a pair is where they meet."""
        codes = self.codes(pair)
        names = list(self._cells.places)
        places = [(names.index(name), self._cells.members[name].index(code)) for name, code in codes.items()]
        return [int(self._starts[name] + np.searchsorted(self._keys[name], code)) for name, code in places]

    def take_out(self, slice_: int) -> np.ndarray:
        """Names a slice: its cells are in no sum any more. Out: which cells they were."""
        inside = self._cells.within(self.codes(slice_)) & self._left
        self._left &= ~inside
        for place, (start, end) in enumerate(zip(self._starts, self._starts[1:], strict=False)):
            self.sums[start:end] -= self._add(place, inside)
        self.whole = self.whole - self._numbers[inside].sum(axis=0)
        return inside

    def cells(self) -> np.ndarray:
        """The sums of the cells that are not named yet."""
        return self._cells.sums[self._left].astype(float)

    def clumping(self) -> np.ndarray:
        """How many rows share a cell with one of the slice's, on average: what moves a cell moves them together."""
        with np.errstate(all="ignore"):
            sides = [(sums[..., 2] + sums[..., 7], sums[..., -1]) for sums in (self.sums, self.whole - self.sums)]
            per_row = sum(2 * squares / rows**2 for rows, squares in sides)
            clumping: np.ndarray = np.nan_to_num(2 * per_row / sum(1 / rows for rows, _ in sides), posinf=0)
            return clumping

    def copy(self) -> "Groups":
        """The same slices, of which others may be named."""
        twin = copy(self)
        twin.sums, twin._left = self.sums.copy(), self._left.copy()
        return twin

    def _differ(self) -> np.ndarray:
        """Of slices with the same rows the first: a pair that adds nothing to one of its codes is no other slice."""
        # Each cell has a mark, so that slices with equal sums of marks have the same cells.
        marks = np.random.default_rng(0).random(len(self._cells.sums))
        each: list[np.ndarray] = [
            np.bincount(np.searchsorted(keys, key), marks[inside], len(keys))
            for by, keys in zip(self._by, self._keys, strict=True)
            for inside, key in [self._key(by, np.arange(len(marks)))]
        ]
        sums = np.concatenate(each) if each else marks[:0]
        _, first = np.unique(sums, return_index=True)
        differ = np.zeros(len(self.sums), bool)
        differ[first] = True
        return differ

    def _key(self, by: tuple[str, ...], rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which cells have a place in the breakdowns, and the number of that place."""
        places = [self._cells.places[name][rows].astype(np.int64) for name in by]
        inside = np.logical_and.reduce([place >= 0 for place in places])
        key = places[0] if len(by) == 1 else places[0] * len(self._cells.members[by[1]]) + places[1]
        return inside, key[inside]

    def _distinct(self, by: tuple[str, ...]) -> np.ndarray:
        _, key = self._key(by, np.arange(len(self._cells.sums)))
        most = int(np.prod([len(self._cells.members[name]) for name in by]))
        if most > DENSE:
            return np.unique(key)
        return np.flatnonzero(np.bincount(key, minlength=most))

    def _add(self, place: int, rows: np.ndarray) -> np.ndarray:
        """What cells add to each slice of the breakdowns; exact, as long as sums fit into 53 bits."""
        rows, keys = np.flatnonzero(rows), self._keys[place]
        inside, key = self._key(self._by[place], rows)
        groups, sums = np.searchsorted(keys, key), self._numbers[rows[inside]]
        added = np.zeros((len(keys), self._numbers.shape[1]))
        for column in np.flatnonzero(self._numbers.any(axis=0)):
            added[:, column] = np.bincount(groups, sums[:, column], len(keys))
        return added
