"""Two sentences say what a board reads first: how many need attention, and what moved."""

from dashboard.text import summary
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, IMPROVEMENT
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from tests.support.pages import context

EN, FR = context("scorecard"), context("scorecard", "fr")
NAMES = ("trust", "overall_satisfaction", "calls_within_standard", "digital_take_up")


def assessed(name: str, **verdict: object) -> Assessment:
    return Assessment(**{"indicator": declared()[name], "period": parse("2024-11"), "value": 0.7, **verdict})


def test_what_needs_attention_is_counted_and_named():
    missed = [assessed(name, status=Status.MISSED) for name in NAMES]
    met = assessed("services_online", status=Status.MET)

    assert summary.attention([met], EN) == "No indicator needs attention."
    assert summary.attention([met], FR) == "Aucun indicateur n'est à surveiller."
    assert summary.attention([missed[0], met], EN) == "1 of 2 indicators needs attention: Trust."
    assert summary.attention([missed[0], met], FR).replace("\N{NO-BREAK SPACE}", " ") == (
        "1 indicateur sur 2 à surveiller : Confiance."
    )
    assert summary.attention(missed, EN).startswith("4 of 4 indicators need attention: ")
    assert summary.attention(missed, EN).endswith("and 2 others.")


def test_the_strongest_signals_of_either_side_are_named():
    worse = assessed("trust", variation=CONCERN, since=parse("2024-09"))
    better = assessed("digital_take_up", variation=IMPROVEMENT)
    more = assessed("overall_satisfaction", variation=IMPROVEMENT)

    assert summary.movement([], EN) == "Nothing moved beyond normal variation."
    assert summary.movement([worse], EN) == (
        "Trust worsened (signal since Sep 2024); nothing else moved beyond normal variation."
    )
    assert "1 other moved" in summary.movement([worse, better, more], EN)
    assert "un autre a bougé" in summary.movement([worse, better, more], FR)
