from datetime import date, datetime, timedelta

import polars as pl

from pipelines.forecast.series.eligibility import select_eligible
from pipelines.forecast.series.frequency import SeriesFrequency


def rows(ds: list, name: str = "a") -> pl.DataFrame:
    moments = pl.Series(ds).cast(pl.Datetime("us"))
    return pl.DataFrame({"unique_id": name, "ds": moments, "y": [float(i) for i in range(len(ds))]})


def weeks(many: int) -> list[date]:
    """Mondays from 2024-01-01."""
    return [date(2024, 1, 1) + timedelta(weeks=i) for i in range(many)]


def test_a_week_that_begins_after_a_holiday_stays_in_its_place_and_is_named():
    ds = weeks(20)
    ds[7] += timedelta(days=1)
    eligible = select_eligible(rows(ds), SeriesFrequency.WEEK)
    assert eligible.rows["ds"].dt.date().to_list() == weeks(20)
    assert "1 of its dates, the first 2024-02-20 (Tuesday)" in str(eligible.notes[0])
    assert not eligible.left_out


def test_the_last_week_may_be_the_one_that_is_moved():
    ds = weeks(20)
    ds[-1] += timedelta(days=1)
    assert select_eligible(rows(ds), SeriesFrequency.WEEK).rows["ds"].dt.date().to_list() == weeks(20)


def test_weeks_that_begin_on_any_day_are_no_weeks_and_the_first_is_named():
    ds = [day + timedelta(days=i % 3) for i, day in enumerate(weeks(20))]
    left_out = select_eligible(rows(ds), SeriesFrequency.WEEK).left_out
    assert "do not lie a whole number of weeks from its last one, the first 2024-01-01" in str(left_out["a"])


def test_two_rows_of_one_hour_of_the_night_are_their_mean_and_named():
    hours = [datetime.fromisoformat("2024-11-03") + timedelta(hours=i) for i in range(5)]
    eligible = select_eligible(rows([*hours, hours[1]]), SeriesFrequency.HOUR)
    assert eligible.rows["y"].to_list() == [0, (1 + 5) / 2, 2, 3, 4]
    assert "Series a has 2024-11-03 01:00 twice" in str(eligible.notes[0])


def test_other_hours_twice_leave_the_series_out_and_say_which():
    hours = [datetime.fromisoformat("2024-11-03") + timedelta(hours=i) for i in range(20)]
    left_out = select_eligible(rows([*hours, hours[14]]), SeriesFrequency.HOUR).left_out
    assert "more than one row for a hour, the first 2024-11-03 14:00; keep one" in str(left_out["a"])


def test_a_series_that_goes_from_days_to_weeks_is_named_with_the_day():
    ds = [date(2024, 1, 1) + timedelta(days=i) for i in range(30)]
    ds += [ds[-1] + timedelta(weeks=i + 1) for i in range(8)]
    left_out = select_eligible(rows(ds), SeriesFrequency.DAY).left_out
    assert str(left_out["a"]) == (
        "Series a is left out: its rows lie 1 days apart at first and 7 from 2024-02-06 on; "
        "give each part as a series of its own."
    )


def test_weekends_and_single_gaps_are_no_change():
    ds = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    assert not select_eligible(rows([day for day in ds if day.weekday() < 5]), SeriesFrequency.DAY).left_out
    assert not select_eligible(rows(ds[:20] + ds[25:]), SeriesFrequency.DAY).left_out
