"""What the public reads of the statement: only what was published, without signing in, and copies may be kept."""

import json

import pytest
from starlette.applications import Starlette

from dashboard.gateway.public_statement import LONG, SOON, routes
from data.state.writing import publish_statement
from metrics.standards.statement import Figure, Statement
from tests.support.asgi import Ask, ask_of

OLD, NEW = "FY2024-25-Q1", "FY2024-25-Q2"


def text_of(period: str, good: int) -> str:
    one = Figure(section="standard", indicator="service_standards_met", kind="transaction", circumstance="normal",
                 channel="mail", service="birth", service_en="Birth", service_fr="Naissance", numerator=good, cases=100,
                 value=good / 100)  # fmt: skip
    return Statement(period=period, run="r", fictional=False, figures=(one,)).text()


@pytest.fixture
def client(tmp_path, monkeypatch) -> Ask:
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    # A provider is set, and nobody has signed in: the statement is public all the same.
    monkeypatch.setenv("SCORECARD_SIGN_IN_URL", "https://provider.example.org")
    return ask_of(Starlette(routes=routes("below")))


@pytest.fixture
def published(client: Ask, tmp_path) -> Ask:
    url = f"sqlite:///{tmp_path / 'state.db'}"
    publish_statement(url, OLD, text_of(OLD, 70), author="me@example.org")
    publish_statement(url, OLD, text_of(OLD, 71), author="me@example.org", correction="Late. / En retard.")
    publish_statement(url, NEW, text_of(NEW, 80), author="me@example.org")
    return client


def test_before_anything_is_published_the_page_says_so(client: Ask):
    answer = client("/statement/fr/")
    assert (answer.status_code, "Aucune déclaration" in answer.text) == (200, True)
    assert client(f"/statement/en/{NEW}/").status_code == 404


def test_the_newest_quarter_stands_first_and_leads_to_the_others(published: Ask):
    answer = published("/statement/en/")

    assert "80.0%" in answer.text
    assert f'href="../en/{OLD}/"' in answer.text
    assert f'href="{NEW}/1/figures.csv"' in answer.text
    assert 'href="../fr/"' in answer.text


def test_every_version_stays_and_says_where_it_was_corrected(published: Ask):
    first, last = (published(f"/statement/fr/{OLD}/{version}/").text for version in (1, 2))
    quarter = published(f"/statement/fr/{OLD}/").text

    assert ("70,0" in first, "71,0" in last, "71,0" in quarter) == (True, True, True)
    assert "Une correction de cette version a été publiée" in first
    assert "Une correction de cette version" not in last
    assert all("En retard." in text for text in (first, last, quarter))
    assert all("me@example.org" not in text for text in (first, last, quarter))


def test_files_of_a_version_never_change_and_may_be_kept_for_long(published: Ask):
    answer = published(f"/statement/en/{OLD}/1/figures.json")

    assert answer.headers["cache-control"] == LONG
    assert [one["version"] for one in json.loads(answer.text)["corrections"]] == [1]
    assert published(f"/statement/en/{OLD}/2/figures.csv").headers["content-type"].startswith("text/csv")
    assert published(f"/statement/en/{OLD}/2/dictionary.csv").status_code == 200


def test_a_copy_that_is_still_right_is_not_sent_again(published: Ask):
    answer = published("/statement/en/")
    assert answer.headers["cache-control"] == SOON

    again = published("/statement/en/", if_none_match=answer.headers["etag"])
    assert (again.status_code, again.text) == (304, "")
    other = published("/statement/fr/", if_none_match=answer.headers["etag"])
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["de/", "en/FY2030-31-Q1/", f"en/{OLD}/3/", f"en/{OLD}/0/", f"en/{OLD}/1/state.db",
     f"en/{OLD}/1/..%2F..%2Fstate.db", f"en/{OLD}/x/", f"en/{OLD}/{'1' * 5000}/", f"en/{OLD}/01/",
     "en/manifest.json/", "nothing/at/all/here/now"],
)  # fmt: skip
def test_nothing_else_is_reached(published: Ask, path: str):
    answer = published(f"/statement/{path}")
    assert answer.status_code == 404
    assert "SQLite" not in answer.text


def test_nobody_writes_by_this_road(published: Ask):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert published("/statement/en/", method).status_code == 405


@pytest.mark.parametrize(("language", "to"), [("fr-CA,fr;q=0.9", "fr"), ("en", "en"), ("", "en")])
def test_the_plain_address_leads_to_the_readers_language(published: Ask, language: str, to: str):
    for below in ("", "/below"):
        answer = published(f"{below}/statement", accept_language=language)
        assert (answer.status_code, answer.headers["location"]) == (302, f"{below}/statement/{to}/")
        assert published(answer.headers["location"]).status_code == 200


def test_an_address_without_its_last_stroke_leads_to_the_one_with_it(published: Ask):
    answer = published(f"/statement/en/{OLD}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/statement/en/{OLD}/")


def test_a_database_that_cannot_be_read_is_a_sentence(published: Ask, tmp_path):
    (tmp_path / "state.db").write_bytes(b"no database at all, though it is long enough to be looked at" * 20)
    answer = published("/statement/en/")
    assert (answer.status_code, "Try again" in answer.text, str(tmp_path) in answer.text) == (503, True, False)
    assert published("/statement/xx/").status_code == 404, "for a language that there is not nothing is read"
