"""All that was measured last, in one table, beside what it may be: the end of `make bench`, read from `bench.json`."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import polars as pl

from tests.bench.results import RESULTS

ANSWERS = RESULTS.parent / ".benchmarks" / "answers.json"
"""Where `make bench` has pytest-benchmark write."""

FULL = 50.0
"""Millions of transactions that the organisation counts: what must hold, must hold there."""


class Line(NamedTuple):
    """One measure; `beside`: its peers in the same run; `may be`: what was promised, and whether it holds."""

    part: str
    what: str
    millions: float | None
    measured: str
    beside: str = ""
    may_be: str = ""
    holds: bool | None = None


QUARTER = 0.5
"""So much of what one new day takes may a quarter of an hour take, so that sources can be read all day."""


HOURS = 0.15
"""So much of the lake's bytes may the sums by half-hour take."""
OPERATIONS = 2.0
"""So many times a warm page of an indicator may a warm page of operations cost."""


def summary(results: dict[str, Any]) -> list[Line]:
    """The lines of the parts that were measured."""
    parts: dict[str, Callable[[Any], Iterator[Line]]] = {
        "setup": _setup,
        "scale": _scale,
        "viewers": _viewers,
        "query": _query,
        "pack": _pack,
        "m3": _forecasts,
        "intervals": _intervals,
        "answers": _answers,
    }
    return [line for name, lines in parts.items() if name in results for line in lines(results[name])]


def _setup(results: dict) -> Iterator[Line]:
    ours, pip = results["make"]["cpu"], results["pip"]["cpu"]
    yield Line(
        "set-up", f"make install and a first command, {results['packages']} packages", None,
        f"{ours:.0f} s of processors", f"{ours / pip:.2f} × pip ({pip:.0f} s)", "0.33 × pip", ours <= pip / 3,
    )  # fmt: skip


def _scale(rows: list[dict]) -> Iterator[Line]:
    pieces = {(row["millions"], row["piece"]): row for row in rows}
    sizes = sorted({row["millions"] for row in rows})
    for size in sizes:
        of = {piece: row for (millions, piece), row in pieces.items() if millions == size}
        full = size == FULL
        ours, floor, duckdb = of["ours"], of["floor"], of["in_duckdb"]
        yield Line(
            "sums", "all indicators by day, channel, service, region", size, _cost(ours),
            f"{ours['seconds'] / duckdb['seconds']:.2f} × DuckDB, {ours['seconds'] / floor['seconds']:.1f} × floor"
            + (f", {ours['seconds'] / of['in_pandas']['seconds']:.2f} × pandas" if "in_pandas" in of else ""),
            "1 × DuckDB, 5 × floor, 4 GB" if full else "",
            all((ours["seconds"] <= duckdb["seconds"], ours["seconds"] <= 5 * floor["seconds"], ours["peak"] <= 4))
            if full else None,
        )  # fmt: skip
        yield Line("sums", "the same in DuckDB", size, _cost(duckdb))
        if "in_pandas" in of:
            yield Line("sums", "the same in pandas", size, _cost(of["in_pandas"]))
        yield Line("sums", "floor: read and add the same columns", size, _cost(floor))
        yield Line("sums", "rules over neighbouring rows", size, _cost(of["contact"]))
        day, small = of["new_day"], pieces[sizes[0], "new_day"]
        yield Line(
            "night", "one new day on top", size, _cost(day),
            f"{day['seconds'] / small['seconds']:.2f} × {sizes[0]:g} M",
            "1.5 × 1 M, 5 s" if full else "",
            all((day["seconds"] <= 5, day["seconds"] <= 1.5 * small["seconds"])) if full else None,
        )  # fmt: skip
        quarter = of["quarter_hour"]
        share = quarter["seconds"] / day["seconds"]
        yield Line(
            "night", "a quarter of an hour on top, by day", size, _cost(quarter), f"{share:.2f} × one new day",
            "0.5 × one new day", share <= QUARTER,
        )  # fmt: skip
        hours = of["hours"]["counted"] / 1000
        yield Line(
            "hours", "sums by half-hour, of the lake's bytes", size, f"{hours:.1%}", "", f"{HOURS:.0%}", hours <= HOURS
        )
        for what, piece, most in (
            ("first page of the rows behind a number", "first_page", 0.5),
            ("one transaction", "one_transaction", 0.2),
            ("one transaction and its story", "its_story", None),
            ("every published number again in DuckDB", "verification", None),
        ):
            limit = most if full else None
            holds = of[piece]["seconds"] <= limit if limit else None
            yield Line(
                "rows" if most else "trust", what, size, _cost(of[piece]), "", f"{limit} s" if limit else "", holds
            )


