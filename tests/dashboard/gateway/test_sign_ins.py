"""A token that is not to be believed signs nobody in: the page says so in a sentence, the trail keeps a line."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from dashboard.queries import people
from data.access.viewer import Viewer
from data.audit.check import check_trail, search_trail
from data.refusals import sign_in as refusals
from scorecard.sign_in import COOKIE_FILE
from tests.support.pages import opened, words
from tests.support.sign_in import CLIENT, dashboard
from tests.support.tokens import FOREIGN, Provider, provide_tokens

CONFIGURATION = "/.well-known/openid-configuration"
MINUTE = 60

TOKENS = {
    "good": {},
    "clock_two_minutes_ahead": {"iat": 100},
    "expired": {"iat": -20 * MINUTE, "exp": -10 * MINUTE},
    "forged": {"key": FOREIGN},
    "of_another_audience": {"aud": "another"},
    "of_another_provider": {"iss": "https://elsewhere.example.org"},
    "of_another_sign_in": {"nonce": "replayed"},
    "clock_five_minutes_ahead": {"iat": 5 * MINUTE, "exp": 15 * MINUTE},
    "clock_five_minutes_behind_and_short": {"iat": -5 * MINUTE, "exp": -3 * MINUTE},
}
BELIEVED = ("good", "clock_two_minutes_ahead")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provide_tokens(**TOKENS) as provider:
        yield provider


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signing-in")


@pytest.fixture(scope="module")
def site(home: Path, provider: Provider) -> Iterator[str]:
    with dashboard(home, SCORECARD_SIGN_IN_URL=provider.address + CONFIGURATION, **CLIENT) as address:
        yield address


def button(home: Path) -> dict[str, str]:
    """What the button "Sign in" leads to."""
    key = OctKey.import_key((home / COOKIE_FILE).read_text(encoding="ascii"))
    return {"provider": jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": time.time() + MINUTE}, key)}


def come_back(site: str, home: Path, provider: Provider, code: str) -> httpx.Response:
    """The answer to a browser that the provider sends back with a code."""
    with httpx.Client(base_url=site) as browser:
        asked = parse_qs(urlsplit(browser.get("/auth/login", params=button(home)).headers["location"]).query)
        provider.nonce = asked["nonce"][0]
        return browser.get("/oauth2callback", params={"code": code, "state": asked["state"][0]})


def lines(home: Path) -> list[tuple[str, str]]:
    found = search_trail(f"sqlite:///{home / 'state.db'}", event="refused")
    return list(found.select("who", "what").iter_rows())


@pytest.mark.parametrize("code", [code for code in TOKENS if code not in BELIEVED])
def test_a_token_that_is_not_to_be_believed_signs_nobody_in_and_leaves_a_line(site, home, provider, code):
    before = len(lines(home))
    answer = come_back(site, home, provider, code)

    assert (answer.status_code, answer.headers["location"]) == (302, "/?sign-in=not-believed")
    assert "_streamlit_user" not in {name for name, value in answer.cookies.items() if value}
    assert len(lines(home)) == before + 1
    assert lines(home)[0] == ("nobody", "sign-in")


@pytest.mark.parametrize("code", BELIEVED)
def test_a_good_token_signs_in_and_leads_to_the_first_page(site, home, provider, code):
    before = len(lines(home))
    answer = come_back(site, home, provider, code)

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert answer.cookies["_streamlit_user"]
    assert len(lines(home)) == before


def test_whoever_comes_with_a_state_of_nobody_is_only_led_back(site, home):
    before = len(lines(home))
    answer = httpx.get(f"{site}/oauth2callback?code=x&state=guessed")

    assert answer.headers["location"] == "/"
    assert len(lines(home)) == before


def test_while_the_provider_is_down_nobody_is_led_there_and_a_sentence_says_so(home):
    nowhere = "http://127.0.0.1:9"
    with dashboard(home, SCORECARD_SIGN_IN_URL=nowhere + CONFIGURATION, **CLIENT) as site:
        answer = httpx.get(f"{site}/auth/login", params=button(home))
    assert (answer.status_code, answer.headers["location"]) == (302, "/?sign-in=provider-down")
    assert lines(home)[0] == ("nobody", "sign-in")
    assert check_trail(home, f"sqlite:///{home / 'state.db'}").whole


@pytest.mark.parametrize(
    ("problem", "en", "fr"),
    [
        ("not-believed", "Your sign-in could not be believed", "Votre connexion n’a pu être acceptée"),
        ("provider-down", "does not answer: try again in a few minutes", "Le service de connexion ne répond pas"),
        ("made-up", "Sign in to see this scorecard.", "Connectez-vous pour voir ce tableau de bord."),
    ],
)
def test_the_page_says_why_in_the_language_of_the_reader(town, monkeypatch, problem, en, fr):
    def nobody() -> Viewer:
        raise refusals.SIGN_IN()

    monkeypatch.setattr(people, "current_viewer", nobody)
    monkeypatch.setattr(people, "note_refused", lambda error, *_: None)
    for lang, sentence in (("en", en), ("fr", fr)):
        assert sentence in words(opened("scorecard", lang=lang, **{"sign-in": problem}))
