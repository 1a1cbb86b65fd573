"""How sure an indicator's value is: an interval for samples and rare events, none for complete counts."""

from dataclasses import replace
from typing import Any

import polars as pl

from data.certainty import present, scalar
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.assessment import uncertainty
from metrics.assessment.history import Where
from metrics.assessment.uncertainty import Interval
from metrics.calendar.periods import Period
from metrics.definition.indicator import HUNDREDTH, THOUSAND, Indicator, Kind, Sampling
from metrics.engine.scope import Scope
from metrics.engine.sums import sums
from metrics.engine.waves import scope_of_wave


def interval(
    indicator: Indicator, row: dict[str, Any], period: Period, where: Where, snapshot: Snapshot
) -> Interval | None:
    """The 95 % interval of a period's value, in the value's unit; None for a complete count or without a value.

    `row`: the period's sums (`numerator`, `denominator`, `n`, for samples `squares` and `moments`) and `value`.
    """
    if row["value"] is None or indicator.sampling is Sampling.COMPLETE:
        return None
    if indicator.kind is Kind.GAP:
        return _of_gap(indicator, period, where, snapshot)
    people = None if where else _population(indicator, period, snapshot)
    return None if indicator.derived else _of_sums(indicator, row, people)


def group_intervals(
    indicator: Indicator, by: str, period: Period, where: Where, snapshot: Snapshot
) -> dict[str | None, Interval]:
    """Code → the 95 % interval of each group's value; empty for complete counts, derived numbers and staff."""
    if indicator.sampling is Sampling.COMPLETE or indicator.derived or indicator.restricted:
        return {}
    scope = scope_of_wave(indicator, Scope(by=(by,), span=period, where=where), snapshot)
    intervals = {}
    for row in sums([indicator], scope, snapshot).to_dicts():
        own = {name.rpartition(".")[2]: number for name, number in row.items() if name.startswith(f"{indicator.name}.")}
        if (of_group := _of_sums(indicator, own, None)) is not None:
            intervals[row[by]] = of_group
    return intervals


def _of_sums(indicator: Indicator, row: dict[str, Any], population: int | None) -> Interval | None:
    if not row["denominator"]:
        return None
    if indicator.sampling is Sampling.RARE:
        result = uncertainty.rate(row["numerator"], row["denominator"])
        return result and result.scaled(indicator.scale)
    weight, moment = (HUNDREDTH**2, 1) if indicator.weighted else (1, THOUSAND)
    lowest, highest = indicator.answers_between
    people = {"population": population, "respondents": row["n"]} if population else {}
    squares, moments = row["squares"] * weight, row["moments"] / moment
    result = uncertainty.mean_score(
        row["numerator"], moments, row["denominator"], squares, lowest=lowest, highest=highest, **people
    )
    return result and result.scaled(indicator.scale)


def _of_gap(indicator: Indicator, period: Period, where: Where, snapshot: Snapshot) -> Interval | None:
    """The two groups are independent samples."""
    dimension, *codes = present(indicator.between)
    sides = []
    for code in codes:
        scope = Scope(span=replace(period, grain="span"), where={**where, dimension: [code]})
        result = sums([indicator], scope, snapshot)
        if result.is_empty():
            return None
        row = {name.rpartition(".")[2]: number for name, number in result.row(0, named=True).items()}
        if not row["denominator"]:
            return None
        sides += [row["numerator"] / row["denominator"] * indicator.scale, _of_sums(indicator, row, None)]
    return uncertainty.difference(*sides)


def _population(indicator: Indicator, period: Period, snapshot: Snapshot) -> int | None:
    """How many staff were invited to the wave, for the finite-population correction."""
    if not indicator.restricted or not snapshot.has(lake_table("staff_wave")):
        return None
    closed = pl.col("closed_on").is_between(period.start, period.end)
    return scalar(snapshot.read(lake_table("staff_wave")).filter(closed)["invited"].sum(), int) or None
