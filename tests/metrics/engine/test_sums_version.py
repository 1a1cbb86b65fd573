"""Sums of fixed rows and declarations: whoever makes them otherwise raises SUMS_VERSION, so that homes sum again."""

from dataclasses import replace

import polars as pl
import pytest

from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Indicator, count, total
from metrics.engine.cubes import Cube, build_cubes
from metrics.engine.fingerprint import SUMS_VERSION
from metrics.engine.restricted import cells
from tests.support.rule_versions import check_version, digest, fixed_home

DIGESTS = {
    ("months", 1): "62dc0833462e7f28",
    ("days", 1): "c61c54844feb8040",
    ("staff groups", 1): "4a087ccf4d9ecee1",
    ("months", 2): "62dc0833462e7f28",
    ("days", 2): "c61c54844feb8040",
    ("staff groups", 2): "7bd8d2d9d36757e5",
}

MONTHS = Cube("months", "month", ("channel", "line", "region", "operator"))
DAYS = Cube("days", "day", ("channel", "line"))


def indicator(name: str, *numerator, below=()) -> Indicator:
    """A declaration that stays as it is, whatever the catalogue becomes."""
    return replace(declared()["transaction_volume"], name=name, numerator=numerator, denominator=below)


WEIGHT = pl.when(pl.col("channel") == "telephone").then(7).otherwise(3)
PRIDE = pl.col("pride")
FIXED = {
    "all": indicator("all", count("transaction", "started_on")),
    "done": indicator(
        "done",
        count("transaction", "completed_on", pl.col("status") == "completed"),
        below=(count("transaction", "due_on", deadline=True),),
    ),
    "weighed": indicator("weighed", total("transaction", "started_on", WEIGHT)),
    "staff": indicator(
        "staff",
        total("staff_answer", "closed_on", PRIDE),
        below=(count("staff_answer", "closed_on", PRIDE.is_not_null()),),
    ),
}

STAFF = pl.DataFrame(
    [
        {"wave_id": "w", "respondent": f"{unit}{n}", "closed_on": "2024-11-30", "unit_id": unit, "tenure": tenure}
        | {"pride": str(n % 5 + 1) if n else None}
        for unit, tenure, size in (("u1", "under_2", 12), ("u2", None, 10), ("u3", "under_2", 9), ("u4", "over_15", 30))
        for n in range(size)
    ]
)
UNITS = pl.DataFrame({"unit_id": ["b", "u1", "u2", "u3"], "parent_unit_id": [None, "b", "b", "c"]})


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    tables = fixed_home(tmp_path_factory.mktemp("fixed"), staff_answer=STAFF, unit=UNITS)
    tables.catalogue = FIXED
    return tables


@pytest.mark.parametrize("cube", [MONTHS, DAYS], ids=lambda cube: cube.name)
def test_sums_are_what_their_version_stands_for(cube, fixed):
    (sums,) = build_cubes("transaction", [cube], fixed)

    check_version(cube.name, SUMS_VERSION, digest(sums, sums.columns), DIGESTS, "SUMS_VERSION of engine/fingerprint.py")


def test_staff_groups_are_what_their_version_stands_for(fixed):
    groups = cells("staff_answer", fixed)

    assert groups["suppressed"].any()
    assert not groups["suppressed"].all()
    mark = digest(groups, groups.columns)
    check_version("staff groups", SUMS_VERSION, mark, DIGESTS, "SUMS_VERSION of engine/fingerprint.py")
