"""The tutorial, followed to the letter on the real file it speaks of."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REAL_DATA = os.environ.get("SCORECARD_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL_DATA, reason="SCORECARD_REAL_DATA names no folder of real data")

DOCUMENT = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text("utf-8")
BIN = Path(sys.executable).parent


def follow(name: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Runs a block as a reader would, its folder in /tmp being one of the test's own; the last command's outcome."""
    block = re.search(rf"<!-- followed by a test: {name} -->\n```\n(.*?)```", DOCUMENT, re.S)[1]
    script = block.replace("/tmp/city", shlex.quote(str(place)))
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "SCORECARD_HOME": str(place / "home")}
    return subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)


def test_the_tutorial_leads_to_the_figures_it_shows(tmp_path: Path):
    proposed = follow("propose", tmp_path)
    assert proposed.returncode == 0, proposed.stderr
    assert "'Maximo Integration'" in proposed.stdout

    checked = follow("check", tmp_path)
    assert checked.returncode == 3
    assert re.search(r"channel\|type +120 ", checked.stdout)

    decided = follow("decide", tmp_path)
    assert decided.returncode == 0, decided.stderr

    published = follow("publish", tmp_path)
    shown = [line.split() for line in published.stdout.splitlines()[1:]]
    table = re.findall(r"^\| (\w+) \| ([\d,]+) \| ([\d,]+) \| ([\d.]+) %", DOCUMENT, re.MULTILINE)
    assert [(channel, numerator, denominator) for _, channel, numerator, denominator, *_ in shown] == [
        (channel, numerator.replace(",", ""), denominator.replace(",", ""))
        for channel, numerator, denominator, _ in table
    ]
    for _, numerator, denominator, share in table:
        quotient = int(numerator.replace(",", "")) / int(denominator.replace(",", ""))
        assert f"{quotient:.1%}" == f"{share}%"
