"""A small organisation drawn at random as plain rows, and which of them are a viewer's, by loops of its own."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from data.access.viewer import Viewer
from data.records import RECORDS
from data.storage.snapshot import Snapshot
from tests.support.homes import home_with

Row = dict[str, Any]
Rows = dict[str, list[Row]]

FIRST, DAYS = date(2024, 10, 1), 182
LAST = FIRST + timedelta(days=DAYS - 1)
CHANNELS = ("in_person", "online", "telephone", "kiosk")
SERVICES = {
    "plate": ("cars", "transport"),
    "licence": ("cars", "transport"),
    "birth": ("life", "health"),
    "firm": ("trade", None),
}
PLACES = {
    "north": ("up", "public", None),
    "south": ("down", "private", "town"),
    "east": ("down", "public", "transport"),
}
PARTNERS = ("transport", "health", "town")
REFERENCE = {
    "line": [{"line_id": line, "name_en": line} for line in ("cars", "life", "trade")],
    "region": [{"region_id": region, "name_en": region} for region in ("up", "down")],
    "operator": [{"operator_id": operator, "name_en": operator} for operator in ("public", "private")],
    "partner": [{"partner_id": partner, "name_en": partner} for partner in PARTNERS],
    "service": [
        {"service_id": service, "line_id": line, "partner_id": partner, "name_en": service, "launched_on": FIRST,
         "online_from": FIRST if service != "firm" else None}
        for service, (line, partner) in SERVICES.items()
    ],
    "location": [
        {"location_id": place, "region_id": region, "operator_id": operator, "partner_id": partner, "name_en": place}
        for place, (region, operator, partner) in PLACES.items()
    ],
}  # fmt: skip

CODES = {
    "channel": CHANNELS, "service": tuple(SERVICES), "line": ("cars", "life", "trade"), "region": ("up", "down"),
    "operator": ("public", "private"), "location": tuple(PLACES), "partner": PARTNERS, "run_by": PARTNERS,
    "language": ("en", "fr"), "customer_type": ("individual", "business"),
}  # fmt: skip

OWN = {"channel": "channel", "service": "service_id", "location": "location_id", "language": "language",
       "customer_type": "customer_type"}  # fmt: skip


def draw_rows(draw: Random, many: int = 300) -> Rows:
    """Transactions of some weeks and what hangs on them, each row with gaps where rows may have them."""
    rows: Rows = {
        name: []
        for name in (
            "transaction", "survey_answer", "complaint", "guarantee_claim", "quality_audit", "outage", "schedule",
            "ledger_line", "sla_result", "contact_summary",
        )
    }  # fmt: skip
    for n in range(many):
        day = FIRST + timedelta(days=draw.randrange(DAYS - 20))
        later = day + timedelta(days=draw.randrange(15))
        same = {
            "channel": draw.choice(CHANNELS),
            "service_id": draw.choice(list(SERVICES)),
            "location_id": draw.choice([None, *PLACES]),
            "language": draw.choice([None, "en", "fr"]),
            "customer_type": draw.choice([None, "individual", "business"]),
        }
        done = draw.random() < 0.8
        rows["transaction"].append(
            {
                "transaction_id": f"T{n:04}", "kind": draw.choice(["transaction", "enquiry"]), **same,
                "customer_key": draw.choice([None, *(f"c{k}" for k in range(30))]), "started_on": day,
                "completed_on": later if done else None, "due_on": draw.choice([None, day + timedelta(days=5)]),
                "status": "completed" if done else draw.choice(["abandoned", "open", "failed"]),
                "wait_s": draw.choice([None, draw.randrange(3000)]), "serve_s": draw.randrange(900),
                "guaranteed": draw.choice([True, False]), "assisted_digital": draw.choice([True, False]),
                "fee_cents": draw.choice([None, 1000]),
            }
        )  # fmt: skip
        if n % 3 == 0:
            rows["survey_answer"].append(
                {"answer_id": f"A{n}", "transaction_id": f"T{n:04}", "answered_on": later, **same,
                 **{item: draw.choice([None, 1, 3, 5]) for item in ("overall", "timeliness", "fairness", "outcome")},
                 "weight_millionths": draw.randrange(1, 3) * 500_000}
            )  # fmt: skip
        if n % 5 == 0:
            rows["complaint"].append(
                {"complaint_id": f"C{n}", "transaction_id": f"T{n:04}", "received_on": later, **same,
                 "category": draw.choice(["wait", "fee"]), "escalated": draw.choice([True, False])}
            )  # fmt: skip
        if n % 7 == 0:
            few = {name: same[name] for name in ("channel", "service_id")}
            rows["guarantee_claim"].append(
                {"claim_id": f"G{n}", "transaction_id": f"T{n:04}", "claimed_on": later, **few,
                 "decision": draw.choice(["paid", "refused"]), "amount_cents": 1000}
            )  # fmt: skip
            place = {name: same[name] for name in ("channel", "service_id", "location_id")}
            rows["quality_audit"].append(
                {"audit_id": f"Q{n}", "transaction_id": f"T{n:04}", "audited_on": later, **place,
                 "weight_millionths": 1_000_000, "error_found": draw.choice([True, False])}
            )  # fmt: skip
        if n % 4 == 0:
            rows["ledger_line"].append(
                {"ledger_id": f"L{n}", "posted_on": day, "kind": "expense", "account": "salaries", "cost_centre": "c",
                 "channel": same["channel"], "line_id": draw.choice([None, "cars", "life"]),
                 "location_id": same["location_id"], "amount_cents": draw.randrange(-100, 9000)}
            )  # fmt: skip
    for n, channel in enumerate(CHANNELS):
        for day in range(0, DAYS, 3):
            on = FIRST + timedelta(days=day)
            rows["schedule"].append({"on_date": on, "channel": channel, "scheduled_minutes": 600})
            rows["outage"].append(
                {"outage_id": f"O{n}.{day}", "on_date": on, "channel": channel, "down_minutes": draw.randrange(90),
                 "planned": draw.choice([True, False])}
            )  # fmt: skip
    for n, service in enumerate(SERVICES):
        for quarter in (date(2024, 10, 1), date(2025, 1, 1)):
            rows["sla_result"].append(
                {"measure_id": f"M{n}", "quarter_start": quarter, "partner_id": draw.choice(PARTNERS),
                 "service_id": service, "numerator": draw.randrange(50), "denominator": 60,
                 "target_millionths": 900_000}
            )  # fmt: skip
    return rows


def home_of(folder: Path, rows: Rows, *, publish: bool) -> Snapshot:
    """The rows as a home, with the reference tables."""
    tables = {
        name: pl.DataFrame(of, infer_schema_length=None) if of else pl.DataFrame()
        for name, of in (REFERENCE | rows).items()
    }
    return home_with(folder, data_to=LAST, publish=publish, **tables)


def is_yours(record: str, row: Row, viewer: Viewer) -> bool:
    """Whether a row lies in the scope: by the meaning of each breakdown, not by how the product reads it."""
    for name, codes in viewer.scope:
        wanted = ("partner", "run_by") if viewer.role == "partner" and name == "partner" else (name,)
        if not any(place_of(breakdown, record, row) in codes for breakdown in wanted):
            return False
    return True


def place_of(breakdown: str, record: str, row: Row) -> str | None:
    """The code of a row in a breakdown; None where the row does not know it."""
    if breakdown in OWN:
        return row.get(OWN[breakdown])
    service, place = SERVICES.get(row.get("service_id")), PLACES.get(row.get("location_id"))
    if breakdown == "line":
        return row.get("line_id") or (service and service[0])
    if breakdown == "partner":
        return row.get("partner_id") if record == "sla_result" else service and service[1]
    return place and {"region": place[0], "operator": place[1], "run_by": place[2]}[breakdown]


def only_yours(rows: Rows, viewer: Viewer) -> Rows:
    """The rows of a viewer."""
    return {name: [row for row in of if is_yours(name, row, viewer)] for name, of in rows.items()}


def others_changed(rows: Rows, viewer: Viewer, draw: Random) -> Rows:
    """The same organisation with the rows that are not the viewer's changed, left out or joined by more."""
    changed: Rows = {}
    for name, of in rows.items():
        kept = []
        for n, row in enumerate(of):
            if is_yours(name, row, viewer):
                kept.append(row)
            elif draw.random() < 0.6:
                kept.append(row | _other_values(row))
                if draw.random() < 0.3:
                    key = next(iter(row)) if name not in ("schedule",) else None
                    kept += [row | {key: f"{row[key]}x{n}"}] if key and isinstance(row[key], str) else []
        changed[name] = kept
    return changed


def _other_values(row: Mapping[str, Any]) -> Row:
    other: Row = {}
    for name in ("wait_s", "fee_cents", "amount_cents", "down_minutes", "serve_s"):
        if row.get(name) is not None:
            other[name] = row[name] + 7
    for name in ("guaranteed", "error_found", "planned", "escalated"):
        if name in row:
            other[name] = not row[name]
    if row.get("overall") is not None:
        other["overall"] = 6 - row["overall"]
    return other


def draw_viewer(draw: Random, roles: Iterable[str]) -> Viewer:
    """Somebody with a role and a scope over one or two breakdowns."""
    role = draw.choice(list(roles))
    if role == "partner":
        return Viewer(role, (("partner", tuple(draw.sample(PARTNERS, draw.choice([1, 2])))),), email="a@example.org")
    names = draw.sample(sorted(CODES), draw.choice([1, 1, 2]))
    scope = tuple(
        (name, tuple(draw.sample(CODES[name], draw.randrange(1, max(2, len(CODES[name])))))) for name in names
    )
    return Viewer(role, scope, email="a@example.org")


__all__ = ["RECORDS", "draw_rows", "draw_viewer", "home_of", "is_yours", "only_yours", "others_changed"]
