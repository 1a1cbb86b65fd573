"""Claims one by one: breaches that nobody claimed, and why claims were not paid; and what a guarantee would cost."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from metrics.calendar.periods import Period, parse
from metrics.standards.at_risk import Refunds
from metrics.standards.claims import Unclaimed, reasons, unclaimed
from metrics.standards.guarantee_elsewhere import guarantees_elsewhere
from metrics.standards.open_items import Known
from metrics.standards.redress import guarantees
from metrics.standards.register import register
from tests.support.standards import DATA_TO, DAY, QUARTER, STANDARDS, cases, promised_home, standard

PERIOD = parse(QUARTER)
KNOWN = Known(DATA_TO, DATA_TO)
DAY_BEFORE = date.fromisoformat(DAY) - timedelta(days=1)
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
    assert unclaimed(made, PERIOD, {}, KNOWN) == Unclaimed(2, 2 * 2_500, True)
    assert unclaimed(made, PERIOD, {"service": ["plate"]}, KNOWN) == Unclaimed(0, 0, True)
    assert unclaimed(made, PERIOD, {}, Known(DAY_BEFORE, DAY_BEFORE)) == Unclaimed(0, 0, False), "due the day after"


@pytest.mark.parametrize(("to", "whole_to", "over"), [(0, 0, True), (0, 1, False), (1, 1, False)])
def test_a_period_is_over_with_the_last_of_its_days_that_is(made, to: int, whole_to: int, over: bool):
    ends = [PERIOD.end - timedelta(days=days) for days in (to, whole_to)]

    assert unclaimed(made, PERIOD, {}, Known(*ends)).over is over


def test_breached_and_unclaimed_end_on_the_same_day(made):
    today = date.fromisoformat(DAY)
    half_a_day = Known(today, today - timedelta(days=1))
    breached = guarantees(made, Period(PERIOD.start, today, "span"), {}).breached

    # Of what was due on a day that is not over three are late, as every number of the page says, and one is claimed.
    assert breached == 3
    assert unclaimed(made, PERIOD, {}, half_a_day) == Unclaimed(breached - 1, 2 * 2_500, False)


def test_without_claims_nothing_is_said_of_unclaimed_ones(tmp_path: Path):
    assert unclaimed(promised_home(tmp_path, cases(ONLINE, guaranteed=True)), PERIOD, {}, KNOWN) is None


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
