"""Every role opens each of its pages in both languages, and reads a sentence in the place of every other."""

import re

import pytest

from dashboard.queries import people
from dashboard.shell.pages import PAGES
from data.access.roles import ROLES
from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.errors import UserError
from data.state.writing import grant, revoke
from tests.support.pages import drawn, fill, opened, words
from tests.support.proofs import PROVING

SCOPES = {"partner": (("partner", ("ministry",)),), "operations_manager": (("channel", ("telephone",)),)}
WHOLE = {"strategy", "health", "audits", "directive"}
CHOSEN = {
    "indicator": {"indicator": "service_standards_met", "period": "2025-01"},
    "transactions": {"indicator": "service_standards_met", "period": "2025-01"},
    "transaction": {"record": "transaction", "key": "T002"},
}


def viewer_of(role: str) -> Viewer:
    return Viewer(role, SCOPES.get(role, ()), email=f"{role}@example.org")


@pytest.fixture
def look(foretold, monkeypatch: pytest.MonkeyPatch):
    """What a page says to somebody; no link of it leads to a page that is not theirs."""

    def look(viewer: Viewer, page: str, **asked: str) -> str:
        monkeypatch.setattr(people, "current_viewer", lambda: viewer)
        at = opened(page, **CHOSEN.get(page, {}) | asked)
        led_to = {path or "scorecard" for path in re.findall(r'href="\./([a-z_]*)', drawn(at))}
        assert [path for path in led_to - {page} if not viewer.may_open(path)] == [], page
        return words(at)

    return look


@pytest.mark.proof(title="every role reads its pages and no other", count=1, seed=0, unit="roles")
@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_shown_or_refused_in_a_sentence(look, role: str):
    # Rights know no language: ordinarily a role reads one half of the pages in English, the other in French.
    turn = list(ROLES).index(role)
    cases = [(page, lang, turn + n + k) for n, page in enumerate(PAGES) for k, lang in enumerate(("en", "fr"))]
    for page, lang in [(page, lang) for page, lang, number in cases if PROVING or number % 2 == 0]:
        said = look(viewer_of(role), page.name, lang=lang)
        failure = "could not be shown" if lang == "en" else "n’a pas pu être affichée"
        refusal = "This page is not part of your role" if lang == "en" else "Cette page ne fait pas partie de votre"
        # The drawn town has no table of rejected rows, without which nobody has a page of health.
        assert failure not in said or page.name == "health", page.name
        assert (refusal in said) == (page.name not in ROLES[role].pages), page.name


def test_who_sees_a_part_reads_so_on_every_page_and_pages_of_all_are_refused(look):
    part = Viewer("chief_executive", (("channel", ("telephone",)),), email="part@example.org")

    for page in PAGES:
        said = look(part, page.name, lang="en")
        assert "You see a part of the organization; every total is of that part: Channel: Telephone." in said
        assert ("tells of the whole organization" in said) == (page.name in WHOLE)


def test_rows_records_and_search_of_others_are_not_met(look):
    manager = viewer_of("operations_manager")

    assert "T002" in look(manager, "transaction", key="T002", lang="en")
    assert "There is no record" in look(manager, "transaction", key="T001", lang="en")
    found = look(manager, "transactions", lang="en")
    assert "T002" in found
    assert "T001" not in found
    assert "T000" not in found


def test_customer_keys_are_hidden_where_the_role_does_not_need_them(look):
    assert " c2 " in look(Viewer(), "transaction", lang="en")
    assert " c2 " not in look(viewer_of("chief_executive"), "transaction", lang="en")


def test_what_is_refused_leaves_a_line(look, foretold):
    look(viewer_of("planner"), "health", lang="fr")

    line = search_trail(f"sqlite:///{foretold / 'state.db'}").row(0, named=True)
    assert (line["who"], line["event"], line["what"]) == ("planner@example.org", "refused", "page health")
    assert "access_page" in line["details"]


@pytest.mark.parametrize("role", ["administrator", "planner"])
def test_a_file_is_not_made_for_who_has_lost_their_role_since_the_page_was_drawn(foretold, role: str):
    url = f"sqlite:///{foretold / 'state.db'}"
    for name, granted in (("boss", "administrator"), ("ada", role)):
        grant(url, f"{name}@example.org", granted, {}, author="me")
    viewer = Viewer(role, email="ada@example.org")

    people.check_still(viewer)
    revoke(url, "ada@example.org", author="me")
    with pytest.raises(UserError) as error:
        people.check_still(viewer)
    assert error.value.code == "sign_in_role_changed"


def test_roles_are_granted_and_taken_on_the_page_of_administration(look, foretold, monkeypatch):
    fill(monkeypatch, "grant", email="Ada@example.org", role="operations_manager", scope="channel=telephone")
    said = look(Viewer(), "administration", lang="en")
    assert "Ada@example.org is now Operations manager." in said
    assert "channel=telephone" in said

    fill(monkeypatch, "grant", email="bob@example.org", role="partner", scope="partner=nobody")
    assert "There is no partner 'nobody'" in look(Viewer(), "administration", lang="en")

    fill(monkeypatch, "revoke", email="ada@example.org")
    assert "Nobody has a role yet." in look(Viewer(), "administration", lang="en")
    events = search_trail(f"sqlite:///{foretold / 'state.db'}").select("event", "what").rows()
    assert events[0] == ("wrote", "revoke ada@example.org")
    assert ("refused", "grant partner to bob@example.org") in events
