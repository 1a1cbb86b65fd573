"""A run ends with forecasts; they hold no number back, are made once for the same rows, and all appear or none."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.state import SpecialDay
from data.state.writing import add_special_day
from data.storage.forecast_tables import forecast_runs, forecast_table, read_forecasts
from data.storage.manifest import read_manifest
from pipelines.forecast.organisation import publish
from pipelines.forecast.organisation.publish import publish_forecasts
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files

FIRST = date(2024, 9, 2)


def contacts(days: int) -> list[dict[str, str]]:
    """Two web sessions a day and one call on every working day at 9:10 and at 9:40, by turns."""
    rows = []
    for n in range(days):
        day = FIRST + timedelta(days=n)
        calls = [("telephone", "card", "09:10" if n % 2 else "09:40")] if day.weekday() < 5 else []
        for channel, service, time in [("online", "plate", "08:00"), ("online", "card", "20:00"), *calls]:
            rows.append(
                {
                    "transaction_id": f"{channel}{service}{n}",
                    "started_at": f"{day} {time}:00",
                    "channel": channel,
                    "service_id": service,
                    "serve_s": "300",
                }
            )
    return rows


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 100 days of contacts, its numbers published and nothing forecast; no test changes it."""
    folder = tmp_path_factory.mktemp("city")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        run(folder / "home", [files(folder / "source", line=LINES, service=SERVICES, transaction=contacts(100))])
    return folder / "home"


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published, tmp_path / "home")


def state(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def rows(home: Path, name: str) -> pl.DataFrame:
    return forecast_table(home, read_forecasts(home), name)


def test_forecasts_say_which_run_they_are_of_and_what_is_missing(home):
    made, fresh = publish_forecasts(home, state(home))

    assert (made.run, fresh) == (read_manifest(home).run, True)
    assert made.origins == dict.fromkeys(("day", "week"), FIRST + timedelta(days=99))
    assert [note.en for note in made.notes] == [
        "There are fewer than 12 months of history: too little to forecast months ahead."
    ]
    ahead = rows(home, "ahead")
    assert ahead.group_by("channel", "line").len()["len"].unique().to_list() == [7 * 13 + 13]  # days and weeks
    assert ahead["run"].unique().to_list() == [made.run]
    calls = ahead.filter(pl.col("channel") == "telephone", pl.col("line").is_null(), pl.col("open"))
    days, weeks = (calls.filter(pl.col("grain") == grain)["yhat"] for grain in ("day", "week"))
    assert days.unique().to_list() == [1]
    assert weeks.sum() == days.sum()


def test_a_day_spreads_over_the_half_hours_in_which_people_call(home):
    publish_forecasts(home, state(home))
    profile = rows(home, "profile").filter(pl.col("weekday") == 1)

    assert profile.select("channel", "half_hour", "handling_s").rows() == [
        ("telephone", 2 * 9, 300),
        ("telephone", 2 * 9 + 1, 300),
    ]
    assert profile["share"].sum() == pytest.approx(1)


def test_the_same_rows_are_forecast_once_and_again_when_a_planner_excludes_a_day(home):
    first, _ = publish_forecasts(home, state(home))
    again, fresh = publish_forecasts(home, state(home))
    day = FIRST + timedelta(days=50)
    add_special_day(
        state(home),
        SpecialDay(name="Flood", first_day=day, last_day=day, effect="exclude", every_year=False),
        author="Planner",
        seen=None,
    )
    other, anew = publish_forecasts(home, state(home))

    assert (again, fresh, anew) == (first, False, True)
    assert other.inputs != first.inputs
    taught = rows(home, "demand").filter(~pl.col("teaches"))
    assert taught["ds"].unique().to_list() == [day]


def test_a_model_that_fails_leaves_the_forecasts_and_the_numbers_of_before(home, monkeypatch):
    before, _ = publish_forecasts(home, state(home))
    numbers = (home / "manifest.json").read_bytes()

    def fails(*_: object) -> None:
        raise RuntimeError("the model does not converge")

    monkeypatch.setattr(publish, "METHOD", "another")
    monkeypatch.setattr(publish, "_outlook", fails)
    with pytest.raises(RuntimeError):
        publish_forecasts(home, state(home))

    assert read_forecasts(home) == before
    assert rows(home, "ahead").height > 0
    assert (home / "manifest.json").read_bytes() == numbers


def test_the_next_run_leaves_forecasts_alone(home, monkeypatch):
    made, _ = publish_forecasts(home, state(home))
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    run(home, [], full=True)

    assert forecast_runs(home) == [made.run]
    assert rows(home, "ahead").height > 0


def test_nothing_published_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="Nothing is published"):
        publish_forecasts(tmp_path / "home", state(tmp_path))
