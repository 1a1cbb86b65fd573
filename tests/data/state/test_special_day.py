"""Special days are entered once; they come again every year where their author says so."""

from datetime import date

import pytest

from data.errors import UserError
from data.state import SPECIAL_DAY, Override, SpecialDay, occurrences, special_day_history, special_days
from data.state.writing import add_override, add_special_day, withdraw_override, withdraw_special_day

STRIKE = {
    "name": "Transit strike",
    "name_fr": "Grève des transports",
    "author": "Maya Tremblay",
    "first_day": date(2025, 2, 3),
    "last_day": date(2025, 2, 7),
    "channel": "in_person",
    "line": None,
    "effect": "exclude",
    "percent": None,
    "every_year": False,
}


def add(url, *, author="Maya Tremblay", seen=None, **other):
    return add_special_day(url, SpecialDay(**STRIKE | other), author=author, seen=seen)


def add_plates(url, first_day, last_day, **other):
    days = {"first_day": date.fromisoformat(first_day), "last_day": date.fromisoformat(last_day)}
    return add(url, **{"name": "Plates", "effect": "adjust", "percent": -40.0} | days | other)


def withdraw(url, id, *, author="Luc Roy", reason="Buses ran", seen=None):
    withdraw_special_day(url, id, author=author, reason=reason, seen=seen)


def test_what_was_entered_is_read_back_exactly(url):
    first = add(url)
    second = add_plates(url, "2026-03-01", "2026-03-03", every_year=True)

    strike, plates = special_days(url).drop("recorded_at").to_dicts()

    assert special_days(url).columns == ["id", *SPECIAL_DAY, "recorded_at"]
    assert strike == {"id": first, **STRIKE}
    assert (plates["id"], plates["percent"], plates["every_year"]) == (second, -40.0, True)


def test_one_that_is_withdrawn_is_kept_with_who_and_why(url):
    add(url)
    with pytest.raises(UserError, match="A special day named 'Transit strike' is in force already; withdraw it"):
        add(url)

    withdraw(url, 1)

    assert special_days(url).is_empty()
    assert special_day_history(url).select("name", "withdrawn_by", "withdrawn_why").rows() == [
        ("Transit strike", "Luc Roy", "Buses ran")
    ]


def test_taking_back_an_override_of_the_same_number_leaves_the_special_day(tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    days = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 3), "origin": date(2026, 3, 1)}
    texts = {"name": "Letters", "reason": "They went out", "forecast_run": "r1"}
    letters = Override(**days, **texts, kind="percent", amount=10.0)
    same = add_override(url, letters, author="Maya Tremblay", seen=None)
    assert add(url) == same

    withdraw_override(url, same, author="Luc Roy", reason="Cancelled", seen=None)

    assert special_days(url)["id"].to_list() == [same]


@pytest.mark.parametrize(
    ("entered", "every_year", "window", "days"),
    [
        (("2025-02-03", "2025-02-07"), False, ("2025-02-07", "2027-12-31"), [("2025-02-03", "2025-02-07")]),
        (("2025-02-03", "2025-02-07"), False, ("2025-02-08", "2027-12-31"), []),
        (
            ("2025-02-03", "2025-02-07"),
            True,
            ("2026-01-01", "2027-12-31"),
            [("2026-02-03", "2026-02-07"), ("2027-02-03", "2027-02-07")],
        ),
        (("2025-12-24", "2026-01-02"), True, ("2027-01-01", "2027-01-31"), [("2026-12-24", "2027-01-02")]),
        (("2024-02-28", "2024-02-29"), True, ("2025-01-01", "2025-12-31"), [("2025-02-28", "2025-02-28")]),
        (("2024-02-28", "2024-02-29"), True, ("2028-01-01", "2028-12-31"), [("2028-02-28", "2028-02-29")]),
        (("2025-02-03", "2025-02-07"), True, ("2020-01-01", "2024-12-31"), []),
    ],
)
def test_days_come_again_on_the_same_dates_of_each_later_year(tmp_path, entered, every_year, window, days):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    add_plates(url, *entered, every_year=every_year)

    rows = occurrences(special_days(url), *map(date.fromisoformat, window))

    assert [tuple(map(str, row)) for row in rows.select("first_day", "last_day").rows()] == days
    assert rows.schema == special_days(url).schema


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"name": ""}, "There is no name; write one, so that others can find this special day."),
        ({"author": ""}, "There is no author"),
        ({"last_day": date(2025, 2, 2)}, "'Transit strike' ends on 2025-02-02, before it begins on 2025-02-03"),
        ({"channel": "phone"}, "There is no channel 'phone'; did you mean"),
        ({"effect": "ignore"}, "'ignore' is no effect of a special day; choose exclude or adjust."),
        ({"percent": 10.0}, "Days that are excluded have no percentage; leave it empty, or choose adjust."),
        ({"effect": "adjust"}, "The special day has no percentage; write one, as -40 for forty percent less."),
        ({"effect": "adjust", "percent": -101}, "-101 percent cannot be meant; write -100 to 1,000 percent."),
        ({"effect": "adjust", "percent": float("inf")}, "has no percentage"),
        ({"every_year": True, "last_day": date(2026, 2, 3)}, "lasts longer than the year after which it comes again"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_nothing_is_kept(tmp_path, other, sentence):
    url = f"sqlite:///{tmp_path / 'state.db'}"

    with pytest.raises(UserError, match=sentence) as problem:
        add(url, **other)

    assert "\n" not in str(problem.value)
    assert special_day_history(url).is_empty()
