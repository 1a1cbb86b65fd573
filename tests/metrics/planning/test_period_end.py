"""Where a period will end, beside the target of then; nobody who sees a part is told of the whole."""

from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.access.viewer import Viewer
from data.state import TARGET
from data.storage.forecast_tables import TABLES, ForecastRun, write_forecasts
from data.words import Status
from metrics.calendar.periods import parse
from metrics.catalogue.visible import visible
from metrics.planning.period_end.basis import Basis, Chance
from metrics.planning.period_end.reading import code, is_asked, period_ends
from tests.support.homes import home_with

ROW = {
    "run": "drawn", "indicator": "online_completion", "grain": "year", "period": "FY2025-26",
    "known_to": date(2025, 11, 30), "months": 12, "left": 4, "basis": "forecast",
    "value": 0.63, "low": 0.60, "high": 0.66, "error": 0.01, "naive_error": 0.02, "tested": 40, "inside": 0.8,
}  # fmt: skip


def home(folder, *rows):
    """A home in which these outlooks were forecast."""
    snapshot = home_with(folder, transaction=pl.DataFrame())
    tables = {name: schema.to_frame() for name, schema in TABLES.items()}
    tables["period_end"] = pl.DataFrame(list(rows), schema=TABLES["period_end"])
    now = datetime(2025, 12, 1, tzinfo=UTC)
    run = ForecastRun(run="drawn", made_at=now, seconds=0, inputs="", origins={}, tables={})
    write_forecasts(folder, run, tables)
    return snapshot


def targets(*rows):
    plain = {"path": "step", "source": "assumption"}
    return pl.DataFrame([plain | dict(row) for row in rows], schema=TARGET)


def aim(target, near, year="FY2025-26", **more):
    return {"indicator": "online_completion", "fiscal_year": year, "target": target, "near": near, **more}


def told(folder, *aims, **changed):
    return period_ends(home(folder, ROW | changed), targets(*aims))["online_completion"]["year"]


@pytest.mark.parametrize(
    ("target", "chance"),
    [(0.60, Chance.LIKELY), (0.601, Chance.WITHIN), (0.66, Chance.WITHIN), (0.661, Chance.OUT), (0.80, Chance.OUT)],
)
def test_a_target_is_likely_below_the_interval_and_out_of_reach_above_it(tmp_path, target, chance):
    end = told(tmp_path, aim(target, target - 0.1))

    assert (end.chance, end.target, end.state) == (chance, target, None)
    assert end.margin == pytest.approx(0.03)


def test_the_other_way_round_where_less_is_better(tmp_path):
    less = ROW | {"indicator": "complaints_per_10000", "value": 9.0, "low": 8.0, "high": 10.0}
    of = {"indicator": "complaints_per_10000"}
    for number, (target, chance) in enumerate([(10, Chance.LIKELY), (9, Chance.WITHIN), (7.9, Chance.OUT)]):
        tables = home(tmp_path / str(number), less)
        end = period_ends(tables, targets(aim(target, target + 1) | of))["complaints_per_10000"]["year"]
        assert end.chance is chance


def test_a_target_that_changes_on_the_way_is_that_of_the_periods_end_and_says_what_it_is_now(tmp_path):
    """From 0.60 to 0.72 in twelve steps: after eight it is 0.68, at the end 0.72."""
    before = aim(0.60, 0.50, "FY2024-25")
    end = told(tmp_path, before, aim(0.72, 0.62, path="linear"), value=0.70, low=0.69, high=0.71)

    assert (end.target, end.target_now) == pytest.approx((0.72, 0.60 + 0.12 * 8 / 12))
    assert end.chance is Chance.OUT, "0.69 meets the target of today, which does not count"


def test_a_target_that_stays_is_said_once_and_none_is_no_chance(tmp_path):
    assert told(tmp_path / "a", aim(0.6, 0.5)).target_now is None
    end = told(tmp_path / "b")
    assert (end.target, end.chance, code(end)) == (None, None, None)


def test_a_wave_that_was_held_has_a_status_and_no_chance(tmp_path):
    end = told(tmp_path, aim(0.7, 0.6), basis="known", low=0.63, high=0.63, left=0)

    assert (end.state, end.chance, end.margin, code(end)) == (Status.NEAR, None, None, "near")


@pytest.mark.parametrize("basis", [Basis.TOO_SHORT, Basis.NO_BETTER, Basis.NOT_FOR_KIND, Basis.NO_WAVE, Basis.NO_DATA])
def test_what_is_withheld_says_why_and_nothing_else(tmp_path, basis):
    end = told(tmp_path, aim(0.7, 0.6), basis=basis.value, value=None, low=None, high=None)

    assert (end.value, end.chance, end.margin, code(end)) == (None, None, None, basis.value)


def test_a_part_is_told_nothing_be_it_asked_for_or_all_that_one_may_see(tmp_path):
    tables = home(tmp_path, ROW)
    assert period_ends(tables, targets(), {"channel": ("online",)}) == {}
    assert period_ends(tables, targets()) != {}

    manager = Viewer(role="operations_manager", scope=(("channel", ("online",)),))
    assert period_ends(visible(tables, manager), targets()) == {}


def test_who_sees_no_staff_results_is_not_told_where_they_will_end(tmp_path):
    tables = home(tmp_path, ROW, ROW | {"indicator": "engagement_index", "value": 70.0, "low": 69.0, "high": 71.0})
    seen = {role: set(period_ends(visible(tables, Viewer(role=role)), targets())) for role in ("planner", "hr_analyst")}

    # Whose work is people sees nothing else.
    assert seen == {"planner": {"online_completion"}, "hr_analyst": {"engagement_index"}}


def test_an_outlook_is_of_the_fiscal_year_that_is_looked_at(tmp_path):
    end = told(tmp_path, aim(0.7, 0.6))

    assert is_asked(end, parse("2025-04"))
    assert not is_asked(end, parse("2025-03"))
    assert is_asked(replace(end, period=None), parse("2025-03"))


def test_before_any_forecast_there_is_none(tmp_path):
    assert period_ends(home_with(tmp_path, transaction=pl.DataFrame()), targets()) == {}
