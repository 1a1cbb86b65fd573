"""Each role signs in with a real provider, meets what is theirs and nothing else, and leaves again."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.shell.pages import PAGES
from data.access.roles import ROLES
from data.audit.check import check_trail, search_trail
from data.state.writing import grant, revoke
from tests.browser.conftest import settled
from tests.browser.test_pages import RULES
from tests.support.proxy import proxy
from tests.support.sign_in import CLIENT, dashboard, free_port, provide

pytestmark = pytest.mark.browser

SCOPES = {"partner": {"partner": ("health",)}, "operations_manager": {"channel": ("telephone",)}}
CONFIGURATION = "/.well-known/openid-configuration"
NO_ROLE = "You are signed in as nobody@example.org, and that address has no role here"


def url_of(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def claims(name: str, **others: object) -> dict[str, object]:
    return {"sub": name, "email": f"{name}@example.org", "email_verified": True} | others


@pytest.fixture(scope="module")
def people(demo_home: Path) -> Iterator[None]:
    """One person of each role."""
    for role in ROLES:
        scope = SCOPES.get(role, {})
        grant(url_of(demo_home), f"{role}@example.org", role, scope, author="the test")
    grant(url_of(demo_home), "leaving@example.org", "planner", {}, author="the test")
    yield
    for role in [*list(ROLES)[:-1]]:
        revoke(url_of(demo_home), f"{role}@example.org", author="the test")


@pytest.fixture(scope="module")
def provider(people: None) -> Iterator[str]:
    strangers = [claims("nobody"), {"sub": "nameless"}, claims("unsure", email_verified=False), claims("leaving")]
    strangers += [claims("grouped", groups=["phones"]), claims("astray", groups=["moon"])]
    with provide(*map(claims, ROLES), *strangers) as address:
        yield address


@pytest.fixture(scope="module")
def site(demo_home: Path, provider: str) -> Iterator[str]:
    groups = json.dumps({"phones": "operations_manager channel=telephone", "moon": "partner partner=nobody"})
    url = {"SCORECARD_SIGN_IN_URL": provider + CONFIGURATION, "SCORECARD_SIGN_IN_GROUPS": groups}
    with dashboard(demo_home, **url, **CLIENT) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def sign_in(page: Page, site: str, name: str, button: str = "Sign in", lang: str = "en") -> str:
    """What the page says to somebody who has just signed in."""
    page.goto(f"{site}/?lang={lang}")
    settled(page)
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(f"{site}/**")
    page.goto(f"{site}/?lang={lang}")
    return settled(page)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_signs_in_and_meets_its_own_pages_and_no_other(page: Page, site: str, demo_home: Path, role: str):
    text = sign_in(page, site, role)

    assert f"{role}@example.org – {ROLES[role].title.en}" in text
    assert ("You see a part of the organization" in text) == (role in SCOPES)
    menu = page.locator(".menu nav a").all_inner_texts()
    assert menu == [one.title.en for one in PAGES if one.in_menu and one.name in ROLES[role].pages]
    # One of them: `dashboard/shell/test_pages_of_roles.py` opens every page as every role, without a browser.
    others = [one.name for one in PAGES if one.name not in ROLES[role].pages][:1]
    for other in others:
        page.goto(f"{site}/{other}?lang=fr")
        assert "ne fait pas partie de votre rôle" in settled(page), other
    page.goto(f"{site}/account?lang=fr")
    assert ROLES[role].title.fr in settled(page)
    if "health" in ROLES[role].pages:
        page.goto(f"{site}/health?lang=en")
        assert "could not be shown" not in settled(page)
    lines = search_trail(url_of(demo_home), who=f"{role}@example.org")
    assert lines.filter(event="signed_in").height == 1
    assert lines.filter(event="refused")["what"].to_list()[::-1] == [f"page {other}" for other in others]


def test_who_has_not_signed_in_reads_one_sentence_in_their_language(page: Page, site: str):
    english, french = "Sign in to see this scorecard.", "Connectez-vous pour voir"
    addresses = [(address, "en", english) for address in ("", "transaction", "health", "administration")]
    for address, lang, sentence in [*addresses, ("", "fr", french), ("transaction", "fr", french)]:
        page.goto(f"{site}/{address}?lang={lang}&record=transaction&key=T1")
        assert settled(page).strip().startswith(sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nobody", NO_ROLE),
        ("nameless", "Your sign-in tells no confirmed e-mail address"),
        ("unsure", "Your sign-in tells no confirmed e-mail address"),
    ],
)
def test_who_has_no_role_or_no_address_reads_one_sentence_and_leaves_a_line(
    page: Page, site: str, demo_home: Path, name: str, sentence: str
):
    assert sign_in(page, site, name).strip().startswith(sentence)

    lines = search_trail(url_of(demo_home), event="refused", most=5)
    assert sentence[:20] in lines["details"].str.join("")[0]
    assert not Axe().run(page, options=RULES).violations_count


def test_a_group_of_the_provider_gives_a_role_until_somebody_decides_here(page: Page, site: str, demo_home: Path):
    said = sign_in(page, site, "grouped")
    assert "grouped@example.org – Operations manager" in said
    assert "Channel: Telephone" in said

    grant(url_of(demo_home), "grouped@example.org", "planner", {}, author="the test")
    page.goto(f"{site}/?lang=en")
    assert "grouped@example.org – Planner" in settled(page)
    revoke(url_of(demo_home), "grouped@example.org", author="the test")
    page.goto(f"{site}/?lang=en")
    assert "has no role here" in settled(page)


def test_a_scope_that_is_nowhere_in_the_data_is_one_sentence_and_a_line(page: Page, site: str, demo_home: Path):
    assert (
        sign_in(page, site, "astray", lang="en")
        .strip()
        .startswith("What you may see (partner=nobody) is nowhere in the data")
    )
    assert search_trail(url_of(demo_home), who="astray@example.org", event="refused").height == 1


def test_a_role_that_is_taken_away_is_gone_with_the_next_click(page: Page, site: str, demo_home: Path):
    assert "Planner" in sign_in(page, site, "leaving")

    revoke(url_of(demo_home), "leaving@example.org", author="the test")
    page.goto(f"{site}/demand?lang=en")
    assert "has no role here" in settled(page)


def test_whoever_signs_out_is_asked_again(page: Page, site: str, demo_home: Path):
    sign_in(page, site, "planner")
    page.goto(f"{site}/account?lang=en")
    settled(page)
    assert not Axe().run(page, options=RULES).violations_count
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(3000)
    page.goto(f"{site}/?lang=en")

    assert settled(page).strip().startswith("Sign in to see this scorecard.")
    assert search_trail(url_of(demo_home), who="planner@example.org", event="signed_out").height == 1


def test_a_forged_cookie_signs_nobody_in(page: Page, site: str):
    for value in ("nonsense", json.dumps(claims("administrator"))):
        page.context.add_cookies([{"name": "_streamlit_user", "value": value.encode().hex(), "url": site}])
        page.goto(f"{site}/?lang=en")
        assert settled(page).strip().startswith("Sign in to see this scorecard.")


def test_a_sign_in_that_has_ended_must_be_renewed(page: Page, demo_home: Path, provider: str):
    ends = {"SCORECARD_SIGN_IN_URL": provider + CONFIGURATION, "SCORECARD_SIGN_IN_HOURS": "0.0001"}
    with dashboard(demo_home, **ends, **CLIENT) as site:
        page.goto(f"{site}/?lang=en")
        settled(page)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="planner", exact=True).click()
        page.wait_for_url(f"{site}/**")
        page.wait_for_timeout(1000)
        page.goto(f"{site}/?lang=fr")
        assert settled(page).strip().startswith("Votre session est terminée")


def test_while_the_provider_is_down_the_signed_in_go_on_and_others_stay_out(
    page: Page, browser: Browser, demo_home: Path, people: None
):
    port = free_port()
    url = {"SCORECARD_SIGN_IN_URL": f"http://127.0.0.1:{port}{CONFIGURATION}"}
    with dashboard(demo_home, **url, **CLIENT) as site:
        with provide(claims("planner"), port=port):
            assert "planner@example.org" in sign_in(page, site, "planner")
        page.goto(f"{site}/demand?lang=en")
        assert "planner@example.org" in settled(page)
        with browser.new_context() as other:
            stranger = other.new_page()
            stranger.goto(f"{site}/?lang=en")
            settled(stranger)
            stranger.get_by_role("button", name="Sign in").click()
            stranger.wait_for_timeout(2000)
            assert settled(stranger).strip().startswith("The service by which people sign in does not answer")


def test_a_proxy_names_people_by_its_secret_alone(browser: Browser, demo_home: Path, people: None):
    with dashboard(demo_home, SCORECARD_PROXY_SECRET="of the proxy") as site:

        def said(**headers: str) -> str:
            # A browser sends no headers of ours with a websocket: only what stands in between can.
            with proxy(site, headers) as address, browser.new_context() as context:
                page = context.new_page()
                page.goto(f"{address}/?lang=en")
                return settled(page)

        named = {"X-Forwarded-Email": "planner@example.org"}
        assert "planner@example.org – Planner" in said(**named, **{"X-Scorecard-Secret": "of the proxy"})
        for wrong in ({}, {"X-Scorecard-Secret": "guessed"}):
            assert said(**named, **wrong).strip().startswith("This dashboard is opened through its own address only")
        assert "no confirmed e-mail address" in said(**{"X-Scorecard-Secret": "of the proxy"})


def test_the_trail_is_whole_after_all_that(demo_home: Path):
    finding = check_trail(demo_home, url_of(demo_home))

    assert finding.whole
    assert finding.lines > 10


def test_without_a_provider_nobody_beyond_this_machine_is_served(demo_home: Path):
    command = [".venv/bin/scorecard", "dashboard", "--address", "0.0.0.0", "--port", str(free_port())]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "--open" in done.stderr
