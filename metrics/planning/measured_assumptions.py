"""Assumptions read off the published numbers, as far as there are any; what was not measured stays as declared."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from data.certainty import scalar, scalar_or_none
from data.storage.forecast_tables import read_forecasts
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import Channel
from metrics.assessment.target import in_force
from metrics.calendar.periods import containing
from metrics.catalogue.registry import indicator as find
from metrics.definition.limits import filters_of, unlimited
from metrics.engine.answer import Question, answer
from metrics.indicators.shared import LONGEST_RING, LONGEST_WAIT
from metrics.planning.assumptions import (
    CAPACITY,
    PLACES,
    PROFILE,
    SHARED_COST,
    A,
    AssumedValue,
    Assumptions,
    Basis,
    declared,
    read_back,
    slow_profile,
)
from metrics.planning.demand import forecast_run
from metrics.planning.demand import rows as forecast_rows

WAITED_FOR = {
    Channel.IN_PERSON.value: ("counter_within_20_minutes", LONGEST_WAIT),
    Channel.TELEPHONE.value: ("calls_within_standard", LONGEST_RING),
}
"""Channel that people queue for → the indicator of its waits, and the seconds it counts as in time."""

Measured = dict[tuple[str | None, A], AssumedValue]

TYPICAL = timedelta(days=28)
"""The typical week is the mean of the last four weeks of which staff is recorded."""

_YEAR = Text("{} of the last 12 months", "{} des 12 derniers mois")
SERVED = "first_contact_resolution"
"""The indicator among whose rows are all calls and visits that were served."""

_PROFILE = Text("Mean service time of the profile", "Durée moyenne du profil")
_CALIBRATED = Text(
    "Measured service time, lengthened so that the model gives the level of earlier weeks",
    "Durée mesurée, allongée pour que le modèle donne le niveau de semaines antérieures",
)
_TARGET = Text("Target in force", "Cible en vigueur")
_CLAIMS = Text("Mean amount of the claims paid", "Montant moyen des demandes payées")
_COST = Text(
    "Cost of the last 12 months ÷ interactions started", "Coûts des 12 derniers mois ÷ interactions commencées"
)
_DONE = Text("Completed ÷ started, last 12 months", "Terminées ÷ commencées, 12 derniers mois")


def assumptions(snapshot: Snapshot, targets: pl.DataFrame | None = None) -> Assumptions:
    """What staffing and scenarios take for granted here, each number with its source.

    `targets`: columns `data.state.TARGET`, in force; without them the share to be served in time is the declared one.
    What was measured when the forecasts in force were made is not measured again.
    """
    return prepared(snapshot, targets) or measure(snapshot, targets)


def prepared(snapshot: Snapshot, targets: pl.DataFrame | None) -> Assumptions | None:
    """The same as it was prepared with the forecasts; None where it was not."""
    if unlimited(snapshot) is not snapshot:
        # It was prepared of everything; who may see a part measures that part.
        return None
    current = read_forecasts(snapshot.home)
    rows = forecast_rows("assumed", snapshot)
    if rows.is_empty() or current is None or forecast_run(snapshot) != current:
        return None
    tables = {name: forecast_rows(name, snapshot) for name in ("capacity", "places")}
    profile = forecast_rows("profile", snapshot).select(PROFILE.names()).cast(PROFILE)
    declared_shares = {key: value for key, value in declared().items() if key[1] is A.SHARE}
    values = read_back(rows) | declared_shares | _aims(targets, snapshot)
    # The values were lengthened before they were kept, the profile was not.
    return Assumptions(values=values, profile=slow_profile(profile, _factors(snapshot)), **tables)


def measure(snapshot: Snapshot, targets: pl.DataFrame | None = None) -> Assumptions:
    """The same, measured now."""
    started = _started(snapshot)
    profile = forecast_rows("profile", snapshot).select(PROFILE.names()).cast(PROFILE)
    served = _served(snapshot)
    values = (
        declared() | _costs(snapshot, started) | _standards(snapshot) | _guarantees(snapshot, started)
        | _staff(profile, targets, snapshot)
    )  # fmt: skip
    measured = Assumptions(values=values, profile=profile, capacity=_capacity(snapshot, served), places=_places(served))
    return measured.slowed(_factors(snapshot), _CALIBRATED)


def _factors(snapshot: Snapshot) -> Mapping[str, float]:
    """Channel → by which recorded times to serve are lengthened, see `metrics.planning.staffing_check`."""
    rows = forecast_rows("staffing", snapshot).select("channel", "factor").unique("channel")
    return dict(rows.iter_rows())


def queue_assumptions(
    snapshot: Snapshot, profile: pl.DataFrame, targets: pl.DataFrame | None, first: date, last: date
) -> Assumptions:
    """What a queue needs of what was measured: `profile` (columns `PROFILE`), places, and who was there from `first` to
    `last` in a typical week; where that is not recorded, in the last weeks before of which it is.
    """
    served = _served(snapshot)
    values = declared() | _staff(profile, targets, snapshot)
    recorded = capacity_ends(snapshot, last)
    known = recorded is not None and recorded >= first
    capacity = _capacity(snapshot, served, first if known else None, last if known else recorded)
    return Assumptions(values=values, profile=profile, capacity=capacity, places=_places(served))


def _measured(value: float, source: Text) -> AssumedValue:
    return AssumedValue(value=value, source=source, basis=Basis.MEASURED)


def _from(indicator: str, snapshot: Snapshot) -> Text:
    title = find(indicator, unlimited(snapshot).catalogue).title
    return Text(_YEAR.en.format(title.en), _YEAR.fr.format(title.fr))


def _year(
    indicator: str, by: tuple[str, ...], snapshot: Snapshot, where: Mapping[str, Sequence[str]] | None = None
) -> pl.DataFrame:
    """The sums of the last twelve whole months: `by`, `numerator`, `denominator`; codes without rows left out."""
    if indicator not in snapshot.catalogue:
        # Who reads may not see it: what would be measured by it is then taken for granted.
        return pl.DataFrame(schema={**dict.fromkeys(by, pl.String), "numerator": pl.Int64, "denominator": pl.Int64})
    last = snapshot.manifest.data_to
    sums = answer(Question(indicator=indicator, by=by, grain="month", where=where or {}), snapshot).drop_nulls(by)
    whole = [f"{year:04d}-{month:02d}" for year, month in _months_before(last)] if last else []
    return (
        sums.filter(pl.col("period").is_in(whole))
        .group_by(by, maintain_order=True)
        .agg(pl.col("numerator", "denominator").sum())
    )


def _months_before(day: date, number: int = 12) -> list[tuple[int, int]]:
    """The last whole months, that of `day` included if it is its last day."""
    end = (day + timedelta(days=1)).replace(day=1)
    counts = [end.year * 12 + end.month - 1 - back for back in range(1, number + 1)]
    return [(count // 12, count % 12 + 1) for count in counts]


def _started(snapshot: Snapshot) -> Mapping[str, int]:
    """Channel → interactions started in the last twelve whole months, as the forecasts know them."""
    last = snapshot.manifest.data_to
    if last is None:
        return {}
    whole = [date(year, month, 1) for year, month in _months_before(last)]
    months = forecast_rows("demand", snapshot).filter(
        pl.col("grain") == "month", pl.col("channel").is_not_null(), pl.col("line").is_null(),
        pl.col("location").is_null(), pl.col("ds").is_in(whole),
    )  # fmt: skip
    by_channel = months.group_by("channel").agg(pl.col("started").sum(), pl.col("started").count().alias("months"))
    return dict(by_channel.filter(pl.col("months") == len(whole), pl.col("started") > 0).drop("months").iter_rows())


def _costs(snapshot: Snapshot, started: Mapping[str, int]) -> Measured:
    """Cost per interaction and transactions per interaction; cost that no channel bears is shared cost."""
    if "cost_per_transaction" not in snapshot.catalogue:
        return {}
    by_channel = answer(Question(indicator="cost_per_transaction", by=("channel",)), snapshot)
    whole = answer(Question(indicator="cost_per_transaction"), snapshot).row(0, named=True)
    values: Measured = {}
    borne = 0.0
    for channel, dollars, completed in by_channel.select("channel", "value", "n").iter_rows():
        if channel is None or dollars is None:
            continue
        cost = dollars * 100 * completed
        borne += cost
        # Where the interactions are not known, an interaction is a transaction completed.
        interactions = started.get(channel, completed)
        values[channel, A.COST] = _measured(cost / interactions, _COST)
        values[channel, A.COMPLETED] = _measured(completed / interactions, _DONE)
    everything = sum(started.values()) or whole["n"]
    if whole["value"] is not None and everything:
        shared = max(whole["value"] * 100 * whole["n"] - borne, 0.0)
        values[SHARED_COST, A.COST] = _measured(shared / everything, _COST)
    return values


def _standards(snapshot: Snapshot) -> Measured:
    sums = _year("service_standards_met", ("channel",), snapshot).filter(pl.col("denominator") > 0)
    source = _from("service_standards_met", snapshot)
    return {(channel, A.MET): _measured(met / of, source) for channel, met, of in sums.iter_rows()}


def _guarantees(snapshot: Snapshot, started: Mapping[str, int]) -> Measured:
    values: Measured = {}
    source = _from("guarantees_kept", snapshot)
    for channel, kept, due in _year("guarantees_kept", ("channel",), snapshot).iter_rows():
        if due:
            values[channel, A.BREACHED] = _measured(1 - kept / due, source)
        if due and channel in started:
            values[channel, A.GUARANTEED] = _measured(due / started[channel], source)
    if snapshot.has(lake_table("guarantee_claim")):
        paid = snapshot.read(lake_table("guarantee_claim")).filter(pl.col("amount_cents") > 0)
        for channel, mean in paid.group_by("channel").agg(pl.col("amount_cents").mean()).iter_rows():
            values[channel, A.FEE] = _measured(mean, _CLAIMS)
    return values


def _staff(profile: pl.DataFrame, targets: pl.DataFrame | None, snapshot: Snapshot) -> Measured:
    values: Measured = {}
    whole = profile.filter(pl.col("location").is_null(), pl.col("share") > 0, pl.col("handling_s") > 0)
    for channel, (name, within) in WAITED_FOR.items():
        indicator = find(name, snapshot.catalogue)
        values[channel, A.WITHIN] = AssumedValue(value=within, source=indicator.title, basis=Basis.DECIDED)
        takes = whole.filter(pl.col("channel") == channel)
        if takes.height:
            mean = scalar((takes["handling_s"] * takes["share"]).sum(), float) / scalar(takes["share"].sum(), float)
            values[channel, A.HANDLING] = _measured(mean, _PROFILE)
    return values | _aims(targets, snapshot)


def _aims(targets: pl.DataFrame | None, snapshot: Snapshot) -> Measured:
    """The shares to be served in time that are in force."""
    values: Measured = {}
    known_to = snapshot.manifest.data_to
    for channel, (name, _) in WAITED_FOR.items():
        if targets is None or known_to is None or name not in snapshot.catalogue:
            continue
        aim = in_force(targets, find(name, snapshot.catalogue), containing(known_to, "month"), {})
        if aim and 0 < aim.target < 1:
            values[channel, A.SHARE] = AssumedValue(value=aim.target, source=_TARGET, basis=Basis.DECIDED)
    return values


def _served(snapshot: Snapshot) -> pl.DataFrame:
    """`channel`, `location`, `denominator`: calls and visits served there in the last twelve months."""
    # Who was served is told by each row alone; only whether they came again is told by others'.
    where, whole = filters_of(snapshot), unlimited(snapshot)
    if where is None or not set(where) <= set(find(SERVED, whole.catalogue).breakdowns):
        return pl.DataFrame(schema={"channel": pl.String, "location": pl.String, "denominator": pl.Int64})
    sums = _year(SERVED, ("channel", "location"), whole, where)
    return sums.filter(pl.col("denominator") > 0, pl.col("channel").is_in(list(WAITED_FOR))).drop("numerator")


def _places(served: pl.DataFrame) -> pl.DataFrame:
    part = pl.col("denominator") / pl.col("denominator").sum().over("channel")
    return served.select("channel", "location", part.alias("share")).cast(PLACES)


def _capacity(
    snapshot: Snapshot, served: pl.DataFrame, first: date | None = None, last: date | None = None
) -> pl.DataFrame:
    """The typical week from `first` to `last`, by default of the last weeks that are recorded.

    A location's people serve the channel that most of its contacts came by.
    """
    if not snapshot.has(lake_table("capacity")):
        return CAPACITY.to_frame()
    most = (
        served.sort("denominator", descending=True)
        .unique("location", keep="first")
        .select(pl.col("location").alias("location_id"), "channel")
    )
    scanned = snapshot.scan(lake_table("capacity"))
    last = last or capacity_ends(snapshot)
    if last is None:
        return CAPACITY.to_frame()
    rows = (
        scanned.filter(pl.col("on_date").is_between(first or last - TYPICAL + timedelta(days=1), last))
        .with_columns(weekday=pl.col("on_date").dt.weekday().cast(pl.Int64))
        .join(most.lazy(), on="location_id")
        .rename({"location_id": "location"})
        .collect()
    )
    days = rows.group_by("location", "weekday").agg(pl.col("on_date").n_unique().alias("days"))
    typical = rows.group_by("channel", "location", "weekday", "half_hour").agg(pl.col("people").sum())
    typical = typical.join(days, on=["location", "weekday"])
    people = (pl.col("people") / pl.col("days") + 0.5).floor().cast(pl.Int64)
    return (
        typical.with_columns(people=people).select(CAPACITY.names()).sort("channel", "location", "weekday", "half_hour")
    )


def capacity_ends(snapshot: Snapshot, by: date | None = None) -> date | None:
    """The last day (`by` a day) of which it is recorded who is there; None where it never is."""
    if not snapshot.has(lake_table("capacity")):
        return None
    days = snapshot.scan(lake_table("capacity")).select("on_date")
    days = days.filter(pl.col("on_date") <= by) if by else days
    return scalar_or_none(days.select(pl.col("on_date").max()).collect().item(), date)
