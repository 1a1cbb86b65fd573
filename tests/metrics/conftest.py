"""Homes drawn at random, once per session: rows that the records allow, over thirty months, with all their gaps."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from data.storage.lake import Lake
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets import has_rows
from metrics.engine.cubes import restricted_rows
from metrics.engine.restricted import cells, cells_table
from tests.support import drawn_tables
from tests.support.homes import ZONE, home_with
from tests.support.plain_loops import Records

Rows = dict[str, list[dict[str, Any]]]

FIRST, LAST = date(2022, 10, 1), date(2025, 3, 31)
EDGES = [
    date(2022, 12, 31), date(2023, 1, 1), date(2023, 3, 31), date(2023, 4, 1), date(2024, 2, 29), date(2024, 3, 31),
    date(2024, 4, 1), date(2024, 12, 30), date(2025, 1, 1), LAST,
]  # fmt: skip
BUSY = [
    (2022, 10),
    (2022, 12),
    (2023, 1),
    (2023, 3),
    (2023, 4),
    (2023, 11),
    (2024, 1),
    (2024, 2),
    (2024, 3),
    (2024, 4),
    (2024, 12),
    (2025, 1),
    (2025, 3),
]
"""Most things happen in these months, so that there are gaps between them."""
QUIET = date(2023, 8, 1)
"""A month in which nothing at all happens."""

CHANNELS = ["online", "in_person", "kiosk", "telephone", "mail", "other"]
SERVICES = ["s1", "s2", "s3", "s4", "s5"]
LOCATIONS = ["l1", "l2", "l3", "l4"]
UNITS = ["u1", "u2", "u3", "u4"]
REGIONS = ["north", "south"]
MILLION = 1_000_000

REFERENCE_ROWS: Rows = {
    "line": [{"line_id": code, "name_en": code} for code in ("plates", "births", "land")],
    "region": [{"region_id": code, "name_en": code} for code in REGIONS],
    "operator": [{"operator_id": code, "name_en": code} for code in ("public", "private")],
    "partner": [{"partner_id": code, "name_en": code} for code in ("p1", "p2")],
    "service": [
        {"source": source, "service_id": code, "line_id": line, "partner_id": partner, "name_en": code}
        | {"customer_type": kind, "launched_on": launched, "retired_on": retired, "online_from": online}
        for source, code, line, partner, kind, launched, retired, online in (
            ("a", "s1", "plates", "p1", "individual", date(2022, 12, 31), None, date(2023, 4, 1)),
            ("b", "s1", "land", "p2", "business", date(2020, 1, 1), None, date(2020, 1, 1)),
            ("a", "s2", "plates", "p1", "business", date(2022, 11, 1), date(2024, 2, 29), None),
            ("a", "s3", "births", None, None, date(2022, 10, 1), None, date(2022, 10, 31)),
            ("a", "s4", None, "p2", "individual", date(2024, 4, 1), None, date(2024, 5, 15)),
            ("a", "s5", "land", "p2", "individual", None, None, date(2024, 1, 1)),
        )
    ],
    "location": [
        {"location_id": code, "region_id": region, "operator_id": operator, "partner_id": partner, "name_en": code}
        for code, region, operator, partner in (
            ("l1", "north", "public", None),
            ("l2", "north", "private", "p1"),
            ("l3", "south", None, "p2"),
            ("l4", None, "public", "p1"),
        )
    ],
    "unit": [
        {"unit_id": code, "parent_unit_id": above, "name_en": code}
        for code, above in (("b1", None), ("b2", None), ("u1", "b1"), ("u2", "b1"), ("u3", "b2"), ("u4", None))
    ],
}


@dataclass(frozen=True)
class Home:
    """The same rows three times: with published tables, in the lake alone, and as plain rows."""

    published: Snapshot
    lake: Snapshot
    records: Records


def random_rows(seed: int, size: int = 300) -> Rows:
    """Rows of every record that any indicator reads; the same seed draws the same rows."""
    rng = random.Random(seed)
    pick, maybe = rng.choice, lambda values, odds=0.8: rng.choice(values) if rng.random() < odds else None

    def day() -> date:
        return pick(EDGES) if rng.random() < 0.25 else date(*pick(BUSY), rng.randrange(1, 29))

    def moment() -> datetime:
        return datetime(*day().timetuple()[:3], tzinfo=UTC) + timedelta(seconds=rng.choice([16, 3.5, 20]) * 3600)

    def months() -> list[date]:
        found = [date(year, month, 1) for year in (2022, 2023, 2024, 2025) for month in range(1, 13)]
        return [month for month in found if FIRST <= month <= LAST]

    def rating() -> int | None:
        return maybe([1, 2, 3, 4, 4, 5, 5], 0.85)

    def weight() -> int:
        return pick([0, 333_333, MILLION, MILLION, 2_718_281])

    def where() -> dict[str, Any]:
        return {"channel": pick(CHANNELS), "service_id": pick(SERVICES), "location_id": maybe(LOCATIONS, 0.7)}

    def who() -> dict[str, Any]:
        return {"language": maybe(["en", "en", "fr"], 0.9), "customer_type": maybe(["individual", "business"])}

    def transaction(number: int) -> dict[str, Any]:
        started = moment()
        status = pick(["completed"] * 6 + ["abandoned", "failed", "rejected", "in_progress"])
        took = timedelta(seconds=pick([0, 600, 86_400, 10 * 86_400]))
        due = started + pick([took, timedelta(hours=1), timedelta(days=12)])
        return {
            "transaction_id": f"t{number}",
            "kind": pick(["transaction"] * 4 + ["information", "referral"]),
            **where(),
            **who(),
            "customer_key": maybe([f"c{k}" for k in range(9)]),
            "started_at": started,
            "completed_at": started + took if status in ("completed", "failed") else None,
            "due_at": maybe([due], 0.6),
            "status": status,
            "wait_s": maybe([0, 9, 10, 60, 61, 1200, 1201]),
            "guaranteed": maybe([True, False]),
            "assisted_digital": maybe([True, False], 0.5),
        }

    transactions = []
    while len(transactions) < size:
        first = transaction(len(transactions))
        transactions.append(first)
        if first["customer_key"] and rng.random() < 0.4:
            again = first["started_at"] + timedelta(seconds=pick([0, 1, 3 * 86_400, 7 * 86_400, 7 * 86_400 + 1]))
            later = {"service_id": first["service_id"], "customer_key": first["customer_key"], "started_at": again}
            transactions.append(
                transaction(len(transactions)) | later | {"status": "in_progress", "completed_at": None, "due_at": None}
            )

    serving = random.Random(f"serving {seed}")
    for number, row in enumerate(transactions):
        row["serve_s"] = serving.choice([None, 0, 1, 149, 150, 151, 155, 156, 300, 301, 3600, 90_000])
        clock = row["started_at"].astimezone(ZoneInfo(ZONE))
        # Of some the source knows the day alone.
        row["started_half_hour"] = f"{clock.hour:02}:{'30' if clock.minute >= 30 else '00'}" if number % 11 else None

    def complaint(number: int) -> dict[str, Any]:
        received = moment()
        due = received + timedelta(days=21)
        acknowledge = received + timedelta(days=2)
        return {
            "complaint_id": f"k{number}", **where(), **who(), "category": "wait", "received_at": received,
            "acknowledge_due_at": maybe([acknowledge]), "answer_due_at": maybe([due], 0.9),
            "acknowledged_at": maybe([received, acknowledge, acknowledge + timedelta(seconds=1)]),
            "answered_at": maybe([received, due, due + timedelta(seconds=1)]),
        }  # fmt: skip

    ratings = ("overall", "timeliness", "knowledge", "courtesy", "fairness", "outcome")
    few = size // 3
    found = {
        "transaction": transactions,
        "complaint": [complaint(number) for number in range(few)],
        "survey_answer": [
            {"answer_id": f"a{n}", "answered_at": moment(), **where(), **who(), "weight_millionths": weight()}
            | {item: rating() for item in ratings}
            for n in range(size // 2)
        ],
        "quality_audit": [
            {"audit_id": f"q{n}", "audited_at": moment(), **where(), "weight_millionths": weight()}
            | {"error_found": rng.random() < 0.2}
            for n in range(few)
        ],
        "staff_month": [
            {
                "month": month,
                "unit_id": unit,
                "headcount": rng.randrange(0, 40),
                "scheduled_hours": maybe([500, 800]),
                "sick_hours": maybe([0, 20, 31]),
                "training_required": maybe([30, 40]),
                "training_current": maybe([0, 25, 30]),
            }
            for month in months()
            for unit in UNITS
            if rng.random() < 0.8
        ],
        "staff_wave": [
            {"wave_id": "w", "unit_id": unit, "closed_on": date(2024, 2, 29), "invited": rng.randrange(40)}
            for unit in UNITS
        ],
        "staff_event": [
            {"event_id": f"e{n}", "on_date": day(), "unit_id": pick(UNITS)}
            | {"kind": pick(["hire", "voluntary_exit", "voluntary_exit", "retirement"])}
            for n in range(few)
        ],
        "brand_answer": [
            {
                "wave_id": "w",
                "respondent": f"r{n}",
                "answered_on": day(),
                "region_id": maybe(REGIONS),
                "language": maybe(["en", "fr"]),
                "weight_millionths": weight(),
                "trust": rating(),
            }
            | {
                item: maybe([True, False])
                for item in ("unaided_any", "aided", "first_place", "knows_online", "knows_guarantee")
            }
            for n in range(size // 2)
        ],
        "ledger_line": [
            {
                "ledger_id": f"g{n}",
                "posted_on": day(),
                "cost_centre": pick(["it", "sites", "head office"]),
                "kind": pick(["expense", "expense", "recovery", "appropriation", "refund"]),
                "account": pick(["salaries", "technology", "start_up"]),
                "channel": maybe(CHANNELS, 0.5),
                "line_id": maybe(["plates", "births"], 0.5),
                "location_id": maybe(LOCATIONS, 0.5),
                "amount_cents": rng.randrange(-2_000, 100_000),
            }
            for n in range(few)
        ],
        "allocation_share": [
            {"fiscal_year": year, "cost_centre": centre, "channel": channel, "share_millionths": share}
            for year in (2022, 2023)
            for centre, channel, share in (
                ("it", "online", 600_000),
                ("it", "kiosk", 333_333),
                ("sites", "kiosk", MILLION),
            )
        ],
        "contact_summary": [
            {
                "month": month,
                "channel": pick(["telephone", "telephone", "mail"]),
                "queue": queue,
                "line_id": maybe(["plates", "births"]),
                "handled": rng.randrange(0, 90),
                "wait_s": rng.randrange(0, 9_000),
                "answered_in_time": maybe([10, 40]),
                "offered": maybe([90, 100]),
            }
            for month in months()
            for queue in ("x", "y")
            if rng.random() < 0.5
        ],
        "schedule": [
            {"on_date": on, "channel": channel, "scheduled_minutes": pick([0, 600, 1440])}
            for on in EDGES
            for channel in ("online", "kiosk", "telephone")
        ],
        "outage": [
            {"outage_id": f"o{n}", "on_date": pick(EDGES), "channel": pick(["online", "kiosk"])}
            | {"down_minutes": rng.randrange(0, 300), "planned": rng.random() < 0.3}
            for n in range(few // 3)
        ],
        "sla_result": [
            {
                "measure_id": measure,
                "quarter_start": quarter,
                "partner_id": pick(["p1", "p2"]),
                "service_id": maybe(SERVICES),
                "numerator": met,
                "denominator": measured,
                "target_millionths": pick([800_000, 900_000, MILLION]),
            }
            for quarter in months()
            if quarter.month % 3 == 1
            for measure in ("m1", "m2", "m3")
            for met, measured in (pick([(0, 0), (0, 10), (8, 10), (9, 10), (9, 9)]),)
        ],
        "population": [
            {"place_id": town, "on_date": quarter, "region_id": maybe(REGIONS), "people": rng.randrange(0, 900)}
            | {"distance_m": maybe([0, 9_999, 10_000, 10_001, 50_000])}
            for quarter in months()
            if quarter.month % 3 == 1
            for town in ("v1", "v2", "v3")
        ],
        "initiative": [
            {"initiative_id": f"i{n}", "name_en": f"i{n}", "factor": "customer_centred_brand", "planned_on": day()}
            | {"live_on": maybe([day()], 0.7), "onboarding": rng.random() < 0.8}
            for n in range(few // 3)
        ],
    }
    positions = random.Random(f"positions {seed}")

    def vacancy(number: int) -> dict[str, Any]:
        opened = positions.choice(EDGES) if positions.random() < 0.25 else date(*positions.choice(BUSY), 15)
        due = opened + timedelta(days=positions.choice([0, 30, 90]))
        filled = positions.choice([None, opened, due, due + timedelta(days=1)])
        return {"vacancy_id": f"v{number}", "opened_on": opened, "due_on": due, "filled_on": filled,
                "unit_id": positions.choice(UNITS)}  # fmt: skip

    found["vacancy"] = [vacancy(number) for number in range(few)]
    found["critical_role"] = [
        {"role_id": f"r{role}", "reviewed_on": month.replace(day=15), "unit_id": UNITS[role % len(UNITS)]}
        | {"successor_ready": positions.choice([True, True, False, None])}
        for month in months()
        if month.month % 3 == 0
        for role in range(9)
        if positions.random() < 0.9
    ]
    found["guarantee_claim"] = [
        {"claim_id": f"g{n}", "transaction_id": f"t{n}", "claimed_at": moment(), "channel": pick(CHANNELS)}
        | {"service_id": pick(SERVICES), "decision": maybe(["paid", "refused", "excluded"])}
        | {"amount_cents": maybe([0, 1_000, 3_450])}
        for n in range(few)
    ]
    loud = {name: [row for row in of_name if not _quiet(row)] for name, of_name in found.items()}
    return REFERENCE_ROWS | loud


def _quiet(row: dict[str, Any]) -> bool:
    """Whether anything of it is dated in the month in which nothing happens."""
    return any(isinstance(value, date) and f"{value:%Y-%m}" == f"{QUIET:%Y-%m}" for value in row.values())


def doubled(rows: Rows) -> Rows:
    """Every row that is counted twice over: the second time from another source, and of other customers."""

    def copy(row: dict[str, Any]) -> dict[str, Any]:
        known = "customer_key" in row and row["customer_key"] is not None
        return {**row, "source": "copy"} | ({"customer_key": row["customer_key"] + "b"} if known else {})

    return {
        name: [{"source": "a", **row} for row in found]
        + ([] if name in REFERENCE_ROWS else [copy(row) for row in found])
        for name, found in rows.items()
    }


def build(folder: Path, rows: Mapping[str, list[dict[str, Any]]], data_to: date = LAST, publish: bool = True) -> Home:
    """A home of these rows, published as a run would publish them."""
    frames = {name: pl.DataFrame(found, infer_schema_length=None) for name, found in rows.items()}
    tables = home_with(folder, data_to=data_to, publish=publish, **frames)
    lake, names = Lake(folder), dict(tables.manifest.tables)
    for restricted in restricted_rows(tables.catalogue):
        if has_rows(restricted, tables):
            lake.write(cells_table(restricted), cells(restricted, tables))
            names[cells_table(restricted)] = lake.version(cells_table(restricted))
    records = Records({name: tables.scan(f"lake/{name}").collect().to_dicts() for name in rows})
    records.data_to = data_to
    return Home(_with_tables(tables, names), without_published(tables), records)


def without_published(tables: Snapshot) -> Snapshot:
    """The same rows without any published table, so that every question goes to the lake."""
    return _with_tables(
        tables, {name: version for name, version in tables.manifest.tables.items() if name.startswith("lake/")}
    )


def _with_tables(tables: Snapshot, names: Mapping[str, int]) -> Snapshot:
    manifest = tables.manifest.model_copy(update={"tables": dict(names)})
    return Snapshot(tables.home, manifest, catalogue=tables.catalogue)


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Home:
    """Thirty months of random rows."""
    return build(tmp_path_factory.mktemp("home"), random_rows(1))


@pytest.fixture
def random_home(home, tmp_path) -> Callable[[int], Home]:
    """Thirty months of the random rows of any seed; of seed 1 the `home`."""
    return lambda seed: home if seed == 1 else build(tmp_path / "home", random_rows(seed))


@pytest.fixture(scope="session")
def shuffled_home(tmp_path_factory) -> Home:
    """The same rows in another order, not published."""
    rows = random_rows(1)
    for found in rows.values():
        random.Random(3).shuffle(found)
    return build(tmp_path_factory.mktemp("shuffled"), rows, publish=False)


@pytest.fixture(scope="session")
def doubled_home(tmp_path_factory) -> Home:
    """Every row that is counted, twice, not published."""
    return build(tmp_path_factory.mktemp("doubled"), doubled(random_rows(1)), publish=False)


@pytest.fixture(scope="session")
def built() -> Callable[..., Home]:
    """Builds a home in a folder."""
    return build


@pytest.fixture
def drawn_home(tmp_path) -> Callable[..., Home]:
    """Builds a home of the records that a test draws itself."""

    def draw(data_to: date = LAST, **records: str | list[dict[str, Any]]) -> Home:
        rows = {name: drawn_rows(table) if isinstance(table, str) else table for name, table in records.items()}
        return build(tmp_path / str(len(list(tmp_path.iterdir()))), rows, data_to)

    return draw


def drawn_rows(table: str) -> list[dict[str, Any]]:
    """The rows of a table drawn in text, with numbers (`1 000`), yes and no."""
    return [{name: _read(cell) for name, cell in row.items()} for row in drawn_tables.rows(table).to_dicts()]


def _read(cell: str | None) -> Any:
    if cell in (None, "yes", "no"):
        return {None: None, "yes": True, "no": False}[cell]
    return int(cell.replace(" ", "")) if cell.replace(" ", "").lstrip("-").isdigit() else cell


@pytest.fixture
def two_zones(tmp_path: Path) -> Snapshot:
    """December begins in Toronto; half an hour later, in Vancouver's November, the customer calls again."""
    calls = pl.DataFrame(
        {
            "source": ["toronto", "vancouver"],
            "transaction_id": ["first", "second"],
            "started_at": ["2024-12-01 05:30:00", "2024-12-01 06:00:00"],
            "started_on": ["2024-12-01", "2024-11-30"],
            "channel": ["telephone"] * 2,
            "customer_key": ["ann"] * 2,
            "service_id": ["plate"] * 2,
            "status": ["completed"] * 2,
        }
    )
    return home_with(tmp_path, transaction=calls)
