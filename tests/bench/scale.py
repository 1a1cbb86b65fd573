"""What any number of transactions costs: a part of `make bench`.

`python -m tests.bench.scale --millions 1 --millions 50`; every piece runs in a process of its own, so that its peak
memory is its own, and all of a size in the same run, so that their ratios hold on a busy machine too.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from tests.bench.pieces import PIECES
from tests.bench.results import remember

ROOT = Path(__file__).parents[2]
PANDAS_TO = 10
"""Millions of rows: more than that is more than pandas can hold."""


def measured(piece: str, home: Path, rows: int) -> dict:
    """What a piece says of itself; one that changes the home is asked three times, each time of another copy of it."""
    if piece not in ("new_day", "quarter_hour"):
        return _measured(piece, home, rows)
    results = []
    for copy in (home.with_name(f"{home.name}-{n}") for n in range(3)):
        shutil.copytree(home, copy, copy_function=os.link)
        results.append(_measured(piece, copy, rows))
        shutil.rmtree(copy)
    return sorted(results, key=lambda each: each["seconds"])[1]


def _measured(piece: str, home: Path, rows: int) -> dict:
    command = [sys.executable, "-m", "tests.bench.pieces", piece, str(home), str(rows)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return {"piece": piece, **json.loads(done.stdout.splitlines()[-1])}


def size(millions: float, folder: Path) -> pl.DataFrame:
    """All pieces over a home of that size; `to_floor` and `to_duckdb`: times their seconds."""
    home, rows = folder / f"{millions:g}m", int(millions * 1_000_000)
    names = [name for name in PIECES if name != "in_pandas" or millions <= PANDAS_TO]
    results = pl.DataFrame([measured(name, home, rows) for name in ("published", *names)])
    base = dict(results.select("piece", "seconds").iter_rows())
    return results.select(
        pl.lit(millions).alias("millions"),
        pl.all(),
        (pl.col("seconds") / base["floor"]).round(1).alias("to_floor"),
        (pl.col("seconds") / base["in_duckdb"]).round(2).alias("to_duckdb"),
    )


def main(
    millions: Annotated[list[float] | None, typer.Option(min=0.01, help="Sizes, in millions of transactions.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where homes are made and stay; else they are removed.")] = None,
) -> None:
    """Measure what history costs, beside DuckDB, pandas and the plain reading of the same columns."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        results = pl.concat([size(each, Path(temporary)) for each in millions or [1.0, 10.0]])
    remember("scale", results.to_dicts())
    print("Transactions by day, channel, service and region and what stands on them: seconds, peak gigabytes")
    with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_rows=-1, tbl_cols=-1):
        print(results)


if __name__ == "__main__":
    typer.run(main)
