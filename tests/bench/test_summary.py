"""What is promised and does not hold is said."""

import pytest

from tests.bench.summary import summary


def crowd(p95: float, errors: int = 0) -> dict:
    held = {
        "viewers": 30,
        "clicks": 720,
        "p50": 0.1,
        "p95": p95,
        "errors": errors,
        "memory_before": 1,
        "memory_after": 1,
    }
    return {"viewers": {"made": {}, "pages": [], "crowd": held}}


def day(millions: float, seconds: float, quarter: float = 0.1) -> list[dict]:
    pieces = ("ours", "in_duckdb", "floor", "contact", "first_page", "one_transaction", "its_story", "verification")
    rows = [{"piece": piece, "seconds": 0.1, "cpu": 0.1, "peak": 1} for piece in pieces]
    rows.append({"piece": "new_day", "seconds": seconds, "cpu": seconds, "peak": 1})
    rows.append({"piece": "quarter_hour", "seconds": quarter, "cpu": quarter, "peak": 1})
    return [row | {"millions": millions} for row in rows]


def test_a_slow_click_or_an_error_does_not_hold():
    assert [line.holds for each in (crowd(0.9), crowd(1.1), crowd(0.9, 1)) for line in summary(each)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("seconds", "holds"), [(20, True), (21, False)])
def test_a_set_up_may_cost_a_third_of_what_pip_takes(seconds, holds):
    (line,) = summary({"setup": {"packages": 3, "make": {"cpu": seconds}, "pip": {"cpu": 60}}})

    assert line.holds is holds


def test_a_night_may_cost_half_as_much_again_on_fifty_million():
    def holds(seconds: float) -> bool | None:
        (line,) = (
            x
            for x in summary({"scale": day(1, 1.0) + day(50, seconds)})
            if x.part == "night" and x.millions == 50 and "new day on top" in x.what
        )
        return line.holds

    assert (holds(1.5), holds(1.6)) == (True, False)


@pytest.mark.parametrize(("quarter", "holds"), [(0.5, True), (0.51, False)])
def test_a_quarter_of_an_hour_may_cost_half_of_a_day(quarter: float, holds: bool):
    (line,) = (x for x in summary({"scale": day(1, 1.0, quarter)}) if "quarter of an hour" in x.what)
    assert line.holds is holds
