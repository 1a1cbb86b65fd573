"""Why a quotient changed: parts that add up to the change, told as small stories and proved on any data."""

from decimal import Decimal
from fractions import Fraction
from math import fsum

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.engine.decomposition import decompose, rounded_parts

SCHEMA = {"channel": pl.String, "numerator": pl.Int64, "denominator": pl.Int64}


def drawn(text):
    """A before and an after frame from lines of: channel, numerator and denominator before, then after."""
    cells = [line.split() for line in text.strip().splitlines()]
    sides = [[(row[0], int(row[at]), int(row[at + 1])) for row in cells if row[at] != "-"] for at in (1, 3)]
    return [pl.DataFrame(side, schema=SCHEMA, orient="row") for side in sides]


def effects(change):
    return {channel: effect for channel, *effect in change.parts.select("channel", "rate_effect", "mix_effect").rows()}


def test_without_a_change_of_mix_every_effect_is_of_the_rate():
    change = decompose(*drawn("online 60 100 66 100 \n phone 40 100 30 100"), ["channel"])

    assert change.before == (60 + 40) / 200
    assert change.after == (66 + 30) / 200
    assert change.change == change.after - change.before
    assert effects(change) == {
        "online": [pytest.approx(1 / 2 * (0.66 - 0.60)), 0],
        "phone": [pytest.approx(1 / 2 * (0.30 - 0.40)), 0],
    }


def test_without_a_change_of_rates_every_effect_is_of_the_mix():
    change = decompose(*drawn("online 90 100 270 300 \n phone 50 100 50 100"), ["channel"])

    middle = (140 / 200 + 320 / 400) / 2
    assert effects(change) == {
        "online": [0, pytest.approx((3 / 4 - 1 / 2) * (0.9 - middle))],
        "phone": [0, pytest.approx((1 / 4 - 1 / 2) * (0.5 - middle))],
    }
    assert all(mix > 0 for _, mix in effects(change).values()), "the good one grew and the poor one shrank"


def test_satisfaction_may_fall_while_every_channel_rises():
    change = decompose(*drawn("online 82 100 166 200 \n person 285 300 192 200"), ["channel"])

    assert change.change < 0
    rates, mixes = zip(*effects(change).values(), strict=True)
    assert min(rates) > 0 > sum(mixes)
    assert effects(change)["online"][0] == pytest.approx((1 / 4 + 1 / 2) / 2 * (166 / 200 - 82 / 100))


def test_a_group_that_is_new_or_gone_is_all_mix():
    change = decompose(*drawn("kiosk 8 10 - - \n online - - 45 50 \n phone 50 90 30 50"), ["channel"])

    middle = (58 / 100 + 75 / 100) / 2
    assert effects(change)["kiosk"] == [0, pytest.approx((0 - 10 / 100) * (8 / 10 - middle))]
    assert effects(change)["online"] == [0, pytest.approx((50 / 100 - 0) * (45 / 50 - middle))]
    assert effects(change)["phone"][0] == pytest.approx((90 / 100 + 50 / 100) / 2 * (30 / 50 - 50 / 90))
    assert change.parts.select("channel", "denominator_before", "denominator_after").rows() == [
        ("kiosk", 10, 0),
        ("online", 0, 50),
        ("phone", 90, 50),
    ]


def test_a_cost_without_a_single_transaction_still_adds_up():
    change = decompose(*drawn("kiosk 500 0 700 0 \n online 100 100 90 120"), ["channel"])

    assert effects(change)["kiosk"] == [0, pytest.approx(700 / 120 - 500 / 100)]
    assert change.parts["effect"].sum() == change.change == 790 / 120 - 600 / 100


def test_an_unnamed_group_is_a_group_and_several_rows_of_one_are_added():
    before = pl.DataFrame([(None, 3, 10), ("a", 1, 4), ("a", 2, 6)], schema=SCHEMA, orient="row")
    after = pl.DataFrame([("a", 5, 10), (None, 3, 10)], schema=SCHEMA, orient="row")

    change = decompose(before, after, ["channel"])

    assert change.parts["channel"].to_list() == ["a", None]
    assert effects(change) == {"a": [pytest.approx(1 / 2 * (5 / 10 - 3 / 10)), 0], None: [0, 0]}


@pytest.mark.parametrize("text", ["online 0 0 5 10", "online 5 10 0 0", "online - - 5 10", "online 3 0 5 10", ""])
def test_without_a_denominator_on_one_side_there_is_no_change_to_explain(text):
    assert decompose(*drawn(text), ["channel"]) is None


def test_a_scale_turns_every_figure_into_its_unit():
    frames = drawn("online 3 4000 9 5000 \n phone 8 2000 6 3000")
    change, scaled = decompose(*frames, ["channel"]), decompose(*frames, ["channel"], scale=10_000)

    assert scaled.before == 11 / 6000 * 10_000
    assert scaled.change == scaled.after - scaled.before
    assert scaled.parts["effect"].to_list() == pytest.approx([10_000 * part for part in change.parts["effect"]])


