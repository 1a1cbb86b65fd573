"""Whole numbers that add up: a total is shared out over its parts, day after day, and no part loses its fractions."""

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Whole = NDArray[np.int64]

NOISE = 1e-6
"""Sums of decimals miss a half by less than this, and demand is far from having so many digits."""


def whole(wanted: Amounts) -> Whole:
    """Whole numbers whose running sum is that of `wanted` (0 or more), rounded half up.

    So five percent of 7 a day is one more every third day, not nothing for ever; each is within 1 of what is wanted.
    """
    reached = np.floor(np.cumsum(wanted) + 0.5 + NOISE).astype(np.int64)
    return np.diff(reached, prepend=0)


def spread(totals: Whole, weights: Amounts) -> Whole:
    """Each row's total, shared out in proportion to the row's weights: rows add up exactly, nothing is below 0.

    In: `totals` 0 or more, one per row; `weights` 0 or more, rows × parts, at least one above 0 in each row. A part
    with weight 0 gets nothing. What rounding kept from a part in one row it is owed in the next (largest remainder,
    carried over), so that its sum over the rows is in proportion too.
    """
    shares = np.zeros(weights.shape, dtype=np.int64)
    owed = np.zeros(weights.shape[1])
    for row, (total, weight) in enumerate(zip(totals, weights, strict=True)):
        exact = total * weight / weight.sum()
        shares[row] = _rounded(int(total), exact + owed, weight > 0)
        owed += exact - shares[row]
    return shares


def _rounded(total: int, wanted: Amounts, takes_part: NDArray[np.bool_]) -> Whole:
    parts = np.flatnonzero(takes_part)
    shares = np.floor(np.maximum(wanted[parts], 0) + NOISE).astype(np.int64)
    while missing := total - int(shares.sum()):
        first = np.argsort(shares - wanted[parts], kind="stable")
        if missing > 0:
            shares[first[:missing]] += 1
        else:
            generous = first[::-1]
            shares[generous[shares[generous] > 0][:-missing]] -= 1
    result = np.zeros(len(wanted), dtype=np.int64)
    result[parts] = shares
    return result
