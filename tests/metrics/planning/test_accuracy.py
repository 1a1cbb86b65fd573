"""How good forecasts were: sums are added first and divided last, always beside the seasonal naive."""

import polars as pl
import pytest

from metrics.planning.accuracy import accuracy, missed, usable, usable_to
from tests.support.drawn_tables import rows


def sums(table: str) -> pl.DataFrame:
    return rows(table).cast(pl.Float64).with_columns(pl.col("ahead").cast(pl.Int64))


TWO_SERIES = """
    ahead | n | actual | abs_error | error | naive_abs_error | scaled_error | n_interval | inside80 | inside95
    ------+---+--------+-----------+-------+-----------------+--------------+------------+----------+---------
    1     | 7 | 700    | 70        | 35    | 140             | 3.5          | 7          | 5        | 7
    1     | 7 | 100    | 30        | -10   | 20              | 7            | 7          | 6        | 6
    2     | 7 | 700    | 90        | 0     | 80              | 4.2          | 0          | 0        | 0
"""


def test_series_are_pooled_by_adding_before_dividing():
    first = accuracy(sums(TWO_SERIES)).to_dicts()[0]

    assert first == {
        "ahead": 1,
        "n": 7 + 7,
        "wape": (70 + 30) / (700 + 100),
        "naive_wape": (140 + 20) / (700 + 100),
        "mase": (3.5 + 7) / (7 + 7),
        "bias": (35 - 10) / (700 + 100),
        "cov80": (5 + 6) / (7 + 7),
        "cov95": (7 + 6) / (7 + 7),
        "better": True,
    }


def test_without_intervals_there_is_no_coverage():
    second = accuracy(sums(TWO_SERIES)).to_dicts()[1]

    assert (second["cov80"], second["cov95"]) == (None, None)


def better(*weeks: bool) -> pl.DataFrame:
    return pl.DataFrame({"ahead": range(1, len(weeks) + 1), "better": weeks})


@pytest.mark.parametrize(
    ("weeks", "to", "words", "mots"),
    [
        ((True, True, False, True), 2, "Usable to week 2; beyond", "jusqu’à la semaine 2; au-delà"),
        ((True, True), 2, "every week ahead, 1 to 2", "de la semaine 1 à 2"),
        ((False, True), 0, "from the first week", "dès la semaine 1"),
    ],
)
def test_the_sentence_names_the_last_week_that_was_better_without_a_break(weeks, to, words, mots):
    said = usable(better(*weeks), "day")

    assert usable_to(better(*weeks)) == to
    assert words in said.en
    assert mots in said.fr


def test_months_are_spoken_of_as_months():
    assert "Usable to month 1;" in usable(better(True, False), "month").en
    assert "jusqu’au mois 1;" in usable(better(True, False), "month").fr
    assert "du mois 1 à 2" in usable(better(True, True), "month").fr


def test_a_forecast_that_was_never_tested_says_so():
    nothing = accuracy(sums(TWO_SERIES).clear())

    assert "Not tested" in usable(nothing, "day").en
    assert "Non éprouvée" in usable(nothing, "day").fr


def test_an_earlier_forecast_is_measured_by_the_open_days_that_came():
    found = pl.DataFrame(
        {
            "yhat": [10, 10, 10, 0],
            "started": [12, 5, None, 0],
            "lo80": [9.0, 9.0, 9.0, 0.0],
            "hi80": [12.0, 12.0, 12.0, 0.0],
            "lo95": [4.0, 4.0, 4.0, 0.0],
            "hi95": [16.0, 16.0, 16.0, 0.0],
            "open": [True, True, True, False],
        }
    )

    assert missed(found) == {"n": 2, "wape": (2 + 5) / (12 + 5), "in80": 1 / 2, "in95": 2 / 2}
    assert missed(found.with_columns(started=pl.lit(None, pl.Int64))) is None
