"""A source called `city`, before and after a correction, a late row and a row of a service that nobody knows."""

from pathlib import Path

from tests.support.source_folder import LINES, SERVICES, files

BEFORE = """
    transaction_id | started_at          | service_id
    ---------------+---------------------+-----------
    t1             | 2024-11-05 09:00:00 | plate
    t2             | 2024-11-06 09:00:00 | permit
"""
AFTER = """
    transaction_id | started_at          | service_id
    ---------------+---------------------+-----------
    t1             | 2024-12-05 09:00:00 | plate
    t2             | 2024-11-06 09:00:00 | permit
    t3             | 2025-01-06 09:00:00 | card
    t4             | 2025-01-07 09:00:00 | none
"""
WITH_PERMIT = f"{SERVICES}\npermit | health"


def city(folder: Path, transaction: str = BEFORE, services: str = SERVICES) -> Path:
    """Writes the source below a folder; returns where it lies."""
    return files(folder / "city", line=LINES, service=services, transaction=transaction)
