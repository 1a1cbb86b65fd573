"""Odd addresses, on the real server: a page as large as any, without a failure."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.support.client import run_apart, visit

NINES, PATH = "9" * 5_000, quote("../../etc/passwd")
PLAIN = "transactions?indicator=transaction_volume&lang=en"
ODD = [
    *(f"columns={','.join([text] * 5_000)}" for text in ("key", "x", "record")),
    f"columns={','.join(f'x{n}' for n in range(5_000))}",
    *(f"page={page}" for page in (NINES, "-1", "0", "1e3", "٣", "x", "99999999999999999999")),
    *(f"sort={sort}" for sort in (NINES, "-", "--key", PATH, "-started_at")),
    *(f"{name}={value}" for name in ("span", "period", "asof", "location", "lang") for value in (NINES, PATH, "%00")),
    "&".join(["channel=online"] * 900),
    f"find={'f' * 900_000}",
    "period=9999-12&span=0001-01",
]  # fmt: skip


def test_no_address_makes_a_page_fail_or_grow(address: str, log: Callable[[], str]):
    async def look() -> tuple[int, dict[str, tuple[int, bool]]]:
        async with visit(address) as client:
            await client.open(PLAIN)
            usual, sizes = client.bytes, {}
            for odd in ODD:
                await client.open(f"{PLAIN}&{odd}")
                sizes[odd[:40]] = client.bytes, client.well
            return usual, sizes

    usual, sizes = run_apart(look())
    assert {odd: size for odd, (size, well) in sizes.items() if not well or size > 2 * usual} == {}
    assert "Traceback" not in log()


HIDDEN = ["staff_answer", "rejected", "../x", "unit", "staff_event", "staff_wave", "sqlite_master", "%00"]


@pytest.mark.parametrize("record", HIDDEN)
def test_no_address_leads_to_records_that_nobody_opens(address: str, record: str):
    async def look() -> str:
        async with visit(address) as client:
            await client.open(f"transaction?record={record}&key=r1&lang=en")
            assert client.well
            return client.words

    words = run_apart(look())
    assert "commitment" not in words
    assert "w1" not in words, "the wave of the town's staff answers"
