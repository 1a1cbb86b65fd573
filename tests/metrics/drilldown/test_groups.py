"""Groups are listed worst first, the largest of them, and each has its share of the whole."""

import pytest

from data.words import Better
from metrics.drilldown.groups import rank_groups

#          value, denominator, n
DRAWN = {
    "town": (0.9, 60, 60),
    "city": (0.5, 130, 140),
    "farm": (0.1, 10, 10),
    "ship": (None, None, None),
}


def rows(drawn: dict[str, tuple] = DRAWN) -> list[dict]:
    return [dict(zip(("group", "value", "denominator", "n"), (name, *row), strict=True)) for name, row in drawn.items()]


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (Better.HIGHER, ["farm", "city", "town", "ship"]),
        (Better.LOWER, ["town", "city", "farm", "ship"]),
        (Better.NEUTRAL, ["town", "city", "farm", "ship"]),
    ],
)
def test_the_worst_comes_first_and_what_has_no_value_last(better: Better, expected: list[str]):
    assert [row["group"] for row in rank_groups(rows(), better)] == expected


def test_what_is_too_small_to_tell_comes_after_the_others_and_weights_stay_those_of_the_whole():
    ranked = rank_groups(rows(), Better.HIGHER, enough=11)

    assert [(row["group"], row["weight"], row["few"]) for row in ranked] == [
        ("city", 130 / 200, False),
        ("town", 60 / 200, False),
        ("farm", 10 / 200, True),
        ("ship", None, True),
    ]


def test_without_a_denominator_rows_are_what_weighs():
    ranked = rank_groups(rows({"a": (5.0, None, 30), "b": (2.0, None, 10)}), Better.NEUTRAL)

    assert [(row["group"], row["weight"]) for row in ranked] == [("a", 0.75), ("b", 0.25)]


def test_what_has_no_rows_has_no_weight():
    assert [row["weight"] for row in rank_groups(rows({"a": (None, None, None)}), Better.HIGHER)] == [None]
    assert rank_groups([], Better.HIGHER) == []
