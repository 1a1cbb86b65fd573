"""One row per service and month at whose end it was offered."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.storage.snapshot import Snapshot
from metrics.definition.rowsets.rowset import RowSet
from metrics.definition.rowsets.services import SELECT_SERVICES, services


def _build(snapshot: Snapshot) -> pl.LazyFrame:
    """One row per service and month at whose end it was offered, from its launch to the last month of data.

    Adds `month` (its first day) and `live_online`: whether it was online by the end of that month. A service without
    a launch day is left out.
    """
    last = pl.lit(snapshot.manifest.data_to, pl.Date)
    months = pl.date_ranges(
        pl.col("launched_on").dt.month_start(), pl.min_horizontal(last, "retired_on"), interval="1mo"
    )
    end = pl.col("month").dt.month_end()
    return (
        services(snapshot)
        .filter(pl.col("launched_on").is_not_null(), last.is_not_null())
        .with_columns(month=months)
        .explode("month")
        .filter(pl.col("month").is_not_null(), pl.col("retired_on").is_null() | (pl.col("retired_on") >= end))
        .with_columns(live_online=(pl.col("online_from") <= end).fill_null(False))
    )


def _select(tables: Collection[str], known_to: date | None) -> str:
    """From the launch of each service to the last month of data; without a last day there is no month."""
    last = f"CAST('{known_to.isoformat()}' AS DATE)" if known_to else "CAST(NULL AS DATE)"
    return f"""
        SELECT *, coalesce(online_from <= last_day(month), FALSE) AS live_online FROM (
            SELECT *, CAST(unnest(generate_series(
                date_trunc('month', launched_on), least({last}, retired_on)::TIMESTAMP, INTERVAL 1 MONTH
            )) AS DATE) AS month
            FROM ({SELECT_SERVICES})
            WHERE launched_on IS NOT NULL AND {last} IS NOT NULL
        ) WHERE retired_on IS NULL OR retired_on >= last_day(month)
    """


SERVICE_MONTH = RowSet(
    name="service_month",
    record="service",
    needs=("service",),
    version=1,
    build=_build,
    select=_select,
)