def test_sums_that_are_not_whole_numbers_are_refused():
    before, after = drawn("online 3 4 9 5")

    with pytest.raises(ValueError, match="numerator must be whole numbers to be split exactly, not Float64"):
        decompose(before.with_columns(pl.col("numerator").cast(pl.Float64)), after, ["channel"])


sums = st.tuples(st.integers(0, 10**7), st.integers(0, 10**5)) | st.just((0, 0))
tables = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(sums, sums), min_size=1)


def frames(table):
    return [
        pl.DataFrame([(name, *both[side]) for name, both in table.items()], schema=SCHEMA, orient="row")
        for side in (0, 1)
    ]


@settings(deadline=None)
@given(tables, st.sampled_from([1, 0.01, 100, 10_000]), st.randoms(use_true_random=False))
def test_the_parts_add_up_to_the_change_to_the_last_bit_in_any_order(table, scale, shuffled):
    change = decompose(*frames(table), ["channel"], scale=scale)
    if change is None:
        return
    parts = change.parts["rate_effect"].to_list() + change.parts["mix_effect"].to_list()
    shuffled.shuffle(parts)

    assert sum(parts) == fsum(parts) == change.parts["effect"].sum() == change.change
    # The difference itself, unless it is finer than floats as large as the parts can be.
    assert change.change == pytest.approx(change.after - change.before, rel=0, abs=1e-15 * fsum(map(abs, parts)))


@settings(deadline=None)
@given(tables)
def test_effects_are_the_midpoint_formulas_wherever_a_group_has_a_rate(table):
    change = decompose(*frames(table), ["channel"])
    if change is None:
        return
    totals = [[sum(both[side][part] for both in table.values()) for part in (0, 1)] for side in (0, 1)]
    middle = sum(Fraction(*total) for total in totals) / 2
    largest = max(map(abs, [change.before, change.after, *change.parts["rate_effect"], *change.parts["mix_effect"]]))
    for name, both in table.items():
        (n0, d0), (n1, d1) = both
        if d0 and d1:
            shares = [Fraction(d0, totals[0][1]), Fraction(d1, totals[1][1])]
            rates = [Fraction(n0, d0), Fraction(n1, d1)]
            rate = sum(shares) / 2 * (rates[1] - rates[0])
            mix = (shares[1] - shares[0]) * (sum(rates) / 2 - middle)
            assert effects(change)[name] == pytest.approx([float(rate), float(mix)], abs=1e-14 * largest)


@settings(deadline=None)
@given(tables)
def test_swapping_before_and_after_only_turns_the_signs(table):
    before, after = frames(table)
    there, back = decompose(before, after, ["channel"]), decompose(after, before, ["channel"])
    if there is None:
        assert back is None
        return

    assert back.change == -there.change
    for name, pair in effects(there).items():
        assert [-effect for effect in effects(back)[name]] == pytest.approx(pair, abs=1e-14 * (1 + max(map(abs, pair))))


@settings(deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_counting_everything_twice_changes_an_effect(table, shuffled):
    before, after = frames(table)
    change = decompose(before, after, ["channel"])
    if change is None:
        return
    names = list(table)
    shuffled.shuffle(names)
    mixed = decompose(*frames({name: table[name] for name in names}), ["channel"])
    twice = decompose(pl.concat([before, before]), pl.concat([after, after]), ["channel"])

    columns = ["rate_effect", "mix_effect", "effect"]
    assert mixed.parts.equals(change.parts)
    assert twice.parts.select(columns).equals(change.parts.select(columns))


def test_many_groups_are_split_in_no_time():
    rows = [(str(name), name * 7 % 101, 100 + name) for name in range(500)]
    before = pl.DataFrame(rows, schema=SCHEMA, orient="row")

    change = decompose(before, before.with_columns(pl.col("numerator") + 1), ["channel"])

    assert change.parts["effect"].sum() == change.change


def test_rounded_parts_add_up_to_the_rounded_sum():
    assert rounded_parts([0.014, 0.014, 0.014], 2) == [Decimal("0.02"), Decimal("0.01"), Decimal("0.01")]
    assert round(0.014 * 3, 2) == 0.04


def test_what_is_missing_goes_to_the_parts_that_lost_most():
    assert rounded_parts([0.6, 2.3, -1.6, 0.0], 0) == [1, 2, -2, 0]
    assert rounded_parts([0.004, -0.004], 2) == [0, 0]


def test_no_parts_are_rounded_to_no_parts():
    assert rounded_parts([], 2) == []


@settings(deadline=None)
@given(st.lists(st.floats(-1000, 1000), max_size=12), st.integers(0, 4))
def test_rounding_moves_no_part_by_a_unit_and_keeps_the_sum(parts, digits):
    rounded = rounded_parts(parts, digits)

    unit = Decimal(1).scaleb(-digits)
    assert sum(rounded) == Decimal(repr(fsum(parts))).quantize(unit)
    assert all(
        abs(Fraction(part) - Fraction(whole)) <= Fraction(unit) for part, whole in zip(parts, rounded, strict=True)
    )
    assert all(whole == 0 for part, whole in zip(parts, rounded, strict=True) if part == 0)
