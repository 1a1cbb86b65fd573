"""Complaints and claims are about a transaction that there is; it is claimed once, and for no more than its fee."""

from pathlib import Path

import polars as pl

from data.storage.lake import Lake
from pipelines.ingest.about import looked_up
from tests.support.checked_rows import check_drawn, rules
from tests.support.homes import stored

COMPLAINT = {"channel": "mail", "category": "wait", "received_at": "2024-05-20 10:00:00"}
CLAIM = {"channel": "online", "service_id": "renew", "decision": "paid", "claimed_at": "2024-05-20 10:00:00"}
TRANSACTIONS = pl.DataFrame(
    {
        "source": ["desk", "desk", "desk", "other"],
        "transaction_id": ["T1", "T2", "OLD", "THEIRS"],
        "started_on": ["2024-05-02", "2024-05-03", "2022-01-03", "2024-05-02"],
        "fee_cents": [2_500, None, 900, 100],
    }
)


def lake(folder: Path, *claims: tuple[str, str]) -> Lake:
    made = Lake(folder)
    made.write("lake/transaction", stored("transaction", TRANSACTIONS))
    if claims:
        rows = pl.DataFrame(claims, schema=["claim_id", "transaction_id"], orient="row")
        rows = rows.with_columns(source=pl.lit("desk"), claimed_on=pl.lit("2024-05-10"))
        made.write("lake/guarantee_claim", stored("guarantee_claim", rows))
    return made


def test_a_complaint_about_a_transaction_that_is_not_there_is_rejected_and_one_that_names_none_is_not(tmp_path: Path):
    drawn = """
        complaint_id | transaction_id
        -------------+---------------
        known        | T1
        long ago     | OLD
        nowhere      | T9
        not theirs   | THEIRS
        unnamed      |
    """
    tables = looked_up("complaint", "desk", lake(tmp_path), {})
    checked = check_drawn(drawn, "complaint", like=COMPLAINT, references=tables)

    assert rules(checked) == {"nowhere": "transaction_id|unknown", "not theirs": "transaction_id|unknown"}


def test_a_source_without_transactions_or_that_lets_go_of_them_is_not_held_against_them(tmp_path: Path):
    made = lake(tmp_path)

    assert looked_up("complaint", "survey", made, {}) == {}
    assert looked_up("complaint", "desk", made, {"transaction": "2024-01"}) == {}
    assert looked_up("survey_answer", "desk", made, {}) == {}


def test_a_refund_above_the_fee_is_rejected(tmp_path: Path):
    drawn = """
        claim_id | transaction_id | amount_cents
        ---------+----------------+-------------
        all      | T1             | 2500
        more     | OLD            | 901
        free     | T2             | 1
    """
    tables = looked_up("guarantee_claim", "desk", lake(tmp_path), {})
    checked = check_drawn(drawn, "guarantee_claim", like=CLAIM, references=tables)

    assert rules(checked) == {"more": "refund_within_fee", "free": "refund_within_fee"}


def test_a_second_claim_for_a_transaction_is_rejected_whenever_it_comes(tmp_path: Path):
    drawn = """
        claim_id | transaction_id | amount_cents
        ---------+----------------+-------------
        first    | T1             | 2500
        second   | T1             | 2500
        again    | OLD            | 900
        read     | T2             | 0
    """
    before = lake(tmp_path, ("earlier", "OLD"), ("read", "T2"))
    tables = looked_up("guarantee_claim", "desk", before, {})
    checked = check_drawn(drawn, "guarantee_claim", like=CLAIM, references=tables)

    # What was read before and comes again is the same claim.
    assert rules(checked) == {
        "first": "transaction_id|unique",
        "second": "transaction_id|unique",
        "again": "transaction_id|unique",
    }
