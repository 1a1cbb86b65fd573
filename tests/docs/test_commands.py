"""Every command that a document or a help text shows is run, on the fictional organisation at its smallest."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from data.settings import settings
from data.storage.forecast_tables import read_forecasts
from metrics.catalogue.versions import open_snapshot
from scorecard import __main__ as scorecard
from scorecard.__main__ import app
from tests.support.demo_home import SOURCE, copy_demo_home
from tests.support.forecasts import foretell
from tests.support.homes import share_tables

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    path
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    if path.parent.name != "decisions" and path.name != "commands.md"
]
FENCE = re.compile(
    r"(<!-- followed by a test: (?P<name>.+?) -->\n)?^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S
)
WRITTEN = {"sh", "text", "ini", "toml", "cron", "nginx", "caddyfile", "python", "r"}
"""What a block may be called: `sh` is typed, everything else is read."""
ASSIGNMENT = re.compile(r"(?:export )?'?[A-Z_]+=\S")

SERVES = "it serves until it is stopped: tests/browser and tests/dashboard/gateway start it"
ASKS = "it asks a server that is not there: test_data_links asks one of its own"
CLUSTER = "it serves until it is stopped: tests/pipelines/publish start a cluster of their own"
NOT_RUN = {
    "make run": "it installs and serves: continuous integration calls the targets that it is made of",
    "make test": "it would call itself",
    ".venv/bin/dask scheduler": CLUSTER,
    ".venv/bin/dask worker tcp://scheduler:8786 --nthreads 2": CLUSTER,
    "scorecard run --workers tcp://scheduler:8786": CLUSTER,
    "scorecard dashboard --port 8502": SERVES,
    "SCORECARD_HOSTS=scorecard.example.ca scorecard dashboard --port 8501 --prefix scorecard": SERVES,
    "'SCORECARD_PROBE_TOKEN=…' scorecard dashboard": SERVES,
    "scorecard demo --scale 0.01 --until 2026-10-31": "it takes minutes: these tests' home is made by its function",
    "curl --config token.curl --etag-save e.txt --etag-compare e.txt --output calls.csv "
    "'https://scorecard.example.ca/data/calls_within_standard.csv?by=channel&grain=month&period=FY2026-27'": ASKS,
    "scorecard digest --send": "it sends to real addresses, as below",
    "scorecard alerts --send": "it sends to real addresses: test_alerts sends to one of its own",
    "scorecard statement --period FY2026-27-Q1 --out statement": "it asks for a verified run: test_statement has one",
    "scorecard verify": "it takes half a minute here: the test of backing up types it, on a smaller home",
    "scorecard run --source data/sources/boston_311": "it reads a city's file: the tutorial's test publishes that file",
}
"""A line that no test runs as it stands → why."""

ADD = "scorecard alerts add {} threshold calls_within_standard --limit 0.7 --author Phones"
BEFORE = {
    "scorecard alerts remove": [ADD.format(name) for name in ("One", "Two", "Three")],
    "scorecard period reopen": ["scorecard period lock 2026-07 --reason 'All sources in' --author Planning"],
    "scorecard source check": ["scorecard source new requests.csv --to sources/requests --time-zone America/Toronto"],
    "scorecard users token": [
        "scorecard users grant boss@example.org --role administrator",
        "scorecard users grant analyst@example.org --role board_member",
    ],
    "scorecard users revoke": [
        "scorecard users grant boss@example.org --role administrator",
        "scorecard users grant manager@example.org --role board_member",
    ],
}
"""How a command begins → what its reader has done by then."""

WRITES = (
    "alerts add",
    "alerts remove",
    "users grant",
    "users load",
    "users revoke",
    "users token",
    "period",
    "targets",
    "standards",
    "agreements",
    "recommendations",
    "overrides",
    "verify",
)
"""The commands by which people decide something: each has its own database, over the tables that all share."""

FILES = {
    "requests.csv": """
        number,channel,kind,service,opened,closed
        17,telephone,transaction,permit,2024-11-05 09:12,2024-11-06 10:00
        18,online,transaction,light,2024-11-06 08:00,2024-11-07 09:30
    """,
    "waits.csv": """
        series,date,value,target,better
        north,2024-11-01,71,80,higher
        north,2024-12-01,73,80,higher
    """,
    "targets.csv": """
        indicator,fiscal_year,target,near
        digital_take_up,FY2026-27,0.6,0.55
    """,
    "standards.csv": """
        channel,valid_from,measure,threshold,text_en,text_fr
        telephone,2026-09-01,minutes,12,Your call is settled in 12 minutes.,Votre appel est réglé en 12 minutes.
    """,
    "people.csv": """
        email,role,scope
        boss@example.org,administrator,
        phones@example.org,operations_manager,channel=telephone
    """,
    "overrides.csv": """
        name,kind,first_day,last_day,amount,reason,channel
        Mail-out,percent,2026-09-08,2026-09-10,10,Letters go out,telephone
    """,
    **{name: (SOURCE / name).read_text("utf-8") for name in ("agreements.csv", "recommendations.csv")},
    "calls.csv": "unique_id,ds,y\n"
    + "".join(f"calls,{date(2024, 1, 1) + timedelta(days=day)},{100 + day % 7}\n" for day in range(140)),
}
"""What a reader would have of their own: the least that the command takes."""


def blocks(path: Path) -> Iterator[re.Match[str]]:
    return FENCE.finditer(path.read_text("utf-8"))


def typed(path: Path) -> Iterator[str]:
    """The lines of a document that a reader types, without what is said of them."""
    for block in blocks(path):
        if block["language"] == "sh":
            for line in block["body"].replace("\\\n", " ").splitlines():
                if words := shlex.split(line, comments=True):
                    yield shlex.join(words)


def help_examples(group: TyperGroup, *words: str) -> Iterator[str]:
    """The example at the end of each command's help."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from help_examples(command, *words, name)
        if command.epilog:
            yield shlex.join(shlex.split(command.epilog.removeprefix("Example: ")))


