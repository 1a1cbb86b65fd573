"""What a first set-up costs beside pip for the same packages: a part of `make bench`.

`python -m tests.bench.setup`: a clone without any cache is installed by `make install` and asked for its help; then the
packages that it got are installed by pip, and the help is asked for again.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.results import remember

ROOT = Path(__file__).parents[2]


def measure(folder: Path, *commands: str) -> dict[str, float]:
    """Seconds of the clock and of processors, user and system, that the commands take, one after the other."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    caches = {"UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1", "PYTHON": sys.executable}
    for command in commands:
        subprocess.run(
            ["bash", "-euc", command], cwd=folder, env=os.environ | caches, check=True, stdout=subprocess.DEVNULL
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.perf_counter() - started,
        "user": after.ru_utime - before.ru_utime,
        "system": after.ru_stime - before.ru_stime,
        "cpu": after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
    }


def clone(folder: Path) -> Path:
    """What is committed, without its history."""
    folder.mkdir()
    subprocess.run(["bash", "-euc", f"git archive HEAD | tar -x -C {folder}"], cwd=ROOT, check=True)
    return folder


def main() -> None:
    """Measure both and print them."""
    with tempfile.TemporaryDirectory() as temporary:
        ours, theirs = clone(Path(temporary, "make")), clone(Path(temporary, "pip"))
        by_make = measure(ours, "make install", ".venv/bin/scorecard --help")
        listing = subprocess.run(
            [ours / ".venv/bin/uv", "pip", "freeze", "--python", ours / ".venv/bin/python", "--exclude-editable"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        (theirs / "list.txt").write_text(listing)
        pip = ".venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps"
        by_pip = measure(
            theirs,
            "$PYTHON -m venv .venv",
            f"{pip} --requirement list.txt",
            f"{pip} --no-build-isolation --editable .",
            ".venv/bin/scorecard --help",
        )
    packages = len(listing.splitlines())
    remember("setup", {"packages": packages, "make": by_make, "pip": by_pip})
    print(f"A first `make install` and `scorecard --help`, {packages} packages, nothing cached: seconds")
    for name, cost in (("make install", by_make), ("pip", by_pip)):
        print(f"{name:14}", *(f"{key} {value:7.1f}" for key, value in cost.items()))
    print(f"of pip's processors: {by_make['cpu'] / by_pip['cpu']:.2f}")


if __name__ == "__main__":
    main()
