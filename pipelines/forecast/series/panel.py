"""Many series on regular grids: what every model of this folder reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from pipelines.forecast.series.frequency import SeriesFrequency, number_periods


@dataclass(frozen=True, eq=False)
class Panel:
    """Series that each end at their own last period; unknown values are NaN.

    `first` is the number of each series' first period. `known` holds, where given, per series the columns known in
    advance, over its periods and the `horizon` after them. `taught` is an earlier state of the same series, if what
    models learn is to be taken from there instead of being learned again.
    """

    ids: Sequence[object]
    values: Sequence[np.ndarray]
    first: np.ndarray
    frequency: SeriesFrequency
    season: int
    horizon: int
    dated: bool = True
    known: Sequence[np.ndarray] | None = None
    country: str | None = None
    taught: "Panel | None" = None

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Periods of every series."""
        return np.array([len(y) for y in self.values])

    @cached_property
    def filled(self) -> list[np.ndarray]:
        """The values with unknown ones between their neighbours of the same season position."""
        return [fill(y, self.season) for y in self.values]

    def cut(self, periods: int, least: int) -> tuple["Panel", np.ndarray]:
        """The panel as it was `periods` before each end, and the positions of the series that have `least` then."""
        kept = np.flatnonzero([np.isfinite(y[: max(len(y) - periods, 0)]).sum() >= least for y in self.values])
        places = kept.tolist()
        known = self.known and [self.known[i][: len(self.known[i]) - periods] for i in places]
        values = [self.values[i][: len(self.values[i]) - periods] for i in places]
        ids = [self.ids[i] for i in places]
        return replace(self, ids=ids, values=values, first=self.first[kept], known=known), kept

    def with_values(self, values: Sequence[np.ndarray]) -> "Panel":
        """The same series with other values."""
        return replace(self, values=values, taught=None)

    def take(self, positions: Sequence[int] | np.ndarray) -> "Panel":
        """The series at these positions."""
        known = self.known and [self.known[i] for i in positions]
        chosen = [self.values[i] for i in positions]
        return replace(
            self, ids=[self.ids[i] for i in positions], values=chosen, first=self.first[list(positions)], known=known
        )

    def times(self, i: int, more: int = 0) -> np.ndarray:
        """The beginning of every period of series `i`, of the horizon after it and of `more`, as datetime64."""
        periods = np.arange(len(self.values[i]) + self.horizon + more) + self.first[i]
        if self.frequency is SeriesFrequency.HOUR:
            return periods.astype("datetime64[h]")
        if self.frequency.months:
            return (periods * self.frequency.months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
        days = periods * (self.frequency.hours // 24)
        return days.astype("datetime64[D]")

    @cached_property
    def scales(self) -> np.ndarray:
        """Mean absolute step over one season in each series, the unit errors are compared in (MASE)."""
        return np.array([scale(y, self.season) for y in self.values])


def scale(y: np.ndarray, season: int) -> float:
    """Mean absolute difference to the value a season before; of neighbours where that is nothing, or not known."""
    least = 1e-9 * float(np.abs(y[np.isfinite(y)]).max(initial=0))
    for lag in (season, 1):
        steps = np.abs(y[lag:] - y[:-lag])
        if np.isfinite(steps).any() and np.nanmean(steps) > least:
            return float(np.nanmean(steps))
    known = np.abs(y[np.isfinite(y)])
    return float(known.mean()) or 1.0 if len(known) else 1.0


def fill(y: np.ndarray, season: int) -> np.ndarray:
    """Unknown values drawn between the nearest known ones of the same position in the season."""
    unknown = np.isnan(y)
    if not unknown.any():
        return y
    if unknown.all():
        return np.zeros_like(y)
    filled = y.copy()
    for phase in range(season if len(y) >= 2 * season else 1):
        at = np.arange(phase, len(y), season if len(y) >= 2 * season else 1)
        seen = at[~unknown[at]]
        if len(seen):
            filled[at] = np.interp(at, seen, y[seen])
    left = np.isnan(filled)
    filled[left] = np.interp(np.flatnonzero(left), np.flatnonzero(~left), filled[~left])
    return filled


def build_panel(
    rows: pl.DataFrame,
    frequency: SeriesFrequency,
    season: int,
    horizon: int,
    country: str | None = None,
    future: pl.DataFrame | None = None,
) -> Panel:
    """Rows of `unique_id`, `ds`, `y` and columns known in advance, each date once, as a panel.

    `future` continues those columns over the horizon; what it lacks is zero.
    """
    columns = [name for name in rows.columns if name not in ("unique_id", "ds", "y")]
    # Rows ahead are numbered from the same last row as the series' own.
    rows = number_periods(rows, frequency).sort("unique_id", "period", maintain_order=True)
    dated = not rows["ds"].dtype.is_integer()
    ahead = _numbered_ahead(rows, future, frequency) if columns and future is not None else {}
    ids, values, first, known = [], [], [], []
    for (name,), series in rows.group_by("unique_id", maintain_order=True):
        period = series["period"].to_numpy()
        y = np.full(period[-1] - period[0] + 1, np.nan)
        y[period - period[0]] = series["y"].cast(pl.Float64).fill_null(np.nan).to_numpy()
        ids.append(name)
        values.append(np.where(np.isfinite(y), y, np.nan))
        first.append(period[0])
        if columns:
            flags = np.zeros((len(y) + horizon, len(columns)))
            flags[period - period[0]] = series.select(columns).cast(pl.Float64).fill_null(0).to_numpy()
            if name in ahead:
                later = ahead[name].filter((pl.col("step") >= 1) & (pl.col("step") <= horizon))
                flags[len(y) - 1 + later["step"].to_numpy()] = (
                    later.select(columns).cast(pl.Float64).fill_null(0).to_numpy()
                )
            known.append(flags)
    return Panel(
        ids, values, np.array(first, dtype=np.int64), frequency, season, horizon, dated, known or None, country
    )


def _numbered_ahead(rows: pl.DataFrame, future: pl.DataFrame, frequency: SeriesFrequency) -> dict[object, pl.DataFrame]:
    """Per series the rows of `future` with `step`, their distance from the series' last row."""
    last = rows.group_by("unique_id").agg(pl.col("ds").max()).with_columns(end=pl.lit(True))
    both = pl.concat([last, future.join(last.select("unique_id"), on="unique_id", how="semi")], how="diagonal")
    places = number_periods(both, frequency)
    ends = places.filter(pl.col("end")).select("unique_id", start="period")
    steps = (
        places.filter(pl.col("end").is_null())
        .join(ends, on="unique_id")
        .with_columns(step=pl.col("period") - pl.col("start"))
    )
    return {name: part for (name,), part in steps.group_by("unique_id", maintain_order=True)}
