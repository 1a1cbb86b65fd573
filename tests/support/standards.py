"""Homes with promises: so many cases of a service and channel, of which so many met their standard."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from data.storage.manifest import write_manifest
from data.storage.snapshot import Snapshot
from data.verify.result import Verification, write_verification
from tests.support.homes import home_with

QUARTER = "FY2024-25-Q1"
DAY = "2024-04-10"
DATA_TO = date(2024, 8, 15)

Cell = tuple[str, str, str, str | None, int, int]
"""Kind, channel, service, circumstances, cases, how many of them met their standard."""


def cases(*cells: Cell, day: str = DAY, **more: Any) -> pl.DataFrame:
    """One transaction per case: due at 20:00 UTC, done an hour before or after."""
    rows = []
    for kind, channel, service, circumstance, n, met in cells:
        for at in range(n):
            rows.append(
                {
                    "transaction_id": f"{kind}-{channel}-{service}-{circumstance}-{day}-{at}",
                    "kind": kind,
                    "channel": channel,
                    "service_id": service,
                    "circumstance": circumstance,
                    "started_at": f"{day}T14:00:00",
                    "completed_at": f"{day}T{19 if at < met else 21}:00:00",
                    "due_at": f"{day}T20:00:00",
                    "status": "completed",
                    **more,
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def standard(service: str | None, channel: str, target: float | None = 0.9, **more: Any) -> dict[str, Any]:
    """A standard of a service, or a common one."""
    name = service or "everyone"
    return {
        "standard_id": f"{name}-{channel}",
        "service_id": service,
        "channel": channel,
        "valid_from": "2020-04-01",
        "measure": "business_days",
        "threshold": 5,
        "target_millionths": None if target is None else round(target * 1_000_000),
        "is_guarantee": False,
        "text_en": f"{name} by {channel}: in 5 days.",
        "text_fr": f"{name} par {channel} : en 5 jours.",
    } | more


SERVICES = pl.DataFrame(
    {
        "service_id": ["birth", "plate", "card"],
        "partner_id": ["registrar", "transport", "transport"],
        "name_en": ["Birth certificate", "Plate", "Card"],
        "name_fr": ["Certificat de naissance", "Plaque", "Carte"],
    }
)
STANDARDS = [
    standard("birth", "mail", 0.8),
    standard("birth", "online", 0.999, is_guarantee=True, approval_ref="TB-1"),
    standard(None, "online"),
    standard(None, "telephone", 0.95),
]


def promised_home(folder: Path, transactions: pl.DataFrame, *, publish: bool = True, **tables: Any) -> Snapshot:
    """A home with these cases, three services of two partners and five standards, known to `DATA_TO`."""
    standards = tables.pop("standards", STANDARDS)
    return home_with(
        folder,
        data_to=DATA_TO,
        publish=publish,
        transaction=transactions,
        service=SERVICES,
        partner=pl.DataFrame({"partner_id": ["registrar", "transport"], "name_en": ["Registrar", "Transport"]}),
        service_standard=pl.DataFrame(standards, infer_schema_length=None),
        **tables,
    )


def settle(folder: Path, snapshot: Snapshot, *, verified: bool = True) -> None:
    """Publishes the home, so that commands and pages open it."""
    write_manifest(folder, snapshot.manifest)
    if verified:
        verification = Verification(run=snapshot.manifest.run, at=datetime.now(UTC), numbers=1, differences=0)
        write_verification(folder, verification)
