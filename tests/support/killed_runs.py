"""Runs that are killed at random moments: what was published stays, and a quiet run makes everything good.

`python -m tests.support.killed_runs 20` does it to the fictional organisation, twenty times, and verifies the result.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from data.event_log import FILE, FOLDER
from data.storage.manifest import read_manifest
from data.storage.snapshot import read_snapshot
from tests.support.source_folder import same_tables

HERE = Path(__file__).parents[2]
RUN = "import sys; from pathlib import Path; from pipelines.run import run; run(Path(sys.argv[1]), [])"
WHOLE = RUN.replace("[])", "[], full=True)")
KILLED, DONE = "killed", "done"


def kill_at_random(home: Path, longest_s: float, chance: random.Random, code: str = RUN) -> str:
    """Starts a run and kills it (SIGKILL) at most so many seconds after it began; returns whether it was `KILLED`.

    After it, the manifest is that of before or a whole new one, and all that it names can be read.
    """
    before, begun = read_manifest(home).run, _runs_begun(home)
    process = subprocess.Popen([sys.executable, "-c", code, home], cwd=HERE, stderr=subprocess.PIPE)
    while _runs_begun(home) == begun and process.poll() is None:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, longest_s))
    process.send_signal(signal.SIGKILL)
    stderr = process.communicate()[1].decode()
    killed = process.returncode == -signal.SIGKILL
    assert killed or process.returncode == 0, stderr
    seen = read_snapshot(home)
    assert seen.manifest.run >= before
    for table in seen.manifest.tables:
        seen.scan(table).collect()
    return KILLED if killed else DONE


def _runs_begun(home: Path) -> int:
    log = home / FOLDER / FILE
    return log.read_text(encoding="utf-8").count('"run started"') if log.exists() else 0


def main(kills: int, seed: int = 1, scale: str = "0.001") -> None:
    """The whole program, as a user would kill it: a month is new, and each attempt to read it dies.

    Every second one reads everything again. A run that is quicker than its killer does not count: the next one begins
    where it began, or there would be nothing left to kill.
    """
    folder = Path(tempfile.mkdtemp(prefix="killed-"))
    home, quiet, fresh = folder / "home", folder / "quiet", folder / "fresh"
    last = date.today() - timedelta(days=1)  # noqa: DTZ011
    scorecard = Path(sys.executable).with_name("scorecard")

    def call(at: Path, *arguments: str) -> None:
        subprocess.run([scorecard, *arguments], env={**os.environ, "SCORECARD_HOME": str(at)}, check=True)

    def undisturbed(*options: str) -> float:
        shutil.rmtree(quiet, ignore_errors=True)
        shutil.copytree(home, quiet)
        call(quiet, "run", "--no-forecast", *options)
        run = read_manifest(quiet)
        return (run.finished_at - run.started_at).total_seconds()

    call(home, "demo", "--scale", scale, "--until", str(last - timedelta(days=30)))
    call(home, "run", "--no-forecast")
    call(home, "demo", "--scale", scale, "--until", str(last))
    shutil.copytree(home, fresh)
    lasts = {WHOLE: undisturbed("--full"), RUN: undisturbed()}
    os.environ["SCORECARD_HOME"] = str(home)
    chance, outcomes = random.Random(seed), []
    while outcomes.count(KILLED) < kills:
        code = (RUN, WHOLE)[len(outcomes) % 2]
        outcomes.append(kill_at_random(home, lasts[code], chance, code))
        print(f"{outcomes[-1]} {'--full' if code is WHOLE else ''}", flush=True)
        if outcomes[-1] == DONE:
            shutil.rmtree(home)
            shutil.copytree(fresh, home)
    call(home, "run", "--no-forecast")
    call(home, "verify")
    same_tables(home, quiet)
    print(
        f"{kills} runs killed, {outcomes.count(DONE)} were done before (seed {seed}): "
        "the numbers are those of an undisturbed home."
    )
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
