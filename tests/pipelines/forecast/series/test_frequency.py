from datetime import date, datetime

import polars as pl
import pytest

from data.errors import UserError
from pipelines.forecast.series.frequency import SeriesFrequency, ahead, number_periods
from pipelines.forecast.series.timestamps import parse_dates


def next_dates(written: list, frequency: str, many: int = 3) -> list:
    """The dates after these, in the type they are written in."""
    ds, stamps = parse_dates(pl.Series("ds", written), SeriesFrequency(frequency))
    rows = pl.DataFrame({"unique_id": ["a"] * len(written), "ds": ds})
    return stamps.write(ahead(rows, SeriesFrequency(frequency), many)["ds"]).to_list()


@pytest.mark.parametrize(
    ("written", "frequency", "expected"),
    [
        (["2024-01-31", "2024-02-29"], "month", ["2024-03-31", "2024-04-30", "2024-05-31"]),
        (["2024-01-15", "2024-02-15"], "month", ["2024-03-15", "2024-04-15", "2024-05-15"]),
        (["2023-12-30", "2024-01-30"], "month", ["2024-02-29", "2024-03-30", "2024-04-30"]),
        (["2024-11", "2024-12"], "month", ["2025-01", "2025-02", "2025-03"]),
        (["202411", "202412"], "month", ["202501", "202502", "202503"]),
        (["2024-02-29", "2024-05-31"], "quarter", ["2024-08-31", "2024-11-30", "2025-02-28"]),
        (["2022-03-31", "2023-03-31"], "year", ["2024-03-31", "2025-03-31", "2026-03-31"]),
        (["2023", "2024"], "year", ["2025", "2026", "2027"]),
        (["2024-12-25", "2025-01-01"], "week", ["2025-01-08", "2025-01-15", "2025-01-22"]),
        (["20241230", "20241231"], "day", ["20250101", "20250102", "20250103"]),
        (
            ["2024-12-31T22:30", "2024-12-31T23:30"],
            "hour",
            ["2025-01-01T00:30", "2025-01-01T01:30", "2025-01-01T02:30"],
        ),
        ([2023, 2024], "year", [2025, 2026, 2027]),
        ([7, 8], "day", [9, 10, 11]),
        ([date(2024, 2, 28)], "day", [date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 2)]),
        (
            [datetime.fromisoformat("2024-01-31T06:00")],
            "month",
            [*map(datetime.fromisoformat, ("2024-02-29T06:00", "2024-03-31T06:00", "2024-04-30T06:00"))],
        ),
    ],
)
def test_dates_go_on_in_their_own_type_and_anchor(written, frequency, expected):
    assert next_dates(written, frequency) == expected


def test_moments_of_a_time_zone_keep_it():
    ds = pl.Series("ds", [datetime.fromisoformat("2024-06-01")]).dt.replace_time_zone("America/Toronto")
    naive, stamps = parse_dates(ds, SeriesFrequency.DAY)
    rows = pl.DataFrame({"unique_id": ["a"], "ds": naive})
    assert stamps.write(ahead(rows, SeriesFrequency.DAY, 1)["ds"]).dtype == ds.dtype


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["2024-10-01T22:00:00-04:00", "2024-10-01T23:00:00-04:00"], ["2024-10-02T00:00:00-04:00"]),
        (["2024-11-03T01:00:00-04:00", "2024-11-03T01:00:00-05:00"], ["2024-11-03T02:00:00-05:00"]),
        (["2024-03-10 01:00-0500", "2024-03-10 03:00-0400"], ["2024-03-10 04:00-0400"]),
        (["2024-10-01T22:00:00Z", "2024-10-01T23:00:00Z"], ["2024-10-02T00:00:00Z"]),
        (["2024-10-01T22:00:00+00:00", "2024-10-01T23:00:00+00:00"], ["2024-10-02T00:00:00+00:00"]),
        (["2024-10-01T22:00:00+0530", "2024-10-01T23:00:00+0530"], ["2024-10-02T00:00:00+0530"]),
    ],
)
def test_hours_with_an_offset_go_on_in_it(written, expected):
    assert next_dates(written, "hour", 1) == expected
    ds, _ = parse_dates(pl.Series("ds", written), SeriesFrequency.HOUR)
    assert (ds[1] - ds[0]).total_seconds() == 3600


@pytest.mark.parametrize("zone", ["America/Toronto", "UTC", "Asia/Kolkata"])
def test_hours_of_a_zone_are_counted_across_its_clock_changes(zone):
    hours = pl.datetime_range(
        datetime.fromisoformat("2024-11-02"), datetime.fromisoformat("2024-11-04"), "1h", time_zone="UTC", eager=True
    )
    ds, stamps = parse_dates(hours.dt.convert_time_zone(zone), SeriesFrequency.HOUR)
    assert ds.diff().drop_nulls().n_unique() == 1
    assert stamps.write(ds).equals(hours.dt.convert_time_zone(zone))


def test_days_of_a_zone_stay_at_its_midnight_and_none_is_lost_where_that_does_not_exist():
    ds = pl.datetime_range(
        datetime.fromisoformat("2024-09-05"),
        datetime.fromisoformat("2024-09-07"),
        "1d",
        time_zone="America/Santiago",
        eager=True,
    )
    naive, stamps = parse_dates(ds, SeriesFrequency.DAY)
    rows = pl.DataFrame({"unique_id": "a", "ds": naive})
    assert stamps.write(ahead(rows, SeriesFrequency.DAY, 2)["ds"]).dt.to_string("%d %H").to_list() == ["08 01", "09 00"]


def test_a_date_off_the_grid_of_its_series_is_told():
    rows = pl.DataFrame(
        {"unique_id": ["a"] * 3, "ds": [*map(datetime.fromisoformat, ("2025-01-01", "2025-01-07", "2025-01-15"))]}
    )
    assert number_periods(rows, SeriesFrequency.WEEK)["off"].to_list() == [False, True, False]


def test_text_that_is_no_date_is_named():
    with pytest.raises(UserError, match="'soon'"):
        parse_dates(pl.Series("ds", ["2024-01-01", "soon"]), SeriesFrequency.DAY)


def test_decimals_are_no_dates():
    with pytest.raises(UserError, match="decimal numbers"):
        parse_dates(pl.Series("ds", [1.5]), SeriesFrequency.DAY)
