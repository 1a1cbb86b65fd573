"""One plan: whatever planners decide, the same week of the same channel is one number wherever it is written."""

import io
import json
import os
import re
import sys
from contextlib import redirect_stdout
from datetime import date, timedelta
from itertools import count as numbers_from
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fastexcel
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from dashboard.exports import csv_and_workbook
from dashboard.queries import session
from dashboard.queries.demand import forecasts, staffing
from dashboard.text import formats
from dashboard.views.demand import downloads, forecast, plan
from dashboard.views.demand import staffing as staff_view
from dashboard.views.demand.selection import Section, Selection
from data.state import Override
from data.state.writing import add_override, publish_plan, save_scenario
from data.words import OverrideKind
from scorecard import __main__ as scorecard
from tests.support.forecasts import EVERYTHING, OPEN, ORIGIN, PARTS, TELEPHONE, WEEKS
from tests.support.pages import context_of_home
from tests.support.proofs import count, proof

FIRST = ORIGIN + timedelta(days=1)
CHANNELS = sorted({channel for channel, _ in PARTS})
NUMBER = numbers_from()

OVERRIDES = st.lists(
    st.fixed_dictionaries(
        {
            "channel": st.sampled_from([None, *CHANNELS]),
            "line": st.sampled_from([None, "dv"]),
            "kind": st.sampled_from(list(OverrideKind)),
            "amount": st.integers(0, 90),
            "first": st.integers(0, 30),
            "days": st.integers(0, 20),
        }
    ),
    max_size=3,
)
SHIFTS = st.none() | st.fixed_dictionaries(
    {"share": st.integers(1, 60), "starts": st.integers(0, 40), "from_telephone": st.booleans()}
)


def decide(url: str, overrides: list[dict], shift: dict | None) -> None:
    """Writes what planners decided."""
    for number, drawn in enumerate(overrides):
        first = FIRST + timedelta(days=drawn["first"])
        override = Override(
            name=f"Override {number}", reason="Drawn", channel=drawn["channel"], line=drawn["line"], location=None,
            first_day=first, last_day=first + timedelta(days=drawn["days"]), kind=drawn["kind"].value,
            amount=float(drawn["amount"]), forecast_run="b", origin=ORIGIN,
        )  # fmt: skip
        add_override(url, override, author="Planning", seen=None)
    if shift:
        pair = ("telephone", "in_person") if shift["from_telephone"] else ("in_person", "telephone")
        step = {"kind": "shift", "from_channel": pair[0], "to_channel": pair[1], "share": shift["share"] / 100}
        step |= {"starts": (FIRST + timedelta(days=shift["starts"])).isoformat()}
        save_scenario(url, name="Shift", author="Planning", steps=[step], base_run="b", seen=None)
        publish_plan(url, "Shift", author="Planning", seen=None)


