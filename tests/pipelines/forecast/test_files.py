from datetime import date

import polars as pl
import pytest

from data.errors import UserError
from pipelines.forecast.files import forecast_file, read
from tests.support.series import days, weekly_pattern


@pytest.fixture
def table(tmp_path):
    """A file of one daily series, as CSV."""
    file = tmp_path / "calls.csv"
    days("a", weekly_pattern(60)).write_csv(file)
    return file


def test_a_csv_comes_back_as_csv_with_its_dates_as_written(table, tmp_path):
    forecast_file(table, tmp_path / "out.csv", horizon=3, frequency="day")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[0] == "unique_id,ds,yhat,lo80,hi80,lo95,hi95"
    assert [line.split(",")[:2] for line in lines[1:]] == [["a", f"2025-07-0{day}"] for day in (1, 2, 3)]


def test_a_parquet_keeps_the_types_of_series_and_dates(tmp_path):
    numbered = days("a", weekly_pattern(60)).with_columns(unique_id=pl.lit(7, pl.Int32), other=pl.lit("ignored"))
    numbered.write_parquet(tmp_path / "in.parquet")
    forecast_file(tmp_path / "in.parquet", tmp_path / "out.parquet", horizon=2, frequency="day", levels=[90, 50])
    out = pl.read_parquet(tmp_path / "out.parquet")
    assert out.columns == ["unique_id", "ds", "yhat", "lo50", "hi50", "lo90", "hi90"]
    assert out["ds"].to_list() == [date(2025, 7, 1), date(2025, 7, 2)]
    assert out["unique_id"].dtype == pl.Int32


def test_unknown_values_may_be_written_in_many_ways(tmp_path):
    (tmp_path / "in.csv").write_text("unique_id,ds,y\na,1,5\na,2,\na,3,NA\na,4,NaN\na,5,-2.5\n")
    assert read(tmp_path / "in.csv")["y"].to_list() == [5, None, None, None, -2.5]


def test_a_file_may_be_of_another_dialect(tmp_path):
    (tmp_path / "in.csv").write_text("Calls by day\n\nunique_id;ds;y\na;2025-01-01;1,5\n\na;2025-01-02;\n")
    assert read(tmp_path / "in.csv").rows() == [("a", "2025-01-01", 1.5), ("a", "2025-01-02", None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unique_id,date,y\na,2025-01-01,1\n", "has no column ds; it has unique_id, date, y"),
        ("unique_id,ds,y\n", "has no rows"),
        ("", "in.csv is empty; export it again"),
        ("unique_id,ds,y\na,2025-01-01,1,000\n", "in.csv, line 2, is no row under the header: `a,2025-01-01,1,000`"),
        ("unique_id,ds,y\na,2025-01-01,1\na,2025-01-02\nb,2025-01-02,1\n", "in.csv, line 3, is no row under the"),
        ("unique_id,ds,y\na,2025-01-01,many\n", "holds 'many' for series a on 2025-01-01, which is no number"),
        ('unique_id,ds,y\na,2025-01-01,"1,000"\n', "holds '1,000' .* write it like 1234.5, without marks between"),
        ("unique_id,ds,y\na,soon,1\n", "holds 'soon', which is no date"),
        ("unique_id,ds,y\n,2025-01-01,1\n", "unique_id is empty in some rows"),
        ("unique_id,ds,y\na,2025-01-01,\n", "Series a is left out: it has no known value"),
    ],
)
def test_a_file_that_cannot_be_understood_is_one_sentence(text, said, tmp_path):
    (tmp_path / "in.csv").write_text(text)
    with pytest.raises(UserError, match=said):
        forecast_file(tmp_path / "in.csv", tmp_path / "out.csv", horizon=2, frequency="day")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"frequency": "fortnight"}, "'fortnight' is not a frequency: choose hour, day, week, month, quarter or year"),
        ({"horizon": 0}, "A horizon of 0 periods is none"),
        ({"season_length": 0}, "A season of 0 periods is none"),
        ({"levels": [100]}, "cannot cover 100 percent"),
        ({"holidays": "ATLANTIS"}, "'ATLANTIS' is no country of the holidays package"),
        ({"holidays": "CA-XX"}, "'XX' is no part of CA in the holidays package"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_sentence(options, said, table, tmp_path):
    with pytest.raises(UserError, match=said):
        forecast_file(table, tmp_path / "out.csv", **{"horizon": 2, "frequency": "day"} | options)


def test_places_that_cannot_be_read_or_written_are_named(table, tmp_path):
    with pytest.raises(UserError, match="There is no file"):
        forecast_file(tmp_path / "none.csv", tmp_path / "out.csv", horizon=2, frequency="day")
    with pytest.raises(UserError, match=r"neither .csv nor .parquet"):
        forecast_file(table, tmp_path / "out.xlsx", horizon=2, frequency="day")
    with pytest.raises(UserError, match="cannot be written"):
        forecast_file(table, tmp_path / "nowhere" / "out.csv", horizon=2, frequency="day")
