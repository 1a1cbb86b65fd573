"""Where the places of an organisation lie."""

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot

MILLIONTHS = 1_000_000


def coordinates(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    """Place → degrees north and east; places that do not tell both are left out.

    A code means the same in every source; where two sources name it, the first by name that tells them counts.
    """
    if not snapshot.has(lake_table("location")):
        return {}
    degrees = (pl.col("latitude_millionths") / MILLIONTHS, pl.col("longitude_millionths") / MILLIONTHS)
    told = snapshot.read(lake_table("location")).drop_nulls(["latitude_millionths", "longitude_millionths"])
    first = told.sort("source").unique("location_id", keep="first", maintain_order=True)
    return {code: (north, east) for code, north, east in first.select("location_id", *degrees).iter_rows()}
