"""Forecasts have a manifest of their own: all tables of a making are visible together, and every run's are kept."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from data.storage import forecast_tables as forecasts
from data.storage.forecast_tables import (
    BY_RUN,
    TABLES,
    ForecastRun,
    forecast_runs,
    forecast_table,
    read_forecasts,
    write_forecasts,
)


def tables(run: str, yhat: int) -> dict[str, pl.DataFrame]:
    """One row in every table; the forecast is `yhat` interactions."""
    values = {"run": run, "grain": "day", "ds": date(2026, 11, 1), "yhat": yhat, "started": yhat}
    return {
        name: pl.DataFrame([{column: values.get(column) for column in schema}], schema=schema)
        for name, schema in TABLES.items()
    }


def made(run: str) -> ForecastRun:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return ForecastRun(run=run, made_at=moment, seconds=1, inputs=run, origins={"day": date(2026, 10, 31)}, tables={})


def forecasts_of(home: Path, run: str | None = None) -> list[int]:
    return forecast_table(home, read_forecasts(home, run), "ahead")["yhat"].to_list()


def test_every_run_keeps_what_it_said(tmp_path):
    write_forecasts(tmp_path, made("run-1"), tables("run-1", 10))
    write_forecasts(tmp_path, made("run-2"), tables("run-2", 20))

    assert forecast_runs(tmp_path) == ["run-2", "run-1"]
    assert (forecasts_of(tmp_path), forecasts_of(tmp_path, "run-1")) == ([20], [10])
    assert forecast_table(tmp_path, read_forecasts(tmp_path, "run-1"), "demand")["started"].to_list() == [20]


def test_a_run_that_forecasts_again_replaces_what_it_said(tmp_path):
    write_forecasts(tmp_path, made("run-1"), tables("run-1", 10))
    write_forecasts(tmp_path, made("run-1"), tables("run-1", 11))

    assert forecasts_of(tmp_path) == [11]


@pytest.mark.parametrize("dies_at", range(1, len(TABLES)))
def test_a_making_that_dies_leaves_the_forecasts_of_before(tmp_path, monkeypatch, dies_at):
    write_forecasts(tmp_path, made("run-1"), tables("run-1", 10))
    write, written = forecasts.write_deltalake, []

    def dies(path: Path, *arguments: object, **options: object) -> None:
        written.append(path)
        if len(written) > dies_at:
            raise KeyboardInterrupt
        write(path, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(forecasts, "write_deltalake", dies)
        with pytest.raises(KeyboardInterrupt):
            write_forecasts(tmp_path, made("run-2"), tables("run-2", 20))

    assert (read_forecasts(tmp_path).run, forecasts_of(tmp_path), forecast_runs(tmp_path)) == ("run-1", [10], ["run-1"])
    write_forecasts(tmp_path, made("run-3"), tables("run-3", 30))
    assert (forecasts_of(tmp_path), forecasts_of(tmp_path, "run-1")) == ([30], [10])
    latest = read_forecasts(tmp_path).tables["ahead"]
    runs = pl.scan_delta(str(tmp_path / "forecast" / "ahead"), version=latest).collect()["run"].sort().to_list()
    assert runs == ["run-1", "run-3"]


def test_before_the_first_run_there_are_none(tmp_path):
    assert (read_forecasts(tmp_path), forecast_runs(tmp_path)) == (None, [])


def test_what_is_kept_by_run_says_its_run():
    assert {name for name, schema in TABLES.items() if "run" in schema} == set(BY_RUN)
