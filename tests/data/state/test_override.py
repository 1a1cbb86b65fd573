"""An override is put in force, taken back and never forgotten; what cannot be meant is told in one sentence."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from data.errors import UserError
from data.state import OVERRIDE, Override, override_history, overrides
from data.state.writing import add_override, withdraw_override

RENEWALS = {
    "name": "Renewal letters",
    "reason": "60,000 letters go out on 2 March",
    "author": "Maya Tremblay",
    "channel": "in_person",
    "line": "driver",
    "location": None,
    "first_day": date(2026, 3, 5),
    "last_day": date(2026, 3, 20),
    "kind": "percent",
    "amount": 12.5,
    "forecast_run": "20260228T060000",
    "origin": date(2026, 2, 27),
}


def add(url, *, author="Maya Tremblay", seen=None, **other):
    return add_override(url, Override(**RENEWALS | other), author=author, seen=seen)


def withdraw(url, id, *, author="Luc Roy", reason="The letters were cancelled", seen=None):
    withdraw_override(url, id, author=author, reason=reason, seen=seen)


def test_what_a_planner_said_is_read_back_exactly(url):
    before = datetime.now(UTC).replace(microsecond=0)
    id = add(url, reason="Lettres envoyées à 60 000 usagers ; été", amount=-0.1)

    (row,) = overrides(url).to_dicts()

    assert overrides(url).columns == ["id", *OVERRIDE, "recorded_at"]
    assert before <= row.pop("recorded_at") <= datetime.now(UTC)
    assert row == {"id": id, **RENEWALS, "reason": "Lettres envoyées à 60 000 usagers ; été", "amount": -0.1}


def test_they_stand_in_the_order_in_which_they_were_made(url):
    ids = [add(url, name=name) for name in ("b", "a", "c")]

    assert overrides(url).select("id", "name").rows() == list(zip(ids, "bac", strict=True))
    assert ids == sorted(ids)


def test_one_that_is_withdrawn_no_longer_holds_but_is_kept_with_who_and_why(url):
    first, second = add(url, name="First"), add(url, name="Second")

    withdraw(url, second)

    assert overrides(url)["id"].to_list() == [first]
    rows = override_history(url).select("id", "amount", "withdrawn_by", "withdrawn_why").rows()
    assert rows == [(first, 12.5, None, None), (second, 12.5, "Luc Roy", "The letters were cancelled")]
    one, other = override_history(url).select("recorded_at", "withdrawn_at").rows()
    assert one[1] is None
    assert other[0] <= other[1]


def test_a_name_is_free_again_once_its_override_is_withdrawn(url):
    first = add(url)
    with pytest.raises(UserError, match="An override named 'Renewal letters' is in force already; withdraw it"):
        add(url, name=" renewal LETTERS ")
    withdraw(url, first)

    second = add(url, amount=15)

    assert overrides(url)["id"].to_list() == [second]
    assert override_history(url)["name"].to_list() == ["Renewal letters"] * 2


def test_of_two_who_give_the_same_name_at_once_one_is_told(url):
    script = (
        "import sys\n"
        "from data.errors import UserError\n"
        "from tests.data.state.test_override import add\n"
        "try:\n    add(sys.argv[1]); print('added')\n"
        "except UserError as problem:\n    print(problem)"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, url], stdout=subprocess.PIPE, text=True) for _ in "ab"]
    heard = sorted(writer.communicate(timeout=60)[0].strip() for writer in writers)

    assert heard[0].startswith("An override named 'Renewal letters' is in force already")
    assert heard[1] == "added"
    assert override_history(url).height == 1


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"name": "  "}, "There is no name; write one, so that others can find this override."),
        ({"name": "two\nlines"}, "write it on one line"),
        ({"reason": None}, "There is no reason; write one, so that its worth can be judged later."),
        ({"reason": "a\0b"}, "The reason holds a character that cannot be kept; type it again."),
        ({"author": ""}, "There is no author; write one, so that others know whom to ask."),
        ({"first_day": date(2026, 3, 21)}, "'Renewal letters' ends on 2026-03-20, before it begins on 2026-03-21"),
        ({"last_day": None}, "'Renewal letters' has no last day; choose one."),
        ({"channel": "telefone"}, "There is no channel 'telefone'; did you mean telephone"),
        ({"location": "L01"}, "names a line and a location; forecasts of a location have no lines: drop one."),
        ({"kind": "double"}, "'double' is no kind of override; choose percent, value or add."),
        ({"amount": -100.5}, "-100.5 percent would leave less than nothing; write -100 percent or more."),
        ({"amount": 1001}, "1001 is too much; write at most 1,000 percent."),
        ({"kind": "value", "amount": -1}, "-1 a day is less than nothing; write 0 or more."),
        ({"kind": "add", "amount": -1e12}, "-1e\\+12 is too much; write at most 1,000,000,000 a day."),
        ({"amount": float("nan")}, "The override has no amount; write a number, as 10 for ten percent more."),
        ({"amount": None}, "The override has no amount"),
        ({"forecast_run": ""}, "There is no forecast run"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_nothing_is_kept(tmp_path, other, sentence):
    url = f"sqlite:///{tmp_path / 'state.db'}"

    with pytest.raises(UserError, match=sentence) as problem:
        add(url, **other)

    assert "\n" not in str(problem.value)
    assert override_history(url).is_empty()


@pytest.mark.parametrize("amount", [-100, 0, 1000])
def test_the_limits_themselves_may_be_written(tmp_path, amount):
    add(f"sqlite:///{tmp_path / 'state.db'}", amount=amount)


@pytest.mark.parametrize(
    ("id", "author", "reason", "sentence"),
    [
        (1, "Luc Roy", "again", "'Renewal letters' was withdrawn by Maya Tremblay on .* already"),
        (7, "Luc Roy", "wrong", "There is no override number 7; choose one from the list."),
        (1, " ", "wrong", "There is no author"),
        (1, "Luc Roy", None, "There is no reason; write one, so that others understand why the override was withdrawn"),
    ],
)
def test_what_cannot_be_withdrawn_is_one_sentence(tmp_path, id, author, reason, sentence):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    withdraw(url, add(url), author="Maya Tremblay")

    with pytest.raises(UserError, match=sentence):
        withdraw(url, id, author=author, reason=reason)

    assert override_history(url).height == 1


def test_reading_where_nobody_has_written_creates_nothing(url, tmp_path):
    assert overrides(url).columns == ["id", *OVERRIDE, "recorded_at"]
    assert override_history(url).columns[-3:] == ["withdrawn_at", "withdrawn_by", "withdrawn_why"]
    assert not (tmp_path / "home").exists()
