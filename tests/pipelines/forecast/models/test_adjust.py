from datetime import date

import numpy as np
import polars as pl
import pytest

from pipelines.forecast.models.adjust import adjust_panel, comparable, scale_of
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel, build_panel
from tests.support.series import days


def panel(values, last: date, country: str | None = None) -> Panel:
    rows = days("a", values, last=last).with_columns(pl.col("ds").cast(pl.Datetime("us")))
    return build_panel(rows, SeriesFrequency.DAY, 7, 14, country)


def three_years(last: date) -> np.ndarray:
    """100 a day, 40 on Canada Day, a fifth more at the height of the year."""
    length = 1100
    ds = np.arange(np.datetime64(last) - length + 1, np.datetime64(last) + 1)
    of_year = (ds - ds.astype("datetime64[Y]")).astype(int)
    calm = 100 * (1 + 0.2 * np.sin(2 * np.pi * of_year / 365.25)) + np.random.default_rng(0).normal(0, 1, length)
    first_of_july = np.array([str(day)[5:] == "07-01" for day in ds])
    return np.where(first_of_july, 40, calm)


def test_a_holiday_is_learned_from_earlier_years():
    last = date(2025, 6, 25)
    effect = adjust_panel(panel(three_years(last), last, "CA")).effects[0][-14:]
    canada_day = effect[5]
    # Three weekdays taught it; the penalty keeps some of the way from 100 to 40.
    assert np.exp(canada_day - np.delete(effect, 5).mean()) < 0.75


def test_without_a_country_the_day_is_like_its_neighbours():
    last = date(2025, 6, 25)
    effect = adjust_panel(panel(three_years(last), last)).effects[0][-14:]
    assert np.exp(effect[5] - effect[4]) == pytest.approx(1, abs=0.1)


def test_what_is_taken_away_comes_back():
    last = date(2025, 6, 25)
    whole = panel(three_years(last), last, "CA")
    without = adjust_panel(whole)
    past = np.exp(without.panel.values[0] + without.effects[0][:-14])
    assert past == pytest.approx(whole.values[0])


def test_an_earlier_lesson_does_not_change_with_what_came_later():
    last = date(2025, 6, 25)
    values = three_years(last)
    shocked = np.concatenate([values[:-60], 3 * values[-60:]])
    lessons = []
    for each in (values, shocked):
        taught, _ = panel(each, last, "CA").cut(60, 5)
        later = panel(each, last, "CA").cut(0, 5)[0]
        lessons.append(adjust_panel(Panel(**{**vars_of(later), "taught": taught})).effects[0])
    assert lessons[0] == pytest.approx(lessons[1])


def vars_of(whole: Panel) -> dict:
    return {name: getattr(whole, name) for name in Panel.__dataclass_fields__}


@pytest.mark.parametrize("values", [[5.0, 8, 13], [0.0, 8, 13], [-5.0, 8, 13], [0.0, 0, 0]])
def test_scales_lead_back(values):
    y = np.array(values)
    for forth, back in (scale_of(y), comparable(y)):
        assert back(forth(y)) == pytest.approx(y)
