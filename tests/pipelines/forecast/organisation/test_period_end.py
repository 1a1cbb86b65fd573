"""Which periods are told of, from which months, and what stands where nothing can be told."""

from datetime import date, timedelta

import polars as pl
import pytest

from metrics.calendar.periods import add_months, parse
from metrics.catalogue.registry import declared
from metrics.engine.answer import Question, answer
from metrics.planning.period_end.basis import Basis
from pipelines.forecast.organisation.period_end import _last_month, _months, period_ends
from tests.support.homes import home_with

FIRST, MONTHS = date(2022, 4, 1), 44
"""To the end of November 2025: eight months of 2025-26 are known."""
BEGINS = {"plate": FIRST, "card": FIRST, "new": date(2025, 9, 1), "gone": FIRST}
ENDS = {"gone": date(2024, 6, 30)}


def sessions(months: int = MONTHS, more: int = 0) -> pl.DataFrame:
    """Online sessions on the 10th of each month, one in five abandoned, more of them from year to year.

    `more`: days of the month that follows, each with ten abandoned sessions.
    """
    days = []
    for n in range(months):
        day = add_months(FIRST, n) + timedelta(days=9)
        services = [name for name, first in BEGINS.items() if first <= day <= ENDS.get(name, date.max)]
        days += [(day, name, k % 5 > 0) for name in services for k in range(10 + n // 12)]
    after = add_months(FIRST, months)
    days += [(after + timedelta(days=n), "plate", False) for n in range(more) for _ in range(10)]
    return pl.DataFrame(
        {
            "transaction_id": [f"T{n}" for n in range(len(days))],
            "kind": "transaction",
            "channel": "online",
            "service_id": [name for _, name, _ in days],
            "status": ["completed" if done else "abandoned" for *_, done in days],
            "started_on": [day for day, *_ in days],
            "completed_on": [day if done else None for day, _, done in days],
        }
    )


def answers(*waves: date) -> pl.DataFrame:
    """Ten people in each wave, of whom seven know us in the first, eight in the second, and so on by turns."""
    return pl.DataFrame(
        {
            "wave_id": [str(day) for day in waves for _ in range(10)],
            "respondent": [f"{day}{k}" for day in waves for k in range(10)],
            "answered_on": [day for day in waves for _ in range(10)],
            "weight_millionths": 1_000_000,
            "aided": [k < 7 + n % 2 for n in range(len(waves)) for k in range(10)],
            "unaided_any": False,
        }
    )


def told(tables, name: str, grain: str) -> dict[str, object]:
    (row,) = period_ends(tables).filter(pl.col("indicator") == name, pl.col("grain") == grain).to_dicts()
    return row


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    return home_with(tmp_path_factory.mktemp("made"), data_to=date(2025, 11, 30), transaction=sessions())


def test_quarter_and_year_are_those_of_the_first_month_that_is_not_over(made):
    quarter, year = told(made, "online_completion", "quarter"), told(made, "online_completion", "year")

    assert (quarter["period"], quarter["months"], quarter["left"]) == ("FY2025-26-Q3", 3, 1)
    assert (year["period"], year["months"], year["left"]) == ("FY2025-26", 12, 12 - 8)
    assert year["known_to"] == date(2025, 11, 30)


def test_days_of_an_open_month_count_for_nothing_yet(made, tmp_path):
    """Two hundred abandoned sessions in the first twenty days of December change nothing."""
    day = date(2025, 12, 20)
    during = home_with(tmp_path, data_to=day, transaction=sessions(more=20))

    assert told(during, "online_completion", "year") == told(made, "online_completion", "year")


def test_every_headline_indicator_has_a_row_for_both_or_says_why_not(made):
    rows = period_ends(made)
    headline = [one.name for one in declared().values() if one.headline]

    assert rows["indicator"].to_list() == [name for name in headline for _ in range(2)]
    assert rows.filter(pl.col("value").is_null() != ~pl.col("basis").is_in([Basis.FORECAST, Basis.KNOWN])).is_empty()
    assert told(made, "trust", "year")["basis"] == Basis.NO_DATA


def test_with_less_than_two_years_and_the_rest_it_is_too_short_to_say(tmp_path):
    """Twenty months are known, and four are left of the year: 2 × 12 + 4 are needed."""
    short = home_with(tmp_path, data_to=date(2023, 11, 30), transaction=sessions(20))

    row = told(short, "online_completion", "year")
    assert (row["basis"], row["value"], row["period"]) == (Basis.TOO_SHORT, None, "FY2023-24")


def test_what_never_changes_is_withheld_where_the_last_twelve_months_are_as_good(tmp_path):
    same = sessions().filter(pl.col("started_on") < date(2025, 12, 1)).with_columns(status=pl.lit("completed"))
    row = told(home_with(tmp_path, data_to=date(2025, 11, 30), transaction=same), "online_completion", "year")

    assert (row["basis"], row["value"]) == (Basis.NO_BETTER, None)
    assert row["error"] == pytest.approx(row["naive_error"])


def test_growth_of_a_period_that_is_over_is_that_which_is_published(tmp_path):
    """By business days, and without services that came or went: sums before any forecast come to the very number."""
    growth, year = declared()["volume_growth"], "FY2024-25"
    lasting = home_with(
        tmp_path / "lasting",
        data_to=date(2025, 11, 30),
        transaction=sessions().filter(pl.col("service_id").is_in(["plate", "card"])),
    )
    every = home_with(tmp_path / "every", data_to=date(2025, 11, 30), transaction=sessions())
    published = answer(Question(indicator="volume_growth", period=year), lasting)["value"].item()

    for tables in (lasting, every):
        months = _months(growth, _last_month(growth, tables), tables)
        first = months.dates.index(parse(year).start)
        above, base = (of[first : first + 12].sum() for of in (months.sums.above, months.sums.base))
        assert months.sums.value(above, base, first, first + 12) == pytest.approx(published)


WAVES = [date(2021 + n // 2, 5 if n % 2 == 0 else 11, 5) for n in range(9)]
"""Each May and November, to May 2025."""


def test_the_next_wave_is_the_one_that_was_held_a_year_before(tmp_path):
    tables = home_with(tmp_path, data_to=date(2025, 8, 31), brand_answer=answers(*WAVES), transaction=sessions(41))
    year, quarter = told(tables, "total_awareness", "year"), told(tables, "total_awareness", "quarter")

    assert (year["wave"], year["left"]) == (date(2025, 11, 1), 1)
    assert year["basis"] in (Basis.FORECAST, Basis.NO_BETTER)
    assert (quarter["basis"], quarter["value"], quarter["period"]) == (Basis.NO_WAVE, None, "FY2025-26-Q2")


def test_when_the_last_wave_of_a_year_was_held_its_value_is_known(tmp_path):
    waves = [*WAVES, date(2025, 11, 5)]
    tables = home_with(tmp_path, data_to=date(2025, 11, 30), brand_answer=answers(*waves), transaction=sessions())
    year = told(tables, "total_awareness", "year")

    assert (year["basis"], year["wave"]) == (Basis.KNOWN, date(2025, 11, 1))
    assert (year["value"], year["low"], year["high"]) == pytest.approx((0.8, 0.8, 0.8))
