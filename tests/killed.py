"""Runs that are killed at random moments: what was published stays, and a quiet run makes everything good.

`python -m tests.killed 20` does it to the fictional organisation, twenty times, and verifies the result.
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

from data.manifest import read_manifest, snapshot

HERE = Path(__file__).parents[1]
RUN = "import sys; from pathlib import Path; from pipelines.run import run; run(Path(sys.argv[1]), [])"


def kill_at_random(home: Path, kills: int, longest_s: float, dice: random.Random, code: str = RUN) -> list[str]:
    """Starts a run and kills it (SIGKILL), so many times; returns what each found, `killed` or `done`.

    After each, the manifest is that of before or a whole new one, and all that it names can be read.
    """
    found = []
    for _ in range(kills):
        before = read_manifest(home).run
        process = subprocess.Popen([sys.executable, "-c", code, home], cwd=HERE, stderr=subprocess.PIPE)
        time.sleep(dice.uniform(0, longest_s))
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[1].decode()
        killed = process.returncode == -signal.SIGKILL
        assert killed or process.returncode == 0, said
        seen = snapshot(home)
        assert not killed or seen.manifest.run >= before
        for table in seen.manifest.tables:
            seen.scan(table).collect()
        found.append("killed" if killed else "done")
    return found


def main(kills: int, scale: str = "0.001") -> None:
    """The whole program, as a user would kill it: a month is new, and each attempt to read it dies."""
    folder = Path(tempfile.mkdtemp(prefix="killed-"))
    home, quiet, fresh = folder / "home", folder / "quiet", folder / "fresh"
    last = date.today() - timedelta(days=1)  # noqa: DTZ011
    scorecard = Path(sys.executable).with_name("scorecard")

    def call(at: Path, *arguments: str) -> None:
        subprocess.run([scorecard, *arguments], env={**os.environ, "SCORECARD_HOME": str(at)}, check=True)

    call(home, "demo", "--scale", scale, "--until", str(last - timedelta(days=30)))
    call(home, "run", "--no-forecast")
    call(home, "demo", "--scale", scale, "--until", str(last))
    for copy in (quiet, fresh):
        shutil.copytree(home, copy)
    began = time.monotonic()
    call(quiet, "run", "--no-forecast")
    longest = (time.monotonic() - began) * 1.1
    os.environ["SCORECARD_HOME"] = str(home)
    seed = random.randrange(10**6)
    dice, found = random.Random(seed), []
    for _ in range(kills):
        found += kill_at_random(home, 1, longest, dice)
        if found[-1] == "done":
            # It was quicker: the next ones begin where it began, or there would be nothing left to kill.
            shutil.rmtree(home)
            shutil.copytree(fresh, home)
    call(home, "run", "--no-forecast")
    call(home, "verify")
    from tests.folder import same_tables

    same_tables(home, quiet)
    print(
        f"{found.count('killed')} of {kills} runs killed (seed {seed}): the numbers are those of an undisturbed home."
    )
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
