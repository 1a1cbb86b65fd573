"""Half-hours of rows that an earlier version of the program stored without: told by their moment and their source."""

from collections.abc import Iterable
from functools import reduce

import polars as pl

from data.connectors.definition import Source
from data.event_log import log_event
from data.records import RECORDS, half_hours
from data.records.stored import half_hour
from data.storage.lake import PARTITION, Lake
from data.storage.names import lake_table


def add_half_hours(lake: Lake, sources: Iterable[Source]) -> None:
    """Gives stored rows the local half-hours that their records have since; one month is held at a time.

    Of a day alone its midnight was stored, so midnight to the microsecond is none. Rows of a source that is not known
    any more have none either, as nobody can tell its time zone.
    """
    zones = {source.name: source.time_zone for source in sources}
    for record, declared in RECORDS.items():
        columns, table = half_hours(declared), lake_table(record)
        if not columns or not lake.exists(table) or set(columns.values()) <= set(lake.scan(table).collect_schema()):
            continue
        stored = lake.scan(table)
        months = stored.select(PARTITION).unique().collect()[PARTITION].drop_nulls().sort().to_list()
        added = [_local(moment, zones).alias(column) for moment, column in columns.items()]
        lake.append(table, stored.head(0).with_columns(added).collect())
        for month in months:
            rows = stored.filter(pl.col(PARTITION) == month).with_columns(added).collect()
            lake.write(table, rows, months=[month])
        log_event("half-hours added", record=record, months=len(months))


def _local(moment: str, zones: dict[str, str]) -> pl.Expr:
    """The half-hour by the clock of each row's source."""

    def or_of(otherwise: pl.Expr, source: tuple[str, str]) -> pl.Expr:
        name, zone = source
        clock = pl.col(moment).dt.convert_time_zone(zone)
        told = (pl.col("source") == name) & (clock.dt.time() != pl.time(0, 0, 0))
        return pl.when(told).then(half_hour(clock)).otherwise(otherwise)

    return reduce(or_of, zones.items(), pl.lit(None, pl.String))
