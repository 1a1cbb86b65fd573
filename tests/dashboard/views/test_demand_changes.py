"""Special days and assumptions are changed on the page: prefilled, seen before they are overwritten, and audited."""

from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import session
from dashboard.queries.demand import planning
from data.audit.check import search_trail
from data.state import special_day_history, special_days
from metrics.planning.assumptions import A, Basis
from scorecard.planning import read_plan
from tests.support.forecasts import OPEN, TELEPHONE, WEEKS
from tests.support.pages import context_of_home, drawn, fill, opened, words

STRIKE = {"name": "Strike", "name_fr": "Grève", "first": "2025-03-31", "last": "2025-03-31", "effect": "adjust"}
STRIKE |= {"percent": "-50", "who": "Planning"}
SLOWER = {"name": "Slower", "assumption": "telephone.handling", "value": "600", "source": "New system", "who": "Ada"}


@pytest.fixture
def strike(foretold: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half of the telephone's Monday is expected to stay away."""
    fill(monkeypatch, "special", **STRIKE)
    opened("demand", lang="en", section="plan", channel="telephone")
    return foretold


def form_of(page: str, form: str) -> str:
    return page[page.index(f'id="{form}-form"') :].split("</form>")[0]


def test_a_special_day_leads_to_its_form_which_holds_what_it_says(strike: Path):
    listed = drawn(opened("demand", lang="fr", section="plan", channel="telephone"))
    calendar = drawn(opened("demand", lang="en", section="ahead", channel="telephone"))
    form = form_of(drawn(opened("demand", lang="en", section="plan", special="1")), "change-special")

    assert "special=1" in listed
    assert "special=1" in calendar, "where it falls it is changed too, not overridden"
    assert all(f'value="{text}"' in form for text in ("Strike", "Grève", "2025-03-31", "-50"))
    nobody = drawn(opened("demand", lang="en", section="plan", special="7"))
    assert 'id="change-special-form"' not in nobody
    assert 'id="change-special-form"' not in listed


def test_a_special_day_is_changed_and_what_it_was_stays_in_its_history(strike: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "change-special", **STRIKE | {"percent": "-100", "last": "2025-04-01", "reason": "It lasts"})

    opened("demand", lang="en", section="plan", special="1")
    said = words(opened("demand", lang="en", section="plan", channel="telephone"))

    url = session.current().state_url
    assert f"31 Mar 2025 {OPEN * TELEPHONE} −{2 * TELEPHONE} – {(OPEN - 2) * TELEPHONE}" in said
    (now,) = special_days(url).to_dicts()
    assert (now["id"], now["channel"], now["percent"], now["author"]) == (2, "telephone", -100, "Planning")
    (before,) = special_day_history(url).filter(pl.col("withdrawn_at").is_not_null()).to_dicts()
    assert (before["percent"], before["withdrawn_by"], before["withdrawn_why"]) == (-50, "Planning", "It lasts")
    assert "change special day 1 Strike" in search_trail(url)["what"].to_list()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": ""}, "Please fill in: Reason."),
        ({"percent": ""}, "percent"),
        ({"last": "2025-03-01"}, "2025"),
    ],
)
def test_a_change_that_cannot_be_leaves_the_special_day_as_it_was(
    strike: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], said: str
):
    fill(monkeypatch, "change-special", **STRIKE | {"reason": "It lasts"} | wrong)

    shown = words(opened("demand", lang="en", section="plan", special="1"))

    assert said in shown
    (now,) = special_days(session.current().state_url).to_dicts()
    assert now["percent"] == -50


def test_who_changes_a_special_day_that_another_changed_meanwhile_is_told(
    strike: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "change-special", **STRIKE | {"reason": "First", "percent": "-75"})
    opened("demand", lang="en", section="plan", special="1")
    fill(monkeypatch, "change-special", **STRIKE | {"reason": "Second", "percent": "-10", "who": "Bob"}, seen="1")

    shown = words(opened("demand", lang="en", section="plan", special="1"))

    assert "Planning" in shown.split("Not saved")[-1] or "withdrawn" in shown
    (now,) = special_days(session.current().state_url).to_dicts()
    assert (now["percent"], now["author"]) == (-75, "Planning")


