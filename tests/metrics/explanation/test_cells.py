"""The fine table of two periods: nothing lost, squares of durations, and of staff only what is published."""

from collections import defaultdict
from datetime import date
from random import Random

import polars as pl
import pytest

from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.engine.answer import Question, answer
from metrics.engine.scope import Scope
from metrics.explanation.cells import LARGEST, ROLES, sum_cells
from metrics.explanation.explanation import Against, explain
from tests.support.homes import home_with
from tests.support.plain_loops import ITEMS

PERIODS = (parse("2024-02"), parse("2024-03"))


@pytest.mark.parametrize("name", ["service_standards_met", "transaction_volume", "overall_satisfaction", "trust"])
def test_cells_add_up_to_the_answer_of_each_period(home, name):
    indicator = declared()[name]
    cells = sum_cells(indicator, Scope(), PERIODS, indicator.breakdowns, home.published)
    for place, period in enumerate(PERIODS):
        whole = answer(Question(indicator=name, period=period.code), home.published).row(0, named=True)
        above, below, n = cells.sums[:, len(ROLES) * place :][:, :3].sum(axis=0)
        assert (above, n) == (whole["numerator"] or 0, whole["n"])
        assert not indicator.denominator or below == (whole["denominator"] or 0)


def test_squares_of_durations_tell_how_much_rows_vary(tmp_path):
    waits = {"2024-02-01": (3, 4), "2024-03-01": (10, LARGEST + 5)}
    calls = pl.DataFrame(
        {"transaction_id": f"{day}{wait}", "channel": "telephone", "kind": "transaction", "status": "completed"}
        | {"started_on": day, "wait_s": wait, "service_id": "s"}
        for day, both in waits.items()
        for wait in both
    )
    indicator = declared()["average_speed_of_answer"]
    cells = sum_cells(indicator, Scope(), PERIODS, ["channel"], home_with(tmp_path, transaction=calls))
    moments = [len(ROLES) * place + ROLES.index("moments") for place in (0, 1)]
    # A wait of more than 35 days counts as that long, in its square alone.
    assert cells.sums[0, moments].tolist() == [3**2 + 4**2, 10**2 + LARGEST**2]
    assert cells.sums[0, 5] == 10 + LARGEST + 5


PEOPLE = {"u1": 60, "u2": 50, "u3": 9, "u4": 40}
WAVES = (date(2024, 2, 29), date(2024, 9, 30))


@pytest.fixture
def staff(drawn_home):
    """Two waves; in the second everybody of u1 is unhappy. u3 is too small to be shown."""
    random, bad = Random(1), defaultdict(lambda: (3, 5), {("u1", WAVES[1]): (1, 2)})
    answers = [
        {"wave_id": f"{closed}", "respondent": f"{unit}-{n}", "closed_on": closed, "unit_id": unit}
        | {item: random.randint(*bad[unit, closed]) for item in ITEMS}
        for closed in WAVES
        for unit, people in PEOPLE.items()
        for n in range(people)
    ]
    units = [{"unit_id": unit, "parent_unit_id": None, "name_en": unit} for unit in PEOPLE]
    return drawn_home(data_to=date(2024, 10, 31), staff_answer=answers, unit=units).published


def test_of_staff_only_groups_that_are_published_are_named_one_breakdown_at_a_time(staff):
    shown = answer(Question(indicator="engagement_index", by=["unit"], period="2024-09"), staff)
    published = set(shown.filter(pl.col("absence").is_null())["unit"])
    assert "u3" not in published
    result = explain(Question(indicator="engagement_index"), Against.PREVIOUS, staff, pl.DataFrame())
    assert (result.period.code, result.reference_period.code) == ("2024-09", "2024-02")
    assert [dict(one.breakdowns) for one in result.slices] == [{"unit": "u1"}]
    assert result.slices[0].n == PEOPLE["u1"]
    assert sum(one.effect for one in result.slices) + result.rest == result.change


def test_of_staff_a_filter_leaves_nothing_to_name(staff):
    question = Question(indicator="engagement_index", where={"unit": ["u1"]})
    result = explain(question, Against.PREVIOUS, staff, pl.DataFrame())
    assert (result.slices, result.candidates) == ((), 0)
    assert result.rest == result.change < 0
