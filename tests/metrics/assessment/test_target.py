"""Which target is in force, and how a value stands against it."""

import math
from datetime import date

import polars as pl
import pytest

from data.state import TARGET
from data.words import Better, Status
from metrics.assessment.target import TargetInForce, attainment, gap, in_force, status
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

SATISFACTION = declared()["overall_satisfaction"]
TAKE_UP = declared()["digital_take_up"]


def drawn(table):
    """Targets in force from a table drawn by hand; an empty cell is null, a column left out too."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    plain = dict.fromkeys(TARGET) | {"path": "step", "source": "assumption"}
    rows = [plain | dict(zip(lines[0], line, strict=True)) for line in lines[2:]]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(TARGET, pl.String))
    return texts.with_columns(pl.col("approved_on").str.to_date(), pl.col("target", "near").cast(pl.Float64))


def target_of(table, period, where=None, of=SATISFACTION):
    found = in_force(drawn(table), of, parse(period), where or {})
    return found and found.target


YEARS = """
indicator            | fiscal_year | target | near
---------------------+-------------+--------+-----
overall_satisfaction | FY2023-24   | 0.83   | 0.78
overall_satisfaction | FY2024-25   | 0.85   | 0.80
trust                | FY2024-25   | 0.70   | 0.65
"""


@pytest.mark.parametrize(
    ("period", "target"),
    [
        ("FY2023-24", 0.83),
        ("2024-03", 0.83),
        ("2024-03-31", 0.83),
        ("2024-04-01", 0.85),
        ("FY2024-25-Q1", 0.85),
        ("2025-W14", None),  # begins on 31 March, ends on 6 April 2025, in a year without a target
        ("2024-W14", 0.85),  # 1 to 7 April
        ("2023-03", None),
        ("FY2025-26", None),
    ],
)
def test_the_fiscal_year_of_the_periods_end_decides_and_is_never_carried_further(period, target):
    assert target_of(YEARS, period) == target


def test_what_is_in_force_says_who_approved_it_when_and_why():
    found = in_force(
        drawn("""
        indicator            | fiscal_year | channel | target | near | source | approved_by | approved_on | reason
        ---------------------+-------------+---------+--------+------+--------+-------------+-------------+-------
        overall_satisfaction | FY2024-25   | kiosk   | 0.85   | 0.80 | plan   | Board       | 2024-03-20  | start
        """),
        SATISFACTION,
        parse("2024-11"),
        {"channel": ["kiosk"]},
    )

    assert found == TargetInForce(
        target=0.85,
        near=0.80,
        source="plan",
        approved_by="Board",
        approved_on=date(2024, 3, 20),
        reason="start",
        scope={"channel": "kiosk"},
        path="step",
    )


SCOPED = """
indicator            | fiscal_year | channel   | line    | location | target | near
---------------------+-------------+-----------+---------+----------+--------+-----
overall_satisfaction | FY2024-25   |           |         |          | 0.85   | 0.80
overall_satisfaction | FY2024-25   | telephone |         |          | 0.80   | 0.75
overall_satisfaction | FY2024-25   |           | vital   |          | 0.84   | 0.80
overall_satisfaction | FY2024-25   | telephone | vital   |          | 0.79   | 0.75
overall_satisfaction | FY2024-25   |           |         | toronto  | 0.82   | 0.80
"""


@pytest.mark.parametrize(
    ("where", "target"),
    [
        ({}, 0.85),
        ({"channel": ["telephone"]}, 0.80),
        ({"channel": ["online"]}, 0.85),
        ({"channel": ["telephone", "online"]}, 0.85),  # two channels are no channel
        ({"line": ["vital"]}, 0.84),
        ({"channel": ["telephone"], "line": ["vital"]}, 0.79),
        ({"channel": ["online"], "line": ["vital"]}, 0.84),
        ({"channel": ["telephone"], "line": ["business"]}, 0.80),
        ({"location": ["toronto"]}, 0.82),
        ({"location": ["ottawa"]}, 0.85),
        ({"location": ["ottawa"], "channel": ["telephone"]}, 0.80),
        ({"location": ["toronto"], "channel": ["telephone"]}, 0.82),  # one column each: the narrower
        ({"location": ["toronto"], "channel": ["telephone"], "line": ["vital"]}, 0.79),  # two columns before one
        ({"channel": ["telephone"], "language": ["fr"]}, 0.80),  # a breakdown without targets inherits
        ({"region": ["north"]}, 0.85),
    ],
)
def test_the_most_specific_scope_counts_and_the_rest_inherits(where, target):
    assert target_of(SCOPED, "2024-11", where) == target
    assert in_force(drawn(SCOPED)[::-1], SATISFACTION, parse("2024-11"), where).target == target


def test_a_scoped_target_says_nothing_of_the_whole():
    only_telephone = """
    indicator            | fiscal_year | channel   | target | near
    ---------------------+-------------+-----------+--------+-----
    overall_satisfaction | FY2024-25   | telephone | 0.80   | 0.75
    """

    assert target_of(only_telephone, "2024-11") is None
    assert target_of(only_telephone, "2024-11", {"channel": ["telephone"]}) == 0.80


PATH = """
indicator       | fiscal_year | channel | target | near | path
----------------+-------------+---------+--------+------+-------
digital_take_up | FY2022-23   |         | 0.36   | 0.33 | linear
digital_take_up | FY2023-24   |         | 0.44   | 0.41 | linear
digital_take_up | FY2024-25   |         | 0.48   | 0.46 | linear
digital_take_up | FY2024-25   | kiosk   | 0.10   | 0.05 | linear
digital_take_up | FY2025-26   |         | 0.52   | 0.49 | step
"""


@pytest.mark.parametrize(
    ("period", "target", "near"),
    [
        ("2022-04", 0.36, 0.33),  # nothing before: a step
        ("2023-03", 0.36, 0.33),
        ("2023-04", 0.36 + (0.44 - 0.36) * 1 / 12, 0.33 + (0.41 - 0.33) * 1 / 12),
        ("2023-04-01", 0.36 + (0.44 - 0.36) * 1 / 12, 0.33 + (0.41 - 0.33) * 1 / 12),
        ("2023-09", 0.40, 0.37),  # half of the way
        ("FY2023-24-Q2", 0.40, 0.37),
        ("2024-03", 0.44, 0.41),
        ("FY2023-24", 0.44, 0.41),
        ("2024-09", 0.46, 0.41 + (0.46 - 0.41) * 6 / 12),  # each limit goes its own way
        ("2024-12", 0.47, 0.41 + (0.46 - 0.41) * 9 / 12),
        ("2025-04", 0.52, 0.49),
    ],
)
def test_a_linear_target_moves_in_twelve_monthly_steps_from_the_year_before(period, target, near):
    found = in_force(drawn(PATH), TAKE_UP, parse(period), {})

    assert (found.target, found.near) == (pytest.approx(target, abs=1e-15), pytest.approx(near, abs=1e-15))


def test_a_step_on_the_way_is_the_very_decimal_that_people_expect():
    assert [target_of(PATH, period, of=TAKE_UP) for period in ("2023-09", "2024-09", "2024-12", "2025-03")] == [
        0.40,
        0.46,
        0.47,
        0.48,
    ]


def test_a_linear_target_starts_from_its_own_scope_only():
    assert target_of(PATH, "2024-09", {"channel": ["kiosk"]}, TAKE_UP) == 0.10


def test_no_targets_at_all_is_no_target():
    assert in_force(pl.DataFrame(schema=TARGET), SATISFACTION, parse("2024-11"), {}) is None


UP = TargetInForce(target=0.85, near=0.80, source="")
DOWN = TargetInForce(target=8, near=12, source="")
ZERO = TargetInForce(target=0.02, near=0.0, source="")


@pytest.mark.parametrize(
    ("value", "target", "better", "expected"),
    [
        (0.86, UP, Better.HIGHER, Status.MET),
        (0.85, UP, Better.HIGHER, Status.MET),
        (0.8499999, UP, Better.HIGHER, Status.NEAR),  # shown as 85.0 %, decided unrounded
        (0.80, UP, Better.HIGHER, Status.NEAR),
        (0.7999999, UP, Better.HIGHER, Status.MISSED),
        (0.0, UP, Better.HIGHER, Status.MISSED),
        (8.0, DOWN, Better.LOWER, Status.MET),
        (0.0, DOWN, Better.LOWER, Status.MET),
        (8.0000001, DOWN, Better.LOWER, Status.NEAR),
        (12.0, DOWN, Better.LOWER, Status.NEAR),
        (12.0000001, DOWN, Better.LOWER, Status.MISSED),
        (0.0, ZERO, Better.HIGHER, Status.NEAR),
        (-1e-9, ZERO, Better.HIGHER, Status.MISSED),
        (None, UP, Better.HIGHER, Status.NO_TARGET),
        (math.nan, UP, Better.HIGHER, Status.NO_TARGET),
        (0.9, None, Better.HIGHER, Status.NO_TARGET),
        (0.9, UP, Better.NEUTRAL, Status.NO_TARGET),
    ],
)
def test_status_is_decided_unrounded_on_the_good_side_of_each_limit(value, target, better, expected):
    assert status(value, target, better) is expected


def test_the_noise_of_a_division_never_misses_a_target_that_is_met_exactly():
    rate, points = 11 / 10_000 * 10_000, (0.82 - 0.85) * 100
    assert rate != 11 or points != -3  # in binary fractions one of them differs in its last bit

    assert status(rate, TargetInForce(target=11, near=12, source=""), Better.LOWER) is Status.MET
    assert status(points, TargetInForce(target=-3, near=-6, source=""), Better.HIGHER) is Status.MET


def test_the_gap_is_value_minus_target_and_unknown_where_either_is():
    assert gap(0.75, 0.5) == 0.75 - 0.5
    assert gap(None, 0.5) is None
    assert gap(0.75, None) is None


@pytest.mark.parametrize(
    ("name", "value", "target", "expected"),
    [
        ("overall_satisfaction", 0.81, 0.9, 0.81 / 0.9),
        ("overall_satisfaction", 0.0, 0.9, 0.0),
        ("overall_satisfaction", None, 0.9, None),
        ("overall_satisfaction", 0.81, None, None),
        ("overall_satisfaction", 0.81, 0.0, None),
        ("absence_rate", 0.04, 0.045, None),  # lower is better
        ("volume_growth", 0.01, 0.02, None),  # may be negative
        ("french_equivalence_gap", -2.0, -3.0, None),
        ("employee_net_promoter", 15.0, 20.0, None),  # no share
        ("recoveries_share", 0.05, 0.05, None),  # no direction
    ],
)
def test_attainment_exists_for_positive_shares_of_which_more_is_better(name, value, target, expected):
    assert attainment(value, target, declared()[name]) == expected
