"""What keeps a home quick that has run every night for years: few files, however many nights added one."""

from data.lake import Lake

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
    for table in lake.written():
        lake.keep_settings(table)
        small = {month: count for month, count in lake.small_files(table, SMALL).items() if count > 1}
        loose = sum(small.values()) - len(small)
        fullest = sorted(small, key=lambda month: (-small[month], month))[:MONTHS]
        chosen = []
        while fullest and loose > LOOSE:
            chosen.append(fullest.pop(0))
            loose -= small[chosen[-1]] - 1
        if chosen:
            lake.join_files(table, chosen)
