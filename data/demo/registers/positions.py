"""Positions of the demo: vacancies that must be filled, and critical roles with or without a ready successor.

Positions, not people: nothing says who left one, who took it, or who would.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np

from data.demo.calendar import month_start
from data.demo.seeds import stream
from data.demo.staff import BRANCHES, movements
from data.demo.volumes import window_month

TO_FILL = timedelta(days=90)
DAYS = (62.0, 0.42)  # median and spread of the days that it takes; the slow ones stay within the demo's look-back
LONGEST = 160
LEAVING = ("voluntary_exit", "retirement", "transfer_out")
ONE_ROLE_FOR = 40  # people of a unit
READY = (0.52, 0.74)  # share of critical roles, along the window


def rows(seed: int, first: int, month: int) -> dict[str, list[dict[str, Any]]]:
    """Of a month: table → the vacancies that opened and the days on which these were filled, and roles reviewed."""
    random = stream(seed, "vacancies", month)
    opened = [row for row in movements(seed, month) if row["kind"] in LEAVING]
    took = np.clip(np.rint(DAYS[0] * np.exp(random.normal(0, DAYS[1], len(opened)))), 1, LONGEST)
    vacancies = [
        {"position_no": f"P{row['movement_no'][2:]}", "unit_code": row["unit_code"], "vacant_from": row["on_day"],
         "fill_by": row["on_day"] + TO_FILL} for row in opened
    ]  # fmt: skip
    filled = [
        {"position_no": row["position_no"], "filled_day": row["vacant_from"] + timedelta(days=int(days))}
        for row, days in zip(vacancies, took, strict=True)
    ]
    return {"vacancy": vacancies, "vacancy_filled": filled, "role_review": _review(seed, first, month)}


def _review(seed: int, first: int, month: int) -> list[dict[str, Any]]:
    """The review of critical roles on the 15th of the last month of a quarter; none in other months."""
    if month % 3 != 2:
        return []
    along = min(max(window_month(first, month) / 60, 0), 1.1)
    ready = READY[0] + (READY[1] - READY[0]) * along
    # A role has a place in a fixed order, so that readiness comes and seldom goes.
    places = stream(seed, "critical roles").permutation(len(ROLES)) / len(ROLES)
    day: date = month_start(month).replace(day=15)
    return [
        {"role_code": role, "reviewed_day": day, "unit_code": unit, "ready": bool(place < ready)}
        for (role, unit), place in zip(ROLES, places, strict=True)
    ]


ROLES = [
    (f"{branch}-{n + 1}-R{role + 1}", f"{branch}-{n + 1}")
    for branch, (_, _, below, _) in BRANCHES.items()
    for n, (*_, size) in enumerate(below)
    for role in range(1 + size // ONE_ROLE_FOR)
]
"""The critical roles, code and unit: one of each unit, and one more for every forty people."""
