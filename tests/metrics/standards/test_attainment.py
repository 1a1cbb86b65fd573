"""How standards were kept: every number that of plain counting, what was not normal apart, the worst first."""

from pathlib import Path

import polars as pl
import pytest

from data.words import Status
from metrics.calendar.periods import parse
from metrics.engine.answer import Question, answer
from metrics.standards.attainment import Attainment, attainments, counted, worst
from metrics.standards.coverage import coverage
from metrics.standards.register import register
from tests.support.standards import QUARTER, STANDARDS, cases, promised_home, standard

LAST_QUARTER = "2024-02-10"
CELLS = [
    ("transaction", "mail", "birth", "normal", 100, 60),
    ("transaction", "mail", "birth", "not_normal", 40, 4),
    ("transaction", "online", "birth", "normal", 200, 200),
    ("transaction", "online", "plate", "normal", 300, 285),
    ("transaction", "online", "card", "normal", 4, 0),
    ("transaction", "kiosk", "plate", "normal", 50, 45),
    ("information", "telephone", "birth", "normal", 60, 30),
    ("information", "telephone", "plate", "normal", 40, 20),
    ("information", "mail", "birth", "normal", 20, 20),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    before = cases(
        ("transaction", "mail", "birth", "normal", 100, 90),
        ("transaction", "online", "plate", "normal", 300, 284),
        day=LAST_QUARTER,
    )
    return promised_home(tmp_path_factory.mktemp("promised"), pl.concat([cases(*CELLS), before], how="diagonal"))


@pytest.fixture(scope="module")
def listed(made) -> list[Attainment]:
    period = parse(QUARTER)
    return attainments(made, period, {}, before=period.shift(-1), year_before=period.a_year_before())


def of(listed: list[Attainment], *key: str | None) -> Attainment:
    return next(one for one in listed if (one.kind, one.channel, one.service) == key)


def test_each_cell_is_what_plain_counting_makes_of_it_in_normal_circumstances(listed):
    found = {(one.kind, one.channel, one.service): (one.spot.of - one.spot.missed, one.spot.of) for one in listed}

    counted_plainly: dict = {}
    for kind, channel, service, circumstance, n, met in CELLS:
        if circumstance == "normal":
            key = (kind, channel, service if kind == "transaction" else None)
            good, all_ = counted_plainly.get(key, (0, 0))
            counted_plainly[key] = good + met, all_ + n
    assert found == counted_plainly


def test_what_was_not_normal_stands_beside_and_counts_in_no_other_number(listed):
    assert of(listed, "transaction", "mail", "birth").apart == (4 / 40, 40)
    assert {one.apart for one in listed if (one.channel, one.service) != ("mail", "birth")} == {None}


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (("transaction", "mail", "birth"), "birth-mail"),
        (("transaction", "online", "plate"), "everyone-online"),
        (("information", "telephone", None), "everyone-telephone"),
        # A service's own standard is about its transactions, and nobody is promised anything by mail or at a kiosk.
        (("information", "mail", None), None),
        (("transaction", "kiosk", "plate"), None),
    ],
)
def test_each_is_set_against_its_own_standard_else_the_common_one(listed, key, code):
    found = of(listed, *key).standard
    assert (found and found.code) == code


def test_the_worst_has_the_most_missed_beyond_its_target_and_what_is_too_few_comes_before_what_was_met(listed):
    # By mail 40 missed of 100 where 20 may be; by telephone 50 of 100 where 5 may be.
    assert [(one.channel, one.service, one.spot.status) for one in listed[:2]] == [
        ("telephone", None, Status.MISSED),
        ("mail", "birth", Status.MISSED),
    ]
    assert worst(listed) is listed[0]
    assert listed[0].beyond == pytest.approx(50 - 0.05 * 100)
    assert counted(listed) == {
        Status.MISSED: 2, Status.NEAR: 0, Status.TOO_FEW: 2, Status.MET: 1, Status.NO_TARGET: 2
    }  # fmt: skip


def test_four_cases_are_too_few_to_judge(listed):
    few = of(listed, "transaction", "online", "card")
    assert (few.spot.status, few.spot.few) == (Status.TOO_FEW, True)


