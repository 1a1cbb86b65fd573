"""Milestones, commitments and funding: what is late, what is done, and what was planned beside what came."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.state import TARGET
from data.storage.snapshot import Snapshot
from data.words import Funding
from metrics.calendar.periods import parse
from metrics.reporting.commitments import commitments
from metrics.reporting.funding import funding
from metrics.reporting.initiatives import initiatives
from tests.support.homes import home_with
from tests.support.standards import cases, promised_home

DAY = date(2024, 6, 30)
NO_TARGETS = pl.DataFrame(schema=TARGET)


def rows(table: str, *names: str) -> pl.DataFrame:
    """Drawn cells by column; those whose name ends with `_on` or `_start` are days, an empty cell is null."""
    drawn = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    days = [pl.col(name).str.to_date() for name in names if name.endswith(("_on", "_start"))]
    return pl.DataFrame(drawn, schema=dict.fromkeys(names, pl.String), orient="row").with_columns(days)


@pytest.fixture(scope="module")
def made_tactics(tmp_path_factory) -> Snapshot:
    initiative = rows(
        """
        shared | shared | strong_partnerships | 2024-12-01 | share_sites | 20000
        """,
        "initiative_id", "name_en", "factor", "planned_on", "objective", "effect_millionths",
    ).with_columns(
        pl.lit(False).alias("onboarding"), pl.col("effect_millionths").cast(pl.Int64),
        kind=pl.lit("intergovernmental_agreement"), indicator=pl.lit("service_standards_met"),
    )  # fmt: skip
    milestone = rows(
        """
        a | shared | terms  | 2024-03-31 | 2024-04-02
        b | shared | signed | 2024-06-30 |
        c | shared | open   | 2024-07-01 | 2024-07-01
        """,
        "milestone_id", "initiative_id", "name_en", "due_on", "done_on",
    )  # fmt: skip
    commitment = rows(
        """
        done  | short_waits | Head | kept    | 2024-04-01 | 2024-05-31 | 2024-05-30
        open  | no_such     | Head | open    | 2024-04-01 | 2024-07-01 | 2024-07-01
        late  | short_waits | Head | late    | 2024-04-01 | 2024-06-30 |
        owed  | short_waits | Head | owed    | 2023-04-01 | 2023-09-30 |
        past  | short_waits | Head | past    | 2023-04-01 | 2024-03-31 | 2024-03-31
        ahead | short_waits | Head | ahead   | 2025-04-01 | 2025-05-31 |
        """,
        "commitment_id", "objective", "role_en", "text_en", "made_on", "due_on", "done_on",
    )  # fmt: skip
    folder: Path = tmp_path_factory.mktemp("tactics")
    return promised_home(
        folder, cases(("transaction", "mail", "birth", "normal", 10, 9)), initiative=initiative,
        milestone=milestone, commitment=commitment,
    )  # fmt: skip


def test_a_milestone_is_late_on_its_day_and_done_from_the_day_it_was_done(made_tactics):
    (one,) = initiatives(made_tactics, parse("2024-06"), DAY, NO_TARGETS)

    assert [(step.name.en, step.done, step.late) for step in one.milestones] == [
        ("terms", date(2024, 4, 2), False), ("signed", None, True), ("open", None, False),
    ]  # fmt: skip
    assert (one.done, [step.code for step in one.late]) == (1, ["b"])
    assert (one.kind.value, one.objective.code, one.expected, one.effect) == (
        "intergovernmental_agreement", "share_sites", 20_000 / 1_000_000, None,
    )  # fmt: skip
    (earlier,) = initiatives(made_tactics, parse("2024-06"), date(2024, 6, 29), NO_TARGETS)
    assert not earlier.late, "the day before"


def test_commitments_of_the_year_and_what_is_still_owed_the_late_ones_first(made_tactics):
    found = commitments(made_tactics, DAY)

    assert [(one.code, one.kept.value) for one in found] == [
        ("owed", "late"), ("late", "late"), ("open", "open"), ("done", "done"),
    ]  # fmt: skip
    assert found[2].objective is None, "an objective that the strategy does not have"
    assert found[0].objective is not None
    assert "owed" not in [one.code for one in commitments(made_tactics, date(2025, 9, 30))], "two years later"


def test_funding_is_compared_over_the_whole_quarters_that_are_posted(tmp_path):
    posted = pl.DataFrame(
        {
            "ledger_id": ["1", "2", "3", "4", "5"],
            "posted_on": [
                date(2024, 4, 30),
                date(2024, 6, 30),
                date(2024, 6, 30),
                date(2024, 7, 31),
                date(2024, 3, 31),
            ],
            "kind": ["appropriation", "appropriation", "recovery", "recovery", "recovery"],
            "account": "funding",
            "cost_centre": "funding",
            "amount_cents": [500, 400, 100, 7_000, 9_000],
        }
    )
    plan = pl.DataFrame(
        {
            "quarter_start": [date(2024, 4, 1), date(2024, 4, 1), date(2024, 7, 1), date(2024, 1, 1)],
            "kind": ["appropriation", "recovery", "recovery", "recovery"],
            "amount_cents": [950, 50, 1_000_000, 2_000_000],
        }
    )
    snapshot = home_with(tmp_path, publish=True, data_to=date(2024, 7, 31), ledger_line=posted, funding_plan=plan)

    standing = funding(snapshot, date(2024, 7, 31))

    assert (standing.span.start, standing.span.end) == (date(2024, 4, 1), DAY), "July is no whole quarter"
    assert [(line.kind, line.planned, line.received) for line in standing.lines] == [
        (Funding.APPROPRIATION, 950, 500 + 400), (Funding.RECOVERY, 50, 100), (None, 950 + 50, 500 + 400 + 100),
    ]  # fmt: skip
    assert [(line.planned_share, line.received_share) for line in standing.lines[:2]] == [
        (950 / 1000, 900 / 1000), (50 / 1000, 100 / 1000),
    ]  # fmt: skip
    assert [line.gap for line in standing.lines] == [900 - 950, 100 - 50, 0]


@pytest.mark.parametrize(("planned", "is_told"), [
    (("appropriation 4", "recovery 4", "appropriation 7", "recovery 7"), True),
    (("appropriation 4", "recovery 4", "appropriation 7"), False),
    (("appropriation 4", "recovery 4"), False),
    (("recovery 4", "recovery 7"), False),
])  # fmt: skip
def test_two_quarters_of_funding_are_not_compared_with_a_plan_of_fewer(tmp_path, planned, is_told):
    posted = pl.DataFrame(
        {"ledger_id": ["1", "2"], "posted_on": [date(2024, 4, 30), date(2024, 9, 30)],
         "kind": ["appropriation", "recovery"], "account": "funding", "cost_centre": "funding",
         "amount_cents": [950, 50]}
    )  # fmt: skip
    cells = [each.split() for each in planned]
    plan = pl.DataFrame({"quarter_start": [date(2024, int(month), 1) for _, month in cells],
                         "kind": [kind for kind, _ in cells], "amount_cents": 100})  # fmt: skip
    snapshot = home_with(tmp_path, publish=True, data_to=date(2024, 9, 30), ledger_line=posted, funding_plan=plan)

    assert (funding(snapshot, date(2024, 9, 30)) is not None) is is_told


def test_without_records_there_is_nothing(tmp_path):
    bare = promised_home(tmp_path, cases(("transaction", "mail", "birth", "normal", 10, 9)))

    assert commitments(bare, DAY) == []
    assert funding(bare, DAY) is None
