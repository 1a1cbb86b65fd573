"""The invented organisation from nothing to published: rows per second and peak memory of `demo` and of a first run."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from data.manifest import snapshot

COMMAND = Path(sys.executable).with_name("scorecard")


def published(home: Path, scale: float) -> dict[str, float]:
    """Makes the home and says what that took; both commands read or write the same rows."""
    said = {}
    for name, options in (("demo", ["--scale", str(scale)]), ("run", ["--no-forecast"])):
        started = time.perf_counter()
        subprocess.run(
            [COMMAND, name, *options],
            env=os.environ | {"SCORECARD_HOME": str(home)},
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        said[f"{name}_seconds"] = time.perf_counter() - started
        # The greatest of the children so far: what a run needs is more than what the demo needs, or it is not told.
        said[f"{name}_peak"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    rows = snapshot(home).manifest.rows_read
    return {
        "rows": rows,
        **{f"{name}_rows_a_second": rows / said[f"{name}_seconds"] for name in ("demo", "run")},
        **said,
    }
