"""The day under way on the Operations page: what it says of today, of the last day where there is none, of neither."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import polars as pl
import pytest

from dashboard.queries.demand import today as queries
from dashboard.queries.demand.today import Today
from dashboard.views.operations import today
from metrics.planning.intraday import SLOTS, follow
from tests.metrics.planning.test_intraday import DAY, came, even, weeks
from tests.support.pages import context, context_of_home

PEOPLE = pl.DataFrame({"half_hour": [18, 24, 25], "needed": [9, 3, 5], "there": [1, 3, 2]})


def said(markup: object) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", str(markup)))).strip()


def course(known: int, forecast: float | None = 160.0):
    return follow(came(weeks() | {DAY: even(10, range(18, min(known, 34)))}), DAY, known, forecast)


@pytest.fixture
def section(monkeypatch):
    """The section of one channel's day."""

    def build(shown: Today | None, lang: str = "en", where: dict | None = None) -> str:
        ctx = context("operations", lang, where=where or {})
        monkeypatch.setattr(queries, "shown_day", lambda snapshot: (DAY, bool(shown and shown.under_way)))
        monkeypatch.setattr(queries, "today", lambda *_: {"telephone": shown} if shown else {})
        monkeypatch.setattr(today.indicators, "name_of", lambda *_: replace_text())
        return said(today.section(ctx))

    return build


def replace_text():
    from data.text import Text

    return Text("Telephone", "Téléphone")


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Today: 31 Mar 2025", "Until 11:00 40 came, where 40 were expected of a day of 160.",
                "120 more are expected, 120 to 120 on four of five days: 160 in all.",
                "People are short at 12:30: 5 needed, 2 there in a usual week.")),
        ("fr", ("Aujourd’hui : 31 mars 2025", "Jusqu’à 11 h 00, 40 arrivées, alors que 40 étaient attendues",
                "Il en reste 120 à venir, de 120 à 120 quatre jours sur cinq : 160 en tout.")),
    ],
)  # fmt: skip
def test_a_day_under_way_says_what_came_what_is_to_come_and_who_is_missing(section, lang, sentences):
    """Of half-hours that are over nobody can be sent any more: the nine that were needed at nine are not told."""
    text = section(Today(course(22), True, PEOPLE), lang).replace("\xa0", " ")
    for sentence in sentences:
        assert sentence in text


def test_without_a_record_of_today_the_last_day_stands_instead_and_says_so(section):
    text = section(Today(course(SLOTS, None), False, PEOPLE))
    assert "The last day: 31 Mar 2025 There is no record of today yet" in text
    assert "160 came, where 160 were expected. No forecast was made of this day" in text
    assert "short in 2 half-hours, most at 9:00: 9 needed, 1 there" in text
    assert "more are expected" not in text


def test_a_closed_day_is_a_sentence(section):
    assert "31 Mar 2025 is a day on which nothing comes and nothing is expected." in section(None)


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (PEOPLE.with_columns(there=pl.lit(None, pl.Int64)), "It is not recorded who is there."),
        (PEOPLE.with_columns(there="needed"), "As many people as are needed are there in a usual week."),
    ],
)
def test_people_who_are_not_recorded_are_not_missing(section, people, sentence):
    text = section(Today(course(22), True, people))
    assert sentence in text
    assert "short" not in text


def test_a_part_of_a_channel_has_neither_forecast_nor_people(section):
    where = {"channel": ("telephone",), "region": ("north",)}
    assert "What usually comes stands for the forecast" in section(Today(course(22), True, queries.NOBODY), where=where)
    assert "What usually comes" not in section(Today(course(22), True, PEOPLE), where={"channel": ("telephone",)})


def test_a_channel_that_was_not_chosen_is_left_out(section):
    assert "Telephone" not in section(Today(course(22), True, PEOPLE), where={"channel": ("in_person",)})


def test_the_last_day_of_a_home_is_told_with_its_people(foretold):
    """The town has a call and a visit a day; where the time zone is not known, no half-hour is."""
    ctx = context_of_home("operations", period="2025-03")
    assert queries.shown_day(ctx.snapshot) == (date(2025, 3, 31), False)
    text = said(today.section(ctx))
    assert text.startswith("The last day: 31 Mar 2025")


def test_a_past_edition_has_no_today(foretold):
    ctx = replace(context_of_home("operations", period="2025-03"), as_of="2025-03-31")
    assert today.section(ctx) == ""