def _viewers(found: dict) -> Iterator[Line]:
    made, crowd = found["made"], found["crowd"]
    for name, what in (
        ("demo", "demo"),
        ("extract", "extract"),
        ("check", "check"),
        ("run", "a first run, all in all"),
    ):
        if f"{name}_rows_a_second" in made:
            peak = f", {made[f'{name}_peak']:.2f} GB" if f"{name}_peak" in made else ""
            yield Line("rows in", what, made["rows"] / 1e6, f"{made[f'{name}_rows_a_second']:,.0f} rows a second{peak}")
    for page in found["pages"]:
        cold, warm = page["cold_cpu"], page["warm_cpu"]
        yield Line(
            "pages", page["page"], None, f"{warm:.2f} s of processors", f"{cold:.2f} s the first time", "", page["well"]
        )
    warm = {page["page"]: page["warm_cpu"] for page in found["pages"]}
    if warm.get("indicator") and "operations" in warm:
        times = warm["operations"] / warm["indicator"]
        yield Line(
            "pages", "operations, again", None, f"{warm['operations']:.2f} s of processors",
            f"{times:.1f} × an indicator", f"{OPERATIONS:g} × an indicator", times <= OPERATIONS,
        )  # fmt: skip
    grown = crowd["memory_after"] / crowd["memory_before"]
    yield Line(
        "viewers", f"{crowd['viewers']} at once, {crowd['clicks']} clicks", None,
        f"p50 {crowd['p50']:.2f} s, p95 {crowd['p95']:.2f} s, {crowd['errors']} errors",
        f"{crowd['memory_after']:.2f} GB, {grown:.2f} × before", "p95 1 s, no error",
        crowd["p95"] <= 1 and crowd["errors"] == 0,
    )  # fmt: skip
    if "eight_roles" in found:
        one, eight = found["one_role"], found["eight_roles"]
        dearer, slower = one["cpu_a_click"] / crowd["cpu_a_click"], eight["p95"] / one["p95"]
        yield Line(
            "viewers", "the same, signed in", None, f"{one['cpu_a_click'] * 1000:.0f} ms of processors a click",
            f"{dearer:.2f} × without", "1.1 × without", dearer <= 1.1,
        )  # fmt: skip
        yield Line(
            "viewers", f"of eight roles, {eight['clicks']} clicks", None,
            f"p95 {eight['p95']:.2f} s, {eight['errors']} errors", f"{slower:.2f} × of one role", "1.1 × of one role",
            slower <= 1.1 and eight["errors"] == 0,
        )  # fmt: skip


def _query(found: dict) -> Iterator[Line]:
    times = found["query"] / found["libraries"]
    yield Line(
        "commands", "scorecard query", None, f"{found['query']:.2f} s of processors",
        f"{times:.1f} × import polars, deltalake", "2.5 × importing", times <= 2.5,
    )  # fmt: skip


def _pack(found: dict) -> Iterator[Line]:
    show = found["show"]["cpu"]
    for ending, spent in found.items():
        if ending != "show":
            yield Line(
                "pack", f"the board pack of 15 indicators, {ending.upper()}", None,
                f"{spent['cpu']:.1f} s of processors, {spent['peak']:.2f} GB", f"{spent['cpu'] / show:.1f} × show",
                "15 × show, 0.5 GB", spent["cpu"] <= 15 * show and spent["peak"] <= 0.5,
            )  # fmt: skip


def _forecasts(found: dict) -> Iterator[Line]:
    for group in found["groups"]:
        yield Line(
            "forecasts", f"M3 {group['group']}: sMAPE", None, f"{group['scorecard']:.2f}",
            f"Theta {group['theta']:.2f}, naive {group['naive']:.2f}, 80 % holds {group['cover80']:.0f} %",
        )  # fmt: skip


def _intervals(found: dict) -> Iterator[Line]:
    for row in found["sets"]:
        inside = " · ".join(", ".join(f"{share:.0f}" for share in row[f"inside{level}"]) for level in (80, 95))
        others, beside = _peers(row), ""
        if others:
            beside = f"pinball loss {row['pinball'] / min(others):.2f}, error {row['error_beside']:.2f} × the best peer"
        yield Line(
            "forecasts", f"{row['set']}: inside 80 and 95 %, by thirds", None, inside, beside,
            "80 ± 4 (8 of few), 92 to 98, 1 ×, 1.05 ×", intervals_hold(row),
        )  # fmt: skip


def intervals_hold(row: dict[str, Any]) -> bool:
    """Whether a set's intervals hold what they say in each third, and lose to no peer."""
    around = 4 if row["series"] >= 50 else 8
    return (
        all(80 - around <= share <= 80 + around for share in row["inside80"])
        and all(92 <= share <= 98 for share in row["inside95"])
        and all(row["pinball"] < loss for loss in _peers(row))
        and row.get("error_beside", 0) <= 1.05
    )


def _peers(row: dict[str, Any]) -> list[float]:
    """The pinball losses of a set's peers."""
    return [value for name, value in row.items() if name.startswith("pinball_of_")]


def _answers(found: dict) -> Iterator[Line]:
    for each in found["benchmarks"]:
        yield Line(
            "answers", f"{each['group']}: {_words(each['name'])}", None, f"{each['stats']['median'] * 1000:,.1f} ms"
        )


def _words(test: str) -> str:
    return test.removeprefix("test_").replace("_", " ")


def _cost(row: dict) -> str:
    return f"{row['seconds']:.2f} s, {row['cpu']:.1f} s of processors, {row['peak']:.2f} GB"


def main() -> None:
    """Print the table; what is promised and does not hold says NO."""
    results = json.loads(RESULTS.read_text("utf-8"))
    if ANSWERS.exists():
        results["answers"] = json.loads(ANSWERS.read_text("utf-8"))
    words = {None: "", True: "yes", False: "NO"}
    rows = [line._replace(holds=words[line.holds]) for line in summary(results)]
    frame = pl.DataFrame(rows, schema=Line._fields, orient="row")
    with pl.Config(
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_width_chars=220,
        fmt_str_lengths=100,
    ):
        print(frame.rename({"may_be": "may be"}))


if __name__ == "__main__":
    main()
