"""What keeps a home quick that has run every night for years: few files, however many nights added one or died."""

from collections.abc import Iterable

from data.storage import delta_log
from data.storage.forecast_tables import read_forecasts
from data.storage.lake import Lake
from data.storage.lock import INTERRUPTED
from data.storage.names import FORECAST, ROOTS

LOOSE = 8
"""A table may have so many small files beyond one for each of its months, as nights leave them."""

MONTHS = 3
"""So many months of a table are made whole in one run at most: years that were never tidied take some nights."""

SMALL = 50_000_000
"""Bytes: nothing is won by joining files of more than this."""


def tidy(lake: Lake) -> None:
    """Joins the small files of the fullest months of the tables that this run has written; no row changes.

    They get the settings that new tables have, too.

    Only a run that is about to publish calls it: should it die here, tables go back to what is published.
    """
    for table in lake.changed_tables():
        lake.update_settings(table)
        small = {month: count for month, count in lake.small_files(table, SMALL).items() if count > 1}
        loose = sum(small.values()) - len(small)
        fullest = sorted(small, key=lambda month: (-small[month], month))[:MONTHS]
        chosen = []
        while fullest and loose > LOOSE:
            chosen.append(fullest.pop(0))
            loose -= small[chosen[-1]] - 1
        if chosen:
            lake.join_files(table, chosen)


def sweep(lake: Lake, published: Iterable[str]) -> int:
    """Removes files that interrupted work had written and not yet named in a log; returns their bytes.

    `published`: the tables that are in force, which stay as they are even if their log is lost. Only where work was
    interrupted, so that an ordinary night costs nothing, and only a run holding the lock calls it, once it has taken
    the tables back: nobody writes meanwhile.
    """
    mark = lake.home / INTERRUPTED
    if not mark.exists():
        return 0
    forecast_run = read_forecasts(lake.home)
    forecast_tables = [f"{FORECAST}/{name}" for name in forecast_run.tables] if forecast_run else []
    in_force = {*published, *forecast_tables}
    freed = 0
    for tables, roots in ((lake, ROOTS), (Lake(lake.home), (FORECAST,))):
        for root in roots:
            for table, addresses in delta_log.files_below(tables.at, root).items():
                names = delta_log.named_files(tables.at, table)
                if names is None and table not in in_force and delta_log.latest(tables.at, table) is None:
                    names = set()  # It was to be a new table.
                if names is not None:
                    unnamed = [address for address in addresses if address.rpartition("/")[2] not in names]
                    freed += tables.remove_files(unnamed)
    mark.unlink()
    return freed
