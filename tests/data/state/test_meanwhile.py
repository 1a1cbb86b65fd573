"""Nobody overwrites what they have not seen: a write says what its author saw, and is refused where that changed."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import polars as pl
import pytest
from sqlalchemy import insert

from data.errors import UserError
from data.state import (
    Override,
    SpecialDay,
    newest,
    override_history,
    overrides,
    plan,
    scenario_history,
    special_days,
    target_history,
)
from data.state.engine import open_state, write_transaction
from data.state.plan import Publication
from data.state.scenario import Scenario
from data.state.writing import add_targets
from tests.data.state import test_override as override
from tests.data.state import test_scenario as scenario
from tests.data.state import test_special_day as special_day
from tests.data.state.test_state import FIRST


def refuses(write, change, who="Maya Tremblay"):
    """Expects that a write is refused because of a change, in both languages, with who made it and when."""
    with pytest.raises(UserError) as error:
        write()
    assert error.value.code == "state_changed_meanwhile"
    assert f"because {who} has changed this since it was shown to you (20" in str(error.value)
    assert f" UTC): {change}. Look at it" in str(error.value)
    assert f"car {who} a modifié ceci" in error.value.text("fr")
    assert change not in error.value.text("fr")


def test_an_override_is_refused_where_its_author_has_not_seen_one_of_the_same_series_and_days(url):
    override.add(url)

    refuses(lambda: override.add(url, name="Mine", seen=0), "the override 'Renewal letters' is new")
    assert overrides(url).height == 1

    override.add(url, name="Mine", seen=newest(overrides(url)))
    assert overrides(url).height == 2


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({"name": "renewal LETTERS", "channel": "kiosk"}, True),
        ({}, True),
        ({"first_day": date(2026, 3, 20), "last_day": date(2026, 3, 25)}, True),
        ({"first_day": date(2026, 3, 21), "last_day": date(2026, 3, 25)}, False),
        ({"first_day": date(2026, 3, 1), "last_day": date(2026, 3, 4)}, False),
        ({"channel": None, "line": None}, True),
        ({"line": None, "location": "L01"}, True),
        ({"channel": "kiosk"}, False),
        ({"line": "health"}, False),
    ],
)
def test_what_touches_another_series_or_other_days_may_be_written(tmp_path, other, refused):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    override.add(url)

    if refused:
        refuses(lambda: override.add(url, seen=0, **{"name": "Mine"} | other), "the override 'Renewal letters' is new")
    else:
        override.add(url, seen=0, **{"name": "Mine"} | other)
        assert overrides(url).height == 2


def test_what_was_withdrawn_before_anybody_saw_it_is_no_change(url):
    override.withdraw(url, override.add(url))

    override.add(url, seen=0)

    assert overrides(url).height == 1


def test_an_override_is_not_withdrawn_from_under_one_that_was_built_on_it(url):
    first = override.add(url)
    override.add(url, name="On top", author="Luc Roy")

    refuses(lambda: override.withdraw(url, first, seen=first), "the override 'On top' is new", who="Luc Roy")
    override.withdraw(url, first, seen=newest(overrides(url)))

    assert overrides(url)["name"].to_list() == ["On top"]


@pytest.mark.parametrize(
    ("first_day", "last_day", "every_year", "refused"),
    [
        ("2025-02-07", "2025-02-08", False, True),
        ("2025-02-08", "2025-02-09", False, False),
        ("2024-02-03", "2024-02-04", False, False),
        ("2024-02-03", "2024-02-04", True, True),
        ("2026-02-03", "2026-02-04", True, False),
        ("2024-12-30", "2025-02-03", False, True),
    ],
)
def test_a_special_day_is_compared_with_those_of_every_year_in_which_they_come(
    tmp_path, first_day, last_day, every_year, refused
):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    special_day.add(url)  # 3 to 7 February 2025

    def mine():
        special_day.add_plates(url, first_day, last_day, every_year=every_year, seen=0)

    if refused:
        refuses(mine, "the special day 'Transit strike' is new")
    else:
        mine()
        assert special_days(url).height == 2


def test_two_that_come_every_year_meet_in_a_later_one(tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    special_day.add(url, first_day=date(2020, 1, 1), last_day=date(2020, 1, 5), every_year=True)

    with pytest.raises(UserError, match="the special day 'Transit strike' is new"):
        special_day.add_plates(url, "2024-12-30", "2025-01-02", every_year=True, seen=0)


def test_a_scenario_is_not_saved_over_a_version_that_its_author_has_not_seen(url):
    first = scenario.save(url)
    scenario.save(url, steps=scenario.STEPS * 2, author="Luc Roy", seen=first.version)

    change = "version 2 of the scenario 'Ten percent online' is new"
    refuses(lambda: scenario.save(url, steps=scenario.STEPS * 3, seen=1), change, who="Luc Roy")
    refuses(lambda: scenario.save(url, steps=scenario.STEPS * 3, seen=0), change, who="Luc Roy")
    assert scenario_history(url, "Ten percent online").height == 2

    assert scenario.save(url, steps=scenario.STEPS * 3, seen=2).version == 3


def test_saving_what_is_saved_already_makes_no_version_and_is_told_to_who_has_not_seen_it(url):
    first = scenario.save(url, seen=0)

    assert scenario.save(url, seen=first.id).version == 1
    change = "version 1 of the scenario 'Ten percent online' is new"
    refuses(lambda: scenario.save(url, seen=0, author="Luc Roy"), change)


def test_what_was_seen_of_one_scenario_says_nothing_of_another(url):
    scenario.save(url)
    second = scenario.save(url, name="Another")

    change = "version 1 of the scenario 'Ten percent online' is new"
    refuses(lambda: scenario.save(url, steps=scenario.STEPS * 2, seen=second.id), change)


def test_another_plan_is_not_replaced_unseen(url):
    first, second = scenario.save(url), scenario.save(url, name="Another")
    scenario.publish(url, seen=0)

    change = "version 1 of 'Ten percent online' is the plan now"
    refuses(lambda: scenario.publish(url, "Another", seen=0), change, who="Luc Roy")
    refuses(lambda: scenario.unpublish(url, seen=second.id), change, who="Luc Roy")
    refuses(lambda: scenario.publish(url, seen=0), change, who="Luc Roy")  # the same, decided by another
    scenario.publish(url, seen=first.id)  # it is the plan already
    scenario.publish(url, "Another", seen=first.id)
    scenario.unpublish(url, seen=second.id)

    gone = "no scenario is the plan any more"
    refuses(lambda: scenario.publish(url, seen=second.id), gone, who="Luc Roy")
    assert plan(url) is None


def test_a_target_is_not_decided_over_another_that_was_not_seen(url):
    add_targets(url, FIRST)
    history = target_history(url, "overall_satisfaction")
    add_targets(url, FIRST.filter(pl.col("channel") == "telephone").with_columns(target=pl.lit(0.82)))

    mine = FIRST.with_columns(target=pl.lit(0.5))
    change = "there is another target of overall_satisfaction for FY2024-25"
    refuses(lambda: add_targets(url, mine, seen=newest(history)), change, who="guess")
    assert target_history(url, "digital_take_up").height == 1  # none of the rows was added

    assert add_targets(url, mine, seen=newest(target_history(url, "overall_satisfaction"))) == 3


ANN = {"author": "Ann"}
ROWS = {
    "an override": (Override, override.RENEWALS | ANN, lambda url: override.add(url, name="Mine", seen=0)),
    "a special day": (SpecialDay, special_day.STRIKE | ANN, lambda url: special_day.add(url, name="Mine", seen=0)),
    "a scenario": (
        Scenario,
        scenario.SHIFT | {"steps": "[1]", "result": None} | ANN,
        lambda url: scenario.save(url, seen=0),
    ),
    "a plan": (Publication, {"scenario": 2} | ANN, lambda url: scenario.publish(url, seen=0)),
}


@pytest.mark.parametrize(("table", "values", "write"), ROWS.values(), ids=ROWS)
def test_who_waits_for_another_to_finish_writing_sees_what_was_written(url, table, values, write):
    """The two have seen the same; the second comes while the first has written and not yet committed."""
    if table is Publication:
        scenario.save(url)
        scenario.save(url, name="Another")
    with ThreadPoolExecutor(1) as pool:
        with write_transaction(open_state(url)) as connection:
            connection.execute(insert(table).values(values))
            second = pool.submit(write, url)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        with pytest.raises(UserError) as error:
            second.result(timeout=60)

    assert (error.value.code, error.value.values["who"]) == ("state_changed_meanwhile", "Ann")


TWENTY = 20
WRITES = {
    "overrides": lambda url, n: override.add(url, name=f"Mine {n}", seen=0),
    "special days": lambda url, n: special_day.add(url, name=f"Mine {n}", seen=0),
    "withdrawals": lambda url, n: override.withdraw(url, 1, seen=1),
    "scenarios": lambda url, n: scenario.save(url, author=f"Planner {n}", seen=0),
    "plans": lambda url, n: scenario.publish(url, "Another", author=f"Planner {n}", seen=0),
    "plans withdrawn": lambda url, n: scenario.unpublish(url, author=f"Planner {n}", seen=1),
}


@pytest.mark.parametrize("kind", WRITES)
def test_of_twenty_who_write_at_once_one_is_saved_and_each_other_is_told(url, kind):
    if kind == "withdrawals":
        override.add(url)
    if kind.startswith("plans"):
        scenario.save(url, name="Another")
    if kind == "plans withdrawn":
        scenario.publish(url, "Another")

    def write(number):
        try:
            WRITES[kind](url, number)
        except UserError as error:
            return error.code
        return "saved"

    with ThreadPoolExecutor(TWENTY) as pool:
        results = Counter(pool.map(write, range(TWENTY)))

    told = "state_withdrawn_before" if kind == "withdrawals" else "state_changed_meanwhile"
    assert results == {"saved": 1, told: TWENTY - 1}


def test_newest_is_the_greatest_number_on_the_screen(url):
    assert newest(overrides(url)) == 0
    ids = [override.add(url, name=name) for name in "ab"]
    override.withdraw(url, ids[1])

    assert newest(overrides(url)) == ids[0]
    assert newest(override_history(url)) == ids[1]


def test_reading_what_people_wrote_does_not_bring_the_means_to_change_it():
    script = "import sys, data.state; print([name for name in sys.modules if name.startswith('data.state.writing')])"

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
