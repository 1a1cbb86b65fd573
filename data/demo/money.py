"""The ledger: unit costs × the scaled volumes, so that a transaction costs the same at any scale.

Amounts are positive for what their kind says (an expense, a recovery, fees received); a correction is negative.
"""

from datetime import date
from typing import Any

import numpy as np

from data.demo import volumes
from data.demo.calendar import CHANNELS, first_day, month_of, month_start
from data.demo.network.places import Outlet
from data.demo.seeds import stream
from data.demo.services import LINE_CODES
from data.demo.transactions import Month

UNIT_COST = {"online": 250, "in_person": 1000, "kiosk": 450, "telephone": 800, "mail": 1800}  # cents, at the start
FIXED = {"online": 0.80, "in_person": 0.45, "kiosk": 0.25, "telephone": 0.30, "mail": 0.20}
INFLATION = 0.027
MARCH, APRIL = 1.25, -0.25  # accruals at the end of the year, taken back in April
DIRECT_SHARE = 0.76  # the rest is shared: technology, buildings, head office
SHARED = {"technology": ("technology", 0.11), "buildings": ("accommodation", 0.07), "head-office": ("overhead", 0.06)}
ACCOUNTS = {
    "online": {"salaries": 0.40, "benefits": 0.08, "technology": 0.42, "contract": 0.10},
    "in_person": {"salaries": 0.48, "benefits": 0.10, "accommodation": 0.14, "commissions": 0.28},
    "kiosk": {"contract": 0.60, "technology": 0.40},
    "telephone": {"salaries": 0.68, "benefits": 0.14, "technology": 0.18},
    "mail": {"salaries": 0.50, "benefits": 0.10, "postage": 0.40},
}
CONTACT_COST = 800  # cents per information request by telephone
RECOVERIES = (0.05, 0.07)
PLANNED_RECOVERIES, PLANNED_SAVINGS = 0.05, 0.04  # of funding; of last year's cost
SET_UP = 190_000_00  # cents per relocated centre, at scale 1
SHARES = {  # of each shared cost centre, at the start and end of the window
    "technology": {"online": (0.56, 0.65), "in_person": (0.38, 0.29), "kiosk": (0.02, 0.01), "telephone": (0.01, 0.01),
                   "mail": (0.03, 0.04)},
    "buildings": {"online": (0.04, 0.05), "in_person": (0.91, 0.90), "kiosk": (0.01, 0.01), "telephone": (0.01, 0.01),
                  "mail": (0.03, 0.03)},
    "head-office": {"online": (0.20, 0.27), "in_person": (0.75, 0.68), "kiosk": (0.01, 0.01), "telephone": (0.01, 0.01),
                    "mail": (0.03, 0.03)},
    # The rest of the contact centres answers questions: it is no cost of transactions and stays unallocated.
    "contact-centres": {"telephone": (0.02, 0.02), "online": (0.06, 0.08)},
}  # fmt: skip