def test_a_scenario_supposes_another_number_and_says_where_it_is_from(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    before = drawn(opened("demand", lang="en", section="scenarios", step="assumption"))
    fill(monkeypatch, "step-assumption", **SLOWER)
    opened("demand", lang="en", section="scenarios", step="assumption")
    english = words(opened("demand", lang="en", section="scenarios", scenario="Slower"))
    french = words(opened("demand", lang="fr", section="scenarios", scenario="Slower")).replace(
        "\N{NO-BREAK SPACE}", " "
    )

    assert "Telephone: Time to serve one (now 5:00)" in before, "what holds now stands beside what can be chosen"
    assert "Time to serve one (Telephone) is taken as 10:00; source: New system." in english
    assert "Durée d’un service (Téléphone) : on suppose 10:00; source : New system." in french
    assert "Telephone Time to serve one 10:00 Changed by the planner New system" in english
    assert "save scenario Slower" in search_trail(session.current().state_url)["what"].to_list()


def test_a_cost_that_was_supposed_is_not_explained_by_fixed_cost(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-assumption", **SLOWER | {"assumption": "telephone.cost", "value": "12"})
    opened("demand", lang="en", section="scenarios", step="assumption")

    said = words(opened("demand", lang="en", section="scenarios", scenario="Slower"))

    more = WEEKS * OPEN * TELEPHONE * (12 - 8)
    assert f"“Slower” costs ${more:,} more than the" in said
    assert "part of it comes from what it supposes otherwise" in said
    assert "of the cost is fixed" not in said


@pytest.mark.parametrize(
    ("wrong", "lang", "said"),
    [
        ({"value": "0"}, "en", "give a number from 1 to 14400 seconds"),
        ({"value": "99999"}, "fr", "donnez un nombre de 1 à 14400 secondes"),
        ({"assumption": "telephone.shrinkage", "value": "95"}, "en", "is 95 %: give a number from 0 to 90 %"),
        ({"source": ""}, "en", "Please fill in: Where the value comes from."),
        ({"value": "long"}, "fr", "« long » n’est pas un nombre"),
    ],
)
def test_a_number_that_cannot_be_supposed_is_refused_in_the_unit_it_was_written_in(
    foretold: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], lang: str, said: str
):
    fill(monkeypatch, "step-assumption", **SLOWER | wrong)

    shown = words(opened("demand", lang=lang, section="scenarios", step="assumption"))

    assert said in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert context_of_home("demand").decisions.scenarios == []


def test_two_people_who_suppose_on_one_version_do_not_overwrite_each_other(
    foretold: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "step-assumption", **SLOWER)
    opened("demand", lang="en", section="scenarios", step="assumption")
    more = {name: value for name, value in SLOWER.items() if name != "name"}
    fill(monkeypatch, "step-assumption", **more | {"value": "700"})
    opened("demand", lang="en", section="scenarios", step="assumption", scenario="Slower")
    fill(monkeypatch, "step-assumption", **more | {"value": "800", "who": "Bob"}, seen="1")

    said = words(opened("demand", lang="en", section="scenarios", step="assumption", scenario="Slower"))

    assert "Ada" in said
    (row,) = context_of_home("demand").decisions.scenarios
    assert [step["value"] for step in row["steps"]] == [600, 700], "the later of two counts"


def test_a_published_supposition_holds_on_staffing_and_in_commands_and_no_longer_once_withdrawn(
    foretold: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "step-assumption", **SLOWER)
    opened("demand", lang="en", section="scenarios", step="assumption")
    fill(monkeypatch, "publish", who="Ada")
    opened("demand", lang="en", section="scenarios", scenario="Slower")
    ctx = context_of_home("demand")

    _, by_command = read_plan(ctx.snapshot)
    on_page = planning.assumptions_of_plan(ctx.snapshot, ctx.viewer, ctx.decisions)
    for assumed in (by_command, on_page):
        assert assumed.value("telephone", A.HANDLING) == 600
        assert set(assumed.profile.filter(channel="telephone")["handling_s"]) == {600}
    assert planning.assumptions(ctx.snapshot, ctx.decisions.targets).value("telephone", A.HANDLING) == 300
    assert on_page.values["telephone", A.HANDLING].basis is Basis.CHANGED
    # A call that takes twice as long is twice the work.
    week = words(opened("demand", lang="en", section="staff", channel="telephone"))
    assert f"{OPEN * TELEPHONE} contacts need" in week
    assert week.split("contacts need ")[1].split(" ")[0] != "66"
