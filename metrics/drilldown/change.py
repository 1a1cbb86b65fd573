"""Why any number changed, group by group, exactly: quotients by rate and mix, derived numbers through their parts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

from data.certainty import present, scalar_or_none
from data.storage.snapshot import Snapshot
from metrics.calendar.business_days import business_days
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator, Kind
from metrics.definition.rowsets import record_behind
from metrics.engine.answer import Question, answer, values
from metrics.engine.decomposition import SUMS, Change, decompose, on_one_grid
from metrics.engine.derived import span_behind, whole_part
from metrics.engine.scope import Scope
from metrics.engine.sums import sums
from metrics.engine.waves import scope_of_wave

Where = Mapping[str, Sequence[str]]


def explain_change(
    indicator: Indicator, before: Period, after: Period, by: str, where: Where, snapshot: Snapshot
) -> Change | None:
    """How an indicator came from its value in one period to that in another, by the groups of a breakdown.

    A quotient, and what is one over a longer span or at its end, by rate and mix; a count by what each group adds; a
    gap by the two groups that it compares; growth, whose own before is the year before, by how much of it each group
    made. Out: as `decompose`; None for staff, whose hidden groups could be had by subtraction, for percentiles, which
    no groups add up to, and without a value.
    """
    if indicator.restricted or indicator.kind is Kind.PERCENTILE:
        return None
    if indicator.kind is Kind.GROWTH:
        return _growth(indicator, after, by, where, snapshot)
    ends = [_value(indicator, period, where, snapshot) for period in (before, after)]
    if None in ends:
        return None
    if indicator.kind is Kind.GAP:
        return _gap(indicator, before, after, where, snapshot)
    sides = [_groups(indicator, period, by, where, snapshot) for period in (before, after)]
    if indicator.kind is Kind.COUNT:
        return _count(indicator, sides, by)
    return decompose(sides[0], sides[1], [by], scale=indicator.scale)


def by_parts(change: Change, indicator: Indicator) -> tuple[float, float] | None:
    """Of a change, what the numerator made and what the denominator, each at the middle of the other.

    n₁/d₁ − n₀/d₀ = Δn · ½(1/d₀ + 1/d₁) + ½(n₀ + n₁) · Δ(1/d). None where both count the same records, so that neither
    moves by itself.
    """
    records = [{record_behind(part.rows) for part in parts} for parts in (indicator.numerator, indicator.denominator)]
    if not indicator.denominator or records[0] & records[1] or "numerator_before" not in change.parts.columns:
        return None
    totals = change.parts.select(pl.col(f"{name}_{side}").sum() for side in ("before", "after") for name in SUMS).row(0)
    n0, d0, n1, d1 = (Fraction(total) for total in totals)
    if not d0 or not d1:
        return None
    scale = Fraction(indicator.scale)
    above = (n1 - n0) * (1 / d0 + 1 / d1) / 2 * scale
    below = (n0 + n1) / 2 * (1 / d1 - 1 / d0) * scale
    _, (first, second) = on_one_grid([above, below], change.change)
    return first, second


def _value(indicator: Indicator, period: Period, where: Where, snapshot: Snapshot) -> float | None:
    question = Question(indicator=indicator.name, period=period.code, where=where)
    return scalar_or_none(answer(question, snapshot)["value"].first(), float)


def _groups(indicator: Indicator, period: Period, by: str, where: Where, snapshot: Snapshot) -> pl.DataFrame:
    """The sums that a value of a period is made of, by group."""
    span = span_behind(indicator, period, snapshot) if indicator.derived else period
    scope = scope_of_wave(indicator, Scope(by=(by,), span=span, where=where), snapshot)
    rows = values([indicator], scope, snapshot)
    return rows.drop_nulls(SUMS if indicator.denominator else "numerator")


def _count(indicator: Indicator, sides: Sequence[pl.DataFrame], by: str) -> Change:
    before, after = (
        side.group_by(by).agg(pl.col("numerator").sum().alias(name))
        for side, name in zip(sides, ("before", "after"), strict=True)
    )
    both = before.join(after, on=by, how="full", coalesce=True, nulls_equal=True).fill_null(0).sort(by, nulls_last=True)
    ends = [int(both[name].sum()) * indicator.scale for name in ("before", "after")]
    exact = [
        Fraction(last - first) * Fraction(indicator.scale) for first, last in both.select("before", "after").rows()
    ]
    return _change(ends[0], ends[1], both[by], exact)


def _gap(indicator: Indicator, before: Period, after: Period, where: Where, snapshot: Snapshot) -> Change | None:
    """The change of the one group, and that of the other with its sign turned."""
    by, *codes = present(indicator.between)
    ends: list[list[Fraction]] = []
    for period in (before, after):
        rows = {row[by]: row for row in _groups(indicator, period, by, {**where, by: codes}, snapshot).to_dicts()}
        if any(code not in rows or not rows[code]["denominator"] for code in codes):
            return None
        scale = Fraction(indicator.scale)
        ends.append([Fraction(rows[code]["numerator"], rows[code]["denominator"]) * scale for code in codes])
    (this_0, other_0), (this_1, other_1) = ends
    parts = [this_1 - this_0, other_0 - other_1]
    return _change(float(this_0 - other_0), float(this_1 - other_1), pl.Series(by, codes), parts)


def _growth(indicator: Indicator, period: Period, by: str, where: Where, snapshot: Snapshot) -> Change | None:
    """What each group adds to growth: by how much its volume a business day grew, of the whole a year before."""
    now, value = whole_part(period, snapshot), _value(indicator, period, where, snapshot)
    if now is None or value is None:
        return None
    keys = tuple(dict.fromkeys([by, "service"]))
    sides, days = [], []
    for span, name in ((now.a_year_before(), "before"), (now, "after")):
        wide = sums([indicator], Scope(by=keys, span=span, where=where), snapshot)
        counted = wide.filter(pl.col(f"{indicator.name}.n") > 0)
        sides.append(counted.group_by(keys).agg(pl.col(f"{indicator.name}.numerator").sum().alias(name)))
        days.append(business_days(span.start, span.end))
    both = sides[0].join(sides[1], on=keys, how="full", coalesce=True, nulls_equal=True)
    # Like for like: services that have rows on both sides, whatever group they are of.
    like = pl.all_horizontal(pl.col(name).is_not_null().any().over("service") for name in ("before", "after"))
    both = both.filter(like).group_by(by).agg(pl.col("before", "after").sum()).sort(by, nulls_last=True)
    whole = Fraction(int(both["before"].sum()), days[0])
    if not whole:
        return None
    exact = [
        (Fraction(last, days[1]) - Fraction(first, days[0])) / whole
        for first, last in both.select("before", "after").rows()
    ]
    return _change(0.0, value, both[by], exact)


def _change(before: float, after: float, codes: pl.Series, exact: list[Fraction]) -> Change:
    change, effects = on_one_grid(exact, after - before)
    parts = pl.DataFrame([codes]).with_columns(rate_effect=pl.Series(effects, dtype=pl.Float64), mix_effect=pl.lit(0.0))
    return Change(before, after, change, parts.with_columns(effect=pl.col("rate_effect")))
