"""The organisation's daily forecasts: the best opinion on each series, adding up, with bands, nothing where closed."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from data.storage.forecast_tables import TABLES
from pipelines.forecast.organisation.daily_models import daily_answer
from pipelines.forecast.organisation.demand import Demand
from pipelines.forecast.organisation.grid import DemandGrid, build_grid, naive, weekday_means
from pipelines.forecast.organisation.opening_days import opening
from pipelines.forecast.organisation.organisation import outlook
from pipelines.forecast.organisation.regression import regress

DAYS, AHEAD = 430, 91
FIRST = date(2024, 9, 2)  # a Monday
MEANS = {("online", "plates"): 40, ("telephone", "plates"): 25, ("telephone", "cards"): 3}
WEEK = np.array([1.3, 1.1, 1, 1, 0.9, 0.4, 0.3])


def drawn(seed: int = 1, changed_from: int | None = None, length: int = DAYS) -> Demand:
    """Counts with a week and a season; telephones close on weekends. `changed_from`: days after it are all 1,000."""
    random = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=n) for n in range(length)]
    season = 1 + 0.3 * np.sin(2 * np.pi * np.arange(length) / 365)
    parts = []
    for (channel, line), mean in MEANS.items():
        count = random.poisson(mean * WEEK[np.arange(length) % 7] * season)
        count[length if changed_from is None else changed_from :] = 1_000
        count = np.where((channel == "telephone") & (np.arange(length) % 7 > 4), 0, count)
        parts.append(pl.DataFrame({"channel": channel, "line": line, "ds": days, "started": count}))
    part = pl.concat(parts)
    by_channel = part.filter(pl.col("started") > 0).group_by("channel", "ds").agg(pl.col("started").sum())
    openings = opening(by_channel, ["channel"], days[-1] + timedelta(days=AHEAD)).select(
        "channel", pl.lit(None, pl.String).alias("location"), "ds", "open"
    )
    sums = [part.group_by(*by, "ds").agg(pl.col("started").sum()) for by in (["channel"], ["line"], [])]
    every = pl.concat([part, *sums], how="diagonal").with_columns(
        location=pl.lit(None, pl.String), grain=pl.lit("day"), teaches=pl.lit(True), completed=pl.col("started")
    )
    is_open = openings.select("channel", "ds", "open")
    every = every.join(is_open, on=["channel", "ds"], how="left").with_columns(pl.col("open").fill_null(True))
    return Demand(rows=every.select(TABLES["demand"].names()), openings=openings, origins={"day": days[-1]}, notes=[])


@pytest.fixture(scope="module")
def demand() -> Demand:
    return drawn()


@pytest.fixture(scope="module")
def made(demand):
    return outlook(demand, "day")


def of(made: pl.DataFrame, channel: str | None, line: str | None) -> pl.DataFrame:
    keys = {"channel": channel, "line": line}
    return made.filter(pl.col(key).eq_missing(pl.lit(code, pl.String)) for key, code in keys.items()).sort("ds")


def test_every_series_has_a_row_for_each_of_the_91_days(made):
    lengths = made.ahead.group_by("channel", "line").len()

    assert lengths["len"].to_list() == [91] * (3 + 2 + 2 + 1)
    assert made.ahead["ds"].min() == FIRST + timedelta(days=DAYS)
    assert made.ahead.null_count().select("yhat", "lo80", "hi95", "model").row(0) == (0, 0, 0, 0)


def test_channels_and_lines_add_up_to_the_total_exactly(made):
    parts = made.ahead.filter(pl.all_horizontal(pl.col("channel", "line").is_not_null()))
    for key in ("channel", "line"):
        sums = parts.group_by(key, "ds").agg(pl.col("yhat").sum())
        other = {"channel": "line", "line": "channel"}[key]
        shown = made.ahead.filter(pl.col(key).is_not_null(), pl.col(other).is_null()).select(key, "ds", "yhat")
        assert sums.sort(key, "ds").equals(shown.sort(key, "ds"))
    total = parts.group_by("ds").agg(pl.col("yhat").sum()).sort("ds")
    assert total["yhat"].to_list() == of(made.ahead, None, None)["yhat"].to_list()


def test_bands_hold_their_forecast_and_closed_days_are_nought(made):
    rows = made.ahead
    assert rows.filter((pl.col("lo95") > pl.col("lo80")) | (pl.col("hi80") > pl.col("hi95"))).is_empty()
    assert rows.filter(~pl.col("yhat").is_between(pl.col("lo80") - 0.05, pl.col("hi80") + 0.05)).is_empty()
    closed = rows.filter(~pl.col("open"))
    assert set(closed.select("channel", "line").iter_rows()) == {
        ("telephone", None),
        ("telephone", "plates"),
        ("telephone", "cards"),
        (None, "cards"),
    }, "only telephones have cards"
    assert closed.select(pl.col("yhat", "lo95", "hi95").abs().max()).row(0) == (0, 0, 0)


def test_accuracy_is_told_for_each_week_ahead_and_beats_the_naive(made):
    pooled = made.error.group_by("ahead").agg(pl.col("abs_error", "naive_abs_error", "n").sum()).sort("ahead")

    assert pooled["ahead"].to_list() == list(range(1, 14))
    assert (pooled["abs_error"] < pooled["naive_abs_error"]).all()


def test_what_happens_after_an_origin_changes_no_forecast_made_there(demand):
    origin = DAYS - 100
    before, after = (build_grid(found, "day") for found in (demand, drawn(changed_from=origin)))

    assert not np.array_equal(before.actual, after.actual)
    for opinion in (naive, weekday_means, regress):
        assert np.array_equal(opinion(before, [origin]), opinion(after, [origin]), equal_nan=True)


def test_origins_that_carry_on_from_each_other_forecast_what_each_would_alone(demand):
    origins = [DAYS - 150, DAYS - 143, DAYS - 20]
    of = build_grid(demand, "day")

    together, last = regress(of, origins), regress(of, origins[2:])

    assert together[:, 2] == pytest.approx(last[:, 0])
    assert together[:, 1] != pytest.approx(last[:, 0]), "each origin has a forecast of its own"


def test_the_choice_names_its_runner_up_and_margin(demand):
    choices = daily_answer(build_grid(demand, "day"), judged=20).choices

    assert (choices["error"] <= choices["runner_up_error"]).all()
    assert choices.select(gap=pl.col("runner_up_error") - pl.col("error") - pl.col("margin"))["gap"].abs().max() < 1e-12
    assert set(choices["reason"]) == {"least_error"}


def short(days: int) -> DemandGrid:
    whole = drawn()
    last = FIRST + timedelta(days=days - 1)
    rows = whole.rows.filter(pl.col("ds") <= last)
    return build_grid(Demand(rows=rows, openings=whole.openings, origins={"day": last}, notes=[]), "day")


def test_a_short_history_is_forecast_untested():
    of = short(20)
    answer = daily_answer(of, judged=52)

    assert (answer.origins, set(answer.choices["reason"])) == ([], {"untested"})
    assert np.isfinite(answer.points[of.open[:, of.past :]]).all()


def test_the_naive_is_the_last_open_same_weekday():
    of_week = build_grid(drawn(), "day")
    s = of_week.keys.index(("telephone", "cards", None))
    origin = 70
    ahead = naive(of_week, [origin])[s, 0]

    assert ahead[:5].tolist() == of_week.actual[s, origin - 7 : origin - 2].tolist()
    assert ahead[7:12].tolist() == ahead[:5].tolist()
    assert np.isnan(ahead[5:7]).all(), "telephones have never been open on a weekend"


@pytest.mark.parametrize(
    ("days", "origins", "first"), [(56 + 7 * 20, 20, 56), (56 + 7 * 20 - 1, 19, 62), (1_000, 104, 1_000 - 7 * 104)]
)
def test_days_are_tested_at_weekly_origins_of_two_years_as_far_as_eight_weeks_were_known(days, origins, first):
    long = drawn(length=days)
    answer = daily_answer(build_grid(long, "day"), judged=10)

    assert len(answer.origins) == origins
    assert answer.origins == list(range(first, days, 7))
