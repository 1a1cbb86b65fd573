"""Guarantees at risk, claims, complaints and the register on the page of standards: what it says, and to whom."""

import re
import shutil
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import people
from dashboard.queries.cache import forget
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.state.reading import read_rows
from tests.support.pages import drawn, opened, words
from tests.support.standards import STANDARDS, cases, promised_home, settle, standard

PERIOD = "2024-08"
DONE = ("transaction", "online", "plate", "normal", 30, 27)
WRITTEN = {f"{name}_{lang}": name for name in ("pledge", "access", "accuracy", "redress") for lang in ("en", "fr")}


def still_open(key: str, service: str, due: str) -> pl.DataFrame:
    rows = cases(("transaction", "online", service, "normal", 1, 0), day="2024-08-12", guaranteed=True, fee_cents=2_500)
    return rows.with_columns(
        transaction_id=pl.lit(key), status=pl.lit("in_progress"), completed_at=pl.lit(None, pl.String),
        due_at=pl.lit(f"{due}T20:00:00"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("promises")
    done = cases(DONE, day="2024-08-06", guaranteed=True, fee_cents=2_500)
    births = cases(("transaction", "mail", "birth", "normal", 5, 5), day="2024-08-06")
    open_ones = [still_open("LATE", "plate", "2024-08-14"), still_open("SOON", "plate", "2024-08-16")]
    complaint = {"received_on": "2024-08-12", "channel": "online", "category": "wait", "escalated": True,
                 "answer_due_at": "2024-08-16T20:00:00", "answer_due_on": "2024-08-16"}  # fmt: skip
    tables = {
        "guarantee_claim": pl.DataFrame(
            {"claim_id": ["G1"], "transaction_id": ["T1"], "claimed_on": ["2024-08-07"], "channel": ["online"],
             "service_id": ["plate"], "decision": ["refused"], "reason": ["address"], "amount_cents": [0]}
        ),
        "complaint": pl.DataFrame(
            [{"complaint_id": "K1", "transaction_id": "LATE", "service_id": "plate", **complaint},
             {"complaint_id": "K2", "transaction_id": None, "service_id": "birth", **complaint}]
        ),
    }  # fmt: skip
    promised = [
        *STANDARDS,
        standard("plate", "online", 0.9, is_guarantee=True, approval_ref="TB-2", approved_on="2020-01-31",
                 description_en="A plate.", description_fr="Une plaque.", fee_cents=2_500, **WRITTEN),
    ]  # fmt: skip
    items = pl.concat([done, births, *open_ones], how="diagonal_relaxed")
    settle(home, promised_home(home, items, standards=promised, **tables))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    forget()
    folder = tmp_path / "home"
    shutil.copytree(made, folder)
    monkeypatch.setenv("SCORECARD_HOME", str(folder))
    yield folder
    forget()


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch):
    def look(role: str, *scope: tuple[str, tuple[str, ...]], **asked: str) -> str:
        viewer = Viewer(role, tuple(scope), email=f"{role}@example.org")
        monkeypatch.setattr(people, "current_viewer", lambda: viewer)
        return said(**asked)

    return look


def said(lang: str = "en", **asked: str) -> str:
    return words(opened("service_quality", lang=lang, **{"period": PERIOD} | asked)).replace("\xa0", " ")


SENTENCES = {
    "en": (
        "2 guaranteed items are open at the end of 15 Aug 2024: 1 past their time, 1 due within five business days.",
        "Until 12 Sep 2024",
        "Claims that were not paid: Not a delivery address 1.",
        "4 breaches of items due in the period are not claimed: $100.00 could be asked back.",
        "2 complaints are open at the end of 15 Aug 2024.",
        "Answer, 15 days: 0 ran out, 2 run out within two business days, 0 later.",
        "Of 2 complaints received 2 were escalated and 0 were about a transaction",
        "1 of 2 services have all four elements",
    ),
    "fr": (
        "2 demandes garanties sont ouvertes à la fin du 15 août 2024 : 1 en retard, 1 à échéance",
        "Réclamations non payées : Pas une adresse de livraison 1.",
        "2 plaintes sont ouvertes à la fin du 15 août 2024.",
        "1 des 2 services ont les quatre éléments",
    ),
}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_tells_what_is_at_risk_unclaimed_running_out_and_missing(home, lang: str):
    text = said(lang)
    assert [sentence for sentence in SENTENCES[lang] if sentence not in text] == []


def test_the_items_to_look_at_first_lead_to_their_transactions_and_leave_a_line(home):
    assert "LATE" not in said()
    page = opened("service_quality", lang="en", period=PERIOD, items="open")
    text, markup = words(page).replace("\xa0", " "), unescape(drawn(page))

    assert re.search(r"LATE Plate Online 12 Aug 2024 14 Aug 2024 0 breached .*SOON Plate Online", text)
    assert "record=transaction&key=LATE" in markup
    opened("service_quality", lang="en", period=PERIOD, items="open")
    lines = read_rows(f"sqlite:///{home / 'state.db'}", _lines(), ("event", "what"))
    line = {"event": Event.OPENED.value, "what": "guaranteed items at risk"}
    assert lines.count(line) == 2, "the second time, too, though the page was drawn before"


def _lines():
    from sqlalchemy import select

    from data.state import AuditLine

    return select(AuditLine.event, AuditLine.what)


def test_an_open_complaint_leads_to_its_transaction_and_that_leads_back(home):
    page = opened("service_quality", lang="en", period=PERIOD, open="complaints")

    assert "record=transaction&key=LATE" in unescape(drawn(page))
    assert "K2 no transaction named" in words(page)
    back = opened("transaction", lang="en", period=PERIOD, record="transaction", key="LATE")
    (link,) = re.findall(r'<a href="([^"]*)">Complaint received', unescape(drawn(back)))
    assert "record=complaint" in link
    assert "key=K1" in link


def test_the_register_is_shown_on_demand_with_its_approvals(home):
    text = said(register="all")

    assert "Common to all services" in text
    assert "approved TB-2, 31 Jan 2020" in text


def test_a_partner_sees_the_promises_of_its_own_services_only(home, look):
    text = look("partner", ("partner", ("registrar",)), items="open", open="complaints", register="all")

    assert "Birth certificate" in text
    assert "Plate" not in text
    assert "LATE" not in text
    assert "K1" not in text
    assert "K2" in text
    assert "No guaranteed item began" in text


def test_who_may_not_open_records_sees_numbers_and_no_single_item(home, look):
    text = look("board_member", items="open", open="complaints")

    assert "2 guaranteed items are open" in text
    assert "LATE" not in text
    assert "K1" not in text


@pytest.mark.parametrize("by", ["service", "location", "channel"])
def test_complaints_are_told_by_service_place_and_channel(home, by: str):
    assert "Received Escalated Repeated Redressed" in said(complaints=by)
