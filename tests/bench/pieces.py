"""What is measured at full size, each by itself in a process of its own: `python -m tests.bench.pieces NAME HOME`.

Prints one line of JSON: seconds, seconds of all processors, peak memory of the process in gigabytes, what it counted.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from data.storage.delta_table import Table
from data.storage.snapshot import Snapshot
from data.verify.expressions import to_sql
from data.verify.run import verify
from metrics.catalogue import registry
from metrics.catalogue.versions import open_snapshot
from metrics.drilldown.record_story import read_story, rows_of
from metrics.drilldown.rows_behind import list_rows
from metrics.engine.answer import Question
from metrics.engine.cubes import Cube, build_cubes, columns_over, group_by_date
from metrics.engine.published_spec import specification
from pipelines.run import run
from tests.bench.generated import QUARTER_HOURS, ROWS_A_DAY, next_day, published_home

CUBE = Cube("measured", "day", ("channel", "service", "region"))
"""All indicators of transactions by day, channel, service and region."""


def ours(tables: Snapshot) -> int:
    """The engine's own way."""
    (sums,) = build_cubes("transaction", [CUBE], tables)
    return sums.height


def contact(tables: Snapshot) -> int:
    """The rules over neighbouring rows, as the engine makes them."""
    (sums,) = build_cubes("contact", [CUBE], tables)
    return sums.height


def in_duckdb(tables: Snapshot) -> int:
    """The same parts in one SQL: one GROUP BY per date that parts are dated by."""
    data_to = tables.manifest.data_to
    by = "channel, service_id AS service, region_id AS region"
    selects = []
    for (dated, deadline), columns in group_by_date(columns_over("transaction", tables.catalogue)).items():
        sums = {c.sum: to_sql(c.part.expression.meta.serialize(format="json")) for c in columns}
        sums_sql = ", ".join(f'CAST(sum({sql}) AS BIGINT) AS "{name}"' for name, sql in sums.items())
        sums_sql += "".join(
            f', count(*) FILTER ({sums[c.sum]} <> 0) AS "{c.rows}"' for c in columns if not c.part.counts
        )
        ends = f"AND {dated} <= DATE '{data_to}'" if deadline else ""
        some = " OR ".join(f'"{column.rows}" > 0' for column in columns)
        selects.append(
            f"SELECT {dated} AS period, {by}, {sums_sql} FROM placed WHERE {dated} IS NOT NULL {ends} "
            f"GROUP BY ALL HAVING {some}"
        )
    with duckdb.connect() as connection:
        for name in ("transaction", "location"):
            files = Table(tables.home / "lake" / name).file_uris()
            connection.execute(f"CREATE VIEW {name}_rows AS SELECT * FROM read_parquet({files})")
        connection.execute(
            "CREATE VIEW placed AS SELECT t.*, l.region_id FROM transaction_rows t "
            "LEFT JOIN location_rows l ON t.location_id = l.location_id"
        )
        return connection.sql(" UNION ALL BY NAME ".join(selects)).to_arrow_table().num_rows


def in_pandas(tables: Snapshot) -> int:
    """The same by hand in pandas: the flags of every part, then one groupby per date."""
    columns = columns_over("transaction", tables.catalogue)
    frame = tables.scan("lake/transaction").select(_read()).collect().to_pandas(use_pyarrow_extension_array=True)
    regions = tables.read("lake/location").select("location_id", "region_id").to_pandas()
    frame = frame.merge(regions, on="location_id", how="left")
    done, left = frame.status == "completed", frame.status == "abandoned"
    matter, call = frame.kind == "transaction", (frame.channel == "telephone") & frame.wait_s.notna()
    visit = (frame.channel == "in_person") & (frame.wait_s.notna() | left)
    on_time, guarantee_kept = done & (frame.completed_at <= frame.due_at), frame.guaranteed & frame.due_at.notna()
    digital = (frame.channel == "online") | frame.assisted_digital.fillna(False)
    ended = matter & frame.channel.isin(["online", "kiosk"]) & (frame.status != "in_progress")
    flags = {
        "completed_on": {
            "met": on_time,
            "standard": done & frame.due_at.notna(),
            "completed": done,
            "volume": done & matter,
            "digital": done & matter & digital,
        },
        "due_on": {
            "kept": guarantee_kept & on_time,
            "guaranteed": guarantee_kept & (done | (frame.status == "in_progress")),
        },
        "started_on": {
            "served": visit & ~left & (frame.wait_s <= 1200),
            "visits": visit,
            "answered": call & ~left,
            "soon": call & ~left & (frame.wait_s <= 60),
            "offered": call & ~(left & (frame.wait_s < 10)),
            "waited": frame.wait_s.where(call & ~left, 0),
            "finished": ended & done,
            "ended": ended,
        },
    }
    assert {dated for dated, _ in group_by_date(columns)} == set(flags)
    groups = 0
    for dated, of in flags.items():
        summed = frame[[dated, "channel", "service_id", "region_id"]].assign(
            **{name: values.fillna(0).astype("int64") for name, values in of.items()}
        )
        sums = summed.groupby([dated, "channel", "service_id", "region_id"], dropna=False, observed=True).sum()
        groups += int((sums != 0).any(axis=1).sum())
    return groups


