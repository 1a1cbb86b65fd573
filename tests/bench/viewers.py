"""Many viewers at once on the running server, each a session of its own without a browser: a part of `make bench`.

`python -m tests.bench.viewers HOME --viewers 30 --seconds 120`: a viewer follows one of the links of the page, waits,
follows the next. A click lasts from the message that asks for a page until the server says that it is done. Before
that, what each page costs the server is measured alone: the first time and again.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from data.access.roles import ROLES
from data.state.writing import grant_all
from tests.bench.invented import published
from tests.bench.results import remember
from tests.support.client import visit
from tests.support.server import process_of, serve

EVERY_S = 5
SECRET = "between the proxy and the dashboard"
SCOPES = {"partner": {"partner": ("health",)}, "operations_manager": {"channel": ("telephone",)}}
TICKS_A_SECOND = 100
"""Of the processor times in /proc, on every Linux that Python runs on."""


@contextmanager
def server(home: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """The address of a server of its own over a home, and its process."""
    running = serve(home, **settings)
    address = next(running)
    try:
        yield address, process_of(address)
    finally:
        next(running, None)


def spent(process: int) -> tuple[float, float]:
    """Processor seconds of a process so far, and its memory in gigabytes now."""
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    resident = next(x for x in Path(f"/proc/{process}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return sum(map(int, ticks)) / TICKS_A_SECOND, int(resident.split()[1]) / 2**20


async def pages(address: str, process: int, headers: Mapping[str, str] | None = None) -> list[dict]:
    """Server seconds of each page, cold and warm, one viewer alone: each by the first link that leads there."""
    costs, seen = [], set()
    async with visit(address, headers) as viewer:
        ways = ["/"]
        while ways:
            link = ways.pop(0)
            page = link.partition("?")[0].strip("/") or "scorecard"
            # A page that shows one thing is dearer than without any, so the links of the menu come last.
            if page in seen:
                continue
            seen.add(page)
            row: dict = {"page": page}
            for way in ("cold", "warm"):
                before, _ = spent(process)
                row[f"{way}_seconds"], row["well"] = await viewer.open(link), viewer.well
                row[f"{way}_cpu"] = spent(process)[0] - before
            ways += sorted(viewer.links, key=lambda way: -way.count("&"))
            costs.append(row)
    return costs


Says = Callable[[int], Mapping[str, str]]
"""Number of a viewer → what the proxy says of them."""


async def crowd(address: str, process: int, viewers: int, seconds: float, says: Says = lambda number: {}) -> dict:
    """Many at once: p50 and p95 of a click, errors, and the server's memory before and after."""
    clicks: list[tuple[float, bool]] = []
    until = time.perf_counter() + seconds

    async def click(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.random() * EVERY_S)
        async with visit(address, says(number)) as viewer:
            while time.perf_counter() < until:
                lasted = await viewer.open(chance.choice(viewer.links))
                clicks.append((lasted, viewer.well))
                await asyncio.sleep(max(EVERY_S - lasted, 0))

    before, begun = spent(process)
    failures = await asyncio.gather(*(click(number) for number in range(viewers)), return_exceptions=True)
    after, ended = spent(process)
    lasted = pl.Series([click for click, _ in clicks])
    return {
        "viewers": viewers,
        "clicks": len(clicks),
        "p50": lasted.median(),
        "p95": lasted.quantile(0.95),
        "errors": sum(not well for _, well in clicks) + sum(isinstance(failure, BaseException) for failure in failures),
        "cpu_a_click": (after - before) / max(len(clicks), 1),
        "memory_before": begun,
        "memory_after": ended,
    }


def grant_roles(url: str) -> list[str]:
    """One person of each role with a scope that they have; out: their addresses, the administrator's first."""
    roles = sorted(ROLES, reverse=True, key=lambda role: role == "administrator")
    people = [f"{role}@example.org" for role in roles]
    grant_all(
        url, [(who, role, SCOPES.get(role, {})) for who, role in zip(people, roles, strict=True)], author="the bench"
    )
    return people


def signed_in(home: Path, viewers: int, seconds: float) -> dict:
    """The same crowd with people who sign in: all of one role, then of eight, on one server.

    A proxy names them; the dashboard asks the database who they are with every click, as it does behind a provider.
    """
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/state.db"
        people = grant_roles(url)

        def says(count: int) -> Says:
            return lambda number: {"X-Forwarded-Email": people[number % count], "X-Scorecard-Secret": SECRET}

        with server(home, SCORECARD_STATE_URL=url, SCORECARD_PROXY_SECRET=SECRET) as (address, process):
            # Every crowd finds a server on which whoever it is made of has opened each page before.
            for number in range(len(people)):
                asyncio.run(pages(address, process, says(len(people))(number)))
            return {
                name: asyncio.run(crowd(address, process, viewers, seconds, says(count)))
                for name, count in (("one_role", 1), ("eight_roles", len(people)))
            }


def main(
    home: Annotated[Path | None, typer.Argument(help="A home with something published; else one is invented.")] = None,
    viewers: Annotated[int, typer.Option(min=1)] = 30,
    seconds: Annotated[float, typer.Option(min=1)] = 120,
    scale: Annotated[float, typer.Option(min=0.0001, max=1, help="Size of the invented organisation.")] = 0.01,
) -> None:
    """Measure each page alone, then many viewers at once; and before that, how long an invented home takes."""
    with tempfile.TemporaryDirectory() as folder:
        invented = {} if home else published(Path(folder), scale)
        with server(home or Path(folder)) as (address, process):
            alone = asyncio.run(pages(address, process))
            together = asyncio.run(crowd(address, process, viewers, seconds))
        with_roles = signed_in(home or Path(folder), viewers, seconds)
    remember("viewers", {"made": invented, "pages": alone, "crowd": together} | with_roles)
    print("Pages: seconds until done and seconds of the server's processors, the first time and again")
    with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_rows=-1, float_precision=2):
        print(pl.DataFrame(alone))
    for what, value in (invented | together).items():
        print(f"{what.replace('_', ' ')}: {value:,.3g}" if isinstance(value, float) else f"{what}: {value:,}")
    one, eight = with_roles["one_role"], with_roles["eight_roles"]
    print(f"processors a click, signed in ÷ not: {one['cpu_a_click'] / together['cpu_a_click']:.2f}")
    print(f"p95 of eight roles ÷ of one: {eight['p95'] / one['p95']:.2f}; errors {one['errors']}, {eight['errors']}")


if __name__ == "__main__":
    typer.run(main)