LINES = dict.fromkeys([*(line for path in DOCUMENTS for line in typed(path)), *help_examples(get_command(app))])
SET = [line for line in LINES if ASSIGNMENT.match(line) and line not in NOT_RUN]
COMMANDS = [line for line in LINES if line.startswith("scorecard ") and line not in NOT_RUN]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The organisation with forecasts."""
    home = copy_demo_home(tmp_path_factory)
    foretell(home, open_snapshot(home).manifest.run, date(2026, 8, 30))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, shown: str) -> Path:
    """The organisation's home, or for what would change it one with the same tables and its own copies of all else."""
    if not shown.startswith(tuple(f"scorecard {words}" for words in WRITES)):
        return made
    return share_tables(made, tmp_path / "home")


@pytest.fixture
def call(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Types a line in a folder with `FILES`; out: how the command ended."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    # What a run learns takes a minute here: the tutorial's test has a run learn, test_published_organisation this home.
    monkeypatch.setattr(
        "pipelines.forecast.organisation.publish.publish_forecasts",
        lambda home, url, tell: (read_forecasts(home), False),
    )

    def call(line: str) -> int:
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        return int(ended.value.code or 0)

    return call


@pytest.mark.parametrize("shown", COMMANDS)
def test_a_command_that_is_shown_does_what_it_says(shown, call, capsys):
    for before in (line for begins, lines in BEFORE.items() if shown.startswith(begins) for line in lines):
        assert call(before) == 0, capsys.readouterr().err
    capsys.readouterr()

    code = call(shown)

    # 3: done, with something left out, as the fictional organisation always has.
    assert code in (0, 3), capsys.readouterr().err


def test_every_line_that_a_reader_types_is_run_set_or_says_why_not():
    run = {*COMMANDS, *SET, *NOT_RUN}

    assert [line for line in LINES if line not in run] == []
    assert [line for line in NOT_RUN if line not in LINES] == [], "what is shown no more needs no reason"


def test_every_setting_that_a_reader_types_can_be_set(monkeypatch):
    for line in SET:
        name, _, value = shlex.split(line)[-1].partition("=")
        monkeypatch.setenv(name, value)

    assert settings().retain_transaction == 25


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_block_says_whether_it_is_typed_or_read(path):
    followers = "".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    for block in blocks(path):
        if block["name"]:
            assert f'"{block["name"]}"' in followers, f"no test follows {block['name']}"
        else:
            assert block["language"] in WRITTEN, block["body"]


INLINE = re.compile(r"`(scorecard(?: [a-z]+)+ [^`]*--[^`]*)`")


def inline() -> Iterator[str]:
    """What a document names within a sentence with its options, as `scorecard alerts --send`."""
    for path in DOCUMENTS:
        yield from INLINE.findall(path.read_text("utf-8"))


@pytest.mark.parametrize("named", dict.fromkeys(inline()))
def test_an_option_that_is_named_in_a_sentence_exists(named):
    command, words = get_command(app), named.split()[1:]
    while isinstance(command, TyperGroup) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}

    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options
