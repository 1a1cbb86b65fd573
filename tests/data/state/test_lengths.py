"""What people write is read on pages that show it to everyone: it has as many characters as a person writes."""

from datetime import date

import polars as pl
import pytest

from data.errors import UserError
from data.state import overrides, scenarios, special_days, targets
from data.state.writing import add_targets
from data.words import LONGEST_LINE, LONGEST_TEXT
from metrics.assessment.target_file import read_targets
from tests.data.state import test_override as override
from tests.data.state import test_scenario as scenario
from tests.data.state import test_special_day as special_day
from tests.data.state.test_state import FIRST

LINE, TEXT = "n" * (LONGEST_LINE + 1), "r" * (LONGEST_TEXT + 1)

WRITES = {
    "an override's name": (lambda url: override.add(url, name=LINE), "name", 100),
    "its reason": (lambda url: override.add(url, reason=TEXT), "reason", 2_000),
    "its author": (lambda url: override.add(url, author=LINE), "author", 100),
    "its line": (lambda url: override.add(url, line=LINE), "line", 100),
    "why it is withdrawn": (lambda url: override.withdraw(url, 1, reason=TEXT), "reason", 2_000),
    "who withdraws it": (lambda url: override.withdraw(url, 1, author=LINE), "author", 100),
    "a special day's name": (lambda url: special_day.add(url, name=LINE), "name", 100),
    "its name in French": (lambda url: special_day.add(url, name_fr=LINE), "name in French", 100),
    "why it is taken back": (lambda url: special_day.withdraw(url, 1, reason=TEXT), "reason", 2_000),
    "a scenario's name": (lambda url: scenario.save(url, name=LINE), "name", 100),
    "its description": (lambda url: scenario.save(url, description=TEXT), "description", 2_000),
    "why it is the plan": (lambda url: scenario.publish(url, reason=TEXT), "reason", 2_000),
    "why it is no more": (lambda url: scenario.unpublish(url, reason=TEXT), "reason", 2_000),
    "a target's source": (lambda url: add_targets(url, FIRST.with_columns(source=pl.lit(LINE))), "source", 100),
    "its approver": (lambda url: add_targets(url, FIRST.with_columns(approved_by=pl.lit(LINE))), "approver", 100),
    "its reason, too": (lambda url: add_targets(url, FIRST.with_columns(reason=pl.lit(TEXT))), "reason", 2_000),
}


@pytest.mark.parametrize(("write", "field", "most"), WRITES.values(), ids=WRITES)
def test_a_text_that_is_too_long_is_refused_and_nothing_is_written(url, write, field, most):
    with pytest.raises(UserError) as error:
        write(url)

    assert str(error.value) == f"The {field} has {most + 1:,} characters; shorten it to {most:,}."
    assert f"réduisez-le à {most:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") in error.value.text("fr")
    assert all(read(url).is_empty() for read in (overrides, special_days, scenarios, targets))


def test_what_is_as_long_as_may_be_is_kept_whole(url):
    override.add(url, name=LINE[1:], reason=TEXT[1:], author=LINE[1:])

    assert overrides(url).select("name", "reason", "author").row(0) == (LINE[1:], TEXT[1:], LINE[1:])


def test_a_scenario_has_as_many_steps_as_a_page_can_show(tmp_path):
    with pytest.raises(UserError, match="has more steps than can be kept together"):
        scenario.save(f"sqlite:///{tmp_path / 'state.db'}", steps=scenario.STEPS * 2_000)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_a_day_of_another_age_is_refused(tmp_path, day):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    for add in (override.add, special_day.add):
        with pytest.raises(UserError, match="are too far away; write days from 1900-01-01 to 2199-12-31"):
            add(url, first_day=day, last_day=day)


def test_a_file_of_targets_names_the_row_and_column_that_is_too_long(tmp_path):
    path = tmp_path / "targets.csv"
    path.write_text(
        f"indicator,fiscal_year,target,near,source,reason\ntrust,FY2024-25,0.8,0.7,x,{TEXT}\n", encoding="utf-8"
    )

    with pytest.raises(UserError) as error:
        read_targets(path)
    assert "row 2" in str(error.value)
    assert "2,001 characters are too many; shorten them to 2,000." in str(error.value)
