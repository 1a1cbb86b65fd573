"""The last step of a run: forecasts of what it published, visible all together or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import polars as pl

from data.event_log import log_event, log_events
from data.state import occurrences, overrides, plan, special_days, targets
from data.storage.forecast_tables import (
    BY_RUN,
    TABLES,
    ForecastRun,
    read_forecasts,
    write_forecasts,
    write_prepared,
)
from data.storage.lock import lock_home
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import SpecialDayEffect
from metrics.catalogue.versions import open_snapshot
from metrics.planning.demand import rows as forecast_rows
from metrics.planning.measured_assumptions import WAITED_FOR, measure
from metrics.planning.overrides import apply
from metrics.planning.plan import plan_ahead
from metrics.planning.prepared import prepare
from metrics.planning.staffing_check import check_staffing
from pipelines.forecast.organisation.demand import FEWEST, Demand, demand
from pipelines.forecast.organisation.period_end import period_ends
from pipelines.forecast.organisation.profile import profiles

if TYPE_CHECKING:
    from pipelines.forecast.organisation.organisation import Outlook

METHOD = "4"
"""Changes when the same inputs would now be forecast otherwise."""
NEEDED = (
    "transaction", "contact_summary", "event", "service", "outage", "schedule", "capacity", "ledger_line",
    "allocation_share", "guarantee_claim",
)  # fmt: skip

Tell = Callable[[str, float], None]


def publish_forecasts(home: Path, state_url: str, tell: Tell = lambda step, done: None) -> tuple[ForecastRun, bool]:
    """Makes and publishes forecasts of the numbers in force, unless nothing they depend on has changed.

    `state_url`: the database in which planners say which days teach nothing. Out: the forecasts in force, and whether
    they were made now.
    Raises: UserError, where nothing is published yet or another run is at work.
    """
    with lock_home(home):
        snapshot = open_snapshot(home)
        began = monotonic()
        excluded, aims = _excluded(state_url, snapshot), _aims(state_url)
        inputs, previous = _fingerprint(snapshot, excluded, aims), read_forecasts(home)
        if previous and previous.inputs == inputs:
            return previous, False
        tell("demand", 0.05)
        series = demand(snapshot, excluded)
        outlooks, notes = {}, list(series.notes)
        for grain, done in (("day", 0.1), ("month", 0.7)):
            tell(f"forecast by {grain}", done)
            if series.enough(grain):
                outlooks[grain] = _outlook(series, grain)
                if weeks := outlooks[grain].weeks:
                    outlooks["week"] = weeks
            else:
                notes.append(_too_little(series, grain))
        tell("half-hours", 0.95)
        run = snapshot.manifest.run
        rows = {name: _stacked(outlooks, name).with_columns(run=pl.lit(run)) for name in BY_RUN if name != "period_end"}
        tell("ends of periods", 0.93)
        rows["period_end"] = period_ends(snapshot).with_columns(run=pl.lit(run))
        centres = series.rows["location"].drop_nulls().unique().to_list()
        profile = profiles(snapshot, centres)
        tell("staffing", 0.97)
        staffing = check_staffing(snapshot, _by_channel(series.rows), profile, aims)
        rows |= {"demand": series.rows, "profile": profile, "staffing": staffing}
        forecasts = ForecastRun(
            run=run,
            made_at=datetime.now(UTC),
            seconds=round(monotonic() - began, 1),
            inputs=inputs,
            origins={grain: series.origins["day" if grain == "week" else grain] for grain in outlooks},
            tables={},
            notes=notes,
        )
        forecasts = write_forecasts(home, forecasts, rows)
        tell("weeks of staffing", 0.98)
        forecasts = write_prepared(home, forecasts, _prepared(snapshot, state_url))
        with log_events(home, run):
            log_event("forecast made", seconds=forecasts.seconds, series=rows["choice"].height)
        return forecasts, True


def _outlook(series: Demand, grain: str) -> "Outlook":
    # Imported here: models take seconds to load, which a home with nothing to forecast need not wait for.
    from pipelines.forecast.organisation.organisation import outlook

    return outlook(series, grain)


def _prepared(snapshot: Snapshot, state_url: str) -> dict[str, pl.DataFrame]:
    """What planners look at first, worked out before they ask: the plan as it stands now, week by week."""
    assumed = measure(snapshot, targets(state_url))
    changed = apply(forecast_rows("ahead", snapshot), overrides(state_url), special_days(state_url))
    return prepare(plan_ahead(changed, plan(state_url), assumed), assumed)


def _excluded(state_url: str, snapshot: Snapshot) -> pl.DataFrame:
    """The days that planners say teach nothing, each time they came."""
    excluded = special_days(state_url).filter(pl.col("effect") == SpecialDayEffect.EXCLUDE.value)
    last = snapshot.manifest.data_to or date.min
    return occurrences(excluded, date.min, last).select("first_day", "last_day", "channel", "line")


def _aims(state_url: str) -> pl.DataFrame:
    """The targets of the shares to be served in time."""
    return targets(state_url).filter(pl.col("indicator").is_in([name for name, _ in WAITED_FOR.values()]))


def _by_channel(series: pl.DataFrame) -> pl.DataFrame:
    """The days of whole channels: `channel`, `ds`, `started`."""
    whole = series.filter(pl.col("grain") == "day", pl.col("line").is_null(), pl.col("location").is_null())
    return whole.drop_nulls("channel").select("channel", "ds", "started")


def _fingerprint(snapshot: Snapshot, excluded: pl.DataFrame, aims: pl.DataFrame) -> str:
    """Of everything that forecasts are made from."""
    headline = [record for one in snapshot.catalogue.values() if one.headline for record in one.records]
    versions = {name: snapshot.manifest.tables.get(lake_table(name)) for name in {*NEEDED, *headline}}
    planned = sorted(map(str, excluded.rows())), sorted(map(str, aims.select("indicator", "target").rows()))
    inputs = (METHOD, snapshot.manifest.catalogue, sorted(versions.items(), key=str), *planned)
    return sha256(repr(inputs).encode()).hexdigest()


def _stacked(outlooks: dict[str, "Outlook"], name: str) -> pl.DataFrame:
    """The grains' rows of one table below each other."""
    schema = {column: dtype for column, dtype in TABLES[name].items() if column != "run"}
    tables = [getattr(of_grain, name) for of_grain in outlooks.values()]
    return pl.concat(
        [pl.DataFrame(schema=schema), *(rows.select(*schema).cast(schema) for rows in tables if rows.width)]
    )


def _too_little(series: Demand, grain: str) -> Text:
    """Why a grain has no forecast."""
    unit = {"day": Text("days", "jours"), "month": Text("months", "mois")}[grain]
    if grain not in series.origins:
        return Text(
            f"No source tells of contacts by {grain}: there is no forecast of {unit.en} ahead.",
            f"Aucune source ne dit les contacts par {unit.fr.removesuffix('s') if grain == 'day' else unit.fr} : "
            f"les {unit.fr} à venir ne sont pas prévus.",
        )
    return Text(
        f"There are fewer than {FEWEST[grain]} {unit.en} of history: too little to forecast {unit.en} ahead.",
        f"L'historique compte moins de {FEWEST[grain]} {unit.fr} : trop peu pour prévoir les {unit.fr} à venir.",
    )
