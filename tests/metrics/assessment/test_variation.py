"""Variation and assurance: each rule of the XmR chart as a short story."""

import datetime

import polars as pl
import pytest

from data.errors import UserError
from metrics.assessment.variation import judge, summary


def series(values, *, name="a", **columns):
    start = datetime.date(2021, 1, 1)
    dates = [start + datetime.timedelta(days=31 * place) for place in range(len(values))]
    frame = pl.DataFrame({"date": dates, "value": values}, schema={"date": pl.Date, "value": pl.Float64})
    return frame.with_columns(series=pl.lit(name), **{key: pl.lit(value) for key, value in columns.items()})


def drawn(text):
    """Values in one line; what the verdicts must be in the line below: . common, + improvement, - concern."""
    values, marks = text.strip().splitlines()
    words = {".": "common_cause", "+": "special_cause_improvement", "-": "special_cause_concern"}
    return (
        [None if cell == "?" else float(cell) for cell in values.split()],
        [words[mark] for mark in marks.split()],
    )


def check(text, cause=None, **columns):
    values, expected = drawn(text)
    judged = judge(series(values, **columns))

    assert judged["point_type"].to_list() == expected
    if cause:
        assert set(judged["cause"].drop_nulls()) == {cause}


def test_limits_are_the_mean_and_2_66_average_ranges_to_either_side():
    judged = judge(series([10, 12, 11, 13]))

    average, spread = (10 + 12 + 11 + 13) / 4, (2 + 1 + 2) / 3
    assert judged["mean"].to_list() == [average] * 4
    assert judged["lower"].to_list() == pytest.approx([average - 2.66 * spread] * 4, abs=1e-12)
    assert judged["upper"].to_list() == pytest.approx([average + 2.66 * spread] * 4, abs=1e-12)


def test_a_range_above_3_267_times_the_average_is_left_out_once_and_the_mean_is_kept():
    judged = judge(series([1, 2, 1, 2, 1, 2, 1, 52]))

    assert 51 > 3.267 * (6 * 1 + 51) / 7
    assert judged["mean"][0] == (1 + 2 + 1 + 2 + 1 + 2 + 1 + 52) / 8
    assert judged["upper"][0] == pytest.approx(62 / 8 + 2.66 * 1, abs=1e-12)


@pytest.mark.parametrize(
    ("last", "spread"),
    [
        (4.36, (9 * 1 + 4.36) / 10),  # 4.36 < 3.267 x 1.336 = 4.3647
        (4.37, 9 * 1 / 9),  # 4.37 > 3.267 x 1.337 = 4.3680
    ],
)
def test_the_screen_lies_at_3_267_average_ranges(last, spread):
    judged = judge(series([0, 1] * 5 + [1 + last]))

    assert judged["upper"][0] == pytest.approx((5 + 1 + last) / 11 + 2.66 * spread, abs=1e-12)


def test_a_range_is_kept_only_if_it_is_less_than_the_screen():
    assert judge(series([5, 5, 5]))["lower"].to_list() == [None] * 3, "0 is not less than 3.267 x 0"


def test_limits_may_lie_below_zero_and_above_one():
    judged = judge(series([0.1, 0.9, 0.1, 0.9]))

    assert judged["lower"][0] == pytest.approx(0.5 - 2.66 * 0.8, abs=1e-12)
    assert judged["upper"][0] == pytest.approx(0.5 + 2.66 * 0.8, abs=1e-12)


def test_a_point_outside_the_limits_is_a_special_cause():
    check(
        """
        4 9 4 9 4 9 4 9 30 4 9 4 9 4 9
        . . . . . . . . +  . . . . . .
        """,
        "outside",
    )


def test_a_point_on_a_limit_is_not_outside():
    judged = judge(series([4.0] * 8 + [5.0] + [6.0] * 8))

    assert judged["lower"].to_list() == judged["upper"].to_list() == [5] * 17, "both steps are screened out"
    assert judged["cause"].to_list() == ["outside"] * 8 + [None] + ["outside"] * 8


def test_seven_rising_points_are_a_trend_from_the_first_to_the_last():
    check(
        """
        50 20 48 21 30 31 32 33 34 35 36 22 47 25
        .  .  .  +  +  +  +  +  +  +  +  .  .  .
        """,
        "trend",
    )


def test_six_rising_points_are_not_yet_a_trend():
    check(
        """
        50 20 48 30 31 32 33 34 35 22 47 25
        .  .  .  .  .  .  .  .  .  .  .  .
        """
    )


def test_two_equal_neighbours_break_a_trend():
    check(
        """
        50 20 48 30 31 32 33 33 34 35 36 22 47 25
        .  .  .  .  .  .  .  .  .  .  .  .  .  .
        """
    )