def ledger(
    seed: int, first: int, scale: float, rows: Month, places: list[Outlet], refunds: int
) -> list[dict[str, Any]]:
    """The postings of a month, made on its last day; `refunds`: cents paid on guarantees in the month."""
    month = rows.month
    random = stream(seed, "ledger", month)
    window = max(volumes.window_month(first, month), 0)
    price = (1 + INFLATION) ** (window / 12)
    season = MARCH if month % 12 == 2 else 1.0
    done = np.zeros((len(CHANNELS), len(LINE_CODES)))
    completed = (rows.kind == 0) & (rows.outcome == 0)
    np.add.at(done, (rows.channel[completed], rows.line[completed]), 1)
    usual = _usual_volumes(seed, first) * scale
    posted: list[dict[str, Any]] = []

    def post(
        kind: str,
        account: str,
        centre: str,
        cents: float,
        channel: str | None = None,
        line: str | None = None,
        outlet: str | None = None,
    ) -> None:
        if round(cents):
            posted.append({"kind": kind, "account": account, "cost_centre": centre, "channel": channel,
                           "line_code": line, "outlet_code": outlet, "cents": round(cents)})  # fmt: skip

    total = 0.0
    for c, channel in enumerate(CHANNELS):
        fixed = FIXED[channel]
        for k, line in enumerate(LINE_CODES):
            cost = UNIT_COST[channel] * price * (fixed * usual[c, k] + (1 - fixed) * done[c, k])
            total += cost
            here = _visits(rows, places, k) if channel == "in_person" else None
            for account, share in ACCOUNTS[channel].items():
                cents = cost * DIRECT_SHARE * share * np.exp(random.normal(0, 0.02))
                if account == "commissions" and here is not None and here.sum():
                    for n in np.flatnonzero(here):
                        post("expense", account, "counters", cents * season * here[n] / here.sum(), channel, line,
                             places[n].code)  # fmt: skip
                else:
                    post("expense", account, _centre(channel), cents * season, channel, line)
    for centre, (account, share) in SHARED.items():
        post("expense", account, centre, total * share * np.exp(random.normal(0, 0.02)) * season)
    calls = ((rows.channel == 3) & (rows.kind > 0)).sum()
    contact = CONTACT_COST * price * calls * np.exp(random.normal(0, 0.01))
    post("expense", "salaries", "contact-centres", contact * 0.82 * season)
    post("expense", "technology", "contact-centres", contact * 0.18 * season)
    if month % 12 == 3 and window:
        post("expense", "salaries", "counters", total * DIRECT_SHARE * 0.5 * APRIL, "in_person", "dv")
        post("expense", "contract", "head-office", total * 0.06 * APRIL)
    for day in [place.opened for place in places if place.code.endswith("R")]:
        if (day.year, day.month) == (month_start(month).year, month_start(month).month):
            post("expense", "start_up", "counters", SET_UP * scale, "in_person")
    spent = total + contact
    share = RECOVERIES[0] + (RECOVERIES[1] - RECOVERIES[0]) * min(window / 60, 1.2)
    post("recovery", "funding", "funding", spent * share)
    post("appropriation", "funding", "funding", spent * (1 - share))
    paid = np.bincount(rows.line[completed], weights=rows.fee[completed], minlength=len(LINE_CODES))
    for k, line in enumerate(LINE_CODES):
        post("fee_revenue", "funding", "fees", paid[k], None, line)
    post("refund", "funding", "fees", refunds, "online", "vital")
    last = month_start(month + 1).toordinal() - 1
    day = month_start(month).fromordinal(last)
    # Postings with a place come first, so that a reader that infers types from the first rows sees every column.
    posted.sort(key=lambda row: row["outlet_code"] is None)
    return [{"posting_no": f"GL{day:%y%m}{n + 1:05d}", "on_day": day, **row} for n, row in enumerate(posted)]


def _centre(channel: str) -> str:
    return {"in_person": "counters", "telephone": "telephone-transactions"}.get(channel, channel)


def _visits(rows: Month, places: list[Outlet], line: int) -> np.ndarray:
    """Completed visits of a line per place that earns commissions."""
    mine = (rows.channel == 1) & (rows.line == line) & (rows.kind == 0) & (rows.outcome == 0)
    visits = np.bincount(rows.outlet[mine], minlength=len(places)).astype(float)
    visits[[o.operator not in ("private", "retail") for o in places]] = 0
    return visits


_USUAL: dict[tuple[int, int], np.ndarray] = {}


def _usual_volumes(seed: int, first: int) -> np.ndarray:
    """Channel × line: a month's transactions when the window began (scale 1): what fixed costs were built for."""
    if (seed, first) not in _USUAL:
        start = month_of(first_day(first))
        done = sum(volumes.expected_volumes(seed, first, start + n).transactions.sum(axis=0) for n in range(4)) / 4
        per_line = np.zeros((len(CHANNELS), len(LINE_CODES)))
        for s, k in enumerate(volumes._LINE):
            per_line[:, k] += done[s]
        _USUAL[seed, first] = per_line
    return _USUAL[seed, first]


def shares(year: int, first: int) -> list[dict[str, Any]]:
    """Allocation shares of a fiscal year; those of the contact centres leave a remainder."""
    along = min(max((year - first) / 5, 0), 1)
    rows = []
    for centre, by_channel in SHARES.items():
        for channel, (start, end) in by_channel.items():
            share = round((start + (end - start) * along) * 1_000_000)
            rows.append({"from_year": year, "cost_centre": centre, "channel": channel, "share_millionths": share})
    return rows


def budget(seed: int, first: int, scale: float, year: int) -> list[dict[str, Any]]:
    """What the plan of a fiscal year counts on in each quarter, appropriation and recoveries apart.

    It knows the usual volumes, prices and the savings that were promised, and nothing of what happened in the year.
    """
    price = (1 + INFLATION) ** (year - first + 0.5) * (1 - PLANNED_SAVINGS) ** (year - first)
    usual = (_usual_volumes(seed, first).sum(axis=1) * [UNIT_COST[c] for c in CHANNELS]).sum()
    calls = volumes.INFORMATION["telephone"] * volumes.MILLION / 12
    quarter = 3 * scale * price * (usual + CONTACT_COST * calls)
    split = {"appropriation": 1 - PLANNED_RECOVERIES, "recovery": PLANNED_RECOVERIES}
    starts = [date(year + (month < 4), month, 1) for month in (4, 7, 10, 1)]
    return [
        {"quarter_from": start, "kind": kind, "cents": round(quarter * share)}
        for start in starts
        for kind, share in split.items()
    ]
