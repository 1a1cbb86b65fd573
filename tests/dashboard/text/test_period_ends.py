"""Where a period will end, in words that agree with the verdicts beside them."""

from datetime import date

import pytest

from dashboard.text.period_ends import basis, figure, sentence, tone, word
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.planning.period_end.basis import Basis, Chance
from metrics.planning.period_end.reading import PeriodEnd

SHARE = declared()["online_completion"]


def end(**changed):
    """63 % ± 3 of a year of which eight months are known, against 80 %."""
    plain = {
        "indicator": SHARE, "grain": "year", "basis": Basis.FORECAST, "period": parse("FY2025-26"),
        "known_to": date(2025, 11, 30), "months": 12, "left": 4, "value": 0.63, "low": 0.60, "high": 0.66,
        "tested": 40, "inside": 0.8, "target": 0.8, "chance": Chance.OUT,
    }  # fmt: skip
    return PeriodEnd(**plain | changed)


def judged(assurance, status=Status.MISSED):
    return Assessment(indicator=SHARE, period=parse("2025-11"), value=0.6, assurance=assurance, status=status)


def test_one_figure_and_a_word():
    assert (figure(end(), "en"), word(end(), "en"), tone(end())) == ("63.0% ±\u00a03.0", "out of reach", "bad")
    assert (figure(end(), "fr"), word(end(), "fr")) == ("63,0\u00a0% ±\u00a03,0", "hors de portée")


def test_a_half_width_is_rounded_up_so_that_it_promises_no_more_than_the_interval():
    assert figure(end(low=0.6299, high=0.6301), "en") == "63.0% ±\u00a00.1"


def test_an_interval_that_is_cut_off_where_no_value_can_lie_is_told_by_its_other_end():
    assert figure(end(value=0.99, low=0.97, high=1.0), "en") == "99.0% (≥\u00a097.0%)"
    assert figure(end(value=0.01, low=0.0, high=0.03), "en") == "1.0% (≤\u00a03.0%)"


def test_the_sentence_says_what_by_when_how_surely_and_against_what():
    assert sentence(end(), "en") == (
        "2025-26 will end at 63.0%, in four of five cases between 60.0% and 66.0%; target 80.0%: out of reach."
    )
    assert sentence(end(), "fr") == (
        "2025-26 finira à 63,0\u00a0%; dans quatre cas sur cinq, entre 60,0\u00a0% et 66,0\u00a0%; "
        "cible de 80,0\u00a0%\u00a0: hors de portée."
    )


def test_of_a_target_that_changes_both_are_said():
    assert "target at the end 80.0% (78.0% now): out of reach" in sentence(end(target_now=0.78), "en")
    assert sentence(end(target=None, chance=None), "en").endswith("; no target for then.")


def test_a_wave_that_was_held_is_met_or_missed_and_no_forecast():
    held = end(basis=Basis.KNOWN, low=0.63, high=0.63, wave=parse("2025-11"), chance=None, state=Status.MISSED)

    assert sentence(held, "en") == "2025-26 ends with the wave of Nov 2025: 63.0%; target 80.0%: missed."
    assert (figure(held, "en"), basis(held, "en"), tone(held)) == ("63.0%", "", "bad")


@pytest.mark.parametrize("why", [one for one in Basis if one not in (Basis.FORECAST, Basis.KNOWN)])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_withheld_has_a_sentence_and_no_figure(why, lang):
    withheld = end(basis=why, value=None, low=None, high=None, chance=None)

    assert figure(withheld, lang) == ""
    assert sentence(withheld, lang).endswith(".")
    assert "{" not in sentence(withheld, lang)
    assert basis(withheld, lang) == ""


@pytest.mark.parametrize(
    ("assurance", "chance", "said"),
    [
        ("consistent_fail", Chance.LIKELY, "likely, though its usual range misses it"),
        ("consistent_fail", Chance.WITHIN, "within reach, though its usual range misses it"),
        ("consistent_fail", Chance.OUT, "out of reach"),
        ("consistent_pass", Chance.OUT, "out of reach for this period, though its usual range meets it"),
        ("consistent_pass", Chance.LIKELY, "likely"),
        ("inconsistent", Chance.OUT, "out of reach"),
    ],
)
def test_where_the_control_limits_say_otherwise_it_is_said_that_they_do(assurance, chance, said):
    assert word(end(chance=chance), "en", judged(assurance)) == said


def test_what_it_rests_on_names_the_day_and_the_months_and_how_earlier_ones_fared():
    assert basis(end(), "en") == (
        "What has come to 30 Nov 2025 counts as it is; 4 of 12 months are carried on as they were. Overrides and the "
        "published plan are not in it. Tested on 40 earlier periods: 80% ended in their interval."
    )
    assert basis(end(wave=parse("2026-02")), "en").startswith("The next wave is carried on")
