"""The fictional organisation as it is installed: its source database, published, with its targets and registers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from data import demo
from data.settings import settings
from pipelines.run import run
from scorecard.registers_loading import load_agreements, load_recommendations
from scorecard.targets_loading import load_targets
from tests.support.homes import copy_made_once

SOURCE = Path(__file__).parents[2] / "data" / "sources" / "demo"
UNTIL = date(2026, 8, 31)


def copy_demo_home(folders: pytest.TempPathFactory, seed: int = 1) -> Path:
    """A home of the organisation of a seed at its smallest, without forecasts; made once for all tests."""
    return copy_made_once(f"demo-{seed}", lambda home: make_demo_home(home, seed), folders)


def make_demo_home(home: Path, seed: int = 1) -> None:
    """Writes, publishes and loads targets and registers, in a process whose settings may name another home."""
    with settings_of(home):
        demo.write(scale=0.0005, seed=seed, until=UNTIL)
        run(home, [SOURCE])
        load_targets(SOURCE / "targets.csv", settings().state_url)
        load_agreements(SOURCE / "agreements.csv", settings().state_url)
        load_recommendations(SOURCE / "recommendations.csv", settings().state_url, "Register")


def publish_again(home: Path) -> None:
    """Publishes what the organisation's own systems say now, from their first day."""
    with settings_of(home):
        run(home, [SOURCE], full=True)


@contextmanager
def settings_of(home: Path) -> Iterator[None]:
    """The organisation's source finds its database by the home that the settings name."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SCORECARD_HOME", str(home))
        yield
