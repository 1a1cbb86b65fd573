"""The order of the project: who may import whom, tidy and short files, nothing that holds on one machine only."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("scorecard", "dashboard", "pipelines", "metrics", "data")
LONGEST = 300
"""Lines: above this a file has more than one reason to change."""


def call(program: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    path = Path(sys.executable).with_name(program)
    return subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    result = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip("This is no clone: git does not list its files.")
    return [ROOT / name for name in result.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    """The Python files of the service."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]


def test_no_module_is_let_off_from_the_types_that_are_checked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    lenient = [rule for rule in settings["overrides"] if set(rule) - {"module", "ignore_missing_imports"}]

    assert settings["strict"]
    assert set(settings["packages"]) == set(PACKAGES)
    assert [set(rule) for rule in lenient] == [{"module", "warn_return_any"}]
    assert [path for path in modules() if "# mypy:" in path.read_text("utf-8")] == []


def test_where_a_type_is_not_checked_the_code_says_which_and_why():
    let_off = [line for path in modules() for line in path.read_text("utf-8").splitlines() if "type: ignore" in line]

    assert [line for line in let_off if not re.search(r"# type: ignore\[[a-z-]+\]  # \w", line)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_who_uses_a_package_is_told_its_types(package):
    packaged = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]

    assert (ROOT / package / "py.typed").exists()
    assert "py.typed" in packaged["*"]


WRONG = {
    "house": ("data/wrong.py", "import metrics.calendar"),
    "commands": ("scorecard/output.py", "import scorecard.commands.run"),
    "apart": ("scorecard/commands/rows.py", "import scorecard.commands.query"),
    "dashboard": ("dashboard/request/wrong.py", "import dashboard.queries"),
    "writing": ("dashboard/queries/wrong.py", "import data.state.writing"),
    "reading": ("dashboard/views/strategy/wrong.py", "import data.state"),
    "state": ("data/state/reading.py", "import data.state.writing"),
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
    return call("lint-imports", "--no-cache", folder=folder).stdout


def contracts() -> list[dict]:
    """The import contracts of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@pytest.mark.parametrize("contract", WRONG)
def test_every_contract_can_be_broken(contract, wrong):
    (name,) = [entry["name"] for entry in contracts() if entry["id"] == contract]

    assert re.search(rf"{re.escape(name)}\s+BROKEN", wrong), wrong


def test_every_contract_is_proven():
    assert {entry["id"] for entry in contracts()} == set(WRONG)


def test_no_file_has_more_than_one_reason_to_change():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def requirements() -> list[str]:
    """Each pin with its hashes, on one line."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    return [" ".join(line.split()) for line in lines if line and not line.startswith("#")]


def test_every_requirement_is_pinned_with_hashes_and_none_says_where_it_comes_from():
    pin = r"[a-z0-9._-]+==[A-Za-z0-9.+!]+( ; [^#]*?)?( --hash=sha256:[0-9a-f]{64})+"

    assert requirements()
    assert [line for line in requirements() if not re.fullmatch(pin, line)] == []
    assert [path.name for path in tracked() if path.name in ("uv.lock", "uv.toml", "pip.conf")] == []
    assert not re.search(r"://|index-url|find-links", (ROOT / "requirements.txt").read_text(encoding="utf-8"))


@cache
def installed() -> dict[str, list[str]]:
    """Top-level modules and the packages that bring them; reading this takes seconds."""
    return dict(packages_distributions())


def declared(*extras: str) -> set[str]:
    """The packages that pyproject.toml names, those of the extras too, as they are imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    distributions = {re.match(r"[A-Za-z0-9._-]+", line)[0].lower().replace("_", "-") for line in lines}
    brought = {
        module
        for module, owners in installed().items()
        if distributions & {owner.lower().replace("_", "-") for owner in owners}
    }
    # What is not installed yet is taken to be imported by its own name.
    return brought | distributions


def imports(*folders: str) -> dict[str, set[str]]:
    """Top-level third-party modules that Python files import, wherever in the file, and the files that do."""
    importers: dict[str, set[str]] = {}
    own = {*sys.stdlib_module_names, *PACKAGES, "tests", "docs"}
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.suffix != ".py" or name.parts[0] not in folders:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            for module in {module.partition(".")[0] for module in modules} - own:
                importers.setdefault(module, set()).add(str(name))
    return importers


@pytest.mark.parametrize(
    ("folders", "extras"), [(PACKAGES, ()), (("tests", "docs"), ("test", "site"))], ids=["the service", "its tests"]
)
def test_every_package_that_is_imported_is_declared(folders, extras):
    importers = imports(*folders)

    assert importers
    assert {module: files for module, files in importers.items() if module not in declared(*extras)} == {}


FLAT = 20
"""Modules: more side by side are a room without furniture, except where they are one list of alike things."""

LISTS = {
    "metrics/indicators",
    "scorecard/commands",
    "dashboard/text/wording",
    "data/state/migrations/versions",
}


def test_no_folder_is_a_heap():
    folders = Counter(path.relative_to(ROOT).parent.as_posix() for path in modules() if path.name != "__init__.py")

    assert {folder: count for folder, count in folders.items() if count > FLAT and folder not in LISTS} == {}


def test_most_files_are_short():
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in modules() if path.stat().st_size) < 120


def test_no_module_gives_one_name_to_two_things():
    """The second would stand in the place of the first, wherever that is meant."""
    twice = []
    for path in modules():
        names = [
            target.id
            for statement in ast.parse(path.read_text("utf-8")).body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name)
        ]
        twice += [f"{path.relative_to(ROOT)}: {name}" for name in set(names) if names.count(name) > 1]
    assert twice == []


def test_nothing_that_is_computed_or_shown_depends_on_ambient_state():
    """What a function depends on stands in its signature; `data.event_log` alone knows which run is at work."""
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in modules()}

    assert [name for name, text in files.items() if "contextvars" in text and name != "data/event_log.py"] == []


MACHINE = re.compile(rb"/(?:home|Users|root|work|mnt)/[A-Za-z0-9_.-]+|[A-Z]:\\\\Users")


def test_no_file_names_a_folder_of_one_machine():
    matches = {
        str(path.relative_to(ROOT)): MACHINE.search(text)[0]
        for path in tracked()
        if (text := path.read_bytes()) and b"\0" not in text[:1000] and MACHINE.search(text)
    }
    assert matches == {}


ABSENT = re.compile(r"\b(?:domain|design) \d+(?:\.\d+)?\b|\breference/(?:domain|design|code|house|products|use)\.md")


def test_nothing_cites_a_document_that_is_not_here():
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in (".py", ".md", ".sql", ".toml", ".css", ".js")
    }

    assert {name: citation[0] for name, text in texts.items() if (citation := ABSENT.search(text))} == {}
