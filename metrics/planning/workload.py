"""Daily demand as the half-hours that people have to serve: spread over a typical week, and over the places.

A forecast knows days; queues form in half-hours at one place. For every span of the calendar (a month, or less where
staffing changes in between) the mean open day of each weekday is spread by the channel's profile over the half-hours,
and over the places by their share, as far as they are open.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from metrics.planning.assumptions import A, Assumptions
from metrics.planning.scenario_steps import Centre

KEYS = ["channel", "location", "span", "weekday"]
"""Which name one day of one queue."""

NINE, FIVE = 18, 34


def months(first_days: Sequence[date], more: Sequence[date] = ()) -> list[date]:
    """The spans of a forecast: its months, and `more` first days within it."""
    first, last = min(first_days), max(first_days)
    starts = {day.replace(day=1) for day in first_days} | {day for day in more if first <= day <= last}
    return sorted(max(day, first) for day in starts)


def typical_days(demand: pl.DataFrame, spans: Sequence[date], assumptions: Assumptions, grain: str) -> pl.DataFrame:
    """The mean open day of each weekday: `channel`, `span` (first day), `weekday`, `contacts`, `days` (open ones).

    In: `channel`, `ds`, `demand` (one or many rows a day). A month's demand is spread evenly over its open weekdays.
    """
    daily = demand.group_by("channel", "ds").agg(pl.col("demand").sum()).filter(pl.col("demand") > 0)
    if grain == "month":
        daily = _by_day(daily, assumptions)
    starts = pl.DataFrame({"span": spans}, schema={"span": pl.Date}).sort("span").with_columns(_from=pl.col("span"))
    return (
        daily.sort("ds")
        .join_asof(starts, left_on="ds", right_on="_from")
        .with_columns(weekday=pl.col("ds").dt.weekday().cast(pl.Int64))
        .group_by("channel", "span", "weekday")
        .agg(pl.col("demand").mean().alias("contacts"), pl.len().cast(pl.Int64).alias("days"))
        .sort("channel", "span", "weekday")
    )


def _by_day(monthly: pl.DataFrame, assumptions: Assumptions) -> pl.DataFrame:
    rows = []
    for (channel,), of_channel in monthly.group_by("channel", maintain_order=True):
        opened = set(_profile(channel, assumptions)["weekday"].unique())
        for first, number in of_channel.select("ds", "demand").iter_rows():
            following = (first + timedelta(days=32)).replace(day=1)
            days = [first + timedelta(days=n) for n in range((following - first).days)]
            days = [day for day in days if day.isoweekday() in opened]
            rows += [(channel, day, number / len(days)) for day in days]
    return pl.DataFrame(rows, schema={"channel": pl.String, "ds": pl.Date, "demand": pl.Float64}, orient="row")


def half_hours(days: pl.DataFrame, assumptions: Assumptions, centres: Sequence[Centre] = ()) -> pl.DataFrame:
    """What each place has to serve, half-hour by half-hour, and who is there.

    In: columns of `typical_days`. Out: `channel`, `location` (null: one queue for the channel), `span`, `weekday`,
    `days`, `half_hour`, `contacts`, `handling_s`, `people` (null where no staff is recorded for the channel). On a
    weekday on which no place is open, contacts meet nobody (people 0). Channels without a queue are left out.
    """
    found = []
    for channel in assumptions.staffed():
        of_channel = days.filter(pl.col("channel") == channel)
        if of_channel.height:
            found.append(_of_channel(channel, of_channel, assumptions, centres))
    columns = [*KEYS, "days", "half_hour", "contacts", "handling_s", "people"]
    return pl.concat([frame.select(columns) for frame in found]) if found else pl.DataFrame(schema=columns)


def _of_channel(channel: str, days: pl.DataFrame, assumptions: Assumptions, centres: Sequence[Centre]) -> pl.DataFrame:
    profile = _profile(channel, assumptions)
    whole = profile.filter(pl.col("location").is_null()).drop("location")
    capacity = at_work(channel, days["span"].unique().sort().to_list(), assumptions, centres)
    handling = assumptions.value(channel, A.HANDLING)
    everywhere = (
        days.join(whole, on="weekday", how="left")
        .with_columns(pl.col("half_hour").fill_null(NINE), pl.col("share").fill_null(1.0))
        .with_columns(
            contacts=pl.col("contacts") * pl.col("share"),
            handling_s=pl.col("handling_s").fill_null(handling),
            location=pl.lit(None, pl.String),
            people=pl.lit(None if capacity.is_empty() else 0, pl.Int64),
        )
    )
    if capacity.is_empty():
        return everywhere
    opened = capacity.filter(pl.col("people") > 0).join(days, on=["span", "weekday"])
    own = profile.filter(pl.col("location").is_not_null())
    places = assumptions.places.filter(pl.col("channel") == channel).select("location", pl.col("share").alias("_place"))
    at_one = opened.join(places, on="location", how="left").with_columns(pl.col("_place").fill_null(0.0))
    at_one = (
        at_one.join(whole, on=["weekday", "half_hour"], how="left")
        .join(own, on=["location", "weekday", "half_hour"], how="left", suffix="_own")
        .with_columns(
            _has_own=pl.col("share_own").is_not_null().any().over(KEYS),
            handling_s=pl.coalesce("handling_s_own", "handling_s", pl.lit(handling)),
        )
        .with_columns(share=pl.when("_has_own").then(pl.col("share_own")).otherwise(pl.col("share")).fill_null(0.0))
        .with_columns(share=_part_of("share", KEYS, pl.lit(1.0)))
        .with_columns(_seats=pl.col("people").sum().over(KEYS), _first=pl.int_range(pl.len()).over(KEYS) == 0)
    )
    weights = (
        at_one.filter("_first")
        .with_columns(_weight=_part_of("_place", ["span", "weekday"], pl.col("_seats")))
        .select(*KEYS, "_weight")
    )
    at_one = at_one.join(weights, on=KEYS, nulls_equal=True).with_columns(
        contacts=pl.col("contacts") * pl.col("_weight") * pl.col("share")
    )
    nobody = everywhere.join(opened, on=["span", "weekday"], how="anti")
    columns = [*KEYS, "days", "half_hour", "contacts", "handling_s", "people"]
    return pl.concat([at_one.select(columns), nobody.select(columns)])


def _part_of(column: str, keys: Sequence[str], instead: pl.Expr) -> pl.Expr:
    """A column as shares of its group; where all of them are 0, as shares of `instead`."""
    total = pl.col(column).sum().over(keys)
    return pl.when(total > 0).then(pl.col(column) / total).otherwise(instead / instead.sum().over(keys))


def at_work(
    channel: str, spans: Sequence[date], assumptions: Assumptions, centres: Sequence[Centre] = ()
) -> pl.DataFrame:
    """Who is there in a typical week of each span: `channel`, `location`, `span`, `weekday`, `half_hour`, `people`.

    A centre's step holds in the spans that begin within it. Pooled channels are one place (location null).
    """
    capacity = assumptions.capacity.filter(pl.col("channel") == channel)
    capacity = capacity.join(pl.DataFrame({"span": list(spans)}, schema={"span": pl.Date}), how="cross")
    for step in centres:
        here = (pl.col("location") == step.location) & (pl.col("span") >= step.starts)
        if step.ends:
            here &= pl.col("span") <= step.ends
        inside = pl.col("half_hour").is_between(step.opens or 0, (48 if step.closes is None else step.closes) - 1)
        # Half a person cannot serve, so the rest of a cut is rounded up: a centre that is not closed stays open.
        stays = pl.when(inside).then((pl.col("people") * step.desks).round(6).ceil().cast(pl.Int64)).otherwise(0)
        capacity = _longer(capacity, step, here).with_columns(people=pl.when(here).then(stays).otherwise("people"))
    if assumptions.pooled(channel):
        capacity = capacity.with_columns(location=pl.lit(None, pl.String))
        capacity = capacity.group_by(*KEYS, "half_hour", maintain_order=True).agg(pl.col("people").sum())
    return capacity.select(*KEYS, "half_hour", pl.col("people").cast(pl.Int64))


def _longer(capacity: pl.DataFrame, step: Centre, here: pl.Expr) -> pl.DataFrame:
    """Half-hours more, if the centre is to open earlier or close later: as many people as in the nearest one now."""
    if step.opens is None and step.closes is None:
        return capacity
    by_day = capacity.filter(here & (pl.col("people") > 0)).sort(*KEYS, "half_hour").group_by(KEYS, maintain_order=True)
    found = []
    if step.opens is not None:
        found.append(by_day.first().with_columns(half_hour=pl.int_ranges(pl.lit(step.opens), "half_hour")))
    if step.closes is not None:
        after = pl.int_ranges(pl.col("half_hour") + 1, pl.lit(step.closes))
        found.append(by_day.last().with_columns(half_hour=after))
    more = pl.concat(
        frame.explode("half_hour", empty_as_null=False).select(capacity.columns).cast(capacity.schema)
        for frame in found
    )
    kept = capacity.join(more, on=[*KEYS, "half_hour"], how="anti", nulls_equal=True)
    return pl.concat([kept, more])


def _profile(channel: str, assumptions: Assumptions) -> pl.DataFrame:
    """The channel's profile, shares of a weekday adding up to 1; without one, evenly from nine to five on weekdays."""
    found = assumptions.profile.filter((pl.col("channel") == channel) & (pl.col("share") > 0)).drop("channel")
    if found.filter(pl.col("location").is_null()).height:
        total = pl.col("share").sum().over("location", "weekday")
        return found.with_columns(share=pl.col("share") / total)
    even = [(None, day, half_hour, 1 / (FIVE - NINE), None) for day in range(1, 6) for half_hour in range(NINE, FIVE)]
    return pl.DataFrame(even, schema=found.schema, orient="row")


def known_places(assumptions: Assumptions) -> dict[str, tuple[str, float]]:
    """Location → its channel and its share of the channel's contacts: by its share, else by its people."""
    seats = assumptions.capacity.group_by("channel", "location", maintain_order=True).agg(pl.col("people").sum())
    joined = seats.join(assumptions.places, on=["channel", "location"], how="full", coalesce=True)
    joined = joined.with_columns(pl.col("share", "people").fill_null(0))
    joined = joined.with_columns(share=_part_of("share", ["channel"], pl.col("people")))
    rows = joined.select("location", "channel", "share").iter_rows()
    return {place: (channel, share) for place, channel, share in rows}
