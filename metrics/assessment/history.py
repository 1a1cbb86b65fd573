"""The history that an indicator is judged by: one value per whole period of its own frequency, none overlapping."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.season import adjust
from metrics.calendar.periods import Period, containing
from metrics.definition.indicator import Indicator, Kind
from metrics.definition.rowsets import record_behind
from metrics.engine.answer import quotient
from metrics.engine.derived import derived_values
from metrics.engine.scope import Scope
from metrics.engine.sums import fed, sums

Where = Mapping[str, Sequence[str]]
GRAIN = {Frequency.MONTH: "month", Frequency.QUARTER: "quarter", Frequency.WAVE: "month"}
"""A wave is a point, dated by its month; months without a wave have no point."""

OVERLAPPING = (Kind.ROLLING, Kind.CUMULATIVE)
"""Kinds whose neighbouring values share rows: they are judged on their single periods instead."""


class History(NamedTuple):
    """One indicator's past: the values as shown, and the single-period values that movements are judged by.

    Both have `period` (first day), `numerator`, `denominator`, `value`, `n`, `absence`, whole periods only; samples
    also `squares` and `moments`. `seasonal`: whether the judged values were divided by their month's factor.
    """

    shown: pl.DataFrame
    judged: pl.DataFrame
    seasonal: bool = False


def known_to(indicator: Indicator, snapshot: Snapshot) -> date | None:
    """The last day for which all of its records have been read.

    A record that was read tells of all days up to its source's last, however few its rows; one that could not be
    read tells only of its own.
    """
    days = []
    for record in indicator.records:
        found = []
        for states in snapshot.manifest.sources.values():
            if record not in states or lake_table(record) not in snapshot.manifest.tables:
                continue
            whole = max((state.whole_to for state in states.values() if state.whole_to), default=None)
            found.append(states[record].whole_to if states[record].problem else whole)
        if any(found):
            days.append(max(day for day in found if day))
    return min(days, default=None)


def data_to(indicator: Indicator, snapshot: Snapshot) -> date | None:
    """The last day of which its records have rows: a ledger that is posted to October tells nothing of November.

    What happens seldom is left out, where it is only counted against something else: no outage is no lack of data.
    """
    telling = [*indicator.denominator, *(part for part in indicator.numerator if part.absent_without_rows)]
    days = []
    for record in {record_behind(part.rows) for part in telling or indicator.numerator}:
        states = [states[record].data_to for states in snapshot.manifest.sources.values() if record in states]
        if any(states):
            days.append(max(day for day in states if day))
    return min(days, default=None)


def last_whole(frequency: Frequency, end: date) -> Period:
    """The latest period of a frequency that has ended by `end`."""
    return containing(end + timedelta(days=1), GRAIN[frequency]).shift(-1)


def histories(
    indicators: Sequence[Indicator], frequency: Frequency, end: date, where: Where, snapshot: Snapshot
) -> dict[str, History]:
    """The past of each indicator of one frequency, up to `end`."""
    if not indicators:
        return {}
    scope = Scope(grain=GRAIN[frequency], span=Period(date.min, last_whole(frequency, end).end, "span"), where=where)
    wide = sums([i for i in indicators if not i.derived or i.kind in OVERLAPPING], scope, snapshot)
    past = {}
    for indicator in indicators:
        end_known = known_to(indicator, snapshot)
        last = last_whole(frequency, min(end, end_known)).end if end_known else end
        if indicator.derived:
            displayed = derived_values(indicator, replace(scope, span=Period(date.min, last, "span")), snapshot)
            displayed = displayed.drop_nulls("period").sort("period")
        if not indicator.derived or indicator.kind in OVERLAPPING:
            single = quotient(wide, indicator, []).filter(pl.col("period") <= last).sort("period")
            # One that is not fed has no periods of its own, only those of its neighbours in the table.
            single = single if fed(indicator, snapshot) else single.clear()
            extra = [f"{indicator.name}.{role}" for role in indicator.spread]
            if extra:
                plain = {name: name.rpartition(".")[2] for name in extra}
                single = single.join(wide.select("period", *extra).rename(plain), on="period", how="left")
        judged = displayed if indicator.derived and indicator.kind not in OVERLAPPING else single
        judged, seasonal = adjust(judged, judged) if indicator.seasonal else (judged, False)
        past[indicator.name] = History(displayed if indicator.derived else single, judged, seasonal)
    return past
