"""What a viewer takes is given back when they leave, and at the limit the pages that are open go on."""

import asyncio
import json
import resource
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from shutil import copytree

import pytest
from websockets.exceptions import InvalidStatus

from tests.bench.viewers import spent
from tests.support import proofs
from tests.support.client import run_apart, visit
from tests.support.server import process_of, serve

LOADS = 1_000
LIMITED_LOADS = 500
LIMIT = 256
FEW = 12
"""Loads before what is there is counted."""
GIGABYTES = 0.12
"""What a server loads once, whenever its moment comes, is up to 0.09 of them; a thousand viewers leave no more."""
PATIENCE = 20
"""Looks, half a second apart."""
LOOPS = 24
"""Descriptors of the loops of pages that were drawn, which stay until the collector comes by: at one moment none is
there, at another four with six each. Half of the fewest loads would leave more, if each left one."""


def descriptors(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def health(address: str) -> dict:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error)


async def load(address: str, number: int) -> None:
    """A viewer who comes and goes; every other one leaves before the page is there."""
    async with visit(address) as client:
        if number % 2:
            await client.socket.send(client.request().SerializeToString())
        else:
            await client.open("definitions")
            assert client.well


async def load_all(address: str, loads: int) -> None:
    for number in range(loads):
        await load(address, number)


async def crowd_in(address: str) -> None:
    """As many at once as a busy machine may leave side by side, so that what a server keeps for a crowd is there."""
    await asyncio.gather(*(load(address, number) for number in range(FEW)))


def comes_down_to(most: float, count: Callable[[], float], address: str) -> bool:
    """Whether a count is within bounds, at once or soon: what was left goes as others visit and the collector comes by.

    What is never given back stays, and those who visit meanwhile add to it.
    """
    for _ in range(PATIENCE):
        if count() <= most:
            return True
        run_apart(load_all(address, 2))
        time.sleep(0.5)
    return count() <= most


@proofs.proof("Descriptors and memory go with the viewer", LOADS, seed=1, unit="page loads")
def test_what_a_viewer_takes_is_given_back(address: str):
    process = process_of(address)
    run_apart(crowd_in(address))
    before, memory = descriptors(process), spent(process)[1]

    run_apart(load_all(address, proofs.count(LOADS)))

    assert comes_down_to(before + LOOPS, lambda: descriptors(process), address), descriptors(process)
    assert comes_down_to(memory + GIGABYTES, lambda: spent(process)[1], address), spent(process)


@pytest.fixture(scope="module")
def limited(served_town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that may open few descriptors."""
    home = copytree(served_town, tmp_path_factory.mktemp("limited") / "home")
    with contextmanager(serve)(home) as address:
        resource.prlimit(process_of(address), resource.RLIMIT_NOFILE, (LIMIT, LIMIT))
        yield address


@proofs.proof("A limit of 256 descriptors serves who comes and goes", LIMITED_LOADS, seed=1, unit="page loads")
def test_a_low_limit_serves_any_number_of_viewers_one_after_the_other(limited: str):
    run_apart(load_all(limited, proofs.count(LIMITED_LOADS)))

    assert descriptors(process_of(limited)) < LIMIT / 2


def test_at_the_limit_nobody_else_is_let_in_and_health_says_so_until_viewers_leave(limited: str):
    async def crowd() -> tuple[int, dict]:
        async with AsyncExitStack() as stack:
            viewers, status = [], 101
            while status == 101 and len(viewers) < LIMIT:
                try:
                    viewers.append(await stack.enter_async_context(visit(limited)))
                except InvalidStatus as refused:
                    status = refused.response.status_code
            assert status == 403
            await viewers[0].open("definitions")
            assert viewers[0].well
            return len(viewers), await asyncio.to_thread(health, limited)

    viewers, answer = run_apart(crowd())
    assert viewers > 40
    assert not answer["ready"]
    assert f"of {LIMIT} descriptors are in use and nobody else is let in" in answer["reasons"][-1]

    run_apart(load_all(limited, 2))
    assert "descriptors" not in str(health(limited)["reasons"])
