"""What the pages read of places and half-hours; limited to what the viewer may see, and cached."""

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.queries.demand import staffing
from dashboard.queries.indicators import Where, numbers
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from data.words import Channel, HalfHour
from metrics.assessment import hot_spots
from metrics.assessment.hot_spots import Spots
from metrics.calendar.periods import parse
from metrics.definition.indicator import Kind
from metrics.definition.limits import alike
from metrics.engine.distribution import percentile_intervals
from metrics.engine.scope import Scope
from metrics.operations import equal_mix as mixes
from metrics.operations import places, queues
from metrics.operations.desk_load import DeskLoad, desk_load
from metrics.operations.equal_mix import EqualMix
from metrics.operations.explained_wait import Why
from metrics.operations.queues import QueueHour
from metrics.operations.why_hour import why_hour
from metrics.planning.measured_assumptions import WAITED_FOR

MIX = ("service", "hour")
"""What operators are compared at: the same services at the same half-hours."""


def spots(
    snapshot: Snapshot,
    viewer: Viewer,
    targets: pl.DataFrame,
    indicator: str,
    *,
    period: str,
    by: tuple[str, ...],
    where: Where,
) -> Spots:
    """The places or half-hours of one indicator and period; see `metrics.assessment.hot_spots`."""
    rows = numbers(snapshot, viewer, indicator, where=where, period=period, by=by)
    return _spots(alike(indicator, snapshot), targets, indicator, period, by, viewer.limited(where), rows)


@cached(128)
def _spots(
    snapshot: Snapshot,
    targets: pl.DataFrame,
    indicator: str,
    period: str,
    by: tuple[str, ...],
    where: Where,
    _rows: pl.DataFrame,
) -> Spots:
    declared = snapshot.catalogue[indicator]
    asked = parse(period)
    aim = hot_spots.aim_of(declared, asked, where, snapshot, targets)
    rows = _rows
    if declared.kind is Kind.PERCENTILE:
        scope = Scope(by=by, span=asked, where=where)
        intervals = percentile_intervals(declared, scope, snapshot).drop("period")
        rows = rows.join(intervals, on=by, how="left", nulls_equal=True)
    return hot_spots.spots(declared, rows.to_dicts(), by, aim)


@cached(64)
def equal_mix(snapshot: Snapshot, viewer: Viewer, indicator: str, *, period: str, where: Where) -> EqualMix | None:
    """The operators of one indicator and period at equal mix; see `metrics.operations.equal_mix`."""
    by = ("operator", *MIX)
    if not set(by) <= set(snapshot.catalogue[indicator].breakdowns):
        return None
    rows = numbers(snapshot, viewer, indicator, where=where, period=period, by=by).to_dicts()
    return mixes.equal_mix(rows, "operator", MIX)


@cached(64, by=with_forecasts)
def why(snapshot: Snapshot, viewer: Viewer, channel: str, *, location: str | None, hour: str, period: str) -> Why:
    """Why a half-hour is as slow as it is, by the queue model as planning has it; see `metrics.operations.why_hour`.

    Raises: KeyError, for a channel that nobody queues in.
    """
    _, within = WAITED_FOR[channel]
    checked = staffing.checked(snapshot, viewer).get(channel)
    factor = 1.0 if checked is None or checked.is_empty() else checked["factor"][0]
    at = [word.value for word in HalfHour].index(hour)
    return why_hour(snapshot, Channel(channel), location, at, parse(period), within_s=within, factor=factor)


@cached(64)
def load_of_desks(snapshot: Snapshot, viewer: Viewer, channel: str, *, period: str, where: Where) -> DeskLoad:
    """How many came for each person who served in a channel; see `metrics.operations.desk_load`.

    Raises: KeyError, for a channel that nobody queues in.
    """
    standard, _ = WAITED_FOR[channel]
    return desk_load(snapshot, Channel(channel), standard, parse(period), viewer.limited(where))


def queued_channel(snapshot: Snapshot, indicator: str) -> str | None:
    """The channel in which people wait for what an indicator measures, where it is one with a queue."""
    channels = list(snapshot.catalogue[indicator].channels or ())
    return channels[0].value if len(channels) == 1 and channels[0] in WAITED_FOR else None


@cached(64)
def queue_hours(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> list[QueueHour]:
    """Calls by half-hour; see `metrics.operations.queues`."""
    return queues.queue_hours(snapshot, parse(period), viewer.limited(where))


@cached(4)
def coordinates(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    """Place → degrees north and east, of the places that tell them; see `metrics.operations.places`."""
    return places.coordinates(snapshot)
