"""Forecasts that add up: line × channel to channels, lines and the total, in whole numbers."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, identity, kron, vstack

METHODS = ("bottom_up", "mint_ols", "mint_struct", "mint_var")
"""Ways to make forecasts agree: only the parts count, or all levels do, weighted alike, by size, or by their errors."""
EXACT = 1e-4
"""Contacts; an error below this is none."""
NEAR = 1e-6
"""Closer than this to a whole number is that number."""


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Which series are sums of which: parts are channel × line, the sums over them stand first.

    `keys`: (channel, line) of every series, null in a sum; `summing`: series × parts, 1 where a part belongs.
    """

    keys: list[tuple[str | None, str | None]]
    summing: np.ndarray

    @property
    def parts(self) -> int:
        """How many parts there are; they stand last."""
        return self.summing.shape[1]


def hierarchy(parts: list[tuple[str, str]]) -> Hierarchy:
    """The hierarchy over parts of (channel, line): the total, channels, lines, then the parts, sorted."""
    parts = sorted(parts)
    channels, lines = sorted({c for c, _ in parts}), sorted({n for _, n in parts})
    keys = [(None, None), *((c, None) for c in channels), *((None, n) for n in lines), *parts]
    holds = [[c in (None, channel) and n in (None, line) for channel, line in parts] for c, n in keys]
    return Hierarchy(keys, np.array(holds, dtype=float))


def weights(method: str, tree: Hierarchy, errors: np.ndarray) -> np.ndarray:
    """What each series' own forecast adds to each part: parts × series.

    `errors`: series × past errors of one step, complete; only `mint_var` looks at them. By hierarchicalforecast.
    """
    # Imported here: it takes seconds, which a run that forecasts nothing need not wait for.
    from hierarchicalforecast.methods import BottomUp, MinTrace

    series = len(tree.summing)
    if method == "bottom_up":
        return BottomUp().fit(tree.summing, np.ones((series, 1))).P
    if method == "mint_var" and (np.abs(errors) < EXACT).mean(axis=1).max() > 0.9:
        # A series that is hardly ever wrong would outweigh all others; then sizes decide.
        method = "mint_struct"
    kind = {"mint_ols": "ols", "mint_struct": "wls_struct", "mint_var": "wls_var"}[method]
    fitted = np.zeros_like(errors)
    return MinTrace(kind).fit(tree.summing, np.ones((series, 1)), y_insample=errors, y_hat_insample=fitted).P


def reconcile(forecasts: np.ndarray, tree: Hierarchy, pull: np.ndarray, open_parts: np.ndarray) -> np.ndarray:
    """Forecasts of every series that add up and are not negative; closed parts are 0.

    `forecasts`: series × days, unknown ones NaN (taken as 0 of a part); `pull`: as `weights` gives it; `open_parts`:
    parts × days. Out: series × days.
    """
    parts = np.where(open_parts, np.maximum(pull @ np.nan_to_num(forecasts), 0), 0)
    return tree.summing @ parts


def round_whole(forecasts: np.ndarray, tree: Hierarchy) -> np.ndarray:
    """The forecasts as whole numbers that add up exactly, each less than one away from what it was.

    In and out: series × days, the sums of `of`. The parts with the largest remainders are rounded up, as far as every
    channel, line and the total stay at one of the whole numbers next to them: a transport problem, whose best solutions
    are whole (Cox 1987, controlled rounding).
    """
    series, days = forecasts.shape
    parts = forecasts[series - tree.parts :]
    down = np.floor(parts + NEAR)
    left = np.clip(parts - down, 0, 1)
    sums = tree.summing[: series - tree.parts]
    margins, below = sums @ parts, sums @ down
    least, most = np.floor(margins + NEAR) - below, np.ceil(margins - NEAR) - below
    least[0] = most[0] = np.rint(margins[0]) - below[0]
    by_day = csr_matrix(kron(identity(days), csr_matrix(sums)))
    up = linprog(
        -left.T.ravel(),
        A_ub=vstack([by_day, -by_day]),
        b_ub=np.concatenate([most.T.ravel(), -least.T.ravel()]),
        bounds=np.column_stack([np.zeros(left.size), (left.T.ravel() > NEAR).astype(float)]),
        method="highs-ds",
    )
    return tree.summing @ (down + np.rint(up.x).reshape(days, tree.parts).T)