def test_only_a_change_that_chance_does_not_explain_is_told(listed):
    fell = of(listed, "transaction", "mail", "birth").before
    same = of(listed, "transaction", "online", "plate").before

    assert (fell.change, fell.beyond_chance) == (60 / 100 - 90 / 100, True)
    assert (same.value, same.beyond_chance) == (284 / 300, False)
    assert of(listed, "transaction", "online", "birth").before is None
    assert {one.year_before for one in listed} == {None}


def test_every_number_is_the_engines_answer(made, listed):
    question = Question(
        indicator="service_standards_met", by=("kind", "channel", "service", "circumstance"), period=QUARTER
    )
    answered = {
        (row["kind"], row["channel"], row["service"], row["circumstance"]): row
        for row in answer(question, made).to_dicts()
    }
    for one in listed:
        if one.kind == "transaction":
            row = answered[one.kind, one.channel, one.service, one.circumstance]
            assert (one.spot.value, one.spot.of) == (row["value"], row["denominator"])


def test_the_cube_and_the_rows_answer_alike(made, tmp_path: Path):
    from_rows = promised_home(tmp_path, cases(*CELLS), publish=False)
    asked = {"by": ("service", "channel", "kind", "circumstance"), "period": QUARTER}
    question = Question(indicator="service_standards_met", **asked)

    assert answer(question, made).equals(answer(question, from_rows))


def test_filters_narrow_both_transactions_and_enquiries(made):
    of_mail = attainments(made, parse(QUARTER), {"channel": ["mail"]})
    enquiries = attainments(made, parse(QUARTER), {"kind": ["information"]})

    assert {one.channel for one in of_mail} == {"mail"}
    assert {one.kind for one in enquiries} == {"information"}


def test_circumstances_that_a_source_does_not_tell_are_judged_and_said_where_others_are_told(tmp_path: Path):
    told = promised_home(tmp_path / "told", cases(("transaction", "mail", "birth", None, 50, 10), CELLS[0]))
    none = promised_home(tmp_path / "none", cases(("transaction", "mail", "birth", None, 50, 10)))

    both = attainments(told, parse(QUARTER), {})
    assert {(one.circumstance, one.untold, one.spot.of) for one in both} == {(None, True, 50), ("normal", False, 100)}
    (alone,) = attainments(none, parse(QUARTER), {})
    assert (alone.untold, alone.spot.status) == (False, Status.MISSED)


def test_the_standard_in_force_is_the_newest_that_has_begun(made, tmp_path: Path):
    newer = standard("birth", "mail", 0.5, standard_id="newer", valid_from="2024-05-01")
    later = standard("birth", "mail", 0.6, standard_id="later", valid_from="2024-07-01")
    home = promised_home(tmp_path, cases(CELLS[0]), standards=[*STANDARDS, newer, later])

    def in_force(day: str) -> str:
        return register(home, parse(day).start).of("birth", "mail").code

    assert [in_force(day) for day in ("2024-04-30", "2024-05-01", "2024-06-30", "2024-07-01")] == [
        "birth-mail", "newer", "newer", "later"
    ]  # fmt: skip


def test_a_service_without_a_standard_on_a_channel_it_is_offered_on_is_listed(made):
    found = coverage(made, parse(QUARTER), {})

    assert (found.services, found.covered, found.missing) == (3, 2, {"plate": ["kiosk"]})


def test_without_any_register_nothing_is_judged_and_every_service_is_listed(tmp_path: Path):
    home = promised_home(tmp_path, cases(*CELLS[:4]), standards=[standard("other", "other")])

    assert {one.spot.status for one in attainments(home, parse(QUARTER), {})} == {Status.NO_TARGET}
    assert coverage(home, parse(QUARTER), {}).covered == 0


def test_who_asks_about_a_service_is_promised_what_everyone_is(made):
    promised = register(made, parse(QUARTER).end)

    assert promised.of("birth", "online", "transaction").code == "birth-online"
    assert promised.of("birth", "online", "information").code == "everyone-online"
    assert promised.of("birth", "mail", "referral") is None
