"""Why a quotient changed: what each group contributed by its rate, and what by its weight in the mix.

A total rate is R = Σ s·r over groups, s a group's share of the denominator and r its own rate. From before
to after (bars are the middle of both, Δ the difference)

    rate effect = s̄ · Δr           the group got better or worse, at its average weight
    mix effect  = Δs · (r̄ - R̄)     the group grew or shrank, and lies above or below the average

The middle is taken so that neither moment is the yardstick: swapping before and after only turns the
signs, and no third effect remains to be explained. R̄ is taken off because shares sum to one: a group that
grows pulls the total only as far as it differs from it. Both sum to ΔR, because Δ(s·r) = s̄·Δr + r̄·Δs and
Σ Δs = 0. A group with no denominator on one side has no rate there; all it does is mix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import floor, fsum, ulp

import polars as pl

SUMS = ("numerator", "denominator")


@dataclass(frozen=True, eq=False)
class Change:
    """A change of value and its parts; `parts` adds up to `change` to the last bit, in any order.

    `before`, `after`, `change`: in the value's unit. `parts`, one row per group: the group columns,
    `numerator_before`, `denominator_before`, `numerator_after`, `denominator_after`, and in the value's
    unit `rate_effect`, `mix_effect` and `effect`, their sum.
    """

    before: float
    after: float
    change: float
    parts: pl.DataFrame


def decompose(before: pl.DataFrame, after: pl.DataFrame, by: Sequence[str], *, scale: float = 1) -> Change | None:
    """Split the change of Σ numerator ÷ Σ denominator × `scale` over the groups of `by`.

    In: two frames with the columns `by`, `numerator` and `denominator`, whole numbers; several rows of one
    group are added. Out: the change and its parts, sorted by group; None where a total has no denominator.

    `change` is after - before; where the parts are so large against it that floats cannot hold both, it
    is that difference rounded by less than the last bit of the parts.
    """
    groups = _groups(before, "before", by).join(
        _groups(after, "after", by), on=list(by), how="full", coalesce=True, nulls_equal=True
    )
    groups = groups.sort(by, nulls_last=True).with_columns(pl.selectors.ends_with("_before", "_after").fill_null(0))
    rows = groups.select(f"{sum_}_{side}" for side in ("before", "after") for sum_ in SUMS).rows()
    n0, d0, n1, d1 = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
    if not d0 or not d1:
        return None
    exact = [effect * Fraction(scale) for row in rows for effect in _effects(row, (n0, d0, n1, d1))]
    first, last = n0 / d0 * scale, n1 / d1 * scale
    change, effects = on_one_grid(exact, last - first)
    parts = groups.with_columns(
        pl.Series("rate_effect", effects[::2], pl.Float64), pl.Series("mix_effect", effects[1::2], pl.Float64)
    ).with_columns(effect=pl.col("rate_effect") + pl.col("mix_effect"))
    return Change(first, last, change, parts)


def gap_shares(groups: pl.DataFrame, target: float, *, scale: float = 1, sign: int = 1) -> list[float]:
    """What share each group has in how far Σ numerator ÷ Σ denominator × `scale` falls short of `target`.

    In: one row per group with `numerator` and `denominator`; `sign`: 1 where more is better, else -1. A group falls
    short by (target - its own value) times its denominator, and groups that are on the good side fall short by
    nothing. Out: 0–1 per row, in their order, adding up to 1; all 0 where no group falls short.
    """
    aim = Fraction(target) / Fraction(scale)
    short = [max(sign * (aim * below - above), Fraction(0)) for above, below in groups.select(SUMS).fill_null(0).rows()]
    whole = sum(short)
    return [float(part / whole) if whole else 0.0 for part in short]


def rounded_parts(parts: Sequence[float], digits: int) -> list[Decimal]:
    """Round `parts` to `digits` decimals so that they add up to their rounded sum.

    Every part is cut, and what is then missing goes in units of the last digit to those that lost most
    (largest remainder, at a tie the first). Decimals, because 0.1 + 0.2 of floats is not 0.3.
    """
    unit = Decimal(1).scaleb(-digits)
    # From the shortest decimals, as the sum itself is shown.
    total = int(Decimal(repr(fsum(parts))).quantize(unit, ROUND_HALF_EVEN) / unit)
    exact = [Fraction(part) / Fraction(unit) for part in parts]
    units = [floor(number) for number in exact]
    by_loss = sorted(range(len(exact)), key=lambda place: units[place] - exact[place])
    for place in by_loss[: total - sum(units)]:
        units[place] += 1
    return [number * unit for number in units]


def _groups(rows: pl.DataFrame, side: str, by: Sequence[str]) -> pl.DataFrame:
    for name in SUMS:
        if not rows.schema[name].is_integer():
            raise ValueError(f"{name} must be whole numbers to be split exactly, not {rows.schema[name]}")
    return rows.group_by(by).agg(pl.col(name).sum().alias(f"{name}_{side}") for name in SUMS)


def _effects(group: tuple[int, ...], total: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    """Rate and mix effect of one group; each tuple is numerator and denominator before, then after."""
    (n0, d0, n1, d1), (all_n0, all_d0, all_n1, all_d1) = group, total
    share_0, share_1 = Fraction(d0, all_d0), Fraction(d1, all_d1)
    middle = (Fraction(all_n0, all_d0) + Fraction(all_n1, all_d1)) / 2
    whole = Fraction(n1, all_d1) - Fraction(n0, all_d0) - (share_1 - share_0) * middle
    if not d0 or not d1:
        return Fraction(0), whole
    rate = (share_0 + share_1) / 2 * (Fraction(n1, d1) - Fraction(n0, d0))
    return rate, whole - rate


def on_one_grid(exact: list[Fraction], change: float) -> tuple[float, list[float]]:
    """`change` and the effects that make it up as floats on one grid, so coarse that adding them never rounds."""
    rough = [float(effect) for effect in exact]
    # No sum of some of the effects lies beyond all that rise or all that fall, and a trifle for rounding.
    rising, falling = (fsum(effect for effect in rough if effect * sign > 0) for sign in (1, -1))
    grid = Fraction(ulp(max(abs(change), rising, -falling) * (1 + 1e-9)))
    total = round(Fraction(change) / grid)
    units = [round(effect / grid) for effect in exact]
    if units:
        # What rounding left over is some 16 digits down; the largest effect notices it least.
        largest = max(range(len(units)), key=lambda place: abs(units[place]))
        units[largest] += total - sum(units)
    return float(total * grid), [float(number * grid) for number in units]
