"""Would a test notice? `make mutate SAMPLE=40`: so many mutants of each room, against the tests of that room.

The files that git knows are copied, and there, one after the other, a mutant stands in for its module while tests run
that mirror the room or import that module, until the first fails. Each run is forked from a process that has imported
polars and pytest already, since importing takes longer than most tests. A mutant that no test stops in time counts as
killed: somebody would notice.
"""

import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import polars as pl
import pytest
import typer

from tests.bench.results import remember
from tests.mutate.mutants import SEED, Mutant, draw

ROOT = Path(__file__).parents[2]
ROOMS = (
    "metrics/engine", "metrics/assessment", "metrics/staffing", "metrics/drilldown", "data/verify", "data/access",
    "pipelines/ingest", "pipelines/forecast/models", "dashboard/actions",
)  # fmt: skip
WARM = ("adbc_driver_sqlite", "alembic", "dataframely", "deltalake", "duckdb", "numpy", "sqlalchemy")
"""Imported before forking, with polars and pytest; nothing of ours, or the mutant would come too late."""

QUICK = "not proof and not browser and not postgres and not real"
ELSEWHERE = 4
"""So many files of other rooms are tried: `Viewer` is imported by every second one."""

PATIENCE = 240
"""Seconds of processors that the tests may take with a mutant; ten times that on the clock, since others work too."""


def relevant_tests(copy: Path, room: str, mutant: Mutant) -> list[str]:
    """The files that mirror the room, and a few elsewhere that import the module; first those that name it most."""
    module = ".".join(mutant.path.with_suffix("").parts)
    package, _, stem = module.rpartition(".")
    imports = re.compile(rf"{re.escape(module)}\b|from {re.escape(package)} import [^\n]*\b{stem}\b")
    mirrors: dict[str, tuple[bool, bool, int]] = {}
    elsewhere: dict[str, int] = {}
    for path in sorted((copy / "tests").rglob("test_*.py")):
        name, text = path.relative_to(copy).as_posix(), path.read_text("utf-8")
        if name.startswith(f"tests/{room}/"):
            mirrors[name] = (path.stem != f"test_{stem}", not imports.search(text), -text.count(stem))
        elif imports.search(text) and not name.startswith(("tests/browser/", "tests/mutate/", "tests/bench/")):
            elsewhere[name] = -text.count(stem)
    near = sorted(elsewhere, key=elsewhere.__getitem__)[:ELSEWHERE]
    return [*sorted(mirrors, key=mirrors.__getitem__), *near]


def outcome(copy: Path, tests: list[str]) -> str:
    """`survived`, `killed`, `too slow` (killed as well), or `no test`."""
    run = multiprocessing.get_context("fork").Process(target=_run, args=(copy, tests))
    run.start()
    run.join(10 * PATIENCE)
    if run.is_alive():
        os.killpg(run.pid, signal.SIGKILL)
        run.join()
        return "too slow"
    words = {
        pytest.ExitCode.OK: "survived", pytest.ExitCode.NO_TESTS_COLLECTED: "no test", -signal.SIGXCPU: "too slow",
    }  # fmt: skip
    return words.get(run.exitcode, "killed")


def _run(copy: Path, tests: list[str]) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 10))
    os.chdir(copy)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.environ["PYTHONPATH"] = str(copy)  # what a test starts is the mutant too
    sys.path[:] = [str(copy), *(place for place in sys.path if place not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
        del sys.modules[name]
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", QUICK, *tests]))


def results(rooms: list[str], sample: int, seed: int) -> Iterator[tuple[str, Mutant, str, float]]:
    """Room, mutant, outcome and seconds, of every mutant that was drawn."""
    for name in WARM:
        __import__(name)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        subprocess.run(["bash", "-euc", f"git ls-files -z | xargs -0 cp --parents -t {copy}"], cwd=ROOT, check=True)
        for room in rooms:
            if (whole := outcome(copy, [f"tests/{room}"])) != "survived":
                raise RuntimeError(f"The tests of {room} fail, or take too long, without any mutant: {whole}.")
            for mutant in draw(copy, room, sample, seed):
                path, started = copy / mutant.path, time.monotonic()
                source = path.read_text("utf-8")
                path.write_text(mutant.code(source), "utf-8")
                # A compiled module is told from its source by whole seconds and length, in which mutants may be alike.
                path.with_name("__pycache__").joinpath(f"{path.stem}.{sys.implementation.cache_tag}.pyc").unlink(True)
                yield room, mutant, outcome(copy, relevant_tests(copy, room, mutant)), time.monotonic() - started
                path.write_text(source, "utf-8")
                path.with_name("__pycache__").joinpath(f"{path.stem}.{sys.implementation.cache_tag}.pyc").unlink(True)


def change(mutant: Mutant) -> str:
    """The line with the mistake in it, as it was and as the mutant has it."""
    source = (ROOT / mutant.path).read_text("utf-8")
    before, after = source.splitlines(), mutant.code(source).splitlines()
    old = [line.strip() for line in before if line not in after]
    new = [line.strip() for line in after if line not in before]
    return f"{' ⏎ '.join(old) or before[mutant.line - 1].strip()}  →  {' ⏎ '.join(new) or '(taken away)'}"


def main(
    sample: Annotated[int, typer.Option(min=1, help="Mutants per room.")] = 40,
    room: Annotated[list[str] | None, typer.Option(help="Only these rooms, as metrics/engine.")] = None,
    seed: Annotated[int, typer.Option(help="Draws other mutants.")] = SEED,
) -> None:
    """Draw mutants, run their tests, print who survived and a table per room."""
    counted: dict[str, Counter[str]] = {}
    for name, mutant, result, seconds in results(room or list(ROOMS), sample, seed):
        counted.setdefault(name, Counter())[result] += 1
        place = f"{mutant.path}:{mutant.line} {mutant.kind}"
        typer.echo(f"{result:8} {seconds:5.1f} s  {place}  {change(mutant) if result == 'survived' else ''}", err=True)
        if result in ("survived", "no test"):
            print(f"{result}: {place}\n    {change(mutant)}", flush=True)
    rows = [
        {
            "room": name,
            **{word: counts[word] for word in ("killed", "too slow", "survived", "no test")},
            "killed %": round(100 * (counts["killed"] + counts["too slow"]) / counts.total()),
        }
        for name, counts in counted.items()
    ]
    remember("mutants", rows)
    with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_rows=-1, fmt_str_lengths=40):
        print(pl.DataFrame(rows))


if __name__ == "__main__":
    typer.run(main)
