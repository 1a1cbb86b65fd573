"""Running the channels: schedules, outages, people at work and partner agreements."""

from datetime import timedelta
from typing import Any

import numpy as np

from data.demo import episodes, volumes
from data.demo.calendar import (
    business_days,
    days_between,
    days_of,
    first_day,
    government_holidays,
    is_in,
    month_start,
    statutory_holidays,
    weekday,
)
from data.demo.seeds import stream
from data.demo.services import SERVICES

SCHEDULED = {"online": 1440, "in_person": 510, "kiosk": 840, "telephone": 600}
SYSTEMS = {"online": ["portal", "payments", "identity"], "in_person": ["counter-system"], "kiosk": ["kiosk-network"],
           "telephone": ["telephony"]}  # fmt: skip
INCIDENTS = {"online": 0.10, "in_person": 0.03, "kiosk": 0.45, "telephone": 0.04}  # a day
INCIDENT_MINUTES = {"online": 55, "in_person": 45, "kiosk": 50, "telephone": 50}
MAINTENANCE_MINUTES = 90
PROVINCE_WIDE = {"online": 300, "in_person": 380, "kiosk": 700}
REGISTRY_INCIDENTS = 4.0
TYPICAL_WEEKS = (3, 9)  # April and October (months since January): their first whole week is kept
FORMS = [("counter", "in_person", 22, 7.5), ("contact", "telephone", 21, 6.3)]  # open days a month, minutes each
OCCUPANCY = 0.80

SLA = ["answered on time", "delivered on time", "without error", "funds settled on time"]
SLA_TARGETS = [900_000, 900_000, 970_000, 990_000]
SLA_PARTNERS = ["transport", "health", "resources", "consumer", "finance", "labour"]
SLA_CASES = 400


def schedule(seed: int, first: int, month: int) -> list[dict[str, Any]]:
    """Minutes each channel should be up on each day of a month."""
    days = days_of(month)
    open_days = {"in_person": ~is_in(days, statutory_holidays) & (weekday(days) < 6),
                 "telephone": ~is_in(days, government_holidays) & (weekday(days) < 5)}  # fmt: skip
    open_days["kiosk"] = ~episodes.between(days, *episodes.kiosk_suspension(first))
    rows = []
    for channel, minutes in SCHEDULED.items():
        up = open_days.get(channel, np.ones(len(days), dtype=bool))
        rows += [{"on_day": d, "channel": channel, "minutes_planned": minutes} for d in days[up].astype(object)]
    return rows


def outages(seed: int, first: int, month: int) -> list[dict[str, Any]]:
    """Outages of a month; together they never exceed a day's schedule."""
    random = stream(seed, "incidents", month)
    rows: list[dict[str, Any]] = []
    minutes_left = {(r["channel"], r["on_day"]): r["minutes_planned"] for r in schedule(seed, first, month)}
    province_wide = set(episodes.outages(seed, volumes.year_of(month)))
    days = days_of(month)
    trouble = episodes.registry_level(days, first)
    for n, day in enumerate(days.astype(object)):
        for channel in SCHEDULED:
            rate = INCIDENTS[channel] * (1 + (REGISTRY_INCIDENTS - 1) * trouble[n] * (channel == "online"))
            minutes = [int(m) + 2 for m in random.exponential(INCIDENT_MINUTES[channel], random.poisson(rate))]
            system = [str(random.choice(SYSTEMS[channel])) for _ in minutes]
            planned = [False] * len(minutes)
            if channel == "online" and day.weekday() == 6 and (day.day - 1) // 7 == 1:
                minutes, system, planned = [*minutes, MAINTENANCE_MINUTES], [*system, "portal"], [*planned, True]
            if day in province_wide and channel in PROVINCE_WIDE:
                minutes, system, planned = [PROVINCE_WIDE[channel]], ["province-wide"], [False]
            for down, affected, announced in zip(minutes, system, planned, strict=True):
                down = min(down, minutes_left.get((channel, day), 0))
                if down:
                    minutes_left[channel, day] -= down
                    number = f"OUT{month_start(month):%y%m}{len(rows) + 1:04d}"
                    rows.append({"incident_no": number, "on_day": day, "channel": channel, "system": affected,
                                 "minutes_down": down, "announced": announced})  # fmt: skip
    return rows


def agreements(seed: int, first: int, month: int) -> list[dict[str, Any]]:
    """Results of the partner agreements for the quarter that ended just before a month; none in other months."""
    quarter = month_start(month - 3)
    if month % 3 or quarter < first_day(first):
        return []
    random = stream(seed, "agreements", month)
    days = days_between(quarter, quarter + timedelta(days=90))
    loss = 0.05 * episodes.shock_level(days, first).mean() + 0.03 * episodes.backlog_level(days, first).mean()
    rows = []
    for p, partner in enumerate(SLA_PARTNERS):
        services = [s.code for s in SERVICES if s.partner == partner and s.launch_month is None]
        for m, (measure, target) in enumerate(zip(SLA, SLA_TARGETS, strict=True)):
            cases = int(random.poisson(SLA_CASES))
            share = min(target / 1e6 + (1 - target / 1e6) * 0.45 - loss * (m < 2), 0.999)
            cases_met = int(random.binomial(cases, np.clip(share + random.normal(0, 0.006), 0, 1)))
            rows.append({"measure_code": f"{partner}-{m + 1}", "quarter_from": quarter, "partner_code": partner,
                         "service_code": services[(p + m) % len(services)] if services else None, "measured": measure,
                         "cases_met": cases_met, "cases": cases, "goal_millionths": target})  # fmt: skip
    return rows


def working_days(month: int) -> int:
    """Working days of government offices in a month."""
    start, end = month_start(month), month_start(month + 1)
    return int(np.busday_count(start, end, busdaycal=business_days(start.year)))
