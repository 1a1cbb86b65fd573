"""A home's tables as DuckDB reads them: the files that the manifest's versions are made of, one view per table."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import duckdb
import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from data.connectors.sql import literal, quote
from data.storage.lake import PARTITION
from data.storage.object_storage import is_remote

MEMORY = "2GB"
"""What does not fit is put on disk."""

TYPES = {"string": "VARCHAR", "long": "BIGINT", "integer": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}
TYPES |= {"timestamp": "TIMESTAMPTZ", "double": "DOUBLE"}


Config = dict[str, str | bool | int | float | list[str]]


@contextmanager
def open_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own that holds nothing but what it must put aside, and is gone afterwards."""
    with TemporaryDirectory(prefix="scorecard-verify-") as folder:
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": folder,
            "preserve_insertion_order": False,
        }
        # Nothing is fetched from anywhere: what is not installed is not there.
        closed: Config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        with duckdb.connect(str(Path(folder) / "verify.duckdb"), config=limits | closed) as connection:
            connection.execute("SET enable_progress_bar = false")
            yield connection


def create_views(
    at: str, versions: Mapping[str, int], connection: duckdb.DuckDBPyConnection
) -> Iterator[tuple[str, str]]:
    """Makes a view per table, named like it; gives the tables that could not be read, each with the reason.

    `at`: the folder of the tables, or where they lie in object storage.
    """
    for table, version in versions.items():
        try:
            opened = DeltaTable(f"{at}/{table}", version=version)
            files = pl.DataFrame(opened.get_add_actions(flatten=True))
        except (DeltaError, OSError) as error:
            yield table, f"version {version} cannot be opened ({_first_line(error)})"
            continue
        paths = [Path(at) / table / unquote(path) for path in files["path"]]
        if not is_remote(at) and (missing := [path.name for path in paths if not path.exists()]):
            yield table, f"{len(missing)} of {len(paths)} files are gone ({missing[0]})"
            continue
        columns = {field.name: str(field.type.type) for field in opened.schema().fields}
        try:
            if is_remote(at):
                # DuckDB alone would need an extension from elsewhere to reach it.
                connection.register(table, opened.to_pyarrow_dataset())
            else:
                connection.execute(f"CREATE VIEW {quote(table)} AS {_select(paths, columns)}")
            [(rows,)] = connection.execute(f"SELECT count(*) FROM {quote(table)}").fetchall()
        except (duckdb.Error, OSError) as error:
            yield table, f"a file cannot be read ({_first_line(error)})"
            continue
        if paths and rows != (logged := files["num_records"].sum()):
            yield table, f"its files hold {rows} rows, its log says {logged}"


def list_columns(table: str, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns of a view."""
    return [row[0] for row in connection.execute(f"DESCRIBE {quote(table)}").fetchall()]


def _select(paths: list[Path], columns: dict[str, str]) -> str:
    if not paths:
        typed = (f"CAST(NULL AS {TYPES[kind]}) AS {quote(name)}" for name, kind in columns.items())
        return f"SELECT {', '.join(typed)} WHERE FALSE"
    options = "union_by_name = true, hive_partitioning = false"
    if PARTITION in columns:
        options = f"union_by_name = true, hive_partitioning = true, hive_types = {{'{PARTITION}': VARCHAR}}"
    listed = ", ".join(literal(_literally(path)) for path in paths)
    return f"SELECT {', '.join(map(quote, columns))} FROM read_parquet([{listed}], {options})"


def _literally(path: Path) -> str:
    """A path none of whose characters stands for others."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
