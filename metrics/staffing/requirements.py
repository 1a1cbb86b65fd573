"""How many people a channel needs, and how its contacts fare with the people that are there, per half-hour.

Telephones follow Erlang C, half-hour by half-hour. Counters follow a queue that is carried from one half-hour into the
next (`queue.py`). A telephone that is given more work than its people can do has no balance either: from that
half-hour to the end of the day its queue is carried too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from data.refusals.demand import staffing as refusals
from data.text import Word
from metrics.staffing import erlang
from metrics.staffing.day_grid import StaffDays
from metrics.staffing.queue import HALF_HOUR, carry_queue

BUSY = 0.90
"""Above it people tire and leave, and the least surprise becomes a queue (common rule of workforce planning)."""

SHARES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99)
"""What a curve of costs is told for."""


class StaffWarning(Word):
    OVERLOADED = "overloaded", "More work than the people can do", "Plus de travail que le personnel ne peut en faire"
    BUSY = "busy", "More than 90% occupied", "Occupation supérieure à 90 %"
    SHORT = "short", "Too few people for the standard", "Trop peu de personnel pour la norme"
    UNSTAFFED = "unstaffed", "Contacts, but nobody to serve them", "Des contacts, mais personne pour les servir"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a channel's staff has to achieve: `share` (0..1) of the contacts served within `within_s` seconds.

    `shrinkage`: share of their paid time that people are away (leave, training, breaks). `occupancy`: the most of the
    remaining time that they may be at work. `carries`: the queue outlasts its half-hour (counters).
    Raises: UserError, for a number outside its range.
    """

    share: float
    within_s: int
    shrinkage: float = 0.30
    occupancy: float = 0.85
    carries: bool = False

    def __post_init__(self) -> None:
        for name, low, high in (("share", 0, 1), ("occupancy", 0, 1), ("shrinkage", -1e-9, 1)):
            number = getattr(self, name)
            if not low < number < high and not (name == "occupancy" and number == 1):
                raise refusals.STAFFING_SHARE(rule=name, share=number)
        if self.within_s < 0:
            raise refusals.STAFFING_WAIT(seconds=self.within_s)

    def rostered(self, people: pl.Expr) -> pl.Expr:
        """People on the roster for so many at work."""
        return (people / (1 - self.shrinkage) - erlang.ROUNDING).ceil().cast(pl.Int64)


def required(load: pl.DataFrame, rules: Rules, by: Sequence[str] = ()) -> pl.DataFrame:
    """The fewest people that keep the rules, in every half-hour.

    In: the `by` columns (which together name one day of one queue), `half_hour` (0–47), `contacts` (expected, may be a
    fraction), `handling_s` (mean seconds that one takes). Out, in the same order: `required` (at work), `rostered`, and
    what they achieve: `service_level`, `waiting` (shares of the contacts), `wait_s` (mean), `occupancy`; null without
    contacts. Carried queues add people where the day first falls short of the share.
    """
    days = StaffDays(load, by)
    need, fare = _needed(days, rules)
    return days.long(load, required=need, **fare).with_columns(rostered=rules.rostered(pl.col("required")))


def achieved(load: pl.DataFrame, rules: Rules, by: Sequence[str] = ()) -> pl.DataFrame:
    """How the contacts fare with the `people` that are there, a column of `load` beside those of `required`.

    Out, in the same order: `service_level`, `waiting`, `wait_s`, `occupancy`, `required`, `rostered`, `gap` (people −
    required; below 0 too few), `warning` (a code of `StaffWarning`, or null), `left` (still in the queue at the end of
    the half-hour; telephone: 0 while there is balance).
    """
    days = StaffDays(load, by)
    need, fare = _needed(days, rules)
    # Where just those are there who are needed, the day is known already.
    other = np.flatnonzero((need != days.people).any(axis=1))
    for name, column in _fare(days.only(other), days.people[other], rules).items():
        fare[name][other] = column
    rows = days.long(load, required=need, **fare)
    return rows.with_columns(
        rostered=rules.rostered(pl.col("required")),
        gap=pl.col("people") - pl.col("required"),
        warning=_warning(rules),
    )


def served(load: pl.DataFrame, rules: Rules, by: Sequence[str] = ()) -> pl.DataFrame:
    """How the contacts fare with the `people` that are there, as `achieved`, without asking who would be needed."""
    days = StaffDays(load, by)
    return days.long(load, **_fare(days, days.people, rules))


def curve(
    load: pl.DataFrame, rules: Rules, cents_per_hour: int, by: Sequence[str] = (), shares: Sequence[float] | None = None
) -> pl.DataFrame:
    """What each service level costs: the rules with other shares asked for, and without the cap on occupancy.

    Out, one row per share asked: `share`, `people_hours` (at work), `paid_hours` (÷ (1 − shrinkage)), `cost_cents` of
    the paid hours, `service_level`, `wait_s`, `occupancy`, and `within_cap`: whether people stay at or below the rules'
    occupancy on the whole.
    """
    days, free = StaffDays(load, by), replace(rules, occupancy=1.0)
    rows = []
    for share, need, fare in _needed_for(days, free, shares or SHARES):
        staffing = days.long(load, people=need, **fare)
        whole = summary(staffing).row(0, named=True)
        paid = whole["people_hours"] / (1 - rules.shrinkage)
        rows.append(
            {
                "share": share,
                "people_hours": whole["people_hours"],
                "paid_hours": paid,
                "cost_cents": round(paid * cents_per_hour),
                "service_level": whole["service_level"],
                "wait_s": whole["wait_s"],
                "occupancy": whole["occupancy"],
                "within_cap": whole["occupancy"] is None or whole["occupancy"] <= rules.occupancy,
            }
        )
    return pl.DataFrame(rows)