def test_a_falling_trend_is_low_even_above_the_mean_and_good_where_lower_is_better():
    values, _ = drawn("50 20 48 36 35 34 33 32 31 30 48 20 47 20\n.")
    for better, verdict in [
        ("higher", "special_cause_concern"),
        ("lower", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_low"),
    ]:
        judged = judge(series(values, better=better))

        assert judged["cause"].to_list() == [None] * 2 + ["trend"] * 8 + [None] * 4
        assert judged["point_type"].to_list()[2:10] == [verdict] * 8


def test_at_a_turning_point_the_trend_that_begins_there_decides():
    check(
        """
        90 10 90 41 43 45 47 49 51 53 52 50 48 46 44 42 90 10 90 10
        .  .  .  +  +  +  +  +  +  -  -  -  -  -  -  -  .  .  .  .
        """,
        "trend",
    )


def test_two_trends_side_by_side_with_an_equal_step_between_count_the_step_as_falling():
    check(
        """
        90 10 90 10 90 44 45 46 47 48 49 50 50 51 52 53 54 55 56 10 90 10 90 10
        .  .  .  .  .  +  +  +  +  +  +  -  +  +  +  +  +  +  +  .  .  .  .  .
        """,
        "trend",
    )


NOISE = [48, 52] * 5 + [48]


def test_two_of_three_near_a_limit_flag_only_the_near_ones():
    judged = judge(series([50, *NOISE, 64, 54, 63, *NOISE]))

    line = judged["mean"][0] + 2 / 3 * (judged["upper"][0] - judged["mean"][0])
    assert judged["upper"][0] > 64 > 63 > line > 54 > judged["mean"][0]
    assert judged["cause"].to_list() == [None] * 12 + ["two_in_three", None, "two_in_three"] + [None] * 11


def test_two_of_three_need_all_three_on_one_side():
    judged = judge(series([50, *NOISE, 64, 49, 63, *NOISE]))

    line = judged["mean"][0] + 2 / 3 * (judged["upper"][0] - judged["mean"][0])
    assert judged["upper"][0] > 64 > 63 > line > judged["mean"][0] > 49
    assert set(judged["point_type"]) == {"common_cause"}


def test_seven_on_one_side_of_the_mean_are_flagged_all():
    check(
        """
        9 2 9 2 6 7 6 7 6 7 6 2 9 2 3 2
        . . . . + + + + + + + . . . . .
        """,
        "one_side",
    )


def test_a_point_on_the_mean_breaks_the_run_on_one_side():
    values = [4, 6, 6, 6, 5, 6, 6, 6, 4, 2, 4, 6, 4, 6, 4, 6]

    judged = judge(series([*values, 80 - sum(values) + 5]))

    assert judged["mean"][0] == (80 + 5) / 17 == 5
    assert set(judged["point_type"]) == {"common_cause"}


def test_outside_comes_before_trend_and_keeps_the_side_of_the_mean():
    values = [5, 5.1, 5, 5.1, 5, 5.1, 5, 3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 5.1, 5, 5.1, 5, 5.1]

    judged = judge(series(values))

    assert judged["cause"].to_list()[7:14] == ["outside"] * 7
    assert set(judged["point_type"][7:14]) == {"special_cause_concern"}, "low, although it rises"


def test_a_missing_value_is_common_cause_leaves_no_range_across_it_and_breaks_a_run():
    check(
        """
        9 2 9 2 6 7 6 ? 7 6 7 6 2 9 2 3 2
        . . . . . . . . . . . . . . . . .
        """
    )
    judged = judge(series([1, 3, None, 9, 10]))
    assert judged["mean"][2] == (1 + 3 + 9 + 10) / 4
    assert judged["upper"][2] == pytest.approx(23 / 4 + 2.66 * (2 + 1) / 2, abs=1e-12)


@pytest.mark.parametrize("absent", [None, float("nan"), float("inf")])
def test_what_is_not_a_finite_number_is_missing(absent):
    judged = judge(series([1.0, 2.0, absent, 3.0]))

    assert judged["value"].to_list() == [1, 2, None, 3]
    assert judged["mean"][0] == (1 + 2 + 3) / 3


@pytest.mark.parametrize("value", [0.1, 86.3, 1 / 3, 1e-9, 123456.789])
@pytest.mark.parametrize("points", [1, 2, 7, 13, 49, 60])
def test_equal_decimals_have_no_limits_and_are_all_common_cause(value, points):
    judged = judge(series([value] * points, target=value * 2))

    assert judged["mean"].to_list() == [value] * points
    assert judged["upper"].to_list() == judged["lower"].to_list() == [None] * points
    assert set(judged["point_type"]) == {"common_cause"}
    assert summary(judged)["assurance"].to_list() == ["inconsistent"]


def test_a_series_without_any_value_has_no_mean_and_no_verdict_but_a_row_for_each_row():
    judged = judge(series([None, None], target=3.0))

    assert judged["mean"].to_list() == [None, None]
    assert summary(judged).rows() == [("a", "common_cause", "inconsistent")]


def test_no_rows_give_no_rows():
    judged = judge(series([]))

    assert judged.height == 0
    assert summary(judged).height == 0


@pytest.mark.parametrize(("known", "trial"), [(12, True), (13, False)])
def test_limits_from_fewer_than_thirteen_values_are_on_trial(known, trial):
    judged = judge(series([float(place % 3) for place in range(known)] + [None]))

    assert set(judged["trial"]) == {trial}


def test_a_new_group_starts_mean_limits_and_runs_again():
    low, high = [1, 3, 2, 3, 1, 2, 2], [11, 14, 12, 14, 11, 12, 12]

    judged = judge(series(low + high).with_columns(group=pl.Series([0] * 7 + [1] * 7)))

    assert judged["mean"].to_list() == [sum(low) / 7] * 7 + [sum(high) / 7] * 7
    assert judged["upper"][7] == pytest.approx(86 / 7 + 2.66 * (3 + 2 + 2 + 3 + 1 + 0) / 6, abs=1e-12)
    assert set(judged["point_type"]) == {"common_cause"}
    assert set(judge(series(low + high))["point_type"]) != {"common_cause"}


def test_assurance_compares_the_target_with_the_limits_of_the_last_group():
    values = [1, 3, 2, 3, 1, 2, 2, 11, 14, 12, 14, 11, 12, 12]

    judged = judge(series(values, target=8.0).with_columns(group=pl.Series([0] * 7 + [1] * 7)))

    assert 86 / 7 - 2.66 * 11 / 6 < 8, "inside the limits of the last group, above those of the first"
    assert summary(judged)["assurance"].to_list() == ["inconsistent"]


def test_assurance_needs_the_whole_limits_on_one_side_of_the_target():
    lower, upper = 12.0 - 2.66 * 2, 12.0 + 2.66 * 2
    values = [11.0, 13.0] * 8
    for better, target, expected in [
        ("higher", upper + 0.1, "consistent_fail"),
        ("higher", lower - 0.1, "consistent_pass"),
        ("higher", 12.0, "inconsistent"),
        ("lower", upper + 0.1, "consistent_pass"),
        ("lower", lower - 0.1, "consistent_fail"),
        ("neutral", upper + 0.1, None),
        ("higher", None, None),
        ("higher", 12.5, "inconsistent"),
    ]:
        judged = judge(series(values, target=target, better=better))

        assert summary(judged)["assurance"].to_list() == [expected], (better, target)

    for limit in ("lower", "upper"):
        assert summary(judged.with_columns(target=limit))["assurance"].to_list() == ["inconsistent"]


def test_the_last_point_by_date_gives_the_variation_and_the_last_target_counts():
    points = series([4, 5, 4, 5, 4, 5, 4, 5, 30]).with_columns(target=pl.Series([1.0] * 8 + [99.0]))

    judged = judge(points.reverse())

    assert judged["value"].to_list() == points.reverse()["value"].to_list()
    assert summary(judged).rows() == [("a", "special_cause_improvement", "consistent_fail")]


def test_an_empty_direction_takes_what_the_series_says_elsewhere_or_else_higher():
    stated = series([4, 5, 4]).with_columns(better=pl.Series([None, "lower", None]))

    assert judge(stated)["better"].to_list() == ["lower"] * 3
    assert judge(series([4, 5, 4]))["better"].to_list() == ["higher"] * 3


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (series([1, 2], better="up"), "Series 'a': 'up' is no direction: use higher, lower or neutral."),
        (
            series([1, 2]).with_columns(better=pl.Series(["lower", "higher"])),
            "Series 'a': two directions are called better: keep one.",
        ),
        (
            series([1, 2]).with_columns(date=datetime.date(2024, 5, 1)),
            "Series 'a': two points are dated 2024-05-01: keep one of them.",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_in_one_sentence(points, sentence):
    with pytest.raises(UserError) as refused:
        judge(points)

    assert str(refused.value) == sentence


def test_a_lazy_frame_or_one_with_other_columns_is_judged_like_a_bare_frame():
    points = series([4, 5, 4, 5, 4, 5, 4, 5, 30])

    assert judge(points.lazy().with_columns(row=1, block=2, mean=3, cause=4)).equals(judge(points))
