"""Long proofs: many drawn cases from fixed seeds; all of them in `make prove`, a twentieth wherever else tests run.

A test is marked by `@proof("what is proven", 10_000, seed=1)` and draws `count(10_000)` cases; by
`@seeds("what is proven", 40, first=1)` it is called once for each seed; and where hypothesis draws the cases, it stands
under `@drawn_proof("what is proven", 2_000, seed=1)`, which says how many. The table at the end of `make prove` names
each with its count, seed, seconds and result.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import hypothesis
import pytest

PROVING = os.environ.get("SCORECARD_PROVE") == "1"
SHARE = 20
"""Of so many cases one is drawn where no proof is asked for."""


def count(full: int, share: int = SHARE) -> int:
    """How many cases to draw here, of so many that a proof takes; `share`: of how many one is drawn ordinarily."""
    return full if PROVING else max(1, full // share)


def proof(title: str, full: int, *, seed: int, unit: str = "cases", share: int = SHARE) -> pytest.MarkDecorator:
    """Marks a test that draws `count(full, share)` cases in all, from a seed."""
    return pytest.mark.proof(title=title, count=count(full, share), seed=seed, unit=unit)


def seeds(title: str, full: int, *, first: int) -> pytest.MarkDecorator:
    """Gives a test its `seed`, one case for each; as many as `count(full)`, from the first on."""
    numbers = range(first, first + count(full))
    marks = {number: pytest.mark.proof(title=title, count=1, seed=number, unit="cases") for number in numbers}
    return pytest.mark.parametrize("seed", [pytest.param(number, marks=mark) for number, mark in marks.items()])


def drawn_proof(title: str, full: int, *, seed: int) -> Callable[[Any], Any]:
    """The same for a test whose cases hypothesis draws; the seed is its own, so that it draws the same ones."""

    def decorate(test: Any) -> Any:
        drawn = hypothesis.settings(deadline=None, max_examples=count(full))(hypothesis.seed(seed)(test))
        return proof(title, full, seed=seed)(drawn)

    return decorate


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    title: str
    count: int
    unit: str
    seed: str
    seconds: float
    passed: bool

    @property
    def result(self) -> str:
        return "holds" if self.passed else "FAILS"


def mark_of(item: pytest.Item) -> dict[str, Any] | None:
    """What a test says that it proves, to be told with its report; a report crosses from one process to another."""
    marker = item.get_closest_marker("proof")
    return marker.kwargs if marker else None


def results(reports: Iterable[pytest.TestReport]) -> Iterator[Result]:
    """One line per title; tests that share one, as the parts of a parametrised test do, are taken together."""
    parts = [(mark, report) for report in reports for name, mark in report.user_properties if name == "proof"]
    for title, group in groupby(sorted(parts, key=lambda part: part[0]["title"]), key=lambda part: part[0]["title"]):
        same = list(group)
        seeds = sorted({mark["seed"] for mark, _ in same})
        yield Result(
            title=title,
            count=sum(mark["count"] for mark, _ in same),
            unit=same[0][0]["unit"],
            seed=str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]}–{seeds[-1]}",
            seconds=sum(report.duration for _, report in same),
            passed=all(report.passed for _, report in same),
        )


def table(lines: Iterable[Result]) -> list[str]:
    """The table as lines of text."""
    rows = [("proof", "count", "", "seed", "seconds", "result")]
    rows += [
        (line.title, f"{line.count:,}", line.unit, line.seed, f"{line.seconds:,.1f}", line.result) for line in lines
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(6)]
    right = (1, 3, 4)
    return [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
