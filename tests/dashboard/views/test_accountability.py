"""The pages of partners, audits and the Directive: what they say, who sees what, and the forms that say no."""

import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard.queries import people
from dashboard.queries.cache import forget
from data.access.viewer import Viewer
from data.state import acceptances, attestations, recommendations
from data.state.writing import add_agreements, add_recommendations, save_comment
from tests.data.state.test_accountability import AGREEMENT, RECOMMENDATION
from tests.data.state.test_reporting import comment
from tests.support.pages import drawn, fill, opened, words
from tests.support.standards import QUARTER, cases, promised_home, settle

REGISTRAR = Viewer("partner", (("partner", ("registrar",)),), email="registrar@example.org")
TRANSPORT = Viewer("partner", (("partner", ("transport",)),), email="transport@example.org")
BOARD = Viewer("board_member", email="board@example.org")
MANAGER = Viewer("operations_manager", (("channel", ("online",)),), email="online@example.org")


def measure(level: float, **where: list[str]) -> dict[str, Any]:
    return {"code": "standards", "indicator": "service_standards_met", "where": where, "level": level,
            "exclusions_en": "Strikes", "exclusions_fr": "Grèves"}  # fmt: skip


REGISTER = [
    AGREEMENT
    | {
        "code": "SLA-R", "partner": "registrar", "signed": date(2023, 4, 1), "results_from": date(2024, 4, 1),
        "title_en": "Certificates", "title_fr": "Certificats",
        "measures": json.dumps([measure(0.9, partner=["registrar"])]),
    },
    AGREEMENT
    | {
        "code": "OLD-T", "partner": "transport", "signed": date(2020, 4, 1), "expires": date(2024, 3, 31),
        "accept_within": None, "principles": False,
    },
    AGREEMENT
    | {"code": "BANDS", "partner": "bands", "party": "first_nation", "accept_within": None, "name_en": "Band offices",
       "name_fr": "Bureaux"},
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("accountable")
    rows = cases(
        ("transaction", "mail", "birth", "normal", 200, 120), ("transaction", "online", "plate", "normal", 9, 9)
    )
    settle(home, promised_home(home, rows))
    add_agreements(url(home), REGISTER)
    add_recommendations(
        url(home), [RECOMMENDATION | {"indicator": "service_standards_met"}], author="Registre / Register"
    )
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


def as_(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "current_viewer", lambda: viewer)
    monkeypatch.setattr(people, "check_still", lambda viewer: None)


def said(page: str, lang: str = "en", **asked: str) -> str:
    return words(opened(page, lang=lang, **{"period": QUARTER} | asked)).replace("\xa0", " ")


def test_the_list_names_who_has_no_agreement_and_whose_answer_is_overdue(home):
    text = said("partners")

    assert "2 of 3 partners have an agreement in force on 30 Jun 2024. Without one: Transport." in text
    assert "Acceptance overdue: Registrar, 2024-25 Q1 (the organization and the partner)." in text
    assert "Registrar Certificates Service level agreement Ministry 1 Apr 2023 no end agreed 0 of 1" in text
    assert "Band offices" in text
    assert "2 des 3 partenaires ont une entente en vigueur au 30 juin 2024. Sans entente : Transport." in said(
        "partners", "fr"
    )


def test_a_report_sets_each_result_beside_what_was_agreed_and_leads_to_the_number(home):
    text = said("partners", party="registrar")

    assert (
        "0 of 1 measures that can be judged reached what was agreed in 2024-25 Q1; missed: Service standards met."
        in text
    )
    assert f"Partner: Registrar 90.0% {120 / 200 * 100:.1f}% 200 ✗ Missed Strikes" in text
    markup = unescape(drawn(opened("partners", lang="en", period=QUARTER, party="registrar")))
    assert f"indicator?lang=en&period={QUARTER}&indicator=service_standards_met&partner=registrar" in markup
    assert "Transport has no agreement in force on 30 Jun 2024." in said("partners", party="transport")
    assert "There is no partner “nobody” that you may see." in said("partners", party="nobody")


def test_what_was_said_of_the_very_number_stands_beside_it_and_no_other(home):
    for part, text in (
        ('{"partner": ["registrar"]}', "Of this."),
        ("{}", "Of all."),
        ('{"channel": ["mail"]}', "Of mail."),
    ):
        own = comment(indicator="service_standards_met", period=QUARTER, part=part, happened_en=text)
        save_comment(url(home), own, author="Maya", seen=0)

    text = said("partners", party="registrar")

    assert "Strikes Of this." in text
    assert "Of all." not in text
    assert "Of mail." not in text

    # What a partner says of its own part is of no other's, whatever else it looked at.
    for own_part, text in (("registrar", "Of ours."), ("transport", "Of theirs.")):
        part = json.dumps({"partner": ["registrar"], "partner|run_by": [own_part]})
        own = comment(indicator="service_standards_met", period=QUARTER, part=part, happened_en=text)
        save_comment(url(home), own, author="Maya", seen=0)
    text = said("partners", party="registrar")

    assert "Strikes Of ours." in text
    assert "Of theirs." not in text


def test_what_is_overdue_today_is_told_on_the_page_of_any_period(home):
    amended = AGREEMENT | {
        "code": "SLA-T", "partner": "transport", "signed": date(2024, 6, 15), "results_from": date(2024, 4, 1),
        "measures": json.dumps([measure(0.9)]),
    }  # fmt: skip
    add_agreements(url(home), [amended])
    overdue = "Acceptance overdue: Registrar, 2024-25 Q1 (the organization and the partner); Transport, 2024-25 Q1"

    assert overdue in said("partners", period=QUARTER)
    assert overdue in said("partners", period="2024-05"), "signed after it, and overdue all the same"


ACCEPT = {"agreement": "SLA-R", "side": "organization", "answer": "yes", "who": "Maya"}


def test_both_sides_accept_with_the_figures_that_they_had_before_them(home, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "accept", **ACCEPT)
    assert "Accepted: results of SLA-R, 2024-25 Q1." in said("partners", party="registrar")
    as_(REGISTRAR, monkeypatch)
    fill(monkeypatch, "accept", **ACCEPT | {"side": "partner", "answer": "no", "text_en": "June is missing."})
    text = said("partners")

    assert "Objected: results of SLA-R, 2024-25 Q1." in text
    assert re.search(r"the organization 30 Jul 2024 ✓ accepted on .{5,15} by Maya unchanged", text)
    assert re.search(r"the partner 30 Jul 2024 ✗ objected on .* by registrar@example.org ?: June is missing.", text)
    kept = acceptances(url(home)).select("side", "accepted", "author", "role").rows()
    assert kept == [
        ("organization", True, "Maya", "administrator"),
        ("partner", False, "registrar@example.org", "partner"),
    ]
    assert json.loads(acceptances(url(home))["figures"][0]) == {
        "standards": {"numerator": 120, "denominator": 200, "value": 120 / 200}
    }


@pytest.mark.parametrize(
    ("viewer", "wrong", "period", "sentence"),
    [
        (None, {"answer": "no"}, QUARTER, "There is no remark; write one, so that the other side knows what is wrong."),
        (None, {"side": "partner"}, QUARTER, "others find the letter by which the partner accepted"),
        (
            None,
            {"agreement": "NONE"},
            QUARTER,
            "There is no agreement 'NONE' in force in FY2024-25-Q1 that",
        ),
        (None, {"agreement": "OLD-T"}, QUARTER, "The results of agreement OLD-T are not accepted quarter by quarter"),
        (None, {"seen": "0", "run": "another"}, QUARTER, "another run has published its figures"),
        (REGISTRAR, {}, QUARTER, "You sign for the partner, and for nobody else."),
        (TRANSPORT, {"side": "partner"}, QUARTER, "There is no agreement 'SLA-R' in force"),
        (BOARD, {}, QUARTER, "Your role (Board member) may not do that (Accept results of an agreement)"),
    ],
)
def test_an_answer_that_cannot_be_is_one_sentence(home, monkeypatch, viewer, wrong, period, sentence):
    if viewer:
        as_(viewer, monkeypatch)
    fill(monkeypatch, "accept", **ACCEPT | wrong)

    assert sentence in said("partners", party="registrar", period=period)
    assert acceptances(url(home)).is_empty()


def test_a_partner_sees_its_own_agreements_only_and_no_page_of_the_whole(home, monkeypatch):
    as_(TRANSPORT, monkeypatch)
    text = said("partners")

    assert "Transport has no agreement in force" in text
    assert "Registrar" not in text
    assert "Registrar" not in said("partners", party="registrar")
    for page in ("audits", "directive"):
        assert "This page is not part of your role (Partner)" in said(page)
    quality = said("service_quality")
    assert "Partners" in quality
    assert "AG-1" not in quality


def test_who_sees_a_channel_sees_no_agreement_that_reaches_beyond_it(home, monkeypatch):
    as_(Viewer("chief_executive", (("channel", ("online",)),), email="part@example.org"), monkeypatch)
    text = said("partners")

    assert "No partner is known" in text
    assert "Registrar" not in text


def test_what_is_late_of_audits_is_told_on_its_page_on_service_quality_and_on_the_scorecard(home, monkeypatch):
    late = "AG-1 (Operations, 31 Mar 2025)"
    assert f"Late: {late}." in said("audits")
    assert f"Late audit recommendations: {late}." in said("service_quality")
    assert "Late audit recommendations: 1" in said("scorecard")
    assert "1 recommendations: 1 “little or no progress”." in said("audits")

    fill(monkeypatch, "change-recommendation", code="AG-1", status="implemented", note="Checked.", who="Maya")
    text = said("audits")
    assert "Saved: AG-1." in text
    assert "None is late." in text
    assert "Fully implemented" in text
    assert re.search(r"History .* fully implemented, due 31 Mar 2025 \(Maya\) – Checked\.", text)
    assert "AG-1" not in said("scorecard")
    assert recommendations(url(home))["author"].to_list() == ["Registre / Register", "Maya"]


def test_who_does_not_follow_audits_up_has_no_form_and_is_refused(home, monkeypatch):
    as_(BOARD, monkeypatch)
    fill(monkeypatch, "change-recommendation", code="AG-1", status="implemented", who="x")

    at = opened("audits", lang="en", period=QUARTER)
    assert "Your role (Board member) may not do that (Follow up audit recommendations)" in words(at)
    assert 'id="change-recommendation-form"' not in drawn(at)
    assert recommendations(url(home)).height == 1


def test_the_bottom_line_of_the_directive_counts_what_the_lines_say(home, monkeypatch):
    text = said("directive")
    held, n, shown = re.search(r"(\d+) of (\d+) obligations of the Directive hold \((\d+) shown", text).groups()

    body = text[text.index("What that rests on") :]
    assert body.count("✓ Shown by the data") == int(held) == int(shown)
    assert sum(body.count(mark) for mark in ("✗ Not kept", "≈ Kept in part", "– Not attested")) == int(n) - int(held)
    assert "open: " in text

    attested = {"obligation": "privacy", "kind": "attested", "text_en": "Assessed in May.", "who": "Maya"}
    fill(monkeypatch, "attest", **attested)
    after = said("directive")
    assert (
        f"{int(held) + 1} of {n} obligations of the Directive hold ({shown} shown by the data and 1 attested)" in after
    )
    assert re.search(r"Attested by Maya \(Administrator\) on .*: “Assessed in May.”", after)
    assert attestations(url(home))["author"].to_list() == ["Maya"]
    assert "démontrées par les données" in said("directive", "fr")


@pytest.mark.parametrize(
    ("wrong", "lang", "sentence"),
    [
        ({"text_en": "x" * 2001}, "en", "The text on the grounds has 2,001 characters; shorten it to 2,000."),
        ({"obligation": "tea"}, "en", "There is no obligation 'tea'"),
        ({"kind": "exempted"}, "en", "There is no reference of the approval; write one"),
        ({"kind": "withdrawn"}, "fr", "Rien n’a été attesté pour cette obligation"),
    ],
)
def test_an_attestation_that_cannot_be_is_one_sentence(home, monkeypatch, wrong, lang, sentence):
    given = {"obligation": "privacy", "kind": "attested", "text_en": "Yes.", "text_fr": "Oui.", "who": "Maya"}
    fill(monkeypatch, "attest", **given | wrong)

    assert sentence in said("directive", lang)
    assert attestations(url(home)).is_empty()


def test_a_past_scorecard_shows_what_was_known_then(home, monkeypatch):
    run = json.loads((home / "manifest.json").read_text())["run"]
    fill(monkeypatch, "attest", obligation="privacy", kind="attested", text_en="Yes.", who="Maya")
    said("directive")

    text = said("directive", asof=run)

    assert "Attested by Maya" not in text
    assert "cannot be changed" in text


def test_markup_in_what_people_write_is_text(home, monkeypatch):
    attack = "<img src=x onerror=alert(1)>"
    fill(monkeypatch, "attest", obligation="privacy", kind="attested", text_en=attack, who=attack)
    fill_page = drawn(opened("directive", lang="en", period=QUARTER))

    assert "<img" not in fill_page
    assert "&lt;img" in fill_page


def test_a_town_without_any_register_says_how_to_begin(town, monkeypatch):
    for page, sentence in (
        ("partners", "No partner is known: no source tells any, and no agreement was loaded"),
        ("audits", "No audit recommendation was loaded yet"),
        ("directive", "obligations of the Directive hold"),
    ):
        text = words(opened(page, lang="en", period="2025-01")).replace("\xa0", " ")
        assert sentence in text


def test_managers_do_not_have_these_pages_and_read_no_link_to_them(home, monkeypatch):
    as_(MANAGER, monkeypatch)

    markup = drawn(opened("service_quality", lang="en", period=QUARTER))

    assert not re.search(r'href="\./(partners|audits|directive)', markup)
