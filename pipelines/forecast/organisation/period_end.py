"""Where quarter and fiscal year will end, for every headline indicator that can be told: from sums of its parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from data.records import RECORDS
from data.storage.forecast_tables import TABLES
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.history import data_to, known_to, last_whole
from metrics.calendar.business_days import business_days
from metrics.calendar.periods import Period, add_months, containing
from metrics.definition.indicator import Indicator, Kind
from metrics.engine.answer import coarsest_record
from metrics.engine.derived import first_known
from metrics.engine.scope import Scope
from metrics.engine.sums import fed, sums
from metrics.engine.waves import is_by_wave
from metrics.planning.period_end.basis import Basis
from pipelines.forecast.organisation.period_end_models import Ending, Sums, between, foresee

GRAINS = ("quarter", "year")
FEWEST_MONTHS, FEWEST_WAVES = 12, 4
"""Periods that the first origin of a back-test knows, and windows that it must have."""
A_YEAR = 12
NOISE = 1e-12
"""Errors that differ by less are the same."""
UNTOLD = (Kind.GAP, Kind.PERCENTILE)
"""Kinds that are no quotient of sums over months."""


@dataclass(frozen=True, eq=False)
class Months:
    """The sums of an indicator by month, or by wave: `dates` of the known ones, first days of months."""

    dates: list[date]
    sums: Sums


def period_ends(snapshot: Snapshot) -> pl.DataFrame:
    """One row per headline indicator and grain, with the columns of `TABLES["period_end"]` but for `run`."""
    schema = {name: dtype for name, dtype in TABLES["period_end"].items() if name != "run"}
    indicators = [indicator for indicator in snapshot.catalogue.values() if indicator.headline]
    rows = [row for indicator in indicators for row in _rows(indicator, snapshot)]
    return pl.DataFrame(rows, schema=schema)


def _rows(indicator: Indicator, snapshot: Snapshot) -> Iterable[dict[str, object]]:
    """One row per grain: where it will end, or why that is not told."""
    last = _last_month(indicator, snapshot)
    after = containing(add_months(last.start, 1), "month") if last else None
    months = _months(indicator, last, snapshot) if last else None
    for grain in GRAINS:
        if last is None or after is None or months is None:
            yield {"indicator": indicator.name, "grain": grain, "basis": _untold(indicator, snapshot).value}
            continue
        period = containing(after.start, grain)
        common = {"indicator": indicator.name, "grain": grain, "period": period.code, "known_to": last.end}
        row = _wave(indicator, months, last, period) if is_by_wave(indicator) else _window(indicator, months, period)
        yield common | row


def _untold(indicator: Indicator, snapshot: Snapshot) -> Basis:
    return Basis.NOT_FOR_KIND if fed(indicator, snapshot) and _is_untold(indicator, snapshot) else Basis.NO_DATA


def _is_untold(indicator: Indicator, snapshot: Snapshot) -> bool:
    """Whether its values are not made of sums of months."""
    record = coarsest_record(indicator, snapshot)
    return indicator.kind in UNTOLD or (record is not None and RECORDS[record].grain in GRAINS)


def _last_month(indicator: Indicator, snapshot: Snapshot) -> Period | None:
    """The last month of which everything is known: days of a month that is open count for nothing yet."""
    ends = [snapshot.manifest.whole_to or snapshot.manifest.data_to, known_to(indicator, snapshot)]
    told = data_to(indicator, snapshot)
    if not all(ends) or told is None or _is_untold(indicator, snapshot) or not fed(indicator, snapshot):
        return None
    whole = last_whole(Frequency.MONTH, min(end for end in ends if end))
    # Waves are seldom, and a month without one is known to have none.
    return whole if is_by_wave(indicator) else min(whole, containing(told, "month"))


def _window(indicator: Indicator, months: Months, period: Period) -> dict[str, object]:
    """The window of months whose sums are the period's value, with those that are left of it."""
    left = _apart(months.dates[-1], period.end)
    length = {
        Kind.ROLLING: A_YEAR,
        Kind.STOCK: 1,
        Kind.CUMULATIVE: _apart(period.fiscal_year_to_date().start, period.end) + 1,
    }.get(indicator.kind, _apart(period.start, period.end) + 1)
    return {"months": length, "left": left} | _told(indicator, foresee(months.sums, length, left, FEWEST_MONTHS))


def _wave(indicator: Indicator, waves: Months, last: Period, period: Period) -> dict[str, object]:
    """The last wave that the period will have: the one held a year before will be held again."""
    ahead = [add_months(last.start, n) for n in range(1, _apart(last.start, period.end) + 1)]
    due = [month for month in ahead if add_months(month, -A_YEAR) in waves.dates]
    if due:
        ending = foresee(waves.sums, 1, len(due), FEWEST_WAVES)
        return {"months": 1, "left": len(due), "wave": due[-1]} | _told(indicator, ending)
    if waves.dates[-1] < period.start:
        return {"months": 1, "left": 0, "basis": Basis.NO_WAVE.value}
    known = waves.sums.known
    held = waves.sums.above[-1:], waves.sums.base[-1:], np.array([known - 1]), np.array([known])
    value = waves.sums.value(*held)[0]
    row = {"months": 1, "left": 0, "wave": waves.dates[-1], "basis": Basis.KNOWN.value}
    return row | dict.fromkeys(("value", "low", "high"), float(value))


