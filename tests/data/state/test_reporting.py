"""Comments, actions and locks as the database keeps them: every version, nothing over another's head."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from data.errors import UserError
from data.state import Comment, action_items, comments, locked_figures, period_locks, targets
from data.state.writing import add_item, add_targets, change_item, lock_period, reopen_period, save_comment
from tests.data.state.test_override import add as add_override
from tests.data.state.test_state import FIRST

JANUARY = {"period": "2025-01", "first_day": date(2025, 1, 1), "last_day": date(2025, 1, 31)}
DUE = date(2025, 3, 31)
FIGURE = {
    "indicator": "trust", "title_en": "Trust", "title_fr": "Confiance", "value": 0.1, "numerator": 1, "denominator": 10,
    "n": 10, "absence": None, "target": 0.2, "near": 0.15, "status": "missed", "variation": "common_cause",
    "text_en": "10.0%; target 20.0%; Missed.", "text_fr": "10,0 %; cible 20,0 %; Manqué.",
}  # fmt: skip


def comment(**other: Any) -> Comment:
    said = {"indicator": "trust", "part": "{}", "draft": False, "happened_en": "It fell.", "why_fr": "Une panne."}
    return Comment(**JANUARY | said | other)


def lock(url: str, **other: Any) -> int:
    values = {"reason": "All in", "role": "administrator", "run": "b", "open_points": [], "figures": [FIGURE]}
    return lock_period(url, **JANUARY | values | {"author": "Maya", "seen": 0} | other)


def refused(write: Any) -> str:
    with pytest.raises(UserError) as error:
        write()
    return error.value.code


def test_every_version_of_a_comment_is_kept_with_who_and_when(url):
    first = save_comment(url, comment(), author="Maya", seen=0)
    save_comment(url, comment(happened_fr="Elle a baissé."), author="Paul", seen=first)

    assert comments(url).select("author", "happened_en", "happened_fr").rows() == [
        ("Maya", "It fell.", None),
        ("Paul", "It fell.", "Elle a baissé."),
    ]
    assert comments(url, comments(url)["recorded_at"][0]).height == 1


def test_who_has_not_seen_the_newest_comment_is_told_and_a_draft_of_another_is_in_nobodys_way(url):
    save_comment(url, comment(draft=True), author="Paul", seen=0)
    save_comment(url, comment(), author="Maya", seen=0)

    assert refused(lambda: save_comment(url, comment(), author="Ann", seen=1)) == "state_changed_meanwhile"
    save_comment(url, comment(part='{"channel": ["kiosk"]}'), author="Ann", seen=0)  # another part
    save_comment(url, comment(indicator="wait"), author="Ann", seen=0)  # another indicator
    assert comments(url).height == 4


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"happened_en": "x" * 281}, "state_too_long"),
        ({"happened_en": "x\0"}, "state_character"),
        ({"why_fr": " "}, "state_empty_field"),
        ({"happened_en": None, "why_fr": None}, "reporting_comment_empty"),
        ({"action_en": "A", "action_due": DUE}, "state_empty_field"),
        ({"action_en": "A", "action_owner": "B"}, "reporting_action_no_day"),
        ({"action_owner": "B"}, "reporting_action_no_text"),
        ({"action_fr": "A", "action_owner": "B", "action_due": date(9999, 1, 1)}, "reporting_day_too_far"),
        ({"effect_fr": "A"}, "reporting_effect_no_day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(url, wrong, code):
    assert refused(lambda: save_comment(url, comment(**wrong), author="Maya", seen=0)) == code
    assert comments(url).is_empty()


def test_280_letters_are_kept_however_a_browser_sends_its_line_ends(url):
    save_comment(url, comment(happened_en="é" * 278 + "\r\nx"), author="Maya", seen=0)

    assert comments(url)["happened_en"].str.len_chars().to_list() == [280]


def test_an_action_of_a_comment_is_put_on_the_list_once_and_follows_the_comment(url):
    asked = {"action_en": "Open a desk", "action_owner": "Operations", "action_due": DUE}
    first = save_comment(url, comment(**asked), author="Maya", seen=0)
    second = save_comment(url, comment(**asked, happened_fr="Oui."), author="Maya", seen=first)
    assert action_items(url).height == 1
    change_item(url, 1, status="done", due=None, note="Opened", author="Paul", seen=1)
    save_comment(url, comment(**asked | {"action_due": DUE + timedelta(days=30)}), author="Maya", seen=second)

    newest = action_items(url).filter("newest").row(0, named=True)
    assert (newest["number"], newest["status"], newest["due"]) == (1, "done", DUE + timedelta(days=30))
    assert action_items(url)["status"].to_list() == ["open", "done", "done"]


def test_an_action_that_was_postponed_stays_so_when_only_words_of_its_comment_are_mended(url):
    later = DUE + timedelta(days=60)
    asked = {"action_en": "Open a desk", "action_owner": "Operations", "action_due": DUE}
    first = save_comment(url, comment(**asked), author="Maya", seen=0)
    change_item(url, 1, status="open", due=later, note="Walls first", author="Paul", seen=1)
    second = save_comment(url, comment(**asked, why_en="A fault."), author="Maya", seen=first)
    draft = save_comment(url, comment(**asked | {"action_owner": "Board"}, draft=True), author="Maya", seen=second)
    assert action_items(url).height == 2

    save_comment(url, comment(**asked | {"action_owner": "Board"}), author="Maya", seen=draft)
    newest = action_items(url).filter("newest").row(0, named=True)
    assert (newest["owner"], newest["due"], newest["status"]) == ("Board", later, "open")


def test_actions_are_numbered_and_of_two_who_change_one_the_second_is_told(url):
    made = {"kind": "action", "indicator": None, "period": "2025-01", "part": "{}", "text_fr": None, "owner": "Board"}
    numbers = [add_item(url, **made, text_en=text, due=DUE, author="Maya") for text in ("A", "B")]
    change_item(url, 2, status="dropped", due=None, note=None, author="Paul", seen=2)

    assert numbers == [1, 2]
    again = {"status": "done", "due": None, "note": None, "author": "Ann"}
    assert refused(lambda: change_item(url, 2, **again, seen=2)) == "state_changed_meanwhile"
    assert refused(lambda: change_item(url, 3, **again, seen=3)) == "reporting_no_item"
    assert refused(lambda: change_item(url, 1, **again | {"status": "gone"}, seen=3)) == "reporting_no_status"
    assert refused(lambda: add_item(url, **made, text_en=" ", due=DUE, author="Maya")) == "state_empty_field"
    assert refused(lambda: add_item(url, **made | {"kind": "wish"}, text_en="A", due=DUE, author="M")) == (
        "reporting_no_kind"
    )


def test_a_lock_keeps_its_figures_until_it_is_reopened(url):
    assert lock(url) == 1
    assert locked_figures(url).select("indicator", "value", "text_fr").rows() == [
        ("trust", 0.1, "10,0 %; cible 20,0 %; Manqué.")
    ]
    assert refused(lambda: lock(url, seen=1)) == "reporting_locked_before"
    assert refused(lambda: reopen_period(url, period="2025-01", reason=" ", role="r", author="M", seen=1)) == (
        "state_empty_field"
    )
    reopen_period(url, period="2025-01", reason="Late", role="administrator", author="Paul", seen=1)

    assert locked_figures(url).is_empty()
    assert refused(lambda: lock(url, seen=1)) == "state_changed_meanwhile"
    lock(url, seen=2)
    assert period_locks(url).select("locked", "newest").rows() == [(True, False), (False, False), (True, True)]
    assert locked_figures(url)["lock"].to_list() == [3]


@pytest.mark.parametrize(
    ("first", "last", "closed"),
    [
        (date(2025, 1, 1), date(2025, 1, 31), True),
        (date(2025, 1, 13), date(2025, 1, 19), True),  # a week within
        (date(2024, 12, 30), date(2025, 1, 5), False),  # a week across its beginning
        (date(2025, 1, 1), date(2025, 3, 31), False),  # the quarter
    ],
)
def test_a_comment_on_a_period_within_the_locked_one_is_refused(url, first, last, closed):
    lock(url)
    other = comment(period="p", first_day=first, last_day=last)

    if closed:
        assert refused(lambda: save_comment(url, other, author="Maya", seen=0)) == "reporting_locked"
    else:
        save_comment(url, other, author="Maya", seen=0)
    assert comments(url).height == (not closed)


@pytest.mark.parametrize(
    ("first", "last", "closed"),
    [
        (date(2025, 1, 31), date(2025, 2, 2), True),
        (date(2024, 12, 1), date(2025, 1, 1), True),
        (date(2025, 2, 1), date(2025, 2, 2), False),
        (date(2024, 12, 1), date(2024, 12, 31), False),
    ],
)
def test_an_override_of_any_locked_day_is_refused(url, first, last, closed):
    lock(url)

    if closed:
        assert refused(lambda: add_override(url, first_day=first, last_day=last)) == "reporting_locked"
    else:
        add_override(url, first_day=first, last_day=last)


def test_of_many_who_comment_or_close_at_the_same_moment_one_is_saved_and_each_other_told(url):
    def write(n: int) -> str:
        try:
            save_comment(url, comment(), author=f"W{n}", seen=0)
            lock(url, author=f"W{n}")
        except UserError as error:
            return error.code
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(write, range(4)))

    assert answers.count("saved") == 1
    assert set(answers) <= {"saved", "state_changed_meanwhile", "reporting_locked"}
    assert (comments(url).height, period_locks(url).height) == (1, 1)


@pytest.mark.parametrize(
    ("path", "of_before", "closed"),
    [
        ("linear", {}, True),  # its path begins at the target of the year before
        ("step", {}, False),
        ("linear", {"channel": "kiosk"}, False),  # no path of the whole begins at the target of kiosks
        ("linear", {"indicator": "overall_satisfaction"}, False),
        ("linear", {"fiscal_year": "FY2022-23"}, False),  # two years before
        ("linear", {"fiscal_year": "FY2025-26"}, False),  # the year after
    ],
)
def test_a_target_at_which_a_path_into_a_locked_month_begins_is_refused(url, path, of_before, closed):
    plan = FIRST.filter(pl.col("indicator") == "digital_take_up")
    add_targets(url, plan.with_columns(path=pl.lit(path)))
    lock(url)
    other = plan.with_columns(
        pl.lit(value).alias(name) for name, value in ({"fiscal_year": "FY2023-24"} | of_before).items()
    )

    if closed:
        assert refused(lambda: add_targets(url, other)) == "reporting_locked"
    else:
        add_targets(url, other)
    assert targets(url).height == 1 + (not closed)


@pytest.mark.parametrize(
    ("promised", "code"),
    [
        ({"effect_direction": "up"}, "reporting_effect_no_day"),
        ({"effect_direction": "sideways", "effect_by": DUE}, "reporting_no_movement"),
        ({"effect_indicator": "wait", "effect_by": DUE}, "reporting_effect_no_movement"),
    ],
)
def test_a_promise_says_which_way_and_by_when(url, promised, code):
    assert refused(lambda: save_comment(url, comment(**promised), author="Maya", seen=0)) == code

    whole = comment(effect_direction="down", effect_by=DUE, effect_indicator="trust")
    save_comment(url, whole, author="Maya", seen=0)
    assert comments(url).select("effect_direction", "effect_indicator").rows() == [("down", None)], (
        "its own is not named"
    )
