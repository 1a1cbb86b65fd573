"""The meeting on a period: its agenda is what needs somebody; what is said is minuted, and stands by the number."""

from datetime import date
from pathlib import Path

import pytest

from data.access.viewer import Viewer
from data.state import action_items, meeting_notes
from data.state.writing import add_item, add_note, add_targets, save_comment
from tests.dashboard.views.test_reporting import CALLS, FEBRUARY, PART, READER, as_, target, url
from tests.data.state.test_reporting import comment
from tests.support.pages import drawn, fill, opened, words

DESK = {"kind": "decision", "indicator": CALLS, "text_en": "Buy a desk", "owner": "Board", "due": "2025-03-15"}


@pytest.fixture
def missed(town: Path) -> None:
    """Every call of the town waits longer than a minute, and a target says that four in five should not."""
    add_targets(url(), target(0.8))


def meeting(item: str = "1", **other: str) -> str:
    return words(opened("reporting", **FEBRUARY | {"meeting": item} | other)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.usefixtures("missed")
def test_the_agenda_is_what_is_overdue_what_needs_attention_and_what_is_missing():
    add_item(
        url(), kind="action", indicator=None, period="2025-01", part="{}", text_en="Old promise", text_fr=None,
        owner="Board", due=date(2025, 1, 31), author="Maya",
    )  # fmt: skip

    assert "Hold the meeting on Feb 2025 ▸ Agenda of 4 items" in words(opened("reporting", **FEBRUARY))
    first = meeting()
    assert "Meeting on Feb 2025 · Item 1 of 4" in first
    assert "Old promise" in first
    assert "Next: Calls answered within 60 seconds ▸" in first
    calls = meeting(CALLS)
    assert "Item 2 of 4 ◂ Previous: Overdue actions and decisions" in calls
    assert "0.0%" in calls
    assert "Its owner has not commented on Feb 2025." in calls
    assert "mandatory: missed two periods running" in meeting("comments")
    assert "Nothing is minuted yet" in meeting("minutes")
    assert "Next:" not in meeting("minutes"), "the minutes come last"


@pytest.mark.usefixtures("missed")
def test_beside_an_item_stands_what_its_owner_says_and_what_the_data_say():
    save_comment(url(), comment(indicator=CALLS, period="2025-02", happened_en="Service improved."), author="A", seen=0)

    said = meeting(CALLS)

    assert "What happened Service improved." in said
    assert "“improved”: no improvement beyond normal variation, not yet supported by the data." in said


@pytest.mark.usefixtures("missed")
def test_notes_and_decisions_are_minuted_and_stand_where_the_number_is(monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "meeting-note", note="Night shift is short.\n<b>", who="Maya")
    assert "Noted." in meeting(CALLS)
    fill(monkeypatch, "add-item", **DESK, who="Maya")
    meeting(CALLS)

    at = opened("reporting", **FEBRUARY, meeting="minutes")
    assert "Calls answered within 60 seconds Note taken Night shift is short. <b> Maya" in words(at)
    assert "&lt;b&gt;" in drawn(at)
    assert "Decision 1 Buy a desk Board due 15 Mar 2025 · Open, overdue" in words(at)
    assert "Minutes of the meeting on Feb 2025" in words(opened("reporting", **FEBRUARY)), "also where no meeting is on"
    there = words(opened("indicator", indicator=CALLS, **FEBRUARY))
    assert "Buy a desk Decision Board" in there
    assert "What the meeting on Feb 2025 said Night shift is short." in there
    assert "Night shift" not in words(opened("indicator", indicator=CALLS, **FEBRUARY | {"period": "2025-03"}))
    french = drawn(opened("reporting", lang="fr", period="2025-02", meeting="minutes"))
    assert '<span lang="en">Night shift is short.' in french


def test_a_note_in_general_belongs_to_no_indicator(town: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "meeting-note", note="Next meeting in May.", who="Maya")
    meeting("minutes")

    assert meeting_notes(url())["indicator"].to_list() == [None]
    assert "In general Note taken Next meeting in May." in meeting("minutes")
    as_(Viewer("hr_analyst", email="hr@example.org"), monkeypatch)
    assert "Next meeting in May." not in meeting("minutes"), "it may be about any perspective"


@pytest.mark.parametrize(
    ("note", "sentence"),
    [("", "Please fill in: Note."), ("x" * 2_001, "The note has 2,001 characters; shorten it to 2,000.")],
)
def test_a_note_that_cannot_be_is_a_sentence(town: Path, monkeypatch: pytest.MonkeyPatch, note: str, sentence: str):
    fill(monkeypatch, "meeting-note", note=note, who="Maya")

    assert sentence in meeting("minutes")
    assert meeting_notes(url()).is_empty()


def test_who_may_not_comment_reads_the_minutes_and_is_refused(town: Path, monkeypatch: pytest.MonkeyPatch):
    as_(READER, monkeypatch)
    fill(monkeypatch, "meeting-note", note="Me too", who="Me", seen="0")

    at = opened("reporting", **FEBRUARY, meeting="minutes")

    assert "Your role (Board member) may not do that (Comment)" in words(at)
    assert 'id="meeting-note-form"' not in drawn(at)
    assert meeting_notes(url()).is_empty()


def test_who_sees_a_part_reads_the_minutes_of_it_and_of_no_other(town: Path, monkeypatch: pytest.MonkeyPatch):
    for part, text in (("{}", "Of all"), ('{"channel": ["telephone"]}', "Of calls")):
        add_note(url(), period="2025-02", part=part, indicator=CALLS, text=text, language="en", author="A")
    as_(PART, monkeypatch)

    said = meeting("minutes") + words(opened("indicator", indicator=CALLS, **FEBRUARY))

    assert ("Of calls" in said, "Of all" in said) == (True, False)


def test_on_a_wall_there_is_no_menu_and_a_way_back_to_it(town: Path):
    wall = drawn(opened("reporting", **FEBRUARY, meeting="1", full="1"))

    assert "<nav" not in wall
    assert "With the menu again" in wall
    assert "<nav" in drawn(opened("reporting", **FEBRUARY, meeting="1"))
    assert "<nav" in drawn(opened("", **FEBRUARY, full="1")), "of the meeting alone"


def test_an_item_that_is_not_on_the_agenda_leads_to_the_first(town: Path):
    assert "Item 1 of" in meeting("nothing")
    assert action_items(url()).is_empty()
