"""How a board sorts indicators, that a parent never hides its worst child, and the words and tones of verdicts."""

from datetime import date

import polars as pl
import pytest

from dashboard.text import verdicts
from dashboard.text.verdicts import worst
from data.words import Absence, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group, signals
from metrics.assessment.evidence import Evidence
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

TRUST = declared()["trust"]
EITHER = "inconsistent"


def assessed(**verdict: object) -> Assessment:
    return Assessment(**{"indicator": TRUST, "period": parse("2024-11"), "value": 0.7, **verdict})


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ({"value": None, "absence": Absence.NO_DATA, "status": Status.MISSED}, AttentionGroup.NO_DATA),
        ({"status": Status.MISSED, "variation": "special_cause_improvement"}, AttentionGroup.ATTENTION),
        ({"status": Status.MET, "variation": "special_cause_concern"}, AttentionGroup.ATTENTION),
        ({"status": Status.NEAR, "assurance": "consistent_fail"}, AttentionGroup.ATTENTION),
        (
            {"status": Status.MET, "assurance": "consistent_fail", "variation": "special_cause_improvement"},
            AttentionGroup.IMPROVING,
        ),
        ({"status": Status.MET, "assurance": "inconsistent"}, AttentionGroup.HIT_OR_MISS),
        ({"status": Status.MET, "assurance": "consistent_pass"}, AttentionGroup.STEADY),
        ({"status": Status.NO_TARGET}, AttentionGroup.STEADY),
        (
            {"status": Status.NEAR, "assurance": "inconsistent", "evidence": Evidence(0, 24, 12)},
            AttentionGroup.ATTENTION,
        ),
        (
            {"status": Status.NEAR, "assurance": "inconsistent", "evidence": Evidence(0, 11, 11)},
            AttentionGroup.HIT_OR_MISS,
        ),
        (
            {"status": Status.MET, "assurance": "inconsistent", "evidence": Evidence(1, 24, 12)},
            AttentionGroup.HIT_OR_MISS,
        ),
        ({"status": Status.TOO_FEW, "variation": "special_cause_concern"}, AttentionGroup.TOO_FEW),
        ({"status": Status.MET, "open": True}, AttentionGroup.NOT_JUDGED),
        ({"status": Status.MISSED, "open": True}, AttentionGroup.ATTENTION),
    ],
)
def test_an_indicator_is_in_one_group(verdict: dict, expected: AttentionGroup):
    assert group(assessed(**verdict)) is expected


def test_the_worst_child_is_named_and_what_has_no_value_has_no_status():
    children = [assessed(status=Status.MET), assessed(status=Status.NEAR), assessed(value=None, status=Status.MISSED)]

    assert worst(children) is Status.NEAR
    assert worst([]) is Status.NO_TARGET


def test_what_changed_begins_with_the_strongest_signal():
    def signal(last: float, variation: str) -> Assessment:
        points = pl.DataFrame(
            {
                "period": [date(2024, 11, 1)],
                "value": [last],
                "mean": [5.0],
                "lower": [4.0],
                "upper": [6.0],
                "point_type": [variation],
            }
        )
        return assessed(variation=variation, points=points)

    weak = signal(6.5, "special_cause_improvement")
    strong = signal(1.0, "special_cause_concern")
    none = signal(9.0, "common_cause")

    assert signals([weak, none, strong]) == [strong, weak]
    assert len(signals([weak] * 9)) == 5


POINTS = pl.DataFrame({"period": [date(2024, 11, 1)], "value": [0.7]})


@pytest.mark.parametrize(
    ("verdict", "en", "fr"),
    [
        ({"points": POINTS.clear()}, "No history", "Aucun historique"),
        ({"variation": "common_cause"}, "Normal variation", "Variation normale"),
        (
            {"variation": "special_cause_concern", "rising": False, "since": parse("2024-02")},
            "Concern: unusually low since Feb 2024",
            "Préoccupation : valeur inhabituellement basse depuis févr. 2024",
        ),
        (
            {"variation": "special_cause_improvement", "rising": True, "since": parse("2024-02")},
            "Improvement: unusually high since Feb 2024",
            "Amélioration : valeur inhabituellement élevée depuis févr. 2024",
        ),
    ],
)
def test_a_variation_is_said_with_its_side_and_since_when(verdict: dict, en: str, fr: str):
    assessment = assessed(**{"points": POINTS, **verdict})

    assert verdicts.variation(assessment, "en") == en
    assert verdicts.variation(assessment, "fr").replace("\N{NO-BREAK SPACE}", " ") == fr


