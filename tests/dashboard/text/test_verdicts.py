"""How a board sorts indicators, and that a parent never hides its worst child."""

from datetime import date

import polars as pl
import pytest

from dashboard.text.verdicts import worst
from data.words import Absence, Status
from metrics.assessment.assessment import Judged
from metrics.assessment.attention import Group, changed, group
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

TRUST = declared()["trust"]


def judged(**verdict: object) -> Judged:
    return Judged(**{"indicator": TRUST, "period": parse("2024-11"), "value": 0.7, **verdict})


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ({"value": None, "absence": Absence.NO_DATA, "status": Status.MISSED}, Group.NO_DATA),
        ({"status": Status.MISSED, "variation": "special_cause_improvement"}, Group.ATTENTION),
        ({"status": Status.MET, "variation": "special_cause_concern"}, Group.ATTENTION),
        ({"status": Status.NEAR, "assurance": "consistent_fail"}, Group.ATTENTION),
        (
            {"status": Status.MET, "assurance": "consistent_fail", "variation": "special_cause_improvement"},
            Group.IMPROVING,
        ),
        ({"status": Status.MET, "assurance": "inconsistent"}, Group.HIT_OR_MISS),
        ({"status": Status.MET, "assurance": "consistent_pass"}, Group.STEADY),
        ({"status": Status.NO_TARGET}, Group.STEADY),
    ],
)
def test_an_indicator_is_in_one_group(verdict: dict, expected: Group):
    assert group(judged(**verdict)) is expected


def test_the_worst_child_is_named_and_what_has_no_value_has_no_status():
    children = [judged(status=Status.MET), judged(status=Status.NEAR), judged(value=None, status=Status.MISSED)]

    assert worst(children) is Status.NEAR
    assert worst([]) is Status.NO_TARGET


def test_what_changed_begins_with_the_strongest_signal():
    def signal(last: float, variation: str) -> Judged:
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
        return judged(variation=variation, points=points)

    weak = signal(6.5, "special_cause_improvement")
    strong = signal(1.0, "special_cause_concern")
    none = signal(9.0, "common_cause")

    assert changed([weak, none, strong]) == [strong, weak]
    assert len(changed([weak] * 9)) == 5
