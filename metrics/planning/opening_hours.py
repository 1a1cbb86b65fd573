"""Whether the places and hours in which people are recorded agree with those in which contacts come."""

from dataclasses import dataclass

import polars as pl

from data.certainty import scalar
from metrics.planning.assumptions import Assumptions

NOTICED = 0.02
"""Share of a channel's contacts that may come while nobody is recorded: who came before the door is open, say."""
HALF_HOUR = ["weekday", "half_hour"]


@dataclass(frozen=True, kw_only=True)
class HoursMisfit:
    """What does not agree in a typical week of a channel.

    `idle`: half-hours of a week in which people are recorded somewhere and no contact ever began. `unserved`: the share
    of the contacts that began in half-hours in which nobody is recorded anywhere (0..1). `deskless`: the places that
    had contacts and have nobody; their contacts are planned for at the others.
    """

    idle: int
    unserved: float
    deskless: tuple[str, ...] = ()


def compare_hours(channel: str, assumptions: Assumptions) -> HoursMisfit | None:
    """What does not agree; None where it does, or where either is not recorded."""
    of_channel = pl.col("channel") == channel
    came = assumptions.profile.filter(of_channel, pl.col("location").is_null(), pl.col("share") > 0)
    there = assumptions.capacity.filter(of_channel, pl.col("people") > 0).select(HALF_HOUR).unique()
    if came.is_empty() or there.is_empty():
        return None
    idle = there.join(came, on=HALF_HOUR, how="anti").height
    outside = scalar(came.join(there, on=HALF_HOUR, how="anti")["share"].sum(), float)
    unserved = outside / scalar(came["share"].sum(), float)
    unserved = unserved if unserved > NOTICED else 0.0
    served = assumptions.places.filter(of_channel, pl.col("share") > 0)["location"]
    staffed = assumptions.capacity.filter(of_channel, pl.col("people") > 0)["location"]
    deskless = tuple(sorted(set(served) - set(staffed)))
    return HoursMisfit(idle=idle, unserved=unserved, deskless=deskless) if idle or unserved or deskless else None
