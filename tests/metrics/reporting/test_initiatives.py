"""Initiatives: how far each has come, and whether the number that it should move has moved since it went live."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.state import TARGET
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import assess
from metrics.assessment.movements import movements
from metrics.calendar.periods import add_months, parse
from metrics.reporting.initiatives import Initiative, initiatives
from tests.support.standards import cases, promised_home

FIRST, MONTHS, LIVE = date(2022, 7, 1), 25, date(2023, 10, 1)
"""From July 2022 to July 2024, the last whole month that the home knows."""
NO_TARGETS = pl.DataFrame(schema=TARGET)


def home(folder: Path, before: int, after: int, table: str) -> Snapshot:
    """A hundred cases a month, `before` and `after` of which met their standard, a little more or less each month.

    `table`: initiatives drawn as code, indicator, planned, live, on-boarding.
    """
    months = []
    for n in range(MONTHS):
        day = add_months(FIRST, n).replace(day=10)
        met = (after if day > LIVE else before) + (n % 3 - 1)
        months.append(cases(("transaction", "mail", "birth", "normal", 100, met), day=day.isoformat()))
    rows = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    drawn = pl.DataFrame(
        {
            "initiative_id": [row[0] for row in rows],
            "name_en": [row[0] for row in rows],
            "factor": ["superior_customer_service"] * len(rows),
            "indicator": [row[1] for row in rows],
            "planned_on": [date.fromisoformat(row[2] or "") for row in rows],
            "live_on": [date.fromisoformat(row[3]) if row[3] else None for row in rows],
            "onboarding": [row[4] == "yes" for row in rows],
        }
    )
    return promised_home(folder, pl.concat(months), initiative=drawn)


def told(snapshot: Snapshot, month: str = "2024-07") -> list[Initiative]:
    period = parse(month)
    return initiatives(snapshot, period, period.end, NO_TARGETS)


ONE = f"one | service_standards_met | 2023-09-01 | {LIVE} | no"


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [(60, 90, "seen"), (90, 60, "opposite"), (80, 80, "not_seen")],
)
def test_an_effect_is_a_signal_after_it_went_live_and_none_before(tmp_path, before, after, effect):
    (one,) = told(home(tmp_path, before, after, ONE))

    assert (one.progress.value, one.live, one.effect.value) == ("live", LIVE, effect)


def test_right_after_it_went_live_it_is_too_early_to_tell(tmp_path):
    (one,) = told(home(tmp_path, 80, 80, ONE), "2023-11")

    assert one.effect.value == "too_early"


def test_what_is_late_comes_first_and_what_lies_long_back_is_not_listed(tmp_path):
    snapshot = home(
        tmp_path,
        80,
        80,
        """
        live    |                       | 2023-01-01 | 2023-02-01 | no
        coming  | service_standards_met | 2024-09-01 |            | no
        late    | service_standards_met | 2024-01-01 |            | no
        partner | service_standards_met | 2024-01-01 | 2024-01-01 | yes
        old     | service_standards_met | 2020-01-01 | 2020-01-01 | no
        """,
    )

    assert [(one.code, one.progress.value, one.effect) for one in told(snapshot)] == [
        ("late", "late", None), ("coming", "planned", None), ("live", "live", None), ("partner", "live", None),
    ]  # fmt: skip
    assert [one.code for one in told(snapshot, "2023-12") if one.live] == ["live"], "as it stood then"


def test_without_initiatives_there_are_none(tmp_path):
    assert told(promised_home(tmp_path, cases(("transaction", "mail", "birth", "normal", 10, 9)))) == []


def test_the_size_of_an_effect_is_the_mean_since_less_the_mean_of_the_year_before(tmp_path):
    (one,) = told(home(tmp_path, 60, 90, ONE))

    # November 2022 to September 2023, and November 2023 to July 2024: 60 or 90 of a hundred, one less, or one more.
    before = [(60 + n % 3 - 1) / 100 for n in range(3, 15)]
    after = [(90 + n % 3 - 1) / 100 for n in range(16, 25)]
    assert one.size.points_before == len(before)
    assert one.size.points_after == len(after)
    assert one.size.before == pytest.approx(sum(before) / len(before))
    assert one.size.change == pytest.approx(sum(after) / len(after) - sum(before) / len(before))


def test_no_size_is_told_where_no_effect_is_seen(tmp_path):
    (one,) = told(home(tmp_path, 80, 80, ONE))

    assert one.size is None


def test_movements_are_the_judgements_that_pages_of_those_periods_show(tmp_path):
    snapshot = home(tmp_path, 60, 90, ONE)
    indicator = snapshot.catalogue["service_standards_met"]
    asked = [(indicator, parse(code)) for code in ("2023-09", "2024-02", "FY2023-24-Q3", "2024-07", "FY2024-25")]

    for (_, period), moved in zip(asked, movements(asked, snapshot, NO_TARGETS), strict=True):
        (page,) = assess([indicator], period, {}, snapshot, NO_TARGETS)
        assert (moved.judged_period, moved.open, moved.rising, moved.variation) == (
            page.judged_period, page.open, page.rising, page.variation,
        ), period.code  # fmt: skip
        if not page.open:
            assert moved.points.equals(page.points), period.code
