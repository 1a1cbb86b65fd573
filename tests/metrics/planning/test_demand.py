"""What pages ask of demand: one series at a time, only what a reader may see, and what earlier runs believed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.storage.forecast_tables import TABLES, ForecastRun, write_forecasts
from data.storage.snapshot import Snapshot
from metrics.planning import demand
from tests.support.drawn_tables import rows
from tests.support.homes import empty_home

SERIES = [(None, None), ("online", None), (None, "plate"), ("online", "plate")]
FIRST = date(2026, 11, 1)


def series(**known: object) -> pl.DataFrame:
    """One row per series: the total, a channel, a line and the part they are made of."""
    return pl.DataFrame(
        [{"channel": c, "line": n, "location": None} | known for c, n in SERIES],
        schema_overrides={"channel": pl.String, "line": pl.String, "location": pl.String},
    )


def table(name: str, found: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns of a forecast table, the others null."""
    return found.with_columns(
        pl.lit(None, dtype).alias(column) for column, dtype in TABLES[name].items() if column not in found.columns
    )


def publish(home: Path, run: str, yhat: int) -> None:
    known = {"run": run, "grain": "day", "ds": FIRST}
    sums = dict.fromkeys(("n", "actual", "abs_error", "error", "naive_abs_error", "scaled_error"), 1.0)
    write_forecasts(
        home,
        ForecastRun(
            run=run,
            made_at=datetime(2026, 11, 1, tzinfo=UTC),
            seconds=1,
            inputs=run,
            origins={"day": FIRST - timedelta(days=1)},
            tables={},
        ),
        {
            "demand": table("demand", series(grain="day", ds=FIRST, started=12, open=True, teaches=True)),
            "ahead": table("ahead", series(**known, origin=FIRST - timedelta(days=1), yhat=yhat, open=True)),
            "choice": table("choice", series(run=run, grain="day", model="ridge")),
            "error": table(
                "error", series(run=run, grain="day", ahead=1, n_interval=1, inside80=1, inside95=1, **sums)
            ),
            "profile": table(
                "profile",
                rows(
                    """
                    channel   | weekday | half_hour | share
                    ----------+---------+-----------+------
                    telephone | 1       | 18        | 0.25
                    telephone | 1       | 17        | 0.75
                    """
                ).cast({"weekday": pl.Int64, "half_hour": pl.Int64, "share": pl.Float64}),
            ),
        },
    )


@pytest.fixture
def tables(tmp_path: Path) -> Snapshot:
    """A home whose numbers are of the run `drawn`."""
    return empty_home(tmp_path)


def test_one_series_is_asked_for_by_its_codes(tables):
    publish(tables.home, "drawn", 10)

    assert demand.ahead(tables, "day", channel="online", line="plate")["yhat"].to_list() == [10]
    assert demand.ahead(tables, "day").height == 1
    assert demand.history(tables, "day", channel="online")["started"].to_list() == [12]
    assert demand.choices(tables, "day").height == len(SERIES)
    assert demand.accuracy(tables, "day", line="plate").height == 1


def test_whoever_may_see_one_channel_sees_no_sum_over_others(tables):
    publish(tables.home, "drawn", 10)
    mine = {"channel": ["online"]}

    assert demand.series(tables, "day", mine).rows() == [("online", None, None), ("online", "plate", None)]
    assert demand.ahead(tables, "day", mine).is_empty()
    assert demand.history(tables, "day", {"channel": ["kiosk"]}, channel="online").is_empty()


def test_what_an_earlier_run_believed_stands_beside_what_came(tables):
    publish(tables.home, "a", 10)
    publish(tables.home, "b", 11)

    assert demand.past_forecast(tables, "a", "day", channel="online").select("yhat", "started").rows() == [(10, 12)]
    with pytest.raises(UserError, match="Run c made no forecasts: did you mean"):
        demand.past_forecast(tables, "c", "day")


def test_numbers_of_an_earlier_run_come_with_its_forecasts_not_with_later_ones(tables):
    publish(tables.home, "a", 10)
    publish(tables.home, "z", 99)

    assert tables.manifest.run == "drawn"
    assert demand.forecast_run(tables).run == "a"
    assert demand.ahead(tables, "day")["yhat"].to_list() == [10]


def test_before_the_first_forecast_every_answer_is_empty(tables):
    assert demand.forecast_run(tables) is None
    assert demand.series(tables, "day").is_empty()
    assert demand.accuracy(tables, "month").is_empty()
    with pytest.raises(UserError, match="No forecasts are published"):
        demand.read_forecast(tables, "day")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"grain": "year"}, "use day, week or month"),
        ({"grain": "month"}, "no forecasts by month"),
        ({"grain": "day", "channel": "onlin"}, "did you mean online"),
        ({"grain": "day", "line": "boat"}, "No demand is forecast for line 'boat'"),
    ],
)
def test_a_mistake_is_one_sentence(tables, asked, words):
    publish(tables.home, "drawn", 10)

    with pytest.raises(UserError, match=words):
        demand.read_forecast(tables, **asked)


def test_a_year_before_is_the_same_weekday_and_unknown_unless_every_day_is_known():
    ahead = pl.DataFrame({"ds": [date(2026, 3, 2), date(2026, 3, 3)], "yhat": [5, 7]})
    past = pl.DataFrame({"ds": [date(2025, 3, 3), date(2025, 3, 4)], "started": [4, 6]})

    assert demand.year_before(ahead, past, "day") == (5 + 7, 4 + 6)
    assert demand.year_before(ahead, past.head(1), "day") is None
