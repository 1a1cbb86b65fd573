"""The order of the project: who may import whom, tidy and short files, nothing that holds on one machine only."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("scorecard", "dashboard", "pipelines", "metrics", "data")
LONGEST = 300
"""Lines: above this a file has more than one reason to change."""


def called(program: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    path = Path(sys.executable).with_name(program)
    return subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This is no clone: git does not list its files.")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_package_imports_only_what_stands_to_its_right():
    done = called("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


WRONG = {
    "house": ("data/wrong.py", "import metrics.calendar"),
    "commands": ("scorecard/output.py", "import scorecard.commands"),
    "dashboard": ("dashboard/request/wrong.py", "import dashboard.queries"),
    "pages": ("dashboard/views/health/wrong.py", "import dashboard.views.demand"),
    "metrics": ("metrics/calendar/wrong.py", "import metrics.planning"),
    "pipelines": ("pipelines/ingest/wrong.py", "import pipelines.publish"),
    "forecast": ("pipelines/forecast/series/wrong.py", "import pipelines.forecast.models"),
    "data": ("data/records/wrong.py", "import data.storage"),
    "text": ("dashboard/text/wrong.py", "import streamlit"),
    "drawing": ("metrics/engine/wrong.py", "import altair"),
    "learning": ("dashboard/ui/wrong.py", "import sklearn"),
    "storage": ("pipelines/publish/wrong.py", "import sqlalchemy"),
}


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of the same tree of empty files, with one import too many for each."""
    folder = tmp_path_factory.mktemp("wrong")
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] in PACKAGES and name.suffix == ".py":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("")
    for file, line in WRONG.values():
        (folder / file).write_text(f"{line}\n")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return called("lint-imports", "--no-cache", folder=folder).stdout


@pytest.mark.parametrize("contract", WRONG)
def test_every_contract_can_be_broken(contract, wrong):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (name,) = [said["name"] for said in contracts if said["id"] == contract]

    assert re.search(rf"{re.escape(name)}\s+BROKEN", wrong), wrong


def test_every_contract_is_proven():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    assert {said["id"] for said in contracts} == set(WRONG)


def test_the_linter_finds_nothing():
    done = called("ruff", "check", "--quiet", ".")
    assert done.returncode == 0, done.stdout


def test_no_file_has_more_than_one_reason_to_change():
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_requirement_is_pinned_and_none_says_where_it_comes_from():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]

    assert pins
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+( ;.*)?", line)] == []
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


MACHINE = re.compile(rb"/(?:home|Users|root|work|mnt)/[A-Za-z0-9_.-]+|[A-Z]:\\\\Users")


def test_no_file_names_a_folder_of_one_machine():
    found = {
        str(path.relative_to(ROOT)): MACHINE.search(text)[0]
        for path in tracked()
        if (text := path.read_bytes()) and b"\0" not in text[:1000] and MACHINE.search(text)
    }
    assert found == {}
