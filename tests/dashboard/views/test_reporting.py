"""The reporting cycle on the pages: comments, actions, the close of a period, each by forms that say no."""

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import people, reporting, session
from data.access.viewer import Viewer
from data.errors import UserError
from data.state import TARGET, action_items, comments, locked_figures, period_locks
from data.state.writing import add_targets, save_comment
from tests.data.state.test_reporting import comment
from tests.support.pages import drawn, fill, opened, words

FEBRUARY = {"lang": "en", "period": "2025-02"}
CALLS = "calls_within_standard"
COMMENT = {
    "happened_en": "Waits fell after Ironwick opened a desk.",
    "why_en": "A lease was signed.",
    "action_en": "Open a third desk",
    "action_owner": "Operations",
    "action_due": "2025-03-31",
    "effect_en": "Waits are back under a minute.",
    "effect_by": "2025-06-30",
    "save_as": "publish",
    "who": "Maya",
}
PART = Viewer("operations_manager", (("channel", ("telephone",)),), email="calls@example.org")
READER = Viewer("board_member", email="board@example.org")


def url() -> str:
    return session.current().state_url


@pytest.fixture
def missed(town: Path) -> None:
    """Every call of the town waits longer than a minute, and a target says that four in five should not."""
    add_targets(url(), target(0.8))


def target(value: float) -> pl.DataFrame:
    row = {"indicator": CALLS, "fiscal_year": "FY2024-25", "target": value, "near": value - 0.04}
    return pl.DataFrame([dict.fromkeys(TARGET) | row | {"path": "step", "source": "Plan"}], schema=TARGET)


def as_(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "current_viewer", lambda: viewer)
    monkeypatch.setattr(people, "check_still", lambda viewer: None)


