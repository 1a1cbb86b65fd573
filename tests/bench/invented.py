"""The invented organisation from nothing to published: rows per second and peak memory of each step."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from data.connectors.definition import load
from data.storage.snapshot import read_snapshot
from pipelines.ingest.batches import check_batches
from pipelines.ingest.extract import extract
from scorecard.options import DEMO_SOURCE

COMMAND = Path(sys.executable).with_name("scorecard")


def published(home: Path, scale: float) -> dict[str, float]:
    """Makes the home and says what that took; both commands read or write the same rows."""
    costs = {}
    for name, options in (("demo", ["--scale", str(scale)]), ("run", ["--no-forecast"])):
        started = time.perf_counter()
        done = subprocess.run(
            [COMMAND, name, *options],
            env=os.environ | {"SCORECARD_HOME": str(home)},
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Some rows of the fictional source stay out until it corrects them.
        if done.returncode not in (0, 3):
            raise subprocess.CalledProcessError(done.returncode, done.args)
        costs[f"{name}_seconds"] = time.perf_counter() - started
        # The greatest of the children so far: what a run needs is more than what the demo needs, or it is not told.
        costs[f"{name}_peak"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    rows = read_snapshot(home).manifest.rows_read
    return {
        "rows": rows,
        **{f"{name}_rows_a_second": rows / costs[f"{name}_seconds"] for name in ("demo", "run")},
        **_read(home),
        **costs,
    }


def _read(home: Path) -> dict[str, float]:
    """Extract and check alone, of the transactions."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("SCORECARD_HOME", str(home))
        source = load(DEMO_SOURCE)
        references = {name: read_snapshot(home).scan(f"lake/{name}") for name in ("service", "location", "unit")}
        started = time.perf_counter()
        extracted = extract(source, "transaction", None, Path(folder, "read"))
        between = time.perf_counter()
        rules = {"time_zone": source.time_zone, "references": references}
        watermark = source.records["transaction"].watermark
        check_batches("transaction", extracted, lambda rows: rows, Path(folder, "good"), watermark=watermark, **rules)
        done = time.perf_counter()
    return {
        "extract_rows_a_second": extracted.rows / (between - started),
        "check_rows_a_second": extracted.rows / (done - between),
    }
