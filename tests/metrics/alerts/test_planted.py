"""The bad place and half-hour that a seed decides are the first lines, whichever they are; of staff nothing leaks."""

import json
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from data.storage.lake import Lake
from data.words import Severity
from metrics.alerts.evaluation import evaluate
from metrics.assessment.hot_spots import spots_of
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.engine.restricted import cells, cells_table
from tests.metrics.alerts.drawn import COUNTER, VISITS, target, town
from tests.support.homes import home_with

PLACES = tuple(f"place{number}" for number in range(6))
HOURS = (9, 10, 12, 15)


@pytest.mark.parametrize("seed", range(5))
def test_the_planted_place_and_half_hour_are_the_first_lines(seed: int, tmp_path: Path):
    random = Random(seed)
    place, hour = random.choice(PLACES), random.choice(HOURS)
    late = {(name, at): [random.randint(3, 9)] for name in PLACES for at in HOURS}
    late |= {(place, at): [random.randint(20, 25)] for at in HOURS} | {(place, hour): [random.randint(50, VISITS)]}
    snapshot = town(tmp_path, late, 1)

    alerts = evaluate(snapshot, target()).alerts
    first = [dict(alert.codes) for alert in alerts if alert.kind == "place"][:2]

    assert {"location": place, "hour": f"{hour:02}:00"} in first
    assert alerts[0].kind == "place"
    assert alerts[0].severity is Severity.URGENT
    assert {"location": place} in [dict(alert.codes) for alert in alerts]
    assert not any(alert.codes.get("location", place) != place for alert in alerts)
    for by in (("location",), ("weekday", "hour"), ("location", "hour")):
        worst = spots_of(declared()[COUNTER], parse("2025-01"), by, {}, snapshot, target()).worst
        named = [dict(alert.codes) for alert in alerts if set(alert.codes) == set(by)]
        assert (worst is not None and dict(worst.codes) in named) or (worst is None and not named)


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_is_planted_no_place_is_named(seed: int, tmp_path: Path):
    random = Random(seed)
    late = {(name, at): [random.randint(3, 9)] for name in PLACES for at in HOURS}

    assert not [alert for alert in evaluate(town(tmp_path, late, 1), target()).alerts if alert.kind == "place"]


@pytest.mark.parametrize(("unit", "told"), [("large", []), ("small", []), (None, [16])])
def test_a_rule_on_a_group_of_staff_under_the_threshold_never_raises_anything(
    tmp_path: Path, unit: str | None, told: list[int]
):
    units = ["large"] * 12 + ["small"] * 4
    answers = pl.DataFrame(
        {
            "wave_id": ["w"] * 16,
            "respondent": [f"r{number}" for number in range(16)],
            "closed_on": ["2025-01-15"] * 16,
            "unit_id": units,
            **dict.fromkeys(("commitment", "motivation", "organization", "job", "pride", "stay"), [2] * 16),
        }
    )
    # Of twelve nothing is told either: taken from the sixteen they would leave four.
    units_of = pl.DataFrame({"unit_id": ["large", "small"]})
    snapshot = home_with(tmp_path, data_to=date(2025, 1, 31), staff_answer=answers, unit=units_of)
    lake = Lake(tmp_path)
    lake.write(cells_table("staff_answer"), cells("staff_answer", snapshot))
    manifest = snapshot.manifest
    manifest.tables[cells_table("staff_answer")] = lake.version(cells_table("staff_answer"))
    scope = json.dumps({"unit": unit} if unit else {})
    rule = {"id": 1, "kind": "threshold", "indicator": "engagement_index", "scope": scope, "limit": 100.0}

    judgement = evaluate(snapshot, target(), [rule | {"periods": None}])

    raised = [alert for alert in judgement.alerts if alert.rule == "user:1"]
    assert [alert.facts["n"] for alert in raised] == told