def written(channel: str, number: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The week's number as each place has it."""
    ctx = context_of_home("demand", where={"channel": (channel,)}, own={"week": str(number)})
    asked = Selection(channel=channel, line=None, location=None, grain="week", section=Section.AHEAD)
    view = forecast.read_forecast(asked, ctx)
    label = formats.day(FIRST + timedelta(days=7 * (number - 1)), "en")
    week = staff_view.week(asked, ctx)
    outlook = staffing.outlook(ctx.snapshot, ctx.viewer, ctx.decisions)
    row = outlook.filter(pl.col("channel") == channel, pl.col("week") == FIRST + timedelta(days=7 * (number - 1)))
    first = FIRST + timedelta(days=7 * (number - 1))
    exported = csv_and_workbook.csv(downloads.ahead(view, asked, ctx), "en").decode("utf-8-sig")
    csv = pl.read_csv(io.StringIO(exported))
    book = fastexcel.read_excel(csv_and_workbook.workbook(downloads.ahead(view, asked, ctx), [], ctx))
    sheet = book.load_sheet(1).to_polars()
    numbers = {
        "Forecast": cell(forecast.numbers(view, ctx), label, 4),
        "Plan": cell(plan.grid(view, ctx), label, 4),
        "Staffing": week.rows["contacts"].sum(),
        "CSV": csv.filter(pl.col("Week of") == (FIRST + timedelta(days=7 * (number - 1))).isoformat())["Plan"].item(),
        "XLSX": sheet.filter(pl.col("Week of").cast(pl.Date) == first)["Plan"].item(),
        "demand": commanded(channel, number, monkeypatch),
        "staffing": staffed(channel, first, monkeypatch),
    }
    return numbers | ({"Outlook, Scorecard": row["contacts"].item()} if row.height else {})


def cell(markup: str, label: str, place: int) -> float:
    """A number in the row of a table that begins with a label."""
    row = re.split(f">{re.escape(label)}[ <]", markup)[1]
    cells = row.split("</tr>")[0].split("<td")
    return float(cells[place].split(">")[1].split("<")[0].replace(",", ""))


def commanded(channel: str, number: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """What `scorecard demand` says."""
    first = (FIRST + timedelta(days=7 * (number - 1))).isoformat()
    rows = answer(["demand", "--channel", channel, "--grain", "week"], monkeypatch)["forecasts"]
    (row,) = [row for row in rows if row["line"] is None and row["ds"] == first]
    assert row["yhat"] + row["overrides"] + row["scenario"] == row["plan"]
    return row["plan"]


def staffed(channel: str, first: date, monkeypatch: pytest.MonkeyPatch) -> float:
    """What `scorecard staffing` says of a week; of weeks that it does not reach, what `scorecard demand` says."""
    rows = answer(["staffing", "--channel", channel], monkeypatch)
    found = [row["contacts"] for row in rows if row["week"] == first.isoformat()]
    return found[0] if found else commanded(channel, (first - FIRST).days // 7 + 1, monkeypatch)


def answer(command: list[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a command writes as JSON."""
    monkeypatch.setattr(sys, "argv", ["scorecard", *command, "--format", "json"])
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())) as out, pytest.raises(SystemExit):
        scorecard.main()
    out.flush()
    return json.loads(out.buffer.getvalue())


@pytest.fixture
def decided(foretold: Path):
    """A way to decide things in a database of their own."""
    patch = pytest.MonkeyPatch()

    def decide_in_new(overrides: list[dict], shift: dict | None) -> SimpleNamespace:
        url = f"sqlite:///{foretold}/state-{next(NUMBER)}.db"
        os.environ["SCORECARD_STATE_URL"] = url
        decide(url, overrides, shift)
        return SimpleNamespace(url=url)

    yield decide_in_new, patch
    os.environ.pop("SCORECARD_STATE_URL", None)
    patch.undo()


@proof("the same week is the same number wherever it is written", 20, seed=12)
@seed(12)
@settings(
    max_examples=count(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Each case asks seven places: a smaller case of a mistake is not worth the minutes of looking for it.
    phases=[Phase.generate],
)
@given(overrides=OVERRIDES, shift=SHIFTS, channel=st.sampled_from(CHANNELS), number=st.integers(1, WEEKS))
def test_the_same_week_is_the_same_number_everywhere(decided, overrides, shift, channel, number):
    decide_in_new, patch = decided
    decide_in_new(overrides, shift)

    numbers = written(channel, number, patch)

    assert {place: round(value, 6) for place, value in numbers.items()} == dict.fromkeys(numbers, numbers["Plan"])
    if not overrides and not shift:
        size = sum(size for (of, _), size in PARTS.items() if of == channel)
        assert numbers["Plan"] == OPEN * size


def test_the_parts_of_a_plan_are_told_apart_and_channels_add_up_to_all(decided):
    decide_in_new, _ = decided
    # A tenth more on the telephone in the first week, and from the second week on half of the counters' visits there.
    decide_in_new(
        [{"channel": "telephone", "line": None, "kind": OverrideKind.PERCENT, "amount": 10, "first": 0, "days": 6}],
        {"share": 50, "starts": 7, "from_telephone": False},
    )
    ctx = context_of_home("demand")
    weeks = {
        channel: forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, "week", {"channel": channel}).head(2)
        for channel in (None, *CHANNELS)
    }

    counters = EVERYTHING - TELEPHONE
    assert weeks["telephone"]["yhat"].to_list() == [OPEN * TELEPHONE, OPEN * TELEPHONE]
    assert weeks["telephone"]["overrides"].to_list() == [OPEN * TELEPHONE // 10, 0]
    assert weeks["telephone"]["scenario"].to_list() == [0, OPEN * counters // 2]
    assert weeks["in_person"]["plan"].to_list() == [OPEN * counters, OPEN * counters // 2]
    assert weeks[None]["plan"].to_list() == [OPEN * EVERYTHING + OPEN * TELEPHONE // 10, OPEN * EVERYTHING]


def test_a_published_scenario_that_no_longer_fits_is_told_and_the_forecast_stands(foretold: Path):
    url = session.current().state_url
    step = {"kind": "centre", "location": "gone", "desks": 0.0, "starts": FIRST.isoformat()}
    save_scenario(url, name="Closing", author="Planning", steps=[step], base_run="a", seen=None)
    publish_plan(url, "Closing", author="Planning", seen=None)
    ctx = context_of_home("demand")

    note = str(forecast.plan_misfit(ctx))
    ahead = forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, "week", {})

    assert "The published scenario “Closing” no longer fits this forecast" in note
    assert "gone" in note
    assert ahead["plan"].to_list() == ahead["yhat"].to_list() == [OPEN * EVERYTHING] * WEEKS
    assert ctx.decisions.plan.name == "Closing", "nothing is lost"
