"""Conformal intervals: as wide as earlier errors at the same distance ahead were, in units of each series' scale."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

OWN_ORIGINS = 2.0
BLOCKS = 13
TAIL = 1.55
FEW = 60
# What the next origin adds to the spread between few earlier ones.
NEXT = 0.2


class Widths:
    """Errors of earlier origins (`cuts` periods before the end, `errors`: origin × series × step, scaled, absolute)."""

    def __init__(self, cuts: Sequence[int], errors: np.ndarray):
        self.cuts = np.array(cuts)
        self.errors = errors
        self.horizon = errors.shape[2]
        edges = np.unique(np.linspace(0, self.horizon, min(BLOCKS, self.horizon) + 1).astype(int))
        self.blocks = list(pairwise(edges))
        with np.errstate(invalid="ignore"):
            self.means = np.stack([_mean(errors[:, :, a:b]) for a, b in self.blocks], axis=2)

    def at(self, cut: int, level: float) -> np.ndarray | None:
        """Half-widths (series × step, scaled) at an origin `cut` before the end; None if no error was known by then."""
        use = np.array([[self.cuts[o] >= cut + end for _, end in self.blocks] for o in range(len(self.cuts))])
        if cut == 0:
            use = np.ones_like(use)
        typical = np.full(len(self.blocks), np.nan)
        for block in range(len(self.blocks)):
            seen = self.means[use[:, block], :, block]
            if np.isfinite(seen).any():
                typical[block] = np.nanmean(seen)
        if not np.isfinite(typical).any():
            return None
        typical = np.maximum(_carried(typical, self.blocks), 1e-9)
        relative = np.where(use[:, None, :], self.means / typical, np.nan)
        each = np.nanmean(np.where(np.isfinite(relative).any(axis=2, keepdims=True), relative, 1.0), axis=2)
        counted = np.isfinite(relative).any(axis=2)
        total, count = np.where(counted, each, 0).sum(axis=0), counted.sum(axis=0)
        own = (OWN_ORIGINS + total) / (OWN_ORIGINS + count)
        without = (OWN_ORIGINS + total - np.where(counted, each, 0)) / (OWN_ORIGINS + count - counted)
        widths = np.full(len(self.blocks), np.nan)
        for block, (begin, end) in enumerate(self.blocks):
            if not use[:, block].any():
                continue
            scaled = self.errors[use[:, block], :, begin:end] / without[use[:, block], :, None]
            widths[block] = _quantile(scaled, level)
        widths = np.maximum.accumulate(_carried(_smooth(widths), self.blocks))
        centres = np.array([(begin + end + 1) / 2 for begin, end in self.blocks])
        wider = 1 + NEXT / (1 + int(use.any(axis=1).sum()))
        return wider * own[:, None] * np.interp(np.arange(1, self.horizon + 1), centres, widths)[None, :]


def _mean(errors: np.ndarray) -> np.ndarray:
    known = np.isfinite(errors)
    total = np.where(known, errors, 0).sum(axis=2)
    return np.where(known.any(axis=2), total / np.maximum(known.sum(axis=2), 1), np.nan)


def _quantile(scaled: np.ndarray, level: float) -> float:
    known = scaled[np.isfinite(scaled)]
    if not len(known):
        return np.nan
    groups = int(np.isfinite(scaled).any(axis=2).sum())
    inner = min(level, 0.8)
    width = float(np.quantile(known, min(inner * (1 + 1 / (groups + 1)), 1.0)))
    if level <= inner:
        return width
    tail = width * TAIL ** ((level - inner) / 0.15)
    far = float(np.quantile(known, min(level * (1 + 0.2 / (groups + 1)), 1.0)))
    share = min(1.0, groups / FEW)
    return share * far + (1 - share) * max(tail, far)


def _smooth(widths: np.ndarray) -> np.ndarray:
    """Each block's width with half of its neighbours'."""
    padded = np.pad(widths, 1, mode="edge")
    stacked = np.stack([padded[:-2], padded[1:-1], padded[1:-1], padded[2:]])
    with np.errstate(invalid="ignore"):
        count = np.isfinite(stacked).sum(axis=0)
    return np.where(np.isfinite(widths), np.nansum(stacked, axis=0) / np.maximum(count, 1), np.nan)


def _carried(widths: np.ndarray, blocks: list[tuple[int, int]]) -> np.ndarray:
    """Blocks that no origin reaches grow with the root of the distance from the last one reached."""
    out = widths.copy()
    known = np.flatnonzero(np.isfinite(widths))
    for block in np.flatnonzero(~np.isfinite(widths)):
        near = known[np.argmin(np.abs(known - block))]
        out[block] = widths[near] * np.sqrt(blocks[block][1] / blocks[near][1])
    return out