@pytest.mark.parametrize(
    ("verdict", "en"),
    [
        ({"assurance": "consistent_pass", "status": Status.MET}, "Target will be met as things are"),
        ({"assurance": "consistent_pass", "status": Status.MISSED}, "Missed now, though its usual range meets it"),
        ({"assurance": "consistent_fail", "status": Status.MET}, "Met now, though its usual range misses it"),
        ({"assurance": "inconsistent", "status": Status.MET}, "Target can be met or missed"),
        ({"assurance": None}, "No target to reach"),
    ],
)
def test_an_assurance_says_where_the_present_differs_from_the_history(verdict: dict, en: str):
    assert verdicts.assurance(assessed(**verdict), "en") == en


@pytest.mark.parametrize(
    ("verdict", "en", "fr"),
    [
        (
            {"assurance": "inconsistent", "evidence": Evidence(9, 24, 3)},
            "Target can be met or missed: met in 9 of the last 24 waves",
            "Cible parfois atteinte, parfois manquée : atteinte 9 fois sur les 24 dernières vagues",
        ),
        (
            {"assurance": "inconsistent", "evidence": Evidence(0, 24, 24)},
            "Target not met in the last 24 waves",
            "Cible non atteinte au cours des 24 dernières vagues",
        ),
        (
            {"assurance": "inconsistent", "evidence": Evidence(0, 11, 11)},
            "Target can be met or missed: met in 0 of the last 11 waves",
            "Cible parfois atteinte, parfois manquée : atteinte 0 fois sur les 11 dernières vagues",
        ),
        (
            {"assurance": "inconsistent", "evidence": Evidence(24, 24, 0), "status": Status.MET},
            "Met every time, though normal variation could miss it: met in 24 of the last 24 waves",
            "Toujours atteinte, même si la variation normale pourrait la manquer : atteinte 24 fois sur les 24 "
            "dernières vagues",
        ),
        (
            {"assurance": "consistent_fail", "evidence": Evidence(0, 24, 24)},
            "Target will not be met without change: met in 0 of the last 24 waves",
            "La cible ne sera pas atteinte sans changement : atteinte 0 fois sur les 24 dernières vagues",
        ),
    ],
)
def test_a_verdict_says_what_it_rests_on_and_never_calls_a_year_of_misses_chance(verdict: dict, en: str, fr: str):
    assessment = assessed(**{"status": Status.NEAR, **verdict})

    assert verdicts.assurance(assessment, "en") == en
    assert verdicts.assurance(assessment, "fr").replace("\N{NO-BREAK SPACE}", " ") == fr


@pytest.mark.parametrize(
    ("verdict", "en"),
    [
        ({"judged_period": parse("2024-11")}, ""),
        ({"judged_period": parse("2024-09")}, "judged on Sep 2024"),
        ({"judged_period": parse("2024-09"), "value": None}, ""),
        ({"judged_period": None}, ""),
    ],
)
def test_another_period_that_is_judged_is_named(verdict: dict, en: str):
    assert verdicts.judged_on(assessed(points=POINTS, **verdict), "en") == en


@pytest.mark.parametrize(
    ("verdict", "en"),
    [
        ({}, "No data"),
        ({"last_wave": parse("2024-05")}, "No wave in this period (last: May 2024)"),
        ({"last_wave": parse("2024-05"), "late": True}, "Late"),
        ({"recorded": "quarter", "absence": Absence.NOT_APPLICABLE}, "Not applicable: known by whole quarters"),
        ({"recorded": "open"}, "No whole month yet"),
    ],
)
def test_why_there_is_no_number_is_said(verdict: dict, en: str):
    absent = assessed(**{"value": None, "absence": Absence.NO_DATA, **verdict})

    assert verdicts.absence(absent, "en") == en


def test_an_open_period_is_not_judged():
    assert verdicts.variation(assessed(points=POINTS, open=True), "en") == "Not judged while the period is open"


def test_an_absence_and_a_status_have_their_words():
    absent = assessed(value=None, absence=Absence.SUPPRESSED)

    assert (verdicts.absence(absent, "en"), verdicts.absence(absent, "fr")) == ("Suppressed", "Masqué")
    assert verdicts.absence(assessed(), "en") == ""
    assert verdicts.status(assessed(status=Status.NEAR), "fr") == "Presque"


def test_tones_follow_what_is_good_and_not_where_the_numbers_went():
    assert verdicts.tone(assessed(variation="special_cause_concern")) == "bad"
    assert verdicts.tone(assessed(variation="special_cause_improvement")) == "good"
    assert verdicts.tone(assessed(variation="common_cause")) == "plain"
    assert verdicts.tone(assessed(variation="special_cause_neutral_high")) == "neutral"
    reaches = ("consistent_pass", "consistent_fail", None)
    assert [verdicts.reach_tone(assessed(assurance=reach)) for reach in reaches] == ["good", "bad", "plain"]
