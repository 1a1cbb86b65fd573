"""The real server over the town, once for all tests of a process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dashboard.conftest import make_town
from tests.support.forecasts import ORIGIN, foretell
from tests.support.server import serve


@pytest.fixture(scope="session")
def served_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that is served."""
    home = tmp_path_factory.mktemp("served")
    make_town(home)
    foretell(home, "b", ORIGIN)
    return home


@pytest.fixture(scope="session")
def address(served_town: Path) -> Iterator[str]:
    """Where the dashboard listens."""
    yield from serve(served_town)


@pytest.fixture
def log(served_town: Path, address: str) -> Callable[[], str]:
    """What the server has logged since the test began."""
    path = served_town / "dashboard.log"
    begin = path.stat().st_size
    return lambda: path.read_bytes()[begin:].decode()
