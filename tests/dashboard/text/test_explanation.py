"""An explanation in words: what changed, why, and what is left over, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.text.explanation import describe
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.explanation.explanation import Against, Explanation, Slice
from tests.support.homes import home_with

KIOSK = Slice(breakdowns={"channel": "kiosk"}, effect=-0.15, share=0.75, n=1234)
FRENCH = Slice(breakdowns={"channel": "online", "language": "fr"}, effect=-0.03, share=0.15, n=56)


def explanation(*slices, against=Against.PREVIOUS, expected=0.0, candidates=1200):
    rest = -0.2 - expected - sum(one.effect for one in slices)
    return Explanation(
        indicator=declared()["service_standards_met"],
        against=against,
        period=parse("2024-11"),
        reference_period=None if against is Against.TARGET else parse("2024-10"),
        value=0.7,
        reference=0.9,
        change=-0.2,
        expected=expected,
        slices=slices,
        rest=rest,
        candidates=candidates,
    )


@pytest.fixture
def say(tmp_path):
    """The lines, with plain spaces, that break anywhere."""
    empty = home_with(tmp_path)
    return lambda lang, *slices, **facts: [
        line.replace("\xa0", " ") for line in describe(explanation(*slices, **facts), empty, lang)
    ]


def test_two_slices_in_english(say):
    assert say("en", KIOSK, FRENCH) == [
        "Service standards met: 70.0% in Nov 2024, 90.0% in Oct 2024 (−20.0). "
        "2 slices of 1,200 looked at stand out (false alarms: 5%):",
        "Channel: Kiosk: −15.0, 75% of the change, 1,234 counted",
        "Channel: Online, Language: French: −3.0, 15% of the change, 56 counted",
        "All the rest: −2.0",
    ]


def test_one_slice_in_french_with_a_season(say):
    sentence, line, rest = say("fr", KIOSK, expected=-0.01)
    assert "70,0 % en nov. 2024, 90,0 % en oct. 2024 (−20,0). La saison explique à elle seule −1,0." in sentence
    assert sentence.endswith("Un sous-groupe se distingue sur 1 200 examinés (fausses alertes : 5 %) :")
    assert line.startswith("Canal : ")
    assert line.endswith(" : −15,0, 75 % du changement hors saison, 1 234 comptés")
    assert rest == "Tout le reste : −4,0"


def test_against_a_target_the_share_is_of_the_gap(say):
    assert say("en", KIOSK, against=Against.TARGET)[1] == "Channel: Kiosk: −15.0, 75% of the gap, 1,234 counted"
    assert say("fr", KIOSK, against=Against.TARGET)[1].endswith("75 % de l’écart, 1 234 comptés")


def test_what_is_shown_adds_up_to_the_change_on_screen(say):
    """Rounded each for itself, 15.04 and 3.04 and 1.92 would be 19.9 or 20.1."""
    parts = [replace(KIOSK, effect=-0.1504), replace(FRENCH, effect=-0.0304)]
    told = say("en", *parts, against=Against.TARGET)
    shown = [Decimal(line.rsplit(": ", 1)[1].split(",")[0].replace("−", "-")) for line in told[1:]]
    assert sum(shown) == Decimal("-20.0")


def test_where_there_is_no_share_none_is_said(say):
    assert say("en", replace(KIOSK, share=None))[1] == "Channel: Kiosk: −15.0, 1,234 counted"


def test_where_nothing_stands_out_it_says_so_in_one_line(say):
    (line,) = say("en", against=Against.TARGET)
    assert line.startswith(
        "Service standards met: 70.0% in Nov 2024, target 90.0% (−20.0). No slice stands out: of 1,200"
    )
    (line,) = say("en", candidates=0)
    assert line.endswith("No slice has enough records to be judged.")
