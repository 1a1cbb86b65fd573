"""A source written by hand: small drawn tables in, a folder that `scorecard run --source` takes out.

And what a run made of it: the row count, the lake, the published sums, the rows that stayed out.
"""

import csv
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl

from data.storage.manifest import Manifest, RowCount
from data.storage.snapshot import read_snapshot

Row = dict[str, str | None]

FILLED: dict[str, Callable[[Row], Row]] = {
    "line": lambda row: {"name_en": row["line_id"]},
    "service": lambda row: {"name_en": row["service_id"]},
    "transaction": lambda row: {
        "kind": "transaction",
        "channel": "online",
        "service_id": "plate",
        "status": "completed",
        "completed_at": row["started_at"],
    },
    "complaint": lambda row: {"channel": "online", "service_id": "plate", "category": "wait"},
}
"""What a drawn table need not say."""

LINES = "line_id\nvehicles\nhealth"
SERVICES = "service_id | line_id\nplate | vehicles\ncard | health"


def drawn(record: str, table: str | Iterable[Row]) -> list[Row]:
    """The rows of a table drawn as `a | b`, an empty cell being null; what every row needs is filled in."""
    if isinstance(table, str):
        lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        names, *cells = [line for line in lines if not set("".join(line)) <= set("-+")]
        table = [{name: cell or None for name, cell in zip(names, row, strict=True)} for row in cells]
    fill = FILLED.get(record, lambda row: {})
    return [fill(row) | row for row in table]


def files(folder: Path, name: str | None = None, /, **records: str | Iterable[Row]) -> Path:
    """Writes a source of CSV files, one per record, and returns its folder; files that are there are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    # `service.csv` and `service-2.csv`, but not `service_standard.csv`.
    globs = "".join(f'{record} = "{record}[.-]*csv"\n' for record in records)
    text = f'name = "{name or folder.name}"\ntime_zone = "America/Toronto"\n[files]\n{globs}'
    (folder / "source.toml").write_text(text, encoding="utf-8")
    for record, table in records.items():
        (folder / f"{record}.sql").write_text("SELECT * FROM source", encoding="utf-8")
        write_csv(folder / f"{record}.csv", drawn(record, table))
    return folder


def write_csv(path: Path, rows: list[Row]) -> None:
    """The rows as a CSV file."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def database(folder: Path, *, watermark: str = "", look_back_days: int = 0, **records: str | Iterable[Row]) -> Path:
    """Writes a source on a SQLite file beside it, each record a table of the same columns."""
    url = f"sqlite:///{folder / 'city.db'}"
    describe(folder, url, list(records), watermark=watermark, look_back_days=look_back_days)
    for record, table in records.items():
        fill_table(folder, record, table)
    return folder


def describe(folder: Path, url: str, records: list[str], *, watermark: str = "", look_back_days: int = 0) -> None:
    """Writes `source.toml` and the SELECTs of a source whose tables are named like the records."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f'name = "{folder.name}"\nurl = "{url}"\ntime_zone = "America/Toronto"\n'
    for record in records if watermark else ():
        if record not in ("line", "service"):
            text += f'[records.{record}]\nwatermark = "{watermark}"\nlook_back_days = {look_back_days}\n'
    (folder / "source.toml").write_text(text, encoding="utf-8")
    for record in records:
        (folder / f"{record}.sql").write_text(f'SELECT * FROM "{record}"', encoding="utf-8")


def fill_table(folder: Path, record: str, table: str | Iterable[Row]) -> None:
    """Puts the rows, and only them, in the record's table of the SQLite file."""
    rows = drawn(record, table)
    names = list(rows[0])
    listed = ", ".join(f'"{name}"' for name in names)
    connection = sqlite3.connect(folder / "city.db")
    with connection:
        connection.execute(f'DROP TABLE IF EXISTS "{record}"')
        connection.execute(f'CREATE TABLE "{record}" ({listed})')
        connection.executemany(
            f'INSERT INTO "{record}" VALUES ({", ".join("?" * len(names))})', [list(row.values()) for row in rows]
        )
    connection.close()


def rows_of(manifest: Manifest, record: str = "transaction", source: str = "city") -> RowCount:
    """Where the rows of a record went; that none was lost is checked on the way."""
    rows = manifest.sources[source][record].rows
    assert rows.read == rows.good + rows.rejected + rows.superseded + rows.unchanged
    return rows


def lake(home: Path, record: str = "transaction", *columns: str) -> list[tuple]:
    """The stored rows of a record, sorted: these columns of them, by default the key."""
    columns = columns or (f"{record}_id",)
    return sorted(read_snapshot(home).scan(f"lake/{record}").select(columns).collect().rows())


def refused(home: Path) -> pl.DataFrame:
    """Every row ever refused: `key`, `rule`, `run`, `resolved` and so on."""
    return read_snapshot(home).scan("rejected").collect().sort("key", "run", "values")


def waiting(home: Path) -> list[tuple[str | None, str]]:
    """Key and rule of the rows that still wait to come in."""
    return [(row["key"], row["rule"]) for row in refused(home).to_dicts() if row["resolved"] is None]


def tables(home: Path, folder: str) -> dict[str, pl.DataFrame]:
    """Every table of the home below `published` or `lake`, without those that are empty, columns and rows sorted."""
    snapshot = read_snapshot(home)
    frames = {name: snapshot.scan(name).collect() for name in snapshot.manifest.tables if name.startswith(f"{folder}/")}
    return {
        name: frame.select(sorted(frame.columns)).sort(sorted(frame.columns))
        for name, frame in sorted(frames.items())
        if frame.height
    }


def same_tables(home: Path, other: Path) -> None:
    """Two homes hold the same rows and publish the same sums, table by table."""
    for folder in ("lake", "published"):
        here, there = tables(home, folder), tables(other, folder)
        assert list(here) == list(there)
        for name, frame in here.items():
            assert frame.equals(there[name]), f"{name}\n{frame}\n{there[name]}"
