"""One's own page: what is due, answered for and followed is each person's, and chosen by themselves alone."""

from datetime import date
from pathlib import Path

import pytest

from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.state import followed, preference_of
from data.state.writing import add_item, add_targets, save_comment
from metrics.catalogue.registry import declared
from tests.dashboard.views.test_reporting import CALLS, FEBRUARY, PART, READER, as_, target, url
from tests.data.state.test_reporting import comment
from tests.support.pages import drawn, fill, opened, words

OWNER = declared()[CALLS].owner
CHIEF = Viewer("chief_executive", email="chief@example.org")


@pytest.fixture
def missed(town: Path) -> None:
    """Every call of the town waits longer than a minute, and a target says that four in five should not."""
    add_targets(url(), target(0.8))


def mine(**other: str) -> str:
    return words(opened("mine", **FEBRUARY | other)).replace("\N{NO-BREAK SPACE}", " ")


def test_who_has_chosen_nothing_is_told_how(town: Path):
    said = mine()

    assert "You have not said yet for whom you answer" in said
    assert "You follow no indicator yet" in said
    assert "You have no open action or decision." in said
    assert 'href="./mine?lang=en' in drawn(opened("", **FEBRUARY)), "every page leads here"


@pytest.mark.usefixtures("missed")
def test_what_somebody_answers_for_says_what_is_due_from_them(monkeypatch: pytest.MonkeyPatch):
    as_(CHIEF, monkeypatch)
    fill(monkeypatch, "choose", owner=OWNER.en, cadence="weekly", language="fr")
    assert "Your choices are kept." in mine()
    for number, owner in enumerate((OWNER.fr, "chief@example.org", "Somebody else")):
        add_item(
            url(), kind="action", indicator=None, period="2025-02", part="{}", text_en=f"Task {number}", text_fr=None,
            owner=owner, due=date(2025, 3, 1), author="A",
        )  # fmt: skip

    said = mine()

    assert "Comment on Calls answered within 60 seconds – mandatory: missed two periods running, not written" in said
    assert ("Task 0" in said, "Task 1" in said, "Task 2" in said) == (True, True, False)
    assert "Open, overdue" in said
    assert f"What you answer for: {OWNER.en}" in said
    assert "0.0%; target 80.0%; Missed." in said
    assert preference_of(url(), CHIEF.email).language == "fr"
    whole = {f"{part}_en": "Done." for part in ("happened", "why", "action", "effect")} | {
        "action_owner": "A", "action_due": date(2025, 4, 1), "effect_by": date(2025, 4, 1)
    }  # fmt: skip
    save_comment(url(), comment(indicator=CALLS, period="2025-02", **whole), author="A", seen=0)
    assert "No comment is due from you." in mine()


def test_an_indicator_is_followed_on_its_page_or_here_by_each_for_themselves(
    town: Path, monkeypatch: pytest.MonkeyPatch
):
    as_(READER, monkeypatch)
    fill(monkeypatch, "follow")
    opened("indicator", indicator="trust", **FEBRUARY)
    fill(monkeypatch, "follow-one", indicator=CALLS)
    assert "You now follow: Calls answered within 60 seconds." in mine()

    assert followed(url(), READER.email) == ("trust", CALLS)
    assert "You follow this indicator" in words(opened("indicator", indicator=CALLS, **FEBRUARY))
    as_(CHIEF, monkeypatch)
    assert "You follow no indicator yet" in mine()
    assert "Follow this indicator" in words(opened("indicator", indicator=CALLS, **FEBRUARY)), "a page shared by roles"
    as_(READER, monkeypatch)
    fill(monkeypatch, "unfollow-one", indicator="trust")
    assert "You follow no longer: " in mine()
    assert followed(url(), READER.email) == (CALLS,)
    assert search_trail(url(), who=READER.email)["what"].to_list() == [
        "unfollow trust",
        f"follow {CALLS}",
        "follow trust",
    ]


def test_what_is_not_theirs_is_neither_followed_nor_answered_for(town: Path, monkeypatch: pytest.MonkeyPatch):
    as_(PART, monkeypatch)
    fill(monkeypatch, "follow-one", indicator="engagement_index")
    assert "There is no indicator" in mine()
    fill(monkeypatch, "choose", owner="Nobody", cadence="", language="")
    assert "No indicator that you see has the owner “Nobody”" in mine()
    fill(monkeypatch, "choose", owner="", cadence="hourly", language="")
    assert "“hourly” cannot be chosen: choose weekly, monthly or never." in mine()

    assert followed(url(), PART.email) == ()
    assert preference_of(url(), PART.email).cadence is None


def test_what_was_followed_under_another_role_is_not_shown(town: Path, monkeypatch: pytest.MonkeyPatch):
    as_(Viewer("chief_executive", email=PART.email), monkeypatch)
    fill(monkeypatch, "follow-one", indicator="engagement_index")
    mine()
    as_(PART, monkeypatch)

    assert followed(url(), PART.email) == ("engagement_index",)
    assert "You follow no indicator yet" in mine()
