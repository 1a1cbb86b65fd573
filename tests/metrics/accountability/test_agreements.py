"""Agreements on a day: amended, ending, expired; partners without any; and whose answer to results is overdue."""

from dataclasses import replace
from datetime import date

import polars as pl

from data.accountability_words import Side
from data.state import ACCEPTANCE, AGREEMENT
from data.text import Text
from metrics.accountability.acceptances import answers, overdue, quarters
from metrics.accountability.agreements import Standing, agreements_on, by_partner, ending, without_agreement
from metrics.accountability.recommendations import counted, in_order, is_late

NAMES = {"health": Text("Health", "Santé"), "finance": Text("Finance", "Finances"), "new": Text("New", "Nouveau")}


def register(table: str) -> pl.DataFrame:
    """Agreements drawn as code, partner, signed, expires, from which quarter results are accepted, in how many days."""
    rows = []
    for n, line in enumerate(table.strip().splitlines()):
        code, partner, signed, expires, since, within = (cell.strip() or None for cell in line.split("|"))
        rows.append(
            {
                "id": n, "code": code, "partner": partner, "signed": date.fromisoformat(signed or ""),
                "expires": date.fromisoformat(expires) if expires else None, "kind": "service_level",
                "party": "ministry", "title_en": f"{code} {signed}", "principles": True,
                "accept_within": int(within) if within else None,
                "results_from": date.fromisoformat(since) if since else None, "measures": "[]", "newest": True,
            }
        )  # fmt: skip
    return pl.DataFrame([dict.fromkeys(AGREEMENT) | row for row in rows], schema=AGREEMENT)


REGISTER = register("""
    SLA | health  | 2023-04-01 | 2025-03-31 | 2024-04-01 | 30
    SLA | health  | 2025-04-01 | 2027-03-31 | 2025-04-01 | 30
    MOU | finance | 2023-04-01 | 2026-12-31 |            |
    OLD | finance | 2020-04-01 | 2024-03-31 |            |
    TRY | abroad  | 2024-06-01 |            |            |
""")


def test_an_amendment_counts_from_the_day_on_which_it_was_signed():
    def title(day: date) -> str:
        return next(one.title.en for one in agreements_on(REGISTER, day) if one.code == "SLA")

    assert title(date(2025, 3, 31)) == "SLA 2023-04-01"
    assert title(date(2025, 4, 1)) == "SLA 2025-04-01"
    assert [one.code for one in agreements_on(REGISTER, date(2023, 3, 31))] == ["OLD"], "others were not signed yet"


def test_the_last_day_is_in_force_and_ninety_days_before_it_an_agreement_ends_soon():
    def standing(day: date) -> Standing:
        return next(one.standing for one in agreements_on(REGISTER, day) if one.code == "MOU")

    assert standing(date(2026, 10, 1)) is Standing.IN_FORCE  # 91 days before
    assert standing(date(2026, 10, 2)) is Standing.ENDING
    assert standing(date(2026, 12, 31)) is Standing.ENDING
    assert standing(date(2027, 1, 1)) is Standing.EXPIRED


def test_partners_without_agreement_come_first_whether_it_expired_or_never_was():
    found = by_partner(agreements_on(REGISTER, date(2027, 2, 1)), NAMES)

    assert [(one.name.en, one.holds) for one in found] == [
        ("Finance", False), ("New", False), ("Health", True), ("abroad", True),
    ]  # fmt: skip
    assert [one.partner for one in without_agreement(found)] == ["finance", "new"]
    assert [one.code for one in ending(agreements_on(REGISTER, date(2027, 2, 1)))] == ["SLA"]


def decisions(*rows: tuple[str, str, bool]) -> pl.DataFrame:
    said = [{"agreement": "SLA", "period": period, "side": side, "accepted": yes, "newest": True}
            for period, side, yes in rows]  # fmt: skip
    return pl.DataFrame([dict.fromkeys(ACCEPTANCE) | row for row in said], schema=ACCEPTANCE)


def test_results_are_asked_for_of_whole_quarters_that_are_over_within_the_agreement():
    (sla,) = (one for one in agreements_on(REGISTER, date(2025, 11, 1)) if one.code == "SLA")

    assert [one.code for one in quarters(sla, date(2025, 9, 29))] == ["FY2025-26-Q1"]
    assert [one.code for one in quarters(sla, date(2025, 9, 30))] == ["FY2025-26-Q2", "FY2025-26-Q1"]
    assert quarters(sla, date(2027, 12, 31))[0].code == "FY2026-27-Q4", "none after its last day"
    shorter = replace(sla, expires=date(2027, 3, 30))
    assert quarters(shorter, date(2027, 12, 31))[0].code == "FY2026-27-Q3", "none that its last day cuts short"


def test_an_answer_is_overdue_the_day_after_its_days_have_passed_and_an_objection_is_an_answer():
    (sla,) = (one for one in agreements_on(REGISTER, date(2025, 11, 1)) if one.code == "SLA")
    said = answers(sla, decisions(("FY2025-26-Q1", "partner", False)), date(2025, 6, 30))

    assert [(one.side, one.due) for one in said] == [
        (Side.ORGANIZATION, date(2025, 7, 30)),
        (Side.PARTNER, date(2025, 7, 30)),
    ]
    assert overdue(said, date(2025, 7, 30)) == []
    assert [one.side for one in overdue(said, date(2025, 7, 31))] == [Side.ORGANIZATION]


def test_an_agreement_that_asks_for_no_acceptance_has_no_answers():
    (mou,) = (one for one in agreements_on(REGISTER, date(2025, 11, 1)) if one.code == "MOU")

    assert answers(mou, decisions(), date(2025, 9, 30)) == []


def test_a_recommendation_is_late_once_its_day_has_passed_unless_it_is_settled():
    rows = [
        {"code": "done", "status": "implemented", "due": date(2020, 1, 1)},
        {"code": "given up", "status": "will_not", "due": date(2020, 1, 1)},
        {"code": "next", "status": "in_process", "due": date(2025, 3, 31)},
        {"code": "late", "status": "not_started", "due": date(2025, 3, 30)},
    ]
    today = date(2025, 3, 31)

    assert [row["code"] for row in rows if is_late(row, today)] == ["late"]
    assert [row["code"] for row in in_order(rows, today)] == ["late", "next", "done", "given up"]
    assert list(counted(rows).values()) == [1, 1, 1, 1]
