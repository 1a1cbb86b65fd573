"""The value of the very period that was asked for: its sums, the days that they are of, or why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.certainty import present
from data.records import RECORDS
from data.storage.snapshot import Snapshot
from data.words import Absence
from metrics.assessment.history import Where
from metrics.calendar.periods import Period
from metrics.calendar.standing import same_days_a_year_before
from metrics.definition.indicator import Indicator
from metrics.engine.answer import coarsest_record, is_too_fine, quotient
from metrics.engine.derived import derived_values, is_too_short, whole_part
from metrics.engine.scope import Scope
from metrics.engine.sums import sums
from metrics.engine.waves import is_by_wave, last_wave, wave_in

NOTHING = {"numerator": None, "denominator": None, "value": None, "n": None, "absence": Absence.NO_DATA.value}


@dataclass(frozen=True, eq=False, kw_only=True)
class PeriodValue:
    """One indicator in one period: `row` has `numerator`, `denominator`, `value`, `n`, `absence` and a sample's spread.

    `days`: the days that it is of, which for a wave are fewer than the period's. `wave`: the wave it is of.
    `last_wave`: where the period has none, the last one before its end. `recorded`: where the records tell of longer
    periods only, of which grain.
    """

    row: dict[str, Any]
    days: Period
    wave: Period | None = None
    last_wave: Period | None = None
    recorded: str | None = None


def period_values(
    indicators: Iterable[Indicator], period: Period, where: Where, snapshot: Snapshot
) -> dict[str, PeriodValue]:
    """Name → the value in a period, as `metrics.engine.answer.answer` gives it; those of one span are read at once."""
    values: dict[str, PeriodValue] = {}
    by_days: dict[Period, list[Indicator]] = {}
    for indicator in indicators:
        if recorded := _recorded(indicator, period, snapshot):
            row = NOTHING | {"absence": Absence.NOT_APPLICABLE.value}
            values[indicator.name] = PeriodValue(row=row, days=period, recorded=recorded)
        elif indicator.derived:
            numbers = derived_values(indicator, Scope(span=period, where=where), snapshot)
            waits = "open" if indicator.looks_back and whole_part(period, snapshot) is None else None
            values[indicator.name] = PeriodValue(row=_first(numbers), days=period, recorded=waits)
        elif is_by_wave(indicator):
            days = wave_in(indicator, period, snapshot)
            if days is None:
                last = last_wave(indicator, period.end, snapshot)
                values[indicator.name] = PeriodValue(row=dict(NOTHING), days=period, last_wave=last)
            else:
                by_days.setdefault(days, []).append(indicator)
        else:
            by_days.setdefault(period, []).append(indicator)
    for days, alike in by_days.items():
        wide = sums(alike, Scope(span=days, where=where), snapshot)
        for indicator in alike:
            wave = days if is_by_wave(indicator) else None
            values[indicator.name] = PeriodValue(row=_row(wide, indicator), days=days, wave=wave)
    return values


def year_before(indicator: Indicator, period: Period, snapshot: Snapshot) -> Period | None:
    """What a period is compared with a year before: of an open one as many business days, or as many whole months."""
    data_to = snapshot.manifest.data_to or period.end
    if indicator.looks_back:
        whole = whole_part(period, snapshot)
        return whole.a_year_before() if whole else None
    return same_days_a_year_before(period, data_to)


def _recorded(indicator: Indicator, period: Period, snapshot: Snapshot) -> str | None:
    """The grain below which it has no values, where the period is shorter."""
    if is_too_fine(indicator, period.made_of, snapshot):
        return RECORDS[present(coarsest_record(indicator, snapshot))].grain
    return "month" if indicator.looks_back and is_too_short(period) else None


def _first(values: pl.DataFrame) -> dict[str, Any]:
    return dict(values.row(0, named=True)) if values.height else dict(NOTHING)


def _row(wide: pl.DataFrame, indicator: Indicator) -> dict[str, Any]:
    row = _first(quotient(wide, indicator, []))
    spread: Sequence[str] = list(indicator.spread)
    return row | {role: wide[f"{indicator.name}.{role}"].first() for role in spread}
