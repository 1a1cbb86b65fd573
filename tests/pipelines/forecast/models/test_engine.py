from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from data.errors import UserError
from pipelines.forecast.models.engine import Request, forecast
from pipelines.forecast.series.frequency import SeriesFrequency
from tests.support.series import daily, days, weekly_pattern

COLUMNS = ["unique_id", "ds", "yhat", "lo80", "hi80", "lo95", "hi95"]


@pytest.fixture(scope="module")
def two():
    """Two daily series that end on different days, one with gaps."""
    short = days("short", weekly_pattern(120, 1), last=date(2025, 5, 31))
    gaps = days("gaps", weekly_pattern(200, 2)).filter(pl.int_range(pl.len()) % 11 != 5)
    return pl.concat([short, gaps])


@pytest.fixture(scope="module")
def ahead(two):
    return daily(two)


def test_every_series_gets_the_horizon_after_its_own_last_row(ahead):
    assert ahead.frame.columns == COLUMNS
    dates = ahead.frame.group_by("unique_id").agg(pl.len(), first=pl.col("ds").min(), last=pl.col("ds").max())
    assert dict(zip(dates["unique_id"], dates["len"], strict=True)) == {"short": 14, "gaps": 14}
    assert dates.filter(unique_id="short")["first"].item() == date(2025, 6, 1)
    assert dates.filter(unique_id="gaps")["last"].item() == date(2025, 7, 14)


def test_intervals_hold_the_point_and_wider_levels_hold_narrower_ones(ahead):
    inside = pl.all_horizontal(
        pl.col("lo95") <= pl.col("lo80"),
        pl.col("lo80") <= pl.col("yhat"),
        pl.col("yhat") <= pl.col("hi80"),
        pl.col("hi80") <= pl.col("hi95"),
    )
    assert ahead.frame.select(inside.all()).item()


def test_nothing_falls_below_zero_where_history_never_did(ahead):
    assert ahead.frame.select(pl.col("yhat", "lo80", "lo95").min()).row(0) >= (0.0, 0.0, 0.0)


def test_the_week_is_found(ahead):
    shown = ahead.frame.with_columns(weekday=pl.col("ds").dt.weekday()).group_by("unique_id", "weekday")
    means = shown.agg(pl.col("yhat").mean()).sort("yhat").group_by("unique_id").agg(pl.col("yhat").first())
    assert means["yhat"].max() < 40


def test_the_same_question_has_the_same_answer(two, ahead):
    assert daily(two).frame.equals(ahead.frame)


def test_series_come_in_the_order_of_the_question_each_with_its_own_level(ahead):
    assert ahead.frame["unique_id"].unique(maintain_order=True).to_list() == ["short", "gaps"]
    steep = pl.concat([days("z", weekly_pattern(90)), days("a", 1000 + weekly_pattern(90)), days("m", [7.0] * 90)])
    means = daily(steep, horizon=7).frame.group_by("unique_id", maintain_order=True).agg(pl.col("yhat").mean())
    assert means["unique_id"].to_list() == ["z", "a", "m"]
    assert means["yhat"].to_list() == pytest.approx([81, 1081, 7], abs=15)


def test_series_do_not_depend_on_the_order_of_rows(two, ahead):
    turned = daily(two.sort("ds", descending=True)).frame.sort("unique_id", "ds")
    assert turned.equals(ahead.frame.sort("unique_id", "ds"))


def test_a_back_test_sees_nothing_of_what_came_after_its_origin(two, ahead):
    changed = two.with_columns(y=pl.when(pl.col("ds") > date(2025, 6, 23)).then(900.0).otherwise("y"))
    origins = pl.col("unique_id") == "gaps", pl.col("origin") <= date(2025, 6, 16), pl.col("step") == 1
    before = ahead.backtest.filter(*origins).select("origin", "naive")
    after = daily(changed).backtest.filter(*origins).select("origin", "naive")
    assert before.height > 1
    assert after.equals(before)


def test_errors_of_the_back_test_are_against_what_came(two, ahead):
    joined = ahead.backtest.join(two, on=["unique_id", "ds"], suffix="_real")
    assert joined.height == ahead.backtest.height > 0
    assert joined.select((pl.col("y") == pl.col("y_real")).all()).item()
    assert joined.select(((pl.col("ds") - pl.col("origin")).dt.total_days() == pl.col("step")).all()).item()


def test_choices_tell_model_runner_up_and_margin(ahead):
    choice = ahead.choices.row(0, named=True)
    assert choice["reason"] in ("blend", "single")
    assert choice["margin"] == pytest.approx(1 - choice["error"] / choice["runner_up_error"])
    assert not choice["floor"]


