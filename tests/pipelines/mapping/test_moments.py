"""How a column writes its days and moments."""

import polars as pl
import pytest

from pipelines.mapping.moments import MomentForm, is_duration, is_time_of_day, moment_form


def form(*texts: str | None) -> MomentForm | None:
    return moment_form(pl.Series(texts, dtype=pl.String))


@pytest.mark.parametrize(
    ("texts", "pattern"),
    [
        (["11/25/2024 09:00:00 PM", "12/01/2024 10:00:00 AM"], "%m/%d/%Y %I:%M:%S %p"),
        (["11/25/2024 9:05 PM", "12/01/2024 10:00 AM"], "%m/%d/%Y %I:%M %p"),
        (["25/11/2024 09:00", "01/12/2024 10:00"], "%d/%m/%Y %H:%M"),
        (["25.11.2024", "01.12.2024"], "%d.%m.%Y"),
        (["20241125", "20241201"], "%Y%m%d"),
        (["2024/11/25 09:00", "2024/12/01 10:00"], "%Y/%m/%d %H:%M"),
        (["25-Nov-2024", "1-Dec-2024"], "%d-%b-%Y"),
        (["Nov 25, 2024", "Dec 1, 2024"], "%b %d, %Y"),
        (["11/25/24", "12/1/24"], "%m/%d/%y"),
        (["25/11/2024 09:00:00 -0500", "26/11/2024 09:00:00 -0500"], "%d/%m/%Y %H:%M:%S %z"),
    ],
)
def test_the_form_is_found_and_reads_every_text(texts: list[str], pattern: str):
    found = form(*texts)
    assert found is not None
    assert found.pattern == pattern
    assert not found.unread


@pytest.mark.parametrize(
    ("text", "timed", "aware"),
    [
        ("2024-11-25", False, False),
        ("2024-11-25 09:00", True, False),
        ("2024-11-25T09:00:00.000", True, False),
        ("2024-11-25 09:00:00Z", True, True),
        ("2024-11-25T09:00:00-05:00", True, True),
        ("2024-11-25 09:00:00+00", True, True),
    ],
)
def test_what_runs_read_as_it_stands_needs_no_pattern(text: str, timed: bool, aware: bool):
    assert form(text) == MomentForm(None, timed=timed, aware=aware)


@pytest.mark.parametrize("texts", [["plate", "card"], ["12", "13"], ["1.5"], [], [None], ["99/99/2024"]])
def test_what_is_no_moment_has_no_form(texts: list[str | None]):
    assert form(*texts) is None


def test_the_order_of_rows_tells_day_from_month():
    """As days first these are the 10th to the 12th of one month; as months first they jump by a month."""
    found = form("10/01/2024", "11/01/2024", "12/01/2024", "01/02/2024")
    assert found == MomentForm("%d/%m/%Y", timed=False)


def test_where_nothing_tells_day_from_month_the_shorter_span_stands_and_is_doubted():
    found = form("05/11/2024", "06/11/2024", "07/11/2024")
    assert found == MomentForm("%d/%m/%Y", timed=False, ambiguous=True), "three days rather than three months"


def test_a_few_texts_that_do_not_fit_are_named():
    found = form(*[f"11/{day}/2024" for day in range(13, 29)], "soon", "soon", "later")
    assert found == MomentForm("%m/%d/%Y", timed=False, unread=("soon", "later"))


def test_durations_and_times_of_day():
    assert is_duration(pl.Series(["0:02:10", "1:00:00"]))
    assert is_time_of_day(pl.Series(["9:05 AM", "12:00 PM"]))
    assert is_time_of_day(pl.Series(["09:05:00"]))
    assert not is_time_of_day(pl.Series(["1:02:03.5 h"]))