def _told(indicator: Indicator, ending: Ending | None) -> dict[str, object]:
    """What is published of an ending, cut off where no value can lie."""
    if ending is None:
        return {"basis": Basis.TOO_SHORT.value}
    lowest, highest = indicator.natural_bounds
    ends = {name: getattr(ending, name) for name in ("value", "low", "high")}
    cut = {name: float(np.clip(value, lowest, highest)) for name, value in ends.items()}
    worth = {name: getattr(ending, name) for name in ("error", "naive_error", "tested", "inside")}
    better = ending.naive_error - ending.error > NOISE * max(1.0, abs(ending.value))
    basis = Basis.FORECAST if better else Basis.NO_BETTER
    return {"basis": basis.value, **worth} | (cut if basis is Basis.FORECAST else {})


def _months(indicator: Indicator, last: Period, snapshot: Snapshot) -> Months | None:
    """The sums of an indicator to the last known month; None where there are none."""
    first = first_known(indicator, snapshot)
    if first is None or first > last.start:
        return None
    dates = [add_months(first, n) for n in range(_apart(first, last.end) + 1)]
    scope = Scope(grain="month", span=Period(first, last.end, "span"))
    if indicator.kind is Kind.GROWTH:
        return _growth(indicator, dates, scope, snapshot)
    wide = sums([indicator], scope, snapshot)
    names = {part: f"{indicator.name}.{part}" for part in ("numerator", "denominator", "suppressed")}
    table = pl.DataFrame({"period": dates}).join(wide, on="period", how="left").sort("period")
    hidden = table[names["suppressed"]].fill_null(False)
    if is_by_wave(indicator):
        held = ~hidden & (table[names["denominator"]].fill_null(0) > 0)
        table, dates = table.filter(held), [day for day, one in zip(dates, held, strict=True) if one]
    # A month in which nobody adds to either side counts nothing; one of which a side has not come is not known.
    sides = [names["numerator"], *([names["denominator"]] if indicator.denominator else [])]
    whole = table.select(pl.sum_horizontal(pl.col(name).is_null() for name in sides).is_in([0, len(sides)])).to_series()
    begin = max((n + 1 for n, one in enumerate(whole) if not one), default=0)
    table, dates = table.slice(begin), dates[begin:]
    if not dates:
        return None
    above = table[names["numerator"]].fill_null(0).to_numpy().astype(float)
    if not indicator.denominator:
        days = [float(_days(add_months(dates[0], n))) for n in range(len(dates) + A_YEAR)]
        return Months(dates, Sums(above=above, base=np.array(days), value=partial(_count, indicator.scale)))
    below = table[names["denominator"]].fill_null(0).to_numpy().astype(float)
    season = 0 if is_by_wave(indicator) else A_YEAR
    return Months(dates, Sums(above=above, base=below, value=partial(_share, indicator.scale), season=season))


def _growth(indicator: Indicator, dates: list[date], scope: Scope, snapshot: Snapshot) -> Months | None:
    """Volume beside that of a year before, which is known a year ahead: of services that both years have.

    A service counts from a year after its first month on, and only while it still has rows.
    """
    wide = sums([indicator], Scope(by=("service",), grain="month", span=scope.span), snapshot)
    volume = pl.col(f"{indicator.name}.numerator").alias("volume")
    services = wide.select("service", volume, month=pl.col("period")).filter(pl.col("volume") > 0)
    if len(dates) <= A_YEAR or services.is_empty():
        return None
    begun = pl.col("month").min().over("service").dt.offset_by("1y")
    goes_on = pl.col("month").max().over("service") > add_months(dates[-1], -A_YEAR)
    alike = services.filter(goes_on)
    now = alike.filter(pl.col("month") >= begun)
    before = alike.with_columns(month=pl.col("month").dt.offset_by("1y"))
    all_dates = [add_months(dates[A_YEAR], n) for n in range(len(dates))]
    above = _by_month(now, all_dates[: len(dates) - A_YEAR])
    below = _by_month(before, all_dates)
    days = np.array([float(_days(day)) for day in all_dates])
    days_before = np.array([float(_days(add_months(day, -A_YEAR))) for day in all_dates])
    value = partial(_per_day, below, days, days_before)
    return Months(dates[A_YEAR:], Sums(above=above, base=below * days / days_before, value=value))


def _by_month(rows: pl.DataFrame, dates: list[date]) -> np.ndarray:
    by_month = rows.group_by("month").agg(pl.col("volume").sum())
    months = pl.DataFrame({"month": dates}).join(by_month, on="month", how="left").sort("month")
    return months["volume"].fill_null(0).to_numpy().astype(float)


def _share(scale: float, above: np.ndarray, below: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.divide(above * scale, below, out=np.full(np.shape(above), np.nan), where=below > 0)


def _count(scale: float, above: np.ndarray, below: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    return above * scale


def _per_day(
    volume: np.ndarray, days: np.ndarray, days_before: np.ndarray,
    above: np.ndarray, below: np.ndarray, first: np.ndarray, end: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Volume a day ÷ the same a year before − 1."""
    before, now, then = (between(of, first, end) for of in (volume, days, days_before))
    a_day, a_day_before = above / now, before / then
    return np.divide(a_day, a_day_before, out=np.full(np.shape(above), np.nan), where=a_day_before > 0) - 1


def _days(month: date) -> int:
    return business_days(month, containing(month, "month").end)


def _apart(first: date, last: date) -> int:
    """Months from that of one day to that of another."""
    return (last.year - first.year) * 12 + last.month - first.month