@pytest.mark.parametrize(
    ("values", "last", "said"),
    [
        ([5, 6, 7], 7, "it has 3 known values; a model needs 4"),
        ([0] * 40, 0, "it has always been 0"),
        ([4.5] * 40, 4.5, "it has always been 4.5"),
    ],
)
def test_what_cannot_be_modelled_repeats_itself_and_says_why(values, last, said):
    outcome = daily(days("a", values), horizon=7)
    assert outcome.frame["yhat"].to_list() == [last] * 7
    assert outcome.choices["floor"].to_list() == [True]
    assert said in str(outcome.notes[0])


def test_a_series_that_never_changed_has_no_width_among_others_that_do():
    rows = pl.concat([days("still", [4.5] * 60), days("moves", weekly_pattern(60))])
    widths = daily(rows, horizon=7).frame.group_by("unique_id").agg((pl.col("hi95") - pl.col("lo95")).min())
    assert dict(widths.iter_rows())["still"] == 0 < dict(widths.iter_rows())["moves"]


def test_months_keep_real_models_however_many_origins_are_asked_for():
    season = 100 * (1 + 0.3 * np.sin(2 * np.pi * np.arange(66) / 12)) * 1.01 ** np.arange(66)
    values = season + np.random.default_rng(3).normal(0, 3, 66)
    first = date(2020, 1, 1)
    ds = pl.date_range(first, date(2025, 6, 1), "1mo", eager=True)
    rows = pl.DataFrame({"unique_id": "a", "ds": ds, "y": values})
    made = forecast(rows, Request(6, SeriesFrequency.MONTH, origins=14, step=1))
    assert "theta" in made.choices["model"].item()
    tested = made.backtest.drop_nulls("y").select(
        ours=(pl.col("yhat") - pl.col("y")).abs().mean(), naive=(pl.col("naive") - pl.col("y")).abs().mean()
    )
    assert tested["ours"].item() < 0.7 * tested["naive"].item()


def test_a_horizon_longer_than_the_history_is_answered():
    outcome = daily(days("a", weekly_pattern(20)), horizon=60)
    assert outcome.frame.height == 60
    assert outcome.frame.null_count().sum_horizontal().item() == 0


def test_values_below_zero_may_stay_there():
    assert daily(days("a", weekly_pattern(90) - 200), horizon=7).frame["yhat"].max() < 0


def test_one_bad_series_does_not_hold_back_the_others(two):
    twice = pl.concat([days("twice", [1, 2, 3, 4, 5, 6]), days("twice", [9])])
    empty = days("empty", [None] * 5)
    outcome = daily(pl.concat([two, twice, empty]), horizon=3)
    assert set(outcome.frame["unique_id"]) == {"short", "gaps"}
    assert "more than one row for a day" in str(outcome.left_out["twice"])
    assert "no known value" in str(outcome.left_out["empty"])


def test_a_date_far_from_all_others_is_taken_for_a_mistake():
    far = pl.concat([days("a", [1.0], last=date(1025, 1, 1)), days("a", weekly_pattern(30))])
    with pytest.raises(UserError, match="dates from 1025-01-01 to 2025-06-30"):
        daily(far)


def test_known_flags_carry_what_they_did_before_into_the_horizon():
    length, last = 200, date(2025, 6, 30)
    flag = (np.arange(length + 14) % 17 == 3).astype(float)
    values = weekly_pattern(length, 3, noise=1.0) + 60 * flag[:length]
    history = days("a", values).with_columns(event=pl.Series(flag[:length]))
    ahead = pl.date_range(last + timedelta(days=1), last + timedelta(days=14), eager=True)
    known = pl.DataFrame({"unique_id": ["a"] * 14, "ds": ahead, "event": flag[length:]})
    request = Request(14, SeriesFrequency.DAY)
    without = forecast(history, request, known.with_columns(event=0.0)).frame["yhat"]
    extra = (forecast(history, request, known).frame["yhat"] - without).to_numpy()
    assert extra[flag[length:] == 1].min() > 30


def test_intervals_cover_about_what_they_say_on_noise():
    history = pl.concat([days(f"s{i}", 100 + np.random.default_rng(i).normal(0, 10, 110)) for i in range(8)])
    past = history.group_by("unique_id", maintain_order=True).head(96)
    came = history.join(daily(past).frame, on=["unique_id", "ds"])
    assert came.height == 8 * 14
    for level in (80, 95):
        inside = came.select(pl.col("y").is_between(f"lo{level}", f"hi{level}").mean()).item()
        assert inside == pytest.approx(level / 100, abs=0.1)
