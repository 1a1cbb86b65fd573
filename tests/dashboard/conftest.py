"""A small town: three months of transactions, what customers said of them, staff answers, standards and targets."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries.cache import forget as forget_answers
from data.storage.lake import Lake
from data.storage.manifest import write_manifest
from metrics.engine.restricted import cells, cells_table
from tests.support.forecasts import ORIGIN, foretell
from tests.support.homes import home_with

FIRST = date(2025, 1, 1)
DAYS = 90


def transactions() -> pl.DataFrame:
    """Three a day: a counter visit, a session and a call; every seventh is late, every eleventh abandoned."""
    days = [FIRST + timedelta(days=n // 3) for n in range(3 * DAYS)]
    late = [timedelta(days=0 if n % 7 else 2) for n in range(3 * DAYS)]
    channels = ("in_person", "online", "telephone")
    done = [datetime(*day.timetuple()[:3], 15, 10, tzinfo=UTC) for day in days]
    return pl.DataFrame(
        {
            "transaction_id": [f"T{n:03}" for n in range(3 * DAYS)],
            "kind": "transaction",
            "channel": [channels[n % 3] for n in range(3 * DAYS)],
            "service_id": ["birth" if n % 2 else "plate" for n in range(3 * DAYS)],
            "location_id": ["north" if n % 3 == 0 else None for n in range(3 * DAYS)],
            "customer_key": [f"c{n % 50}" for n in range(3 * DAYS)],
            "started_at": [when - timedelta(minutes=10) for when in done],
            "started_on": days,
            "completed_at": [when + more for when, more in zip(done, late, strict=True)],
            "completed_on": [day + more for day, more in zip(days, late, strict=True)],
            "due_at": [when + timedelta(minutes=3) for when in done],
            "due_on": days,
            "status": ["completed" if n % 11 else "abandoned" for n in range(3 * DAYS)],
            "wait_s": [240 + n for n in range(3 * DAYS)],
            "serve_s": 300,
            "guaranteed": [n % 7 == 0 for n in range(3 * DAYS)],
            "fee_cents": [None if n % 5 == 0 else 3450 for n in range(3 * DAYS)],
        }
    )


def make_town(home: Path, data_to: date | None = None) -> None:
    """Publishes the town in a home, as it is known on a day; by default on its last."""
    tables = home_with(
        home,
        publish=True,
        data_to=data_to,
        line=pl.DataFrame({"line_id": ["v"], "name_en": ["Vehicles"], "name_fr": ["Véhicules"]}),
        region=pl.DataFrame({"region_id": ["up"], "name_en": ["Up"], "name_fr": ["Haut"]}),
        service=pl.DataFrame(
            {
                "service_id": ["plate", "birth"],
                "line_id": ["v", None],
                "name_en": ["Zebra plate", "Birth certificate"],
                "name_fr": ["Acte de plaque", "Naissance"],
            }
        ),
        location=pl.DataFrame({"location_id": ["north"], "region_id": ["up"], "name_en": ["North centre"]}),
        service_standard=pl.DataFrame(
            {
                "standard_id": ["old", "counter"],
                "channel": ["in_person", "in_person"],
                "valid_from": ["2020-01-01", "2024-01-01"],
                "measure": ["minutes", "minutes"],
                "threshold": [20, 15],
                "is_guarantee": [False, False],
                "text_en": ["Within 20 minutes.", "Within 15 minutes."],
                "text_fr": ["En 20 minutes.", "En 15 minutes."],
            }
        ),
        transaction=transactions(),
        survey_answer=pl.DataFrame(
            {
                "answer_id": ["A1", "A2"],
                "transaction_id": ["T003", "T100"],
                "answered_at": ["2025-01-04T12:00:00", "2025-02-10T12:00:00"],
                "channel": ["in_person", "online"],
                "service_id": ["plate", "birth"],
                "overall": [5, 2],
                "weight_millionths": [1_500_000, 1_000_000],
            }
        ),
        complaint=pl.DataFrame(
            {
                "complaint_id": ["C1"],
                "transaction_id": ["T003"],
                "received_at": ["2025-01-05T14:00:00"],
                "channel": ["in_person"],
                "category": ["wait"],
                "acknowledge_due_at": ["2025-01-07T22:00:00"],
                "acknowledged_at": ["2025-01-08T15:00:00"],
                "answer_due_at": ["2025-01-24T22:00:00"],
                "answered_at": ["2025-01-20T15:00:00"],
                "answer_due_on": ["2025-01-24"],
            }
        ),
        guarantee_claim=pl.DataFrame(
            {
                "claim_id": ["G1"],
                "transaction_id": ["T003"],
                "claimed_at": ["2025-01-06T15:00:00"],
                "channel": ["in_person"],
                "service_id": ["plate"],
                "decision": ["paid"],
                "amount_cents": [3450],
            }
        ),
        quality_audit=pl.DataFrame(
            {
                "audit_id": ["Q1"],
                "transaction_id": ["T003"],
                "audited_at": ["2025-02-01T15:00:00"],
                "channel": ["in_person"],
                "weight_millionths": [1_000_000],
                "error_found": [True],
                "error_kind": ["fee"],
            }
        ),
        staff_answer=pl.DataFrame(
            {
                "wave_id": ["w1"] * 12,
                "respondent": [f"r{n}" for n in range(12)],
                "closed_on": ["2025-02-15"] * 12,
                "unit_id": ["u1"] * 12,
                **dict.fromkeys(("commitment", "motivation", "organization", "job", "pride", "stay"), [4] * 12),
            }
        ),
        unit=pl.DataFrame({"unit_id": ["u1"], "name_en": ["Unit"]}),
    )
    hidden, lake = cells_table("staff_answer"), Lake(home)
    lake.write(hidden, cells("staff_answer", tables))
    tables.manifest.tables[hidden] = lake.version(hidden)
    write_manifest(home, tables.manifest)


@pytest.fixture(scope="session")
def made_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the town, made once and never changed: tests get copies, which cost a twentieth."""
    home = tmp_path_factory.mktemp("town")
    make_town(home)
    return home


@pytest.fixture(scope="session")
def made_open_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as it is known on 20 March 2025, a Thursday."""
    home = tmp_path_factory.mktemp("open-town")
    make_town(home, date(2025, 3, 20))
    return home


@pytest.fixture
def town(made_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the town that a test may change; nothing is kept of another test's."""
    yield from settle(made_town, tmp_path, monkeypatch)


@pytest.fixture
def open_town(made_open_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The town as it is known on 20 March 2025, a Thursday: its week, month and year are not over."""
    yield from settle(made_open_town, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def made_foretold(made_town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town with forecasts of its demand."""
    home = Path(shutil.copytree(made_town, tmp_path_factory.mktemp("foretold") / "home"))
    foretell(home, "b", ORIGIN)
    return home


@pytest.fixture
def foretold(made_foretold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it that a test may change."""
    yield from settle(made_foretold, tmp_path, monkeypatch)


def settle(made: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of a home for one test, which the settings name and of which nothing is kept."""
    forget_answers()
    shutil.copytree(made, home, dirs_exist_ok=True)
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    yield home
    forget_answers()
