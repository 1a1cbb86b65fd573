"""When published tables are out of date: with whatever changes their sums, and with nothing else."""

import ast
import inspect
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import dimensions_of
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import ROWSETS
from metrics.engine import cubes
from metrics.engine import fingerprint as marks
from metrics.engine.cubes import CUBES
from metrics.engine.fingerprint import fingerprint, why_made_again
from tests.metrics.conftest import REFERENCE_ROWS


def with_indicator(tables: Snapshot, indicator: Indicator) -> Snapshot:
    """The same tables with another declaration of one indicator."""
    return Snapshot(tables.home, tables.manifest, catalogue={**tables.catalogue, indicator.name: indicator})


class TestWhenTheyAreOutOfDate:
    """The fingerprint changes with whatever changes the sums, and with nothing else."""

    def test_other_rows_in_the_same_references_leave_it(self, home, doubled_home, shuffled_home):
        assert fingerprint(home.lake) == fingerprint(home.published) == fingerprint(shuffled_home.lake)
        assert fingerprint(home.lake) != fingerprint(doubled_home.lake), "its sources are called otherwise"

    def test_a_row_that_moves_to_another_line_changes_it(self, home, drawn_home):
        moved = [{**row, "line_id": "land"} if row["service_id"] == "s2" else row for row in REFERENCE_ROWS["service"]]
        one, other = (drawn_home(service=service).lake for service in (REFERENCE_ROWS["service"], moved))
        assert fingerprint(one) != fingerprint(other)

    @pytest.mark.parametrize(
        "change",
        [
            {"dated": "started_on"},
            {"value": pl.lit(2, pl.Int64)},
            {"when": pl.col("channel") == "kiosk"},
            {"rows": "contact"},
            {"deadline": True},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_another_definition_changes_it(self, change, home):
        before = fingerprint(home.lake)
        volume = declared()["transaction_volume"]
        changed = replace(volume, numerator=(replace(volume.numerator[0], **change),))
        assert fingerprint(with_indicator(home.lake, changed)) != before

    def test_another_title_leaves_it(self, home):
        before = fingerprint(home.lake)
        volume = declared()["transaction_volume"]
        renamed = replace(volume, title=volume.owner, headline=not volume.headline)
        assert fingerprint(with_indicator(home.lake, renamed)) == before

    def test_another_breakdown_of_a_record_changes_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        monkeypatch.setattr(
            cubes, "dimensions_of", lambda record: [n for n in dimensions_of(record) if n != "language"]
        )
        assert fingerprint(home.lake) != before

    def test_another_choice_of_cubes_changes_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        monkeypatch.setattr(marks, "CUBES", CUBES[:2])
        assert fingerprint(home.lake) != before

    def test_another_order_on_the_pages_leaves_it(self, home):
        turned = dict(reversed(home.lake.catalogue.items()))
        assert fingerprint(Snapshot(home.lake.home, home.lake.manifest, catalogue=turned)) == fingerprint(home.lake)

    def test_a_raised_version_of_a_row_set_or_of_sums_changes_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        contact = ROWSETS["contact"]
        with monkeypatch.context() as patch:
            patch.setitem(ROWSETS, "contact", replace(contact, version=contact.version + 1))
            assert fingerprint(home.lake) != before
        monkeypatch.setattr(marks, "SUMS_VERSION", marks.SUMS_VERSION + 1)
        assert fingerprint(home.lake) != before

    def test_another_wording_of_the_same_rule_leaves_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        for name, rowset in ROWSETS.items():
            monkeypatch.setitem(ROWSETS, name, replace(rowset, build=reworded(rowset.build)))
        assert fingerprint(home.lake) == before


def reworded(function):
    """The same function written otherwise: without comments, its lines broken elsewhere, its docstring gone."""
    tree = ast.parse(inspect.getsource(function))
    tree.body[0].body = tree.body[0].body[1:]
    names: dict = {}
    exec(compile(ast.unparse(tree), "reworded", "exec"), dict(function.__globals__), names)
    return names[function.__name__]


def manifest(fingerprint: str, references: str) -> Manifest:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    return Manifest(
        run="run", started_at=now, finished_at=now, tables={}, sources={}, folders={}, fingerprint=fingerprint,
        references=references,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("2:aaR", "R"), ("2:aaR", "R"), None),
        (("2:aaR", "R"), ("2:bbR", "R"), marks.OTHER_DEFINITIONS),
        (("2:aaR", "R"), ("2:aaS", "S"), marks.OTHER_REFERENCES),
        (("2:aaR", "R"), ("2:bbS", "S"), marks.OTHER_DEFINITIONS),
        (("aaR", "R"), ("2:aaR", "R"), marks.OTHER_SCHEME),
    ],
)
def test_a_run_can_say_why_sums_were_made_again(before, now, expected):
    assert why_made_again(manifest(*before), manifest(*now)) is expected
