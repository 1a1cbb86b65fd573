"""Who came back: keys that let a contact be seen again within a fiscal year, and stand for nobody."""

import numpy as np
import polars as pl

from data.demo.calendar import CHANNELS
from data.demo.network.arrivals import SECONDS
from data.demo.seeds import stream
from data.demo.texts import hexadecimal
from data.demo.transactions import Month, interactions

REPEAT_DAYS = 7
NEW_YEAR = 3  # April, in months since January
SPACE = 10**11  # more than any moment in seconds: keeps services apart in one sorted array


def keys(seed: int, first: int, scale: float, month: int) -> pl.Series:
    """Each row's customer key: its own, or that of an earlier contact about the same service.

    Keys rotate on 1 April: nobody is recognised across fiscal years. A repeat also copies the language.
    """
    rows = interactions(seed, first, scale, month)
    new_year = month % 12 == NEW_YEAR
    before = None if new_year else interactions(seed, first, scale, month - 1)
    blocks = [rows] if before is None else [before, rows]
    contact = [_first_contacts(block) for block in blocks]
    service = np.concatenate([b.service[i] for b, i in zip(blocks, contact, strict=True)])
    moment = np.concatenate([b.started[i] for b, i in zip(blocks, contact, strict=True)])
    own = np.concatenate([b.own_key[i] for b, i in zip(blocks, contact, strict=True)])
    french = np.concatenate([b.french[i] for b, i in zip(blocks, contact, strict=True)])
    place = service.astype(np.int64) * SPACE + moment
    order = np.argsort(place, kind="stable")
    place, own, french = place[order], own[order], french[order]
    again = np.flatnonzero(rows.repeated)
    here = rows.service[again].astype(np.int64) * SPACE + rows.started[again]
    low = np.searchsorted(place, here - (REPEAT_DAYS - 1) * SECONDS)
    high = np.searchsorted(place, here - 3600)
    some = high > low
    chosen = low[some] + (stream(seed, "repeats", month).random(some.sum()) * (high - low)[some]).astype(np.int64)
    result = rows.own_key.copy()
    result[again[some]] = own[chosen]
    rows.french[again[some]] = french[chosen]
    return hexadecimal(result)


def _first_contacts(rows: Month) -> np.ndarray:
    """Visits and calls that do not repeat an earlier one."""
    by_staff = np.isin(rows.channel, [CHANNELS.index("in_person"), CHANNELS.index("telephone")])
    return np.flatnonzero(by_staff & ~rows.repeated)
