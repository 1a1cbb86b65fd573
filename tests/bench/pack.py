"""What a board pack costs beside the scorecard that it holds: a part of `make bench`.

`python -m tests.bench.pack [HOME]`: each as a command of its own, by the processor seconds and the peak of memory of
its processes. Without a home the fictional organisation at a hundredth is made first.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.bench.results import remember

SCALE = "0.01"
UNTIL = "2026-10-31"
COMMAND = Path(sys.executable).with_name("scorecard")
FORMATS = ("pdf", "pptx", "xlsx", "html")


def cost(home: Path, *words: str, program: Path | str = COMMAND) -> dict[str, float]:
    """Processor seconds and gigabytes of memory at the most, of a command and what it starts."""
    process = subprocess.Popen(
        [program, *words], env=os.environ | {"SCORECARD_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 2**20}


def measure(home: Path) -> dict[str, dict[str, float]]:
    """`show`, then the pack in each format, a first time for the caches of the disk."""
    with tempfile.TemporaryDirectory() as folder:
        cost(home, "show")
        found = {"show": cost(home, "show", "--format", "json")}
        for ending in FORMATS:
            found[ending] = cost(home, "pack", "--out", str(Path(folder, f"pack.{ending}")))
    return found


def main(home: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Measure, print and remember."""
    with tempfile.TemporaryDirectory() as folder:
        if home is None:
            home = Path(folder)
            cost(home, "demo", "--scale", SCALE, "--until", UNTIL)
            cost(home, "run")
        found = measure(home)
    for name, spent in found.items():
        print(f"{name:5} {spent['cpu']:6.2f} s of processors {spent['peak']:6.2f} GB")
    remember("pack", found)


if __name__ == "__main__":
    typer.run(main)
