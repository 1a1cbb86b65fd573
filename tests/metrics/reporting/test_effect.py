"""What became of a promise: told by the signals before and after it, and only of a period that was judged since."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from data.state import COMMENT
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import parse
from metrics.reporting.effect import judge, promise_of
from tests.metrics.reporting.test_due import WAIT

POINTS = pl.DataFrame({"period": [date(2025, 1, 1)]})
UP, DOWN, CALM = True, False, None


def comment(**other: Any) -> dict[str, Any]:
    promised = {"indicator": WAIT.name, "period": "2025-02", "effect_direction": "up", "effect_by": date(2025, 6, 30)}
    return dict.fromkeys(COMMENT) | promised | other


def at(month: str, rising: bool | None, judged: str | None = "", points: pl.DataFrame = POINTS) -> Assessment:
    """The indicator in a month; `judged`: the month that is judged then, None for none."""
    period = parse(month)
    whole = None if judged is None else parse(judged or month)
    return Assessment(indicator=WAIT, period=period, rising=rising, judged_period=whole, points=points)


@pytest.mark.parametrize(
    ("before", "after", "month", "effect"),
    [
        (CALM, UP, "2025-04", "seen"),  # also before its day
        (DOWN, UP, "2025-07", "seen"),
        (UP, UP, "2025-07", "before"),  # no comment can have that for its doing
        (CALM, DOWN, "2025-04", "opposite"),
        (DOWN, DOWN, "2025-07", "opposite"),
        (DOWN, CALM, "2025-04", "ended"),
        (CALM, CALM, "2025-05", "too_early"),
        (CALM, CALM, "2025-06", "not_seen"),
        (UP, CALM, "2025-07", "not_seen"),
        (CALM, UP, "2025-02", "too_early"),  # the period of the comment itself
    ],
)
def test_signals_before_and_after_tell_what_became_of_it(before, after, month: str, effect: str):
    promise = promise_of(comment())

    assert judge(promise, at("2025-02", before), at(month, after)).value == effect


def test_of_what_is_not_judged_nothing_is_told():
    promise, before = promise_of(comment()), at("2025-02", CALM)

    assert judge(promise, before, at("2025-07", CALM, judged=None)).value == "untold"
    assert judge(promise, before, at("2025-03", CALM, judged=None)).value == "too_early"
    assert judge(promise, before, at("2025-07", CALM, points=POINTS.clear())).value == "untold"
    assert judge(promise, before, at("2025-07", UP, judged="2025-02")).value == "too_early", "no later wave was held"


def test_a_comment_without_movement_or_day_promises_nothing_that_can_be_judged():
    assert promise_of(comment(effect_direction=None)) is None
    assert promise_of(comment(effect_by=None)) is None
    other = promise_of(comment(effect_indicator="trust", effect_direction="down"))
    assert (other.indicator, other.movement.value) == ("trust", "down")