def floor(tables: Snapshot) -> int:
    """Polars reading the same columns and summing them: numbers and days as such, texts by their lengths."""
    frame = tables.scan("lake/transaction").select(_read())
    numbers = frame.select(
        pl.col(pl.String).str.len_bytes().sum(),
        (pl.col(pl.Date, pl.Datetime).to_physical().cast(pl.Int64) // 1_000_000).sum(),
        pl.col(pl.Boolean, pl.Int64).sum(),
    )
    return numbers.collect(engine="streaming").width


def first_page(tables: Snapshot) -> int:
    """Counts, sums and the first hundred rows behind a number of the last whole month."""
    found = list_rows(Question(indicator="service_standards_met", period="2026-02"), tables)
    return found.page(["channel", "started_at"], 1).height


def one_transaction(tables: Snapshot) -> int:
    """A transaction by its number, without its story."""
    return len(rows_of("transaction", "T77777", tables))


def its_story(tables: Snapshot) -> int:
    """The same with all that is known around it and the numbers it counts in."""
    return sum(len(read_story("transaction", row, tables).counted) for row in rows_of("transaction", "T77777", tables))


def hours(tables: Snapshot) -> int:
    """The bytes of sums and distributions by half-hour for every thousand of the lake, of files that are visible."""
    lake = [name for name in tables.manifest.tables if name.startswith("lake/")]
    by_hour = [
        name for name in tables.manifest.tables if name.startswith("published/") and name.endswith((".hour", ".spread"))
    ]
    return round(1000 * _bytes(tables, by_hour) / _bytes(tables, lake))


def _bytes(tables: Snapshot, names: list[str]) -> int:
    files = (file for name in names for file in Table(tables.home / name).file_uris())
    return sum(Path(file.removeprefix("file://")).stat().st_size for file in files)


def new_day(tables: Snapshot) -> int:
    """A whole run that finds one more day; the home is another afterwards."""
    return _run_on_top(tables, ROWS_A_DAY)


def quarter_hour(tables: Snapshot) -> int:
    """A whole run during the day that finds what came in a quarter of an hour; the home is another afterwards."""
    return _run_on_top(tables, ROWS_A_DAY // QUARTER_HOURS)


def settled(tables: Snapshot) -> int:
    """The first run over a home that was drawn: it stores once what a home that was read has, and is not measured."""
    return _run_on_top(tables, 1)


def _run_on_top(tables: Snapshot, rows: int) -> int:
    outcome = run(tables.home, [next_day(tables.home.with_name(f"{tables.home.name}-source"), rows)])
    assert (outcome.complete, outcome.published) == (True, True), outcome.problems
    return outcome.manifest.rows_read


def verification(tables: Snapshot) -> int:
    """`scorecard verify`: numbers that differ."""
    return verify(tables.home, tables.manifest, specification(tables)).differences


def _read() -> list[str]:
    """The columns that the parts, their dates and the groups need."""
    parts = [column.part for column in columns_over("transaction", registry.declared())]
    used = [name for part in parts for name in (part.dated, *part.expression.meta.root_names())]
    return list(dict.fromkeys([*used, "channel", "service_id", "location_id"]))


PIECES: dict[str, Callable[[Snapshot], int]] = {
    piece.__name__: piece
    for piece in (
        ours,
        in_duckdb,
        in_pandas,
        floor,
        contact,
        first_page,
        one_transaction,
        its_story,
        hours,
        new_day,
        quarter_hour,
        settled,
        verification,
    )
}


def main(name: str, home: Path, rows: int) -> None:
    """Measures one piece; `published` makes the home."""
    tables = None if name == "published" else open_snapshot(home)
    clock, processor = time.perf_counter(), time.process_time()
    counted = PIECES[name](tables) if tables else len(published_home(home, rows).manifest.tables)
    costs = {"seconds": time.perf_counter() - clock, "cpu": time.process_time() - processor}
    costs["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({what: round(value, 3) for what, value in costs.items()} | {"counted": counted}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
