"""A mark of what a rule gives for fixed rows, kept beside the rule's version: whoever changes one raises the other."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from data.storage.snapshot import Snapshot
from tests.support.drawn_tables import rows
from tests.support.homes import home_with

TRANSACTIONS = """
    source | transaction_id | started_at          | completed_at        | due_at              | channel   | service_id | location_id | customer_key | status
    -------+----------------+---------------------+---------------------+---------------------+-----------+------------+-------------+--------------+------------
    a      | first          | 2024-11-01 15:00:00 | 2024-11-01 15:10:00 | 2024-11-08 15:00:00 | telephone | plate      | l1          | ann          | completed
    a      | a week later   | 2024-11-08 15:00:00 | 2024-11-08 15:10:00 | 2024-11-30 15:00:00 | in_person | plate      | l1          | ann          | completed
    a      | a second more  | 2024-11-15 15:00:01 | 2024-12-02 15:00:00 | 2025-01-31 15:00:00 | telephone | plate      | l2          | ann          | completed
    b      | at once        | 2024-11-15 15:00:01 | 2024-11-15 15:30:00 |                     | telephone | plate      |             | ann          | completed
    a      | another thing  | 2024-11-02 15:00:00 | 2024-11-30 15:00:00 | 2024-12-15 15:00:00 | telephone | card       | l3          | ann          | completed
    a      | someone else   | 2024-11-02 16:00:00 | 2024-11-30 16:00:00 | 2024-12-16 15:00:00 | in_person | card       | l3          | ben          | completed
    a      | no service     | 2024-11-03 15:00:00 |                     |                     | telephone |            |             | ben          | abandoned
    a      | no service 2   | 2024-11-03 16:00:00 |                     |                     | telephone |            |             | ben          | abandoned
    a      | nobody known   | 2024-11-04 15:00:00 | 2024-11-05 15:00:00 | 2024-11-06 15:00:00 | telephone | plate      | l2          |              | completed
    a      | online         | 2024-12-01 15:00:00 | 2024-12-01 15:00:00 | 2024-12-01 15:00:00 | online    | plate      |             | ann          | completed
"""  # noqa: E501
SERVICES = """
    source | service_id | line_id  | launched_on | online_from | retired_on
    -------+------------+----------+-------------+-------------+-----------
    a      | plate      | vehicles | 2024-10-31  | 2024-12-01  |
    b      | plate      | land     | 2020-01-01  | 2020-01-01  |
    a      | card       | health   | 2024-11-01  | 2024-11-30  | 2024-12-30
    a      | deed       | land     | 2024-12-01  | 2025-01-01  | 2024-12-31
    a      | unknown    |          |             | 2024-01-01  |
"""
LOCATIONS = """
    source | location_id | region_id | operator_id
    -------+-------------+-----------+------------
    a      | l1          | north     | public
    b      | l1          | south     | private
    a      | l2          | south     |
"""
LEDGER_LINES = """
    source | ledger_id    | posted_on  | kind    | account  | cost_centre | channel | amount_cents
    -------+--------------+------------+---------+----------+-------------+---------+-------------
    a      | borne        | 2024-04-01 | expense | salaries | it          | online  | 1001
    a      | shared       | 2024-04-01 | expense | salaries | it          |         | 1003
    a      | year before  | 2024-03-31 | expense | salaries | it          |         | 1007
    a      | partly       | 2024-05-01 | expense | salaries | sites       |         | -1009
    a      | by no key    | 2024-05-01 | expense | salaries | head office |         | 1013
    b      | other source | 2024-05-01 | expense | salaries | it          |         | 1019
"""
ALLOCATION_SHARES = """
    source | fiscal_year | cost_centre | channel   | share_millionths
    -------+-------------+-------------+-----------+-----------------
    a      | 2024        | it          | online    | 600000
    a      | 2024        | it          | kiosk     | 400000
    a      | 2023        | it          | online    | 1000000
    a      | 2024        | sites       | in_person | 333333
"""

DRAWN = {
    "transaction": TRANSACTIONS,
    "service": SERVICES,
    "location": LOCATIONS,
    "ledger_line": LEDGER_LINES,
    "allocation_share": ALLOCATION_SHARES,
}


def fixed_home(folder: Path, **more: pl.DataFrame) -> Snapshot:
    """Rows at every edge of the rules, known to 15 December 2024."""
    return home_with(folder, data_to=date(2024, 12, 15), **{name: rows(table) for name, table in DRAWN.items()}, **more)


def digest(frame: pl.DataFrame, columns: Iterable[str]) -> str:
    """A mark of the values of some columns, whatever the order of rows and columns."""
    columns = sorted(columns)
    texts = frame.select(pl.col(columns).cast(pl.String)).sort(columns, nulls_last=True)
    return hashlib.sha256(f"{columns} {texts.rows()}".encode()).hexdigest()[:16]


def check_version(name: str, version: int, found: str, digests: dict[tuple[str, int], str], where: str) -> None:
    """Fails with what to do where a rule no longer gives what its version stands for."""
    known = digests.get((name, version))
    assert known is not None, (
        f"No digest is kept for version {version} of {name}: add ({name!r}, {version}): {found!r} to DIGESTS of this "
        "test, once you have looked at what the rule gives."
    )
    assert found == known, (
        f"{name} gives other rows than its version {version} did: raise the version by one in {where}, so that every "
        f"home makes its sums again and says that the definition changed, and add ({name!r}, {version + 1}): "
        f"{found!r} to DIGESTS of this test. If nothing else was meant to change, the rule is broken."
    )
