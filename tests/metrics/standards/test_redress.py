"""Guarantees due, kept, breached, claimed and paid; complaints by cause and whether their clocks were kept."""

from pathlib import Path

import polars as pl
import pytest

from metrics.calendar.periods import parse
from metrics.standards.redress import Complaints, Guarantees, complaints, guarantees, guarantees_by
from tests.support.homes import home_with
from tests.support.standards import DATA_TO, QUARTER, SERVICES, cases

PERIOD = parse(QUARTER)


def claim(n: int, decision: str | None, cents: int, day: str = "2024-06-03") -> dict:
    return {
        "claim_id": f"C{n}", "transaction_id": f"T{n}", "claimed_on": day, "channel": "online", "service_id": "birth",
        "decision": decision, "amount_cents": cents,
    }  # fmt: skip


def complaint(n: int, category: str, acknowledged: str | None, answered: str | None) -> dict:
    return {
        "complaint_id": f"K{n}", "received_on": "2024-05-01", "channel": "mail", "category": category,
        "acknowledge_due_at": "2024-05-08T21:00:00", "acknowledged_at": acknowledged,
        "answer_due_at": "2024-05-23T21:00:00", "answer_due_on": "2024-05-23", "answered_at": answered,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    early, late = "2024-05-02T15:00:00", "2024-06-20T15:00:00"
    return home_with(
        tmp_path_factory.mktemp("redress"),
        data_to=DATA_TO,
        publish=True,
        service=SERVICES,
        transaction=pl.concat(
            [
                cases(("transaction", "online", "birth", "normal", 10, 7), guaranteed=True),
                cases(("transaction", "online", "plate", "normal", 90, 90), guaranteed=False),
            ]
        ),
        guarantee_claim=pl.DataFrame(
            [claim(1, "paid", 3_450), claim(2, "paid", 1_000), claim(3, "refused", 0), claim(4, "excluded", 0),
             claim(5, None, 0), claim(6, "paid", 9_999, day="2024-07-01")], infer_schema_length=None
        ),
        complaint=pl.DataFrame(
            [complaint(1, "wait", early, early), complaint(2, "wait", late, early), complaint(3, "wait", early, late),
             complaint(4, "fee", early, early), complaint(5, "fee", None, None)], infer_schema_length=None
        ),
    )  # fmt: skip


def test_due_kept_breached_claimed_paid_and_refused_are_numbers_of_their_own(made):
    found = guarantees(made, PERIOD, {})

    assert (found.due, found.kept, found.breached) == (10, 7, 3)
    assert (found.claimed, found.paid, found.not_paid, found.cents) == (5, 2, 2, 3_450 + 1_000)


def test_they_are_told_by_service_and_channel_where_any_was_due_or_claimed(made):
    assert {key: one.due for key, one in guarantees_by(made, PERIOD, {}).items()} == {("birth", "online"): 10}
    assert guarantees(made, PERIOD, {"service": ["plate"]}).claimed == 0


def test_complaints_are_told_by_cause_with_both_clocks_and_a_rate(made):
    found = complaints(made, PERIOD, {})

    assert (found.all.received, found.rate) == (5, 5 / 100 * 10_000)
    assert [(one.code, one.received, one.due, one.acknowledged, one.answered) for one in found.causes] == [
        ("wait", 3, 3, 2 / 3, 2 / 3),
        ("fee", 2, 2, 1 / 2, 1 / 2),
    ]
    assert (found.all.acknowledged, found.all.answered) == (3 / 5, 3 / 5)


def test_what_no_source_tells_is_not_nought(tmp_path: Path):
    bare = home_with(tmp_path, data_to=DATA_TO, transaction=cases(("transaction", "online", "birth", None, 3, 3)))

    assert complaints(bare, PERIOD, {}) is None
    assert guarantees(bare, PERIOD, {}) == Guarantees(due=0, kept=0)
    assert guarantees(bare, PERIOD, {}).claimed is None


def test_a_period_without_complaints_has_none(made):
    found = complaints(made, parse("2024-04"), {})
    assert isinstance(found, Complaints)
    assert (found.causes, found.all.received) == ((), 0)
