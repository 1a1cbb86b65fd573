"""The page of standards: what it names, that each number leads to its cases, who sees what, and publishing."""

import re
import shutil
from html import unescape
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import people
from dashboard.queries.cache import forget
from data.access.viewer import Viewer
from data.state import published_statements
from tests.support.pages import drawn, fill, opened, words
from tests.support.standards import QUARTER, STANDARDS, cases, promised_home, settle, standard

CELLS = [
    ("transaction", "mail", "birth", "normal", 100, 60),
    ("transaction", "mail", "birth", "not_normal", 40, 4),
    ("transaction", "online", "plate", "normal", 300, 285),
    ("transaction", "online", "card", "normal", 4, 1),
    ("transaction", "kiosk", "plate", "normal", 50, 50),
    ("information", "telephone", "birth", "normal", 90, 90),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("quality")
    tables = {
        "guarantee_claim": pl.DataFrame(
            {"claim_id": ["G1"], "transaction_id": ["T1"], "claimed_on": ["2024-05-03"], "channel": ["online"],
             "service_id": ["plate"], "decision": ["paid"], "amount_cents": [3_450]}
        ),
        "complaint": pl.DataFrame(
            {"complaint_id": ["K1", "K2"], "received_on": ["2024-05-03", "2024-05-04"], "channel": ["mail", "mail"],
             "service_id": ["birth", "birth"], "category": ["wait", "wait"]}
        ),
    }  # fmt: skip
    promised = [*STANDARDS, standard("plate", "online", 0.9, is_guarantee=True, approval_ref="TB-2")]
    transactions = cases(*CELLS).with_columns(
        guaranteed=(pl.col("service_id") == "plate") & (pl.col("channel") == "online")
    )
    settle(home, promised_home(home, transactions, standards=promised, **tables))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    forget()
    folder = tmp_path / "home"
    shutil.copytree(made, folder)
    monkeypatch.setenv("SCORECARD_HOME", str(folder))
    yield folder
    forget()


def url(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def said(lang: str = "en", **asked: str) -> str:
    text = words(opened("service_quality", lang=lang, **{"period": QUARTER} | asked))
    return text[text.index("Skip the filters" if lang == "en" else "Passer les filtres") :].replace("\xa0", " ")


SENTENCES = {
    "en": (
        "Worst standard: Birth certificate, mail · 60.0% of 100 against 80.0%. See the 40 that missed",
        "Of 5 standards with cases: 1 missed, 1 that cannot be told from its target, 2 met and 1 without",
        "Birth certificate Mail birth by mail: in 5 days. 80.0% 60.0% 50.2% to 69.1% 100 40 ✗ Missed – – 10.0% of 40",
        "plate by online: in 5 days. (guarantee)",
        "2 of 3 services have a standard on every channel they are offered on.",
        "Plate Kiosk",
        "300 guaranteed items were due: 285 kept, 15 breached. 1 were claimed: 1 paid, 0 refused or excluded, $34.50",
        "2 complaints came in: 34.2 per 10,000 interactions.",
        "The statement of 2024-25 Q1 was not published.",
    ),
    "fr": (
        "Norme la moins respectée : Certificat de naissance, courrier · 60,0 % sur 100, contre 80,0 %.",
        "birth par mail : en 5 jours.",
        "2 des 3 services ont une norme pour chaque canal où ils sont offerts.",
        "300 demandes garanties échues : 285 respectées, 15 manquées.",
        "La déclaration de 2024-25 T1 n’a pas été publiée.",
    ),
}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_names_the_worst_and_tells_standards_guarantees_and_complaints(home, lang: str):
    text = said(lang)
    for sentence in SENTENCES[lang]:
        assert sentence in text, sentence


def test_each_number_leads_to_its_cases_and_to_those_that_missed(home):
    markup = unescape(drawn(opened("service_quality", lang="en", period=QUARTER)))
    links = set(re.findall(r'href="\./transactions\?([^"]*)"', markup))

    def link(only: str) -> str:
        return (
            f"lang=en&period={QUARTER}&indicator=service_standards_met{only}&service=birth&channel=mail"
            "&kind=transaction&circumstance=normal"
        )

    assert {link(""), link("&only=missed")} <= links
    listed = words(opened("transactions", indicator="service_standards_met", period=QUARTER, service="birth",
                          channel="mail", kind="transaction", circumstance="normal", only="missed"))  # fmt: skip
    assert "40 transactions" in listed.lower() or "40 of" in listed


def test_the_same_cases_by_partner_lead_to_its_own_standards(home):
    at = opened("service_quality", lang="en", period=QUARTER, split="partner")

    # In normal circumstances 60 of 100 by mail and 90 of 90 who asked by telephone; 4 of 40 apart.
    assert f"Registrar {(60 + 90) / 190 * 100:.1f}% 190 10.0% of 40" in words(at)
    assert "partner=registrar" in drawn(at)


def test_an_unknown_choice_shows_the_standards(home):
    assert "Birth certificate Mail" in said(split="nonsense", standards="nonsense")


def test_a_period_without_cases_says_so(home):
    assert "No case that a standard covers was completed in" in said(period="2024-06")


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch):
    def look(role: str, *scope: tuple[str, tuple[str, ...]], **asked: str) -> str:
        viewer = Viewer(role, tuple(scope), email=f"{role}@example.org")
        monkeypatch.setattr(people, "current_viewer", lambda: viewer)
        return said(**asked)

    return look


def test_a_partner_sees_its_own_services_only_and_reads_so(home, look):
    text = look("partner", ("partner", ("registrar",)))

    assert "Birth certificate Mail" in text
    assert "Plate" not in text
    assert "You see a part of the organization" in text
    assert "The statement is of the whole organization" in text
    assert "Publish the statement" not in text


def test_the_board_sees_it_without_links_to_records(home, look):
    assert "See the 40 that missed" not in look("board_member")


@pytest.mark.parametrize(
    ("role", "offered"),
    [("chief_executive", True), ("administrator", True), ("steward", False), ("board_member", False)],
)
def test_publishing_is_offered_to_who_may(home, look, role: str, offered: bool):
    assert ("Publish the statement" in look(role)) == offered


def test_a_statement_is_published_once_and_then_only_corrected(home, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "publish-statement", who="Ada")
    assert "published as version 1" in said()
    assert "was published on" in said()
    assert published_statements(url(home)).select("version", "author").rows() == [(1, "Ada")]

    fill(monkeypatch, "publish-statement", who="Ada", reason="Nothing new")
    assert "a correction would correct nothing" in said()
    assert published_statements(url(home)).height == 1


def test_figures_of_a_run_that_nobody_saw_are_not_published(home, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "publish-statement", who="Ada", run="before")

    assert "another run has published its figures since this page was shown to you" in said()
    assert published_statements(url(home)).is_empty()


def test_a_month_leads_to_the_quarter_that_can_be_published(home):
    text = said(period="2024-04")
    assert "The statement is published by quarter: 2024-25 Q1" in text
    assert "Publish the statement" not in text


def test_an_open_quarter_says_why_it_is_not_published(home):
    assert "is not over" in said(period="FY2024-25-Q2") or "No case" in said(period="FY2024-25-Q2")


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Standards cannot be told by all filters that were chosen; remove one.", "2 complaints came in")),
        ("fr", ("Les normes ne sont pas connues selon tous les filtres choisis; retirez-en un.", "2 plaintes")),
    ],
)
def test_a_filter_that_a_part_does_not_know_is_a_sentence_and_the_other_parts_stand(home, lang, sentences):
    page = said(lang, category="wait", period=QUARTER)

    assert [sentence for sentence in sentences if sentence not in page] == []
    assert "This indicator" not in page