def summary(rows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Half-hours put together: waits weigh by contacts, occupancy by people.

    In: rows of `achieved` (or of `required`, its people renamed). Out: the `by` columns, `contacts`, `people_hours`,
    `service_level`, `waiting`, `wait_s` (of those who are served), `occupancy`, and where the rows have them
    `required_hours`, `short_hours` (people-hours missing in the half-hours that lack people),
    `busy_half_hours` (above 90 % occupancy).
    """
    contacts = pl.col("contacts")

    def mean(column: str, weight: pl.Expr) -> pl.Expr:
        known = pl.col(column).is_not_null()
        total = weight.filter(known).sum()
        return pl.when(total > 0).then((pl.col(column) * weight).filter(known).sum() / total).alias(column)

    rows = rows.with_columns(_by=pl.lit(0))
    totals = [contacts.sum(), (pl.col("people").sum() / 2).alias("people_hours")]
    totals += [mean(column, contacts) for column in ("service_level", "waiting", "wait_s")]
    totals += [mean("occupancy", pl.col("people"))]
    if "gap" in rows.columns:
        totals += [
            (pl.col("required").sum() / 2).alias("required_hours"),
            (-pl.col("gap").filter(pl.col("gap") < 0).sum() / 2).alias("short_hours"),
            (pl.col("occupancy") > BUSY).sum().cast(pl.Int64).alias("busy_half_hours"),
        ]
    return rows.group_by("_by", *by, maintain_order=True).agg(totals).drop("_by")


def _warning(rules: Rules) -> pl.Expr:
    overloaded = (pl.col("contacts") * pl.col("handling_s") >= pl.col("people") * HALF_HOUR) & (pl.col("contacts") > 0)
    return (
        pl.when((pl.col("contacts") > 0) & (pl.col("people") == 0))
        .then(pl.lit(StaffWarning.UNSTAFFED.value))
        .when(overloaded)
        .then(pl.lit(StaffWarning.OVERLOADED.value))
        .when(pl.col("occupancy") > BUSY)
        .then(pl.lit(StaffWarning.BUSY.value))
        .when(pl.col("service_level") < rules.share)
        .then(pl.lit(StaffWarning.SHORT.value))
    )


def _fare(days: StaffDays, people: np.ndarray, rules: Rules) -> dict[str, np.ndarray]:
    """The fate of each half-hour's contacts with so many people."""
    if rules.carries:
        return _carried_fare(days, people, rules)
    load, came = days.load, days.contacts > 0
    fare = {
        "service_level": np.where(came, erlang.service_level(load, people, rules.within_s / days.handling_s), np.nan),
        "waiting": np.where(came, erlang.waiting(load, people), np.nan),
        "wait_s": np.where(came, erlang.mean_wait(load, people) * days.handling_s, np.nan),
        "occupancy": np.where(people > 0, np.minimum(load / np.maximum(people, 1), 1), np.nan),
        "left": np.zeros(load.shape),
    }
    beyond = np.maximum.accumulate(came & (load >= people), axis=1)
    lost = np.logical_or.reduce(beyond, axis=1)
    if lost.any():
        rest = _carried_fare(days.only(lost), people[lost], rules)
        for name, column in fare.items():
            column[lost] = np.where(beyond[lost], rest[name], column[lost])
    return fare


def _carried_fare(days: StaffDays, people: np.ndarray, rules: Rules) -> dict[str, np.ndarray]:
    within = np.full(len(people), rules.within_s)
    outcome = carry_queue(days.contacts, days.handling_s, people, within)
    names = ("service_level", "waiting", "wait_s", "occupancy", "left")
    return {name: getattr(outcome, name) for name in names}


def _needed_for(
    days: StaffDays, rules: Rules, shares: Sequence[float]
) -> Iterator[tuple[float, np.ndarray, dict[str, np.ndarray]]]:
    """The people needed for each of several shares; queues that carry over are followed for all of them at once."""
    if not rules.carries:
        for share in shares:
            yield share, *_needed(days, replace(rules, share=share))
        return
    size = len(days.contacts)
    asked = np.repeat(np.array(shares), size)
    need, fare = _needed_where_carried(days.only(np.tile(np.arange(size), len(shares))), rules, asked)
    for place, share in enumerate(shares):
        part = slice(place * size, (place + 1) * size)
        yield share, need[part], {name: column[part] for name, column in fare.items()}


def _needed(days: StaffDays, rules: Rules) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The people needed, and how the contacts fare with them."""
    if not rules.carries:
        need = erlang.required(days.load, rules.share, rules.within_s / days.handling_s, rules.occupancy)
        return need, _fare(days, need, rules)
    return _needed_where_carried(days, rules, np.full(len(days.contacts), rules.share))


def _needed_where_carried(
    days: StaffDays, rules: Rules, shares: np.ndarray
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The same with a share to be served in time for each day."""
    # As few as the occupancy allows; then, again and again, one more where a day first falls short.
    need = erlang.fewest(days.load, rules.occupancy)
    fare = _carried_fare(days, need, rules)
    short = np.arange(len(need))
    while True:
        missing = fare["service_level"][short] < shares[short][:, None]
        first = missing & ~np.concatenate([np.zeros((len(short), 1), bool), missing[:, :-1]], axis=1)
        need[short] += first
        short = short[missing.any(axis=1)]
        if not short.size:
            return need, fare
        for name, column in _carried_fare(days.only(short), need[short], rules).items():
            fare[name][short] = column
