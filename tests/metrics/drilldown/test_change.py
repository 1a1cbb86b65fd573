"""Why a number changed: for every indicator the groups add up to the change between the numbers that pages show."""

import pytest

from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from metrics.drilldown.change import by_parts, explain_change
from metrics.engine.answer import Question, answer
from metrics.engine.decomposition import Change

OPEN = [indicator for indicator in declared().values() if not indicator.restricted]


def value(home, indicator, period):
    return answer(Question(indicator=indicator.name, period=period), home.published)["value"].first()


@pytest.mark.parametrize("indicator", OPEN, ids=lambda indicator: indicator.name)
def test_the_groups_add_up_to_the_change_of_what_is_shown(home, indicator):
    before, after = "FY2022-23", "FY2023-24"
    # Two breakdowns stand for all: they differ in nothing but their column.
    for by in indicator.breakdowns[::4]:
        change = explain_change(indicator, parse(before), parse(after), by, {}, home.published)
        first, last = (value(home, indicator, period) for period in (before, after))
        # A percentile is no sum of its groups.
        if indicator.kind is Kind.PERCENTILE or last is None or (first is None and indicator.kind is not Kind.GROWTH):
            assert change is None
            continue

        assert change.after == pytest.approx(last, rel=1e-12)
        assert change.before == pytest.approx(0 if indicator.kind is Kind.GROWTH else first, rel=1e-12)
        assert change.parts["effect"].sum() == pytest.approx(change.change, rel=1e-9, abs=1e-12)
        assert change.change == pytest.approx(change.after - change.before, rel=1e-9, abs=1e-12)
        parts = by_parts(change, indicator)
        if parts:
            assert sum(parts) == pytest.approx(change.change, rel=1e-9, abs=1e-12)


def test_numerator_and_denominator_share_a_change_at_the_middle_of_each_other():
    import polars as pl

    sides = {
        "numerator_before": [10],
        "denominator_before": [1000],
        "numerator_after": [12],
        "denominator_after": [800],
    }
    change = Change(10 / 1000 * 10_000, 12 / 800 * 10_000, 50.0, pl.DataFrame(sides))

    # Two complaints more over the middle of 1/1000 and 1/800; eleven complaints over 200 contacts fewer.
    assert by_parts(change, declared()["complaints_per_10000"]) == pytest.approx(
        (2 * (1 / 1000 + 1 / 800) / 2 * 10_000, 11 * (1 / 800 - 1 / 1000) * 10_000)
    )
    assert by_parts(change, declared()["service_standards_met"]) is None


def test_staff_have_none_because_hidden_groups_could_be_had_by_subtraction(home):
    staff = declared()["engagement_index"]

    assert explain_change(staff, parse("FY2022-23"), parse("FY2023-24"), "branch", {}, home.published) is None
