"""The staffing of a week in words: what does not agree, where people are short, and what a few more would change."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.views.demand import staffing, staffing_what_if
from dashboard.views.demand.staffing import Week
from metrics.planning.opening_hours import HoursMisfit
from tests.support.pages import context, context_of_home

ENGLISH, FRENCH = (context("demand", lang) for lang in ("en", "fr"))


def week(rows: pl.DataFrame) -> Week:
    first, last = date(2025, 3, 31), date(2025, 4, 6)
    return Week(channel="in_person", location=None, number=1, first=first, last=last, rows=rows)


MISFITS = [
    (HoursMisfit(idle=3, unserved=0.0),
     "People are recorded in 3 half-hours of a week in which no contact ever began. The hours of staff and the opening "
     "hours contradict each other",
     "Du personnel est consigné dans 3 demi-heures de la semaine"),
    (HoursMisfit(idle=0, unserved=0.25),
     "25.0% of the contacts began in half-hours in which nobody is recorded. The hours",
     "25,0 % des contacts ont commencé dans des demi-heures où personne n’est consigné."),
    (HoursMisfit(idle=0, unserved=0, deskless=("L1", "L2")),
     "Contacts came to these places, but nobody is recorded there: L1 and L2.",
     "personne n’y est consigné : L1 et L2."),
]  # fmt: skip


@pytest.mark.parametrize(("misfit", "english", "french"), MISFITS)
def test_capacity_that_contradicts_opening_hours_and_a_centre_without_desks_get_a_sentence(
    monkeypatch: pytest.MonkeyPatch, misfit: HoursMisfit, english: str, french: str
):
    monkeypatch.setattr("dashboard.queries.demand.staffing.hours_misfit", lambda *asked: misfit)

    assert english in str(staffing._hours(week(pl.DataFrame()), ENGLISH))
    assert french in str(staffing._hours(week(pl.DataFrame()), FRENCH)).replace("\N{NO-BREAK SPACE}", " ")


def test_where_hours_agree_nothing_is_said(foretold: Path):
    assert staffing._hours(week(pl.DataFrame()), context_of_home("demand")) is None


def gaps(*rows: tuple[str | None, int, int, int | None]) -> pl.DataFrame:
    types = {"location": pl.String, "weekday": pl.Int64, "gap": pl.Int64, "people": pl.Int64}
    return pl.DataFrame(rows, schema=types, orient="row")


def test_the_heat_map_names_the_centres_that_lack_people_and_says_how_many_do():
    rows = gaps(("L1", 1, -2, 1), ("L1", 3, -1, 1), ("L2", 1, -4, 1), ("L3", 1, 2, 5))
    drawn = str(staffing_what_if.gaps(week(rows), ENGLISH))
    body = drawn.split("<tbody")[1]

    assert "2 of 3 centres lack some, 2 are shown" in drawn
    assert body.index("L2") < body.index("L1"), "the one that lacks most comes first"
    assert "L3" not in body
    assert 'class="hot heat4">2.0<' in body, "four people missing for half an hour are two hours"
    assert 'class="hot heat1">0.5<' in body


def test_where_no_centre_lacks_people_that_is_one_sentence():
    rows = gaps(("L1", 1, 0, 1), ("L2", 1, 3, 4))

    assert "None of the 2 centres lacks people." in str(staffing_what_if.gaps(week(rows), ENGLISH))
    french = str(staffing_what_if.gaps(week(rows), FRENCH)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Aucun des 2 centres ne manque de personnel." in french


@pytest.mark.parametrize("rows", [gaps((None, 1, -2, 1)), gaps(("L1", 1, None, None))])
def test_a_queue_of_all_places_or_staff_that_is_not_recorded_has_no_heat_map(rows: pl.DataFrame):
    assert staffing_what_if.gaps(week(rows), ENGLISH) is None


def test_each_change_of_people_is_a_row_with_its_sign_and_its_cost(monkeypatch: pytest.MonkeyPatch):
    rows = pl.DataFrame(
        [
            {"change": -1, "service_level": 0.587, "wait_s": 417.0, "occupancy": 0.62, "cost_cents": -300_000},
            {"change": 0, "service_level": 0.881, "wait_s": 33.0, "occupancy": 0.42, "cost_cents": 0},
            {"change": 1, "service_level": None, "wait_s": None, "occupancy": None, "cost_cents": 300_000},
        ]
    )
    monkeypatch.setattr("dashboard.queries.demand.staffing.what_if", lambda *asked: rows)
    cells = [
        [cell.split("<")[0] for cell in row.split(">") if cell.split("<")[0].strip()]
        for row in str(staffing_what_if.what_if(week(rows), FRENCH)).split("<tr")[2:]
    ]
    plain = [[text.replace("\N{NO-BREAK SPACE}", " ") for text in row] for row in cells]

    plain = [row[1:] if "role" in row[0] else row for row in plain]
    assert plain[0] == ["−1", "58,7 %", "6:57", "62 %", "−3 000 $"]
    assert plain[1] == ["comme maintenant", "88,1 %", "0:33", "42 %", "–"]
    assert plain[2] == ["+1", "–", "–", "–", "+3 000 $"]


def test_without_recorded_staff_there_is_no_what_if(foretold: Path):
    assert staffing_what_if.what_if(week(pl.DataFrame()), context_of_home("demand")) is None
