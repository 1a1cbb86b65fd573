"""What planners change on the Demand page: overrides, special days, scenarios and the plan, by forms that say no."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, event

from dashboard.exports import csv_and_workbook
from dashboard.queries import session
from dashboard.views.demand import downloads
from dashboard.views.demand.selection import read_selection
from data.errors import UserError
from data.state import overrides, plan, scenario_history, special_days
from data.state.writing import delete_scenario, rename_scenario
from tests.support.forecasts import EVERYTHING, OPEN, ORIGIN, TELEPHONE, WEEKS, foretell
from tests.support.pages import context_of_home, drawn, fill, opened, words

SHOWING_DECISIONS = [
    ("", ""),
    ("definitions", ""),
    *(("demand", name) for name in ("ahead", "plan", "staff", "scenarios")),
]

TABLES_WRITTEN = re.compile(r'FROM "?(override|special_day|scenario|publication|target)\b')

OVERRIDE = {"first": "2025-03-31", "last": "2025-04-06", "kind": "percent", "amount": "10", "name": "Mailing"}
OVERRIDE |= {"reason": "A letter goes out", "who": "Planning"}
SHIFT = {"name": "Online", "from_channel": "in_person", "to_channel": "telephone", "share": "10", "eligible": "100"}
SHIFT |= {"vanish": "0", "starts": "2025-03-31", "ramp_days": "0", "who": "Planning"}


def test_an_override_changes_the_plan_and_never_the_forecast(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "override", **OVERRIDE)

    said = words(opened("demand", lang="en", section="plan", channel="telephone"))

    more = round(OPEN * TELEPHONE / 10)
    assert "Saved: Mailing." in said
    assert f"31 Mar 2025 {OPEN * TELEPHONE} +{more} – {OPEN * TELEPHONE + more}" in said
    assert "Mailing Telephone 31 Mar 2025 – 6 Apr 2025 +10.0% A letter goes out Planning" in said
    kept = overrides(session.current().state_url).row(0, named=True)
    assert (kept["channel"], kept["forecast_run"], kept["origin"]) == ("telephone", "b", ORIGIN)


def test_what_an_override_was_worth_is_told_once_days_have_come(town: Path, monkeypatch: pytest.MonkeyPatch):
    foretell(town, "a", date(2025, 3, 16), more=-10)
    days = {"first": "2025-03-17", "last": "2025-03-17", "kind": "add", "amount": "10"}
    fill(monkeypatch, "override", **OVERRIDE | days)
    opened("demand", lang="en", section="plan", channel="telephone")
    foretell(town, "b", ORIGIN)

    said = words(opened("demand", lang="en", section="plan", channel="telephone"))

    assert "helped: error 10 smaller" in said  # 95 was forecast, 105 planned, 105 came


@pytest.mark.parametrize(
    ("wrong", "lang", "said"),
    [
        ({"amount": "ten"}, "fr", "« ten » n’est pas un nombre"),
        ({"amount": ""}, "en", "Please fill in: Amount."),
        ({"first": "soon"}, "en", "“soon” is not a date"),
        ({"last": "2027-01-01"}, "fr", "« Mailing »"),
    ],
)
def test_a_mistake_is_one_sentence_and_nothing_is_kept(
    foretold: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], lang: str, said: str
):
    fill(monkeypatch, "override", **OVERRIDE | wrong)

    shown = words(opened("demand", lang=lang, section="plan", channel="telephone"))

    assert said in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert overrides(session.current().state_url).is_empty()


def test_two_planners_who_saw_the_same_plan_do_not_overwrite_each_other(
    foretold: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "override", **OVERRIDE)
    opened("demand", lang="en", section="plan", channel="telephone")
    second = OVERRIDE | {"name": "Campaign", "amount": "33", "who": "Marketing"}
    fill(monkeypatch, "override", **second, seen="0")

    at = opened("demand", lang="fr", section="plan", channel="telephone")

    refusal = words(at).replace("\N{NO-BREAK SPACE}", " ")
    assert "Non enregistré, car Planning a modifié ceci" in refusal
    assert "la correction « Mailing » est nouvelle" in refusal
    page = drawn(at)
    form = page[page.index('id="override-form"') :].split("</form>")[0]
    assert all(f'value="{text}"' in form for text in ("Campaign", "33", "Marketing")), "what was typed is still there"
    assert '<input type="hidden" name="seen" value="1"/>' in form, "sent again, it is a decision in sight of Mailing"
    assert overrides(session.current().state_url)["name"].to_list() == ["Mailing"]


def test_a_version_that_was_saved_meanwhile_is_not_published_unseen(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT)
    opened("demand", lang="en", section="scenarios")
    fill(monkeypatch, "step-shift", **SHIFT | {"share": "20"})
    opened("demand", lang="en", section="scenarios", scenario="Online")
    fill(monkeypatch, "publish", who="Planning", version="1")

    opened("demand", lang="en", section="scenarios", scenario="Online")

    published = plan(session.current().state_url)
    assert (published.version, published.newest) == (1, False)


def test_a_page_reads_no_table_of_what_people_wrote_twice(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "override", **OVERRIDE)
    opened("demand", lang="en", section="plan")
    monkeypatch.undo()
    monkeypatch.setenv("SCORECARD_HOME", str(foretold))
    statements: list[str] = []

    def note(connection, cursor, statement, *_):
        statements.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for page, section in SHOWING_DECISIONS:
            for _ in range(2):  # with an empty cache, and with what was cached
                statements.clear()
                opened(page, lang="en", section=section)
                reads = Counter(statement for statement in statements if TABLES_WRITTEN.search(statement))
                assert reads, f"{page} {section} shows what people decided"
                assert max(reads.values()) == 1, f"{page} {section}: {reads.most_common(1)}"
                opened_by = [statement for statement in statements if "version_num" in statement]
                assert len(opened_by) <= 2, f"{page} {section} opens the database more than once"
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_an_override_is_withdrawn_with_a_reason_and_stays_listed(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "override", **OVERRIDE)
    opened("demand", lang="en", section="plan", channel="telephone")
    monkeypatch.undo()
    monkeypatch.setenv("SCORECARD_HOME", str(foretold))
    known = overrides(session.current().state_url)["id"][0]
    fill(monkeypatch, "withdraw", id=str(known), reason="Cancelled", who="Planning")

    said = words(opened("demand", lang="en", section="plan", channel="telephone"))

    assert "Withdrawn: Mailing." in said
    assert "withdrawn by Planning: Cancelled" in said
    assert f"31 Mar 2025 {OPEN * TELEPHONE} – – {OPEN * TELEPHONE}" in said


def test_a_special_day_is_entered_and_changes_the_plan(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(
        monkeypatch, "special", name="Strike", name_fr="Grève", first="2025-03-31", last="2025-03-31", effect="adjust",
        percent="-100", who="Planning",
    )  # fmt: skip

    said = words(opened("demand", lang="fr", section="plan", channel="telephone"))

    assert "Grève Téléphone 31 mars 2025 Modifie la demande attendue (−100,0 %)" in said.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert f"31 mars 2025 {OPEN * TELEPHONE} −{TELEPHONE} – {(OPEN - 1) * TELEPHONE}" in said
    assert special_days(session.current().state_url)["channel"].to_list() == ["telephone"]


def test_a_scenario_is_built_compared_and_published(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT)
    page = drawn(opened("demand", lang="en", section="scenarios"))
    assert "scenario=Online" not in page.split("<form")[0]

    said = words(opened("demand", lang="en", section="scenarios", scenario="Online"))
    moved = WEEKS * OPEN * 14
    assert "From 31 Mar 2025: 10% moves from In person to Telephone." in said
    assert f"Demand {WEEKS * OPEN * EVERYTHING:,} {WEEKS * OPEN * EVERYTHING:,}" in said
    assert f"Demand {WEEKS * OPEN * TELEPHONE:,} {WEEKS * OPEN * TELEPHONE + moved:,}" in said

    fill(monkeypatch, "publish", who="Planning")
    said = words(opened("demand", lang="en", section="scenarios", scenario="Online"))
    assert "The plan is “Online”, published by Planning" in said
    assert plan(session.current().state_url).name == "Online"
    now, then = OPEN * TELEPHONE, OPEN * (TELEPHONE + 14)
    week = words(opened("demand", lang="en", section="staff", channel="telephone"))
    assert f"{then} contacts need" in week
    for section in ("ahead", "plan"):
        shown = words(opened("demand", lang="en", section=section, channel="telephone"))
        assert f"31 Mar 2025 {now} – +{OPEN * 14} {then}" in shown
        assert f"The plan is {WEEKS * then:,}: forecast {WEEKS * now:,}, scenario “Online” +{moved:,}." in shown


def test_a_scenario_that_moves_more_than_there_is_is_refused(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT | {"share": "110"})

    assert "give a share from 0 to 1" in words(opened("demand", lang="en", section="scenarios"))
    assert context_of_home("demand").decisions.scenarios == []


def scenario(monkeypatch: pytest.MonkeyPatch, home: Path, form: str = "", **values: str) -> str:
    """The words of the page on which the scenario “Online” is shown, after a form of it was sent."""
    if form:
        fill(monkeypatch, form, **values)
    said = words(opened("demand", lang="en", section="scenarios", scenario="Online"))
    monkeypatch.undo()
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    return said


def test_a_scenario_is_copied_renamed_and_deleted_and_nothing_of_it_is_lost(
    foretold: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "step-shift", **SHIFT)
    opened("demand", lang="en", section="scenarios")

    scenario(monkeypatch, foretold, "copy", name="Twin", who="Planning")
    assert sorted(row["name"] for row in context_of_home("demand").decisions.scenarios) == ["Online", "Twin"]
    scenario(monkeypatch, foretold, "rename", name="Offline", who="Planning")
    assert sorted(row["name"] for row in context_of_home("demand").decisions.scenarios) == ["Offline", "Twin"]
    fill(monkeypatch, "delete", reason="Not wanted", who="Planning")
    opened("demand", lang="en", section="scenarios", scenario="Twin")
    assert [row["name"] for row in context_of_home("demand").decisions.scenarios] == ["Offline"]
    url = session.current().state_url
    assert scenario_history(url, "Twin").height == 1
    assert scenario_history(url, "Online").height == 1


def test_the_plan_s_scenario_is_neither_renamed_nor_deleted(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT)
    opened("demand", lang="en", section="scenarios")
    scenario(monkeypatch, foretold, "publish", who="Planning")

    url, (row,) = session.current().state_url, context_of_home("demand").decisions.scenarios
    with pytest.raises(UserError, match="'Online' is published as the plan; withdraw the plan first"):
        delete_scenario(url, row["id"], author="Marketing", reason="Not wanted")
    with pytest.raises(UserError, match="is published as the plan"):
        rename_scenario(url, row["id"], "Offline", author="Marketing")
    assert 'id="delete-form"' not in drawn(opened("demand", lang="en", section="scenarios", scenario="Online"))
    assert [row["name"] for row in context_of_home("demand").decisions.scenarios] == ["Online"]


def test_two_people_on_one_scenario_do_not_undo_each_other(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT)
    opened("demand", lang="en", section="scenarios")
    fill(monkeypatch, "step-shift", **SHIFT | {"share": "20"})
    opened("demand", lang="en", section="scenarios", scenario="Online")

    said = scenario(monkeypatch, foretold, "delete", reason="Not wanted", who="Marketing", seen="1")

    assert "Planning" in said
    assert [row["version"] for row in context_of_home("demand").decisions.scenarios] == [2]


def test_a_scenario_says_what_it_saves_and_differs_in(foretold: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "step-shift", **SHIFT | {"to_channel": "online"})
    opened("demand", lang="en", section="scenarios")

    said = scenario(monkeypatch, foretold)

    assert "Online: difference" in said
    moved = WEEKS * OPEN * 14
    # A visit costs $10, 45 % of it fixed; online is $2.50, 80 % fixed. A call costs $8.
    saved = round(moved * (1000 * 0.55 - 250 * 0.2) / 100)
    visits, calls = WEEKS * OPEN * 140 * 1000, WEEKS * OPEN * TELEPHONE * 800
    assert f"“Online” saves ${saved:,} of ${(visits + calls) / 100:,.0f}: 45% of the cost is fixed" in said
    assert f"−${saved:,}" in said
    # A share differs in points: a tenth of 140 visits beside 105 calls.
    assert f"Digital take-up 0.0% {14 / 245:.1%} +{1400 / 245:.1f} pts" in said


def test_the_file_of_scenarios_is_in_dollars_and_percent_with_names_beside_codes(
    foretold: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "step-shift", **SHIFT)
    opened("demand", lang="en", section="scenarios")
    monkeypatch.undo()
    monkeypatch.setenv("SCORECARD_HOME", str(foretold))
    ctx = context_of_home("demand", "fr")

    rows = downloads.outcome(ctx.decisions.scenarios[0], read_selection(ctx), ctx)

    (cost,) = rows.filter(pl.col("Code du canal") == "telephone", pl.col("Mesure") == "Coût").to_dicts()
    assert (cost["Canal"], cost["Unité"]) == ("Téléphone", "$")
    assert cost["Aujourd’hui"] == WEEKS * OPEN * TELEPHONE * 8
    assert ";" in csv_and_workbook.csv(rows, "fr").decode().splitlines()[0]
