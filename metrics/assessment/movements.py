"""How indicators moved as several periods told it, from one reading of their histories.

A judgement is that of `metrics.assessment.assessment`, of the points alone: who asks about many periods of a few
indicators would read the same history again for each of them.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import polars as pl

from data.certainty import scalar_or_none
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.assessment import Assessment
from metrics.assessment.history import GRAIN, History, histories, last_whole
from metrics.assessment.season import adjust
from metrics.assessment.signal import last_signal, read_points
from metrics.assessment.target import TargetHistory
from metrics.calendar.periods import Period, containing
from metrics.definition.indicator import Indicator


def movements(
    asked: Collection[tuple[Indicator, Period]], snapshot: Snapshot, targets: pl.DataFrame
) -> list[Assessment]:
    """Each indicator as a period told it: `judged_period`, `points` and the signal, and no value.

    Nothing is judged of a period that is not over. Each is judged by what was known at its end, its seasons included,
    so that it is the judgement that pages of that period show.
    """
    end = max((_until(period, snapshot) for _, period in asked), default=date.min)
    past: dict[str, History] = {}
    for frequency in Frequency:
        # Seasons are found anew for each period, from the years before its end.
        same = {i.name: replace(i, seasonal=False) for i, _ in asked if i.frequency is frequency}
        past |= histories(list(same.values()), frequency, end, {}, snapshot)
    return [_movement(one, period, past[one.name], snapshot, targets) for one, period in asked]


def values_between(points: pl.DataFrame, first: date, last: date) -> list[float]:
    """The judged values of the periods that begin between two days, both included."""
    return points.filter(pl.col("period").is_between(first, last))["value"].drop_nulls().to_list()


def _movement(
    indicator: Indicator, period: Period, past: History, snapshot: Snapshot, targets: pl.DataFrame
) -> Assessment:
    until = _until(period, snapshot)
    is_open = period.end > until
    judged = _judged(indicator, until, past)
    whole = pl.col("period") <= last_whole(indicator.frequency, until).end
    shown, single = (rows.filter(whole) for rows in (past.shown, past.judged))
    cut = History(shown, *(adjust(single, single) if indicator.seasonal else (single, False)))
    if is_open or judged is None:
        return Assessment(indicator=indicator, period=period, open=is_open)
    aims = {indicator.name: TargetHistory(targets, indicator, {})}
    points, ends = read_points({indicator.name: cut}, [indicator], aims, snapshot, {})
    if points.is_empty():
        return Assessment(indicator=indicator, period=period, judged_period=judged)
    signal = last_signal(points, ends.get(indicator.name), judged, indicator)
    return Assessment(indicator=indicator, period=period, judged_period=judged, seasonal=cut.seasonal, **signal)


def _judged(indicator: Indicator, until: date, past: History) -> Period | None:
    """The last whole period by then; of waves the last that was held."""
    if indicator.frequency is not Frequency.WAVE:
        return last_whole(indicator.frequency, until)
    wave = scalar_or_none(past.shown.filter(pl.col("period") <= until)["period"].max(), date)
    return containing(wave, GRAIN[Frequency.WAVE]) if wave else None


def _until(period: Period, snapshot: Snapshot) -> date:
    """The last day of a period that is over by what is known."""
    known = snapshot.manifest.whole_to or snapshot.manifest.data_to or period.end
    return min(period.end, known)
