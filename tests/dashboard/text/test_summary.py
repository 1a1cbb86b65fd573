"""Two sentences say what a board reads first: how many need attention, and what moved."""

import pytest

from dashboard.text import summary
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, IMPROVEMENT
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from tests.support.pages import context

EN, FR = context("scorecard"), context("scorecard", "fr")
MANY = ("cmt_index", "service_standards_met", "guarantees_kept", "absence_rate", "training_current")
NAMES = ("trust", "overall_satisfaction", "calls_within_standard", "digital_take_up")


def assessed(name: str, **verdict: object) -> Assessment:
    return Assessment(**{"indicator": declared()[name], "period": parse("2024-11"), "value": 0.7, **verdict})


def test_what_needs_attention_is_counted_and_named():
    missed = [assessed(name, status=Status.MISSED) for name in NAMES]
    met = assessed("services_online", status=Status.MET)

    assert summary.attention([met], {}, EN) == "No indicator needs attention."
    assert summary.attention([met], {}, FR) == "Aucun indicateur n’est à surveiller."
    assert summary.attention([missed[0], met], {}, EN) == "1 of 2 indicators needs attention: Trust."
    assert summary.attention([missed[0], met], {}, FR).replace("\N{NO-BREAK SPACE}", " ") == (
        "1 indicateur sur 2 à surveiller : Confiance."
    )
    assert summary.attention(missed, {}, EN).startswith("4 of 4 indicators need attention: ")
    assert summary.attention(missed, {}, EN).endswith("and 1 other.")


def test_what_needs_attention_says_where_the_gap_comes_from():
    missed = [assessed(name, status=Status.MISSED) for name in ("trust", "digital_take_up")]
    causes = {"trust": "two thirds of the gap: North, 53.5%"}

    assert summary.attention(missed, causes, EN) == (
        "2 of 2 indicators need attention: Trust (two thirds of the gap: North, 53.5%), Digital take-up."
    )


@pytest.mark.parametrize(
    ("share", "en", "fr"),
    [
        (0.5, "half", "la moitié"),
        (0.6, "three fifths", "les trois cinquièmes"),
        (2 / 3, "two thirds", "les deux tiers"),
        (0.75, "three quarters", "les trois quarts"),
        (0.8, "four fifths", "les quatre cinquièmes"),
        (0.9, "nine tenths", "les neuf dixièmes"),
        (1.0, "nearly all", "presque tout"),
    ],
)
def test_a_share_is_said_as_people_say_it(share: float, en: str, fr: str):
    assert (summary.share_words(share, EN), summary.share_words(share, FR)) == (en, fr)


def test_nothing_is_said_of_movements_in_an_open_period():
    moved = assessed("trust", variation=CONCERN, open=True)

    assert summary.movement([moved], EN) == "Whether anything moved is not judged while the period is open."


def test_the_strongest_signals_of_either_side_are_named():
    worse = assessed("trust", variation=CONCERN, since=parse("2024-09"))
    better = assessed("digital_take_up", variation=IMPROVEMENT)
    more = assessed("overall_satisfaction", variation=IMPROVEMENT)

    assert summary.movement([], EN) == "Nothing moved beyond normal variation."
    assert summary.movement([worse], EN) == (
        "Trust worsened (signal since Sep 2024); nothing else moved beyond normal variation."
    )
    assert "1 other moved beyond normal variation: Overall satisfaction." in summary.movement([worse, better, more], EN)
    assert "un autre a bougé" in summary.movement([worse, better, more], FR)
    many = [worse, better, *(assessed(name, variation=IMPROVEMENT) for name in MANY)]
    assert summary.movement(many, EN).endswith(f"and {len(MANY) - 2} others.")
