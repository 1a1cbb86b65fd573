"""Why published sums change: which rows came, changed or went, and in which local months they count."""

from collections.abc import Iterable, Mapping

import polars as pl

from data.storage.lake import Upsert
from metrics.definition.rowsets import NEAR
from metrics.quality.restatements import Reason as Cause

EVERY = ""
"""All months: of a record that has no dates, as the shares by which cost is allocated."""

Causes = Mapping[str, set[Cause]]
"""Local month (`2024-11`), or `EVERY` → why its sums are stale."""


def causes_of(
    upsert: Upsert, keys: list[str], *, waited: pl.DataFrame | None = None, gone: pl.DataFrame | None = None
) -> dict[str, set[Cause]]:
    """The months that an upsert touched. `gone`: rows taken out.

    `waited`: rows among them that were refused before, whether a rule lets them in now or their source corrected them.
    """
    corrected, late = upsert.before, upsert.after
    changed = None
    if corrected is not None and corrected.height:
        changed = late.join(corrected, on=keys, how="semi", nulls_equal=True)
        late = late.join(corrected, on=keys, how="anti", nulls_equal=True)
    if waited is not None and waited.height:
        late = late.join(waited, on=keys, how="anti", nulls_equal=True)
    rows: dict[Cause, list[pl.DataFrame | None]] = {
        Cause.LATE_ROW: [late],
        Cause.CORRECTED_ROW: [corrected, changed],
        Cause.READMITTED_ROW: [waited],
        Cause.GONE_ROW: [gone],
    }
    months: dict[str, set[Cause]] = {}
    for cause, frames in rows.items():
        for frame in frames:
            for month, reason in _months_counted(frame, cause):
                months.setdefault(month, set()).add(reason)
    return months


def merge_causes(every: Iterable[Causes]) -> dict[str, set[Cause]]:
    """The months of all of them."""
    months: dict[str, set[Cause]] = {}
    for causes in every:
        for month, reasons in causes.items():
            months.setdefault(month, set()).update(reasons)
    return months


def _months_counted(rows: pl.DataFrame | None, cause: Cause) -> Iterable[tuple[str, Cause]]:
    """The local months in which rows are counted, and those in which their neighbours of the week before are."""
    if rows is None or rows.is_empty():
        return
    for column, dtype in rows.schema.items():
        if dtype == pl.Date:
            days = rows[column].drop_nulls().unique()
            own = set(days.dt.strftime("%Y-%m"))
            yield from ((month, cause) for month in own)
            before = set((days - NEAR).dt.strftime("%Y-%m")) - own
            yield from ((month, Cause.NEIGHBOURING_ROW) for month in before)
