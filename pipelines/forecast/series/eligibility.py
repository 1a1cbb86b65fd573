"""Which series of a table can be forecast at all, and a sentence for each that cannot."""

import polars as pl

from data.errors import UserError
from pipelines.forecast.series.frequency import Frequency, numbered


def readable(rows: pl.DataFrame, frequency: Frequency) -> tuple[pl.DataFrame, dict[object, str]]:
    """The rows of series that can be put on a regular grid, sorted by series and date, and why others cannot.

    Models see the series in this order, so that an answer does not depend on the order of the rows of the question.
    """
    if rows["unique_id"].null_count():
        raise UserError("Column unique_id is empty in some rows: name the series of every row.")
    dated = not rows["ds"].dtype.is_integer()
    places = numbered(rows.filter(pl.col("ds").is_not_null()), frequency)
    judged = rows.group_by("unique_id", maintain_order=True).agg(
        empty=pl.col("ds").null_count(), unknown=~pl.col("y").is_finite().fill_null(False).any()
    )
    first, last = pl.col("ds").min(), pl.col("ds").max()
    grids = places.group_by("unique_id", maintain_order=True).agg(
        twice=pl.col("period").is_duplicated().sum(),
        off=pl.col("off").sum(),
        far=pl.col("period").max() - pl.col("period").min() > 1000 + 100 * pl.len(),
        dates=pl.format("from {} to {}", *((first.dt.date(), last.dt.date()) if dated else (first, last))),
    )
    left_out: dict[object, str] = {}
    for name, empty, unknown, twice, off, far, dates in judged.join(grids, on="unique_id", how="left").iter_rows():
        if empty:
            left_out[name] = f"Series {name} is left out: {empty} of its rows have no date."
        elif off:
            left_out[name] = (
                f"Series {name} is left out: {off} of its dates do not lie a whole number of {frequency.value}s "
                "from its last one; give the frequency they have."
            )
        elif twice:
            left_out[name] = f"Series {name} is left out: it has more than one row for a {frequency.value}; keep one."
        elif far:
            left_out[name] = f"Series {name} is left out: it has dates {dates} and few between; correct the wrong one."
        elif unknown:
            left_out[name] = f"Series {name} is left out: it has no known value."
    kept = rows.filter(~pl.col("unique_id").is_in(list(left_out))) if left_out else rows
    return kept.sort("unique_id", "ds"), left_out
