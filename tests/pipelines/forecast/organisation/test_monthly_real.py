"""ServiceOntario's published calls, told per ordinary month, are forecast better than by the calls of a year before."""

import os
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import data
from data.storage.snapshot import read_snapshot
from pipelines.forecast.models.engine import Request, forecast
from pipelines.forecast.organisation.demand import demand
from pipelines.forecast.organisation.grid import build_grid
from pipelines.forecast.organisation.monthly import ordinary_months
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.run import run

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not os.environ.get("SCORECARD_REAL_DATA"), reason="SCORECARD_REAL_DATA names no folder"),
]
SOURCE = Path(data.__path__[0]) / "sources" / "serviceontario_contact_centres"
YEAR = 12


def test_a_year_of_all_calls_from_ten_origins(tmp_path):
    run(tmp_path, [SOURCE])
    found = demand(read_snapshot(tmp_path))
    of = build_grid(found, "month")
    calls, ordinary = of.actual[0], ordinary_months(of, found)[0]
    first = of.dates.index(date(2018, 4, 1))
    ours, naive = [], []

    for known in range(first, first + 10):
        told = pl.DataFrame({"ds": of.dates[:known], "y": calls[:known] / ordinary[:known]})
        made = forecast(told.with_columns(unique_id=pl.lit("all")), Request(YEAR, SeriesFrequency.MONTH))
        came = calls[known : known + YEAR]
        ahead = made.frame["yhat"].to_numpy() * ordinary[known : known + YEAR]
        ours.append(np.abs(ahead - came).sum() / came.sum())
        naive.append(np.abs(calls[known - YEAR : known] - came).sum() / came.sum())

    assert of.keys[0] == (None, None, None)
    assert np.mean(naive) == pytest.approx(0.0714, abs=0.0001), "the bar to clear"
    assert np.mean(ours) < np.mean(naive)
