"""Who is quicker at the same work: shares compared as if all served the same mix of services at the same hours.

Direct standardisation: in every stratum (a service at a half-hour) each group keeps its own share, and strata weigh as
they do among all. A group that never serves a stratum has no share in it, and none is invented: groups are compared
over the strata that all of them serve. Where these hold less than two thirds of all that is counted, the group that
serves least of it is left out, and so on; it is told with its raw figure and how much of the mix it serves.

Intervals are those of chance alone: Σ weight² × p(1 − p) ÷ n, with one more case at the share of all in every stratum,
so that a stratum of one visit does not count as certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

from data.certainty import present
from metrics.assessment.uncertainty import OUTSIDE, Interval, Z

MOST = 2 / 3
"""Of all that is counted, so much at least must lie in the strata that are compared."""

Stratum = tuple[str | None, ...]
Counts = dict[Stratum, tuple[int, int]]
"""In time, and of how many."""


@dataclass(frozen=True, kw_only=True)
class Standardized:
    """A group: `value` as it is, `of` how many; `served`: the share of all that is counted which lies in its strata.

    `equal`: its share at the mix of all, `interval` (95 %) around it and `variance`; None where it is not compared.
    """

    code: str
    value: float
    of: int
    served: float
    equal: float | None = None
    interval: Interval | None = None
    variance: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The best group of those compared and the worst, `points` (0–1) apart, and whether chance can explain that.

    `interval`: 95 %, divided by the number of pairs that could have been named (Bonferroni).
    """

    best: str
    worst: str
    points: float
    interval: Interval

    @property
    def told_apart(self) -> bool:
        """Whether the interval is all on one side."""
        return self.interval.low > 0


@dataclass(frozen=True, kw_only=True)
class EqualMix:
    """All groups, the worst at equal mix first, those that are not compared last.

    `shared`: the share of all that is counted which lies in the strata compared; `strata`: their number.
    """

    groups: Sequence[Standardized]
    shared: float
    strata: int
    gap: Gap | None = None


def equal_mix(rows: Iterable[Mapping[str, Any]], group: str, strata: Sequence[str]) -> EqualMix | None:
    """Groups at equal mix, of an answer (`metrics.engine.answer.answer`, as dicts) broken down by group and strata.

    A service or hour that is not told is a stratum of its own. None without two groups.
    """
    counts = _counts(rows, group, strata)
    if len(counts) < 2:
        return None
    of_all = _of_all(counts)
    whole = sum(n for _, n in of_all.values())
    served = {code: sum(of_all[at][1] for at in own) / whole for code, own in counts.items()}
    compared, common = sorted(counts, key=lambda code: (-served[code], code)), set()
    while len(compared) > 1:
        common = set.intersection(*(set(counts[code]) for code in compared))
        if sum(of_all[at][1] for at in common) >= MOST * whole:
            break
        compared.pop()
    if len(compared) < 2:
        compared, common = [], set()
    groups = [_group(code, counts[code], served[code], common if code in compared else None, of_all) for code in counts]
    groups.sort(key=lambda one: (one.equal is None, one.equal if one.equal is not None else one.value, one.code))
    shared = sum(of_all[at][1] for at in common) / whole
    return EqualMix(groups=groups, shared=shared, strata=len(common), gap=_gap(groups[: len(compared)]))


def _counts(rows: Iterable[Mapping[str, Any]], group: str, strata: Sequence[str]) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    for row in rows:
        if row[group] is not None and row["denominator"]:
            counts.setdefault(row[group], {})[tuple(row[name] for name in strata)] = (
                row["numerator"],
                row["denominator"],
            )
    return counts


def _of_all(counts: Mapping[str, Counts]) -> Counts:
    whole: Counts = {}
    for own in counts.values():
        for at, (good, n) in own.items():
            before = whole.get(at, (0, 0))
            whole[at] = before[0] + good, before[1] + n
    return whole


def _group(code: str, own: Counts, served: float, common: set[Stratum] | None, of_all: Counts) -> Standardized:
    of = sum(n for _, n in own.values())
    raw = sum(good for good, _ in own.values()) / of
    if common is None:
        return Standardized(code=code, value=raw, of=of, served=served)
    weight = sum(of_all[at][1] for at in common)
    everywhere = sum(good for good, _ in of_all.values()) / sum(n for _, n in of_all.values())
    equal = sum(of_all[at][1] * own[at][0] / own[at][1] for at in common) / weight
    variance = 0.0
    for at in common:
        good, n = own[at]
        nearly = (good + everywhere) / (n + 1)
        variance += (of_all[at][1] / weight) ** 2 * nearly * (1 - nearly) / n
    reach = Z * sqrt(variance)
    interval = Interval(max(equal - reach, 0.0), min(equal + reach, 1.0))
    return Standardized(code=code, value=raw, of=of, served=served, equal=equal, interval=interval, variance=variance)


def _gap(compared: Sequence[Standardized]) -> Gap | None:
    if not compared:
        return None
    worst, best = compared[0], compared[-1]
    pairs = len(compared) * (len(compared) - 1) / 2
    points = present(best.equal) - present(worst.equal)
    reach = NormalDist().inv_cdf(1 - OUTSIDE / pairs / 2) * sqrt(best.variance + worst.variance)
    return Gap(best=best.code, worst=worst.code, points=points, interval=Interval(points - reach, points + reach))