@pytest.mark.usefixtures("missed")
def test_a_comment_is_asked_for_written_checked_and_shown_where_the_number_is(monkeypatch: pytest.MonkeyPatch):
    assert "A comment is asked for" in words(opened("indicator", indicator=CALLS, **FEBRUARY))
    said = words(opened("reporting", **FEBRUARY))
    assert "Comments asked for: 1, written: 0; mandatory: 1, still missing: 1." in said
    assert "mandatory: missed two periods running ✗ not written" in said.replace("\N{NO-BREAK SPACE}", " ")

    fill(monkeypatch, "comment", **COMMENT)
    said = words(opened("indicator", indicator=CALLS, **FEBRUARY))

    assert "What the owner says Maya, " in said
    assert "What is done about it Open a third desk · Operations, by 31 Mar 2025" in said
    assert "“fell”: no improvement beyond normal variation, not yet supported by the data." in said
    french = words(opened("indicator", indicator=CALLS, lang="fr", period="2025-02")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Waits fell after Ironwick opened a desk. (non traduit)" in french
    assert "« fell » : pas de progrès au-delà de la variation normale" in french
    assert "✎ Being done: Open a third desk" in words(opened("", **FEBRUARY))
    assert "Overdue: Open a third desk (Operations, 31 Mar 2025)" in words(opened("", **FEBRUARY))
    assert "✓ written Waits fell after Ironwick" in words(opened("reporting", **FEBRUARY)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    for other in ({"period": "2025-03"}, {"channel": "telephone"}):
        assert "Ironwick" not in words(opened("indicator", indicator=CALLS, **FEBRUARY | other)), "of no other number"


@pytest.mark.parametrize(
    ("wrong", "lang", "sentence"),
    [
        ({"happened_en": "x" * 10_000}, "en", "The comment on what happened has 10,000 characters; shorten it to 280."),
        ({"happened_en": "", "why_en": ""}, "fr", "Il manque le texte sur ce qui s’est passé"),
        ({"action_due": "soon"}, "en", "“soon” is not a date"),
        ({"action_owner": ""}, "en", "There is no owner of the action; write one"),
    ],
)
def test_a_mistake_is_one_sentence_and_what_was_typed_stays(
    town: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], lang: str, sentence: str
):
    fill(monkeypatch, "comment", **COMMENT | wrong)

    at = opened("indicator", indicator=CALLS, lang=lang, period="2025-02")

    assert sentence in words(at).replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="Maya"' in drawn(at)
    assert comments(url()).is_empty()
    assert action_items(url()).is_empty()


def test_markup_in_a_comment_is_text(town: Path, monkeypatch: pytest.MonkeyPatch):
    attack = '<img src=x onerror="alert(1)"></textarea><script>1</script>'
    fill(monkeypatch, "comment", **COMMENT | {"happened_en": attack, "action_en": attack})

    pages = [drawn(opened(page, **FEBRUARY, **own)) for page, own in
             (("indicator", {"indicator": CALLS}), ("reporting", {}), ("", {}))]  # fmt: skip

    assert all("<img src=x" not in page and "<script>" not in page for page in pages)
    assert "&lt;img src=x" in pages[0]


def test_of_two_who_comment_at_the_same_moment_the_second_is_told(town: Path, monkeypatch: pytest.MonkeyPatch):
    save_comment(url(), comment(indicator=CALLS, period="2025-02"), author="Other", seen=0)
    fill(monkeypatch, "comment", **COMMENT, seen="0")

    at = opened("indicator", indicator=CALLS, **FEBRUARY)

    assert "Not saved, because Other has changed this since it was shown to you" in words(at)
    assert "Waits fell after Ironwick opened a desk." in drawn(at), "what was typed is still there"
    assert comments(url())["author"].to_list() == ["Other"]


def test_who_has_not_the_role_has_no_form_and_is_refused(town: Path, monkeypatch: pytest.MonkeyPatch):
    as_(READER, monkeypatch)
    fill(monkeypatch, "comment", **COMMENT, seen="0")

    at = opened("indicator", indicator=CALLS, **FEBRUARY)

    assert "Your role (Board member) may not do that (Comment)" in words(at)
    assert 'id="comment-form"' not in drawn(at)
    assert comments(url()).is_empty()


def test_who_sees_a_part_comments_on_it_and_reads_of_no_other(town: Path, monkeypatch: pytest.MonkeyPatch):
    save_comment(url(), comment(indicator=CALLS, period="2025-02", happened_en="Of all."), author="Other", seen=0)
    online = comment(indicator=CALLS, period="2025-02", part='{"channel": ["online"]}', happened_en="Of online.",
                     action_en="Secret", action_owner="A", action_due=comment().last_day)  # fmt: skip
    save_comment(url(), online, author="Other", seen=0)
    as_(PART, monkeypatch)
    fill(monkeypatch, "comment", **COMMENT)

    said = "".join(words(opened(page, **FEBRUARY, indicator=CALLS)) for page in ("indicator", "reporting", ""))

    assert "Waits fell after Ironwick" in said
    assert "Of all." not in said
    assert "Of online." not in said
    assert "Secret" not in said
    assert comments(url())["part"].to_list()[-1] == '{"channel": ["telephone"]}'


def test_a_comment_on_a_partners_part_is_not_beside_the_number_of_the_filter(town: Path, monkeypatch):
    place = FEBRUARY | {"indicator": "overall_satisfaction"}
    of_filter = comment(indicator="overall_satisfaction", period="2025-02", part='{"partner": ["city"]}', why_en="Fog.")
    save_comment(url(), of_filter, author="Other", seen=0)
    as_(Viewer("partner", (("partner", ("city",)),), email="city@example.org"), monkeypatch)
    fill(monkeypatch, "comment", **COMMENT)
    said = words(opened("indicator", **place))
    assert ("Ironwick" in said, "Fog." in said) == (True, False)
    assert comments(url())["part"].to_list() == ['{"partner": ["city"]}', '{"partner|run_by": ["city"]}']


def test_what_is_said_of_a_group_of_staff_is_read_by_who_sees_groups(town: Path, monkeypatch: pytest.MonkeyPatch):
    unit = {"indicator": "engagement_index", "period": "2025-02", "part": '{"unit": ["u1"]}', "happened_en": "Of unit."}
    asked = {"action_en": "Talk", "action_owner": "HR", "action_due": comment().last_day}
    save_comment(url(), comment(**unit, **asked), author="HR", seen=0)
    place = FEBRUARY | {"indicator": "engagement_index", "unit": "u1"}

    assert "Of unit." in words(opened("indicator", **place))
    as_(READER, monkeypatch)
    for page in ("indicator", "reporting", ""):
        said = words(opened(page, **place))
        assert "Of unit." not in said
        assert "Talk" not in said


def test_a_draft_is_its_authors_alone(town: Path, monkeypatch: pytest.MonkeyPatch):
    as_(PART, monkeypatch)
    fill(monkeypatch, "comment", **COMMENT | {"save_as": "draft"})

    at = opened("indicator", indicator=CALLS, **FEBRUARY)

    assert "Saved as your draft" in words(at)
    assert "What the owner says" not in words(at)
    assert "Waits fell after Ironwick opened a desk." in drawn(at), "the form holds it"
    as_(Viewer(PART.role, PART.scope, email="other@example.org"), monkeypatch)
    assert "Ironwick" not in drawn(opened("indicator", indicator=CALLS, **FEBRUARY))
    assert action_items(url()).is_empty(), "a draft asks nobody for anything"


def test_a_draft_that_anothers_comment_overtook_is_shown_to_its_author_until_they_publish(
    town: Path, monkeypatch: pytest.MonkeyPatch
):
    as_(PART, monkeypatch)
    part = '{"channel": ["telephone"]}'
    fill(monkeypatch, "comment", **COMMENT | {"save_as": "draft"})
    place = FEBRUARY | {"indicator": CALLS}
    assert "Your draft of" not in words(opened("indicator", **place))
    overtaking = comment(indicator=CALLS, period="2025-02", part=part, happened_en="It rose.")
    save_comment(url(), overtaking, author="chief@example.org", seen=None)

    said = words(opened("indicator", **place)).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Your draft of [^,]+, before chief@example.org published: only you read it .* Ironwick", said)
    assert "votre brouillon" in words(opened("indicator", **place | {"lang": "fr"})).lower()
    as_(replace(PART, email="other@example.org"), monkeypatch)
    assert "Ironwick" not in drawn(opened("indicator", **place))
    save_comment(url(), overtaking, author=PART.email, seen=None)
    as_(PART, monkeypatch)
    assert "Ironwick" not in drawn(opened("indicator", **place))


def test_actions_and_decisions_are_listed_and_followed_up(town: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "add-item", kind="decision", text_en="Buy a desk", owner="Board", due="2025-03-15", who="Maya")
    assert "Saved: number 1." in words(opened("reporting", **FEBRUARY))
    assert "Buy a desk Decision – Board 15 Mar 2025 Open, overdue" in words(opened("reporting", **FEBRUARY))
    fill(monkeypatch, "change-item", number="1", status="done", note="Bought", who="Maya", due="")

    said = words(opened("reporting", **FEBRUARY))

    assert "Board 15 Mar 2025 Done" in said
    assert ": open, due 15 Mar 2025 (Maya)" in said
    assert "Overdue" not in words(opened("", **FEBRUARY))
    fill(monkeypatch, "change-item", number="1", status="dropped", who="Paul", seen="1", due="")
    assert "number 1 has another version" in words(opened("reporting", **FEBRUARY))
    fill(monkeypatch, "change-item", number="7", status="done", who="Paul", due="")
    assert "There is no action or decision number 7" in words(opened("reporting", **FEBRUARY))


@pytest.mark.usefixtures("missed")
def test_a_closed_period_keeps_its_figures_and_what_changes_stands_beside_them(monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "lock", reason="All in", who="Maya")
    assert "Feb 2025 is closed, with 15 figures." in words(opened("reporting", **FEBRUARY))
    said = words(opened("reporting", **FEBRUARY))
    assert "by Maya (Administrator): “All in”. No figure has changed since." in said
    assert "Open when it was closed: Verification of the published numbers; Mandatory comments" in said
    assert locked_figures(url()).filter(indicator=CALLS)["value"].to_list() == [0.0]

    fill(monkeypatch, "comment", **COMMENT)
    assert "Not saved: 2025-02 was closed by Maya" in words(opened("indicator", indicator=CALLS, **FEBRUARY))
    with pytest.raises(UserError, match="was closed by Maya"):
        add_targets(url(), target(0.7))

    monkeypatch.setattr(reporting, "headline", halved(reporting.headline))
    for page in ("reporting", ""):
        said = words(opened(page, **FEBRUARY))
        assert "1 figure has changed since: Calls answered within 60 seconds, 0.0% then, 50.0% now." in said


def halved(headline):
    """As though a later run had found that half of the calls were answered in time."""
    return lambda ctx: tuple(replace(one, value=0.5) if one.indicator.name == CALLS else one for one in headline(ctx))


def test_a_period_is_reopened_with_a_reason_and_then_open_again(town: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "lock", reason="All in", who="Maya")
    opened("reporting", **FEBRUARY)
    fill(monkeypatch, "reopen", reason="", who="Paul")
    assert "Please fill in: Reason." in words(opened("reporting", **FEBRUARY))
    fill(monkeypatch, "reopen", reason="Late ledger", who="Paul")
    opened("reporting", **FEBRUARY)

    said = words(opened("reporting", **FEBRUARY))

    assert "Feb 2025 is open" in said
    assert "reopened on" in said
    assert "by Paul (Administrator): “Late ledger”." in said
    assert period_locks(url())["locked"].to_list() == [True, False]


def test_a_period_is_not_closed_with_figures_of_a_run_that_nobody_saw(town: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "lock", reason="All in", who="Maya", run="before")

    said = words(opened("reporting", **FEBRUARY | {"lang": "fr"})).replace("\N{NO-BREAK SPACE}", " ")

    assert "un autre traitement a publié ses chiffres depuis l’affichage de cette page" in said
    assert period_locks(url()).is_empty()


def test_a_period_that_is_not_over_is_not_closed_and_who_may_not_is_told(
    open_town: Path, monkeypatch: pytest.MonkeyPatch
):
    fill(monkeypatch, "lock", reason="All in", who="Maya")
    assert "2025-03 is not over in the data, which reach to 2025-03-20" in words(
        opened("reporting", lang="en", period="2025-03")
    )
    as_(Viewer("planner", email="planner@example.org"), monkeypatch)
    fill(monkeypatch, "lock", reason="All in", who="Paul", seen="0")
    at = opened("reporting", **FEBRUARY)
    assert "Your role (Planner) may not do that (Close a period)" in words(at)
    assert 'id="lock-form"' not in drawn(at)
    assert period_locks(url()).is_empty()


@pytest.mark.usefixtures("missed")
def test_what_a_comment_names_leads_there_for_who_may_see_it(monkeypatch: pytest.MonkeyPatch):
    named = "North centre was slow, and Trust fell; calls answered within 60 seconds too. <b>North centre</b>"
    save_comment(url(), comment(indicator=CALLS, period="2025-02", happened_en=named), author="A", seen=0)

    page = drawn(opened("indicator", indicator=CALLS, **FEBRUARY))

    said = page.partition("What happened</dt>")[2].partition("</dd>")[0]
    assert re.findall(r'<a href="\./([^"]*)"', said) == [
        "operations?lang=en&amp;period=2025-02&amp;location=north",  # calls are answered at no place
        "indicator?lang=en&amp;period=2025-02&amp;indicator=trust",
        "operations?lang=en&amp;period=2025-02&amp;location=north",
    ]
    assert "&lt;b&gt;" in said


@pytest.mark.usefixtures("missed")
def test_what_was_promised_is_judged_later_beside_the_number_and_on_reporting(monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "comment", **COMMENT | {"effect_direction": "up", "effect_by": "2025-03-31"})
    opened("indicator", indicator=CALLS, **FEBRUARY | {"period": "2025-01"})

    def told(page: str, period: str, lang: str = "en") -> str:
        said = words(opened(page, indicator=CALLS, lang=lang, period=period)).replace("\N{NO-BREAK SPACE}", " ")
        return said.partition("What was promised" if lang == "en" else "Ce qui a été promis")[2]

    promise = "Calls answered within 60 seconds moves up by 31 Mar 2025 Waits are back under a minute."
    assert promise in told("indicator", "2025-01")
    assert "too early to tell" in told("indicator", "2025-01")
    assert "too early to tell" in told("reporting", "2025-02")
    assert "✗ no effect seen yet" in told("reporting", "2025-03")
    assert "pas d’effet visible" in told("indicator", "2025-03", "fr")
    assert told("indicator", "2024-12") == "", "it was not made yet"
    fill(monkeypatch, "comment", **COMMENT | {"effect_direction": "sideways"})
    assert "“sideways” is no way in which a number moves" in words(opened("indicator", indicator=CALLS, **FEBRUARY))
