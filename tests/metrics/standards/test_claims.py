"""Claims one by one: breaches that nobody claimed, and why claims were not paid; and what a guarantee would cost."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from metrics.calendar.periods import parse
from metrics.standards.at_risk import Refunds
from metrics.standards.claims import Unclaimed, reasons, unclaimed
from metrics.standards.guarantee_elsewhere import guarantees_elsewhere
from metrics.standards.register import register
from tests.support.standards import DATA_TO, QUARTER, STANDARDS, cases, promised_home, standard

PERIOD = parse(QUARTER)
ONLINE = ("transaction", "online", "birth", "normal", 10, 7)
MAIL = ("transaction", "mail", "birth", "normal", 40, 30)
KIOSK = ("transaction", "kiosk", "plate", "normal", 5, 5)


def claim(n: int, key: str, decision: str | None, reason: str | None = None) -> dict:
    return {
        "claim_id": f"C{n}", "transaction_id": key, "claimed_on": "2024-06-03", "channel": "online",
        "service_id": "birth", "decision": decision, "reason": reason, "amount_cents": 0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    items = pl.concat(
        [
            cases(ONLINE, guaranteed=True, fee_cents=2_500),
            cases(MAIL, guaranteed=False, fee_cents=4_000),
            cases(KIOSK, guaranteed=None, fee_cents=900),
        ]
    )
    breached = items.filter(pl.col("guaranteed") & (pl.col("completed_at") > pl.col("due_at")))["transaction_id"]
    claims = [
        claim(1, breached[0], "refused", "address"),
        claim(2, "elsewhere", "excluded", "disruption"),
        claim(3, "another", "refused", "address"),
        claim(4, "third", "refused"),
        claim(5, "fourth", "paid"),
    ]
    kiosk = standard("plate", "kiosk", 0.9, measure="minutes")
    plates = standard("plate", "online", 0.9)
    return promised_home(
        tmp_path_factory.mktemp("claims"), items, standards=[*STANDARDS, kiosk, plates],
        guarantee_claim=pl.DataFrame(claims, infer_schema_length=None),
    )  # fmt: skip


def test_a_breach_without_a_claim_is_eligible_and_unclaimed(made):
    # Three were late, and of one there is a claim, whatever became of it.
    assert unclaimed(made, PERIOD, {}, DATA_TO) == Unclaimed(2, 2 * 2_500, True)
    assert unclaimed(made, PERIOD, {"service": ["plate"]}, DATA_TO) == Unclaimed(0, 0, True)
    assert [unclaimed(made, PERIOD, {}, PERIOD.end - timedelta(days=n)).over for n in (0, 1)] == [True, False]
    assert unclaimed(made, PERIOD, {}, date(2024, 4, 9)) == Unclaimed(0, 0, False), "the period is not over"


def test_without_claims_nothing_is_said_of_unclaimed_ones(tmp_path: Path):
    assert unclaimed(promised_home(tmp_path, cases(ONLINE, guaranteed=True)), PERIOD, {}, DATA_TO) is None


def test_claims_that_were_not_paid_are_counted_by_reason(made):
    assert reasons(made, PERIOD, {}) == {"address": 2, "disruption": 1, None: 1}
    assert reasons(made, PERIOD, {"channel": ["mail"]}) == {}


def test_a_guarantee_for_another_service_would_have_cost_the_fees_of_its_late_cases(made):
    promised = register(made, DATA_TO)
    (mail,) = guarantees_elsewhere(made, promised, DATA_TO, {}, Refunds(breaches=4, paid=1))

    # In business days and without guarantee: certificates by mail; what is promised in minutes or without cases is not.
    assert (mail.service, mail.channel, mail.due, mail.late) == ("birth", "mail", 40, 10)
    assert (mail.most, mail.likely) == (10 * 4_000, 10 * 4_000 / 4)
    assert (mail.kept, mail.few) == (30 / 40, False)
    assert guarantees_elsewhere(made, promised, DATA_TO, {"service": ["plate"]}, None) == []
    assert guarantees_elsewhere(made, promised, DATA_TO, {}, None)[0].likely is None
