"""The log of a Delta table as it lies in its folder: commits by number, and every so often a checkpoint of all before.

Read directly, because `DeltaTable.vacuum(keep_versions=…, full=True)` finds the same files but opens every version that
is kept: 0.6 s a table with 60 kept of 300, where a night's log tells it in 1 ms. It also adds two versions to the
table, which no manifest names, and leaves the log as long as it was (deltalake 1.6.6; a home has 84 tables).
How a log is made up: https://github.com/delta-io/delta/blob/master/PROTOCOL.md
"""

import json
import os
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import polars as pl

from data.storage import object_storage
from data.storage.names import is_published

FOLDER = "_delta_log"
COMMIT = re.compile(r"(\d{20})\.json")
PART = re.compile(r"(?:.*/)?part-[^/]*\.parquet(#\d+)?")
"""A file of rows; a number behind it has one that is being written."""

CHECKPOINT = re.compile(r"(\d{20})\.checkpoint\.parquet")

SETTINGS = {
    # Delta would forget after 30 days how an old version is read; which versions go is the settings' to say.
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 36500 days",
    # A table is read from the last checkpoint on: every commit since costs a fifth of a millisecond.
    "delta.checkpointInterval": "10",
}
SETTINGS_OF_SUMS = SETTINGS | {"delta.dataSkippingNumIndexedCols": "1"}
"""Files of sums are found by month and period, their first column; the limits of all others were most of the log."""


def settings(table: str) -> dict[str, str]:
    """What a table of that name is made with."""
    return SETTINGS_OF_SUMS if is_published(table) else SETTINGS


def tables(home: Path, roots: Sequence[str]) -> list[str]:
    """Every table that lies in a home at one of the roots, or right below it; raises: PermissionError, not to be read.

    A search by pattern would pass over folders that may not be read, as if they were lost.
    """
    folders = [folder for root in roots for folder in (root, *(f"{root}/{name}" for name in _listed(home / root)))]
    return sorted(folder for folder in folders if _is_there(home / folder / FOLDER))


def latest(at: str, table: str) -> int | None:
    """The latest version of the table that lies at `at`, None where there is none."""
    return max(_numbers(_names(at, table), COMMIT), default=None)


def oldest(at: str, table: str) -> int | None:
    """The oldest version that the log still tells of, None where there is none."""
    names = _names(at, table)
    return min([*_numbers(names, COMMIT), *_numbers(names, CHECKPOINT)], default=None)


def obsolete_files(at: str, table: str, first: int, last: int) -> set[str]:
    """The addresses of the files that versions from `first` on were made of, and `last` is not, nor any after it.

    Those of versions in between, which no manifest names, are among them.
    """
    obsolete: set[str] = set()
    for version in range(first + 1, last + 1):
        for line in _content(at, f"{table}/{FOLDER}/{version:020}.json").splitlines():
            action = json.loads(line)
            if "remove" in action:
                obsolete.add(action["remove"]["path"])
            elif "add" in action:
                # A table that was taken back has its files again.
                obsolete.discard(action["add"]["path"])
    # A log writes paths as addresses on the web are written.
    return {f"{at}/{table}/{unquote(path)}" for path in obsolete}


def obsolete_log(at: str, table: str, oldest: int) -> set[str]:
    """The addresses of the part of the log that no version from `oldest` on is read by.

    All before the last checkpoint that `oldest` can be read from; nothing where there is none yet.
    """
    names = _names(at, table)
    start = max((number for number in _numbers(names, CHECKPOINT) if number <= oldest), default=0)
    numbered = {name: COMMIT.fullmatch(name) or CHECKPOINT.fullmatch(name) for name in names}
    return {f"{at}/{table}/{FOLDER}/{name}" for name, match in numbered.items() if match and int(match[1]) < start}


def files_below(at: str, root: str) -> dict[str, list[str]]:
    """Table → the addresses of the files of rows that lie in its folder, whether or not its log names them."""
    if object_storage.is_remote(at):
        paths = object_storage.files(at, root)
    else:
        paths = [path.relative_to(at).as_posix() for path in Path(at, root).rglob("part-*")]
    files: dict[str, list[str]] = {}
    for path in filter(PART.fullmatch, paths):
        folder = PurePosixPath(path).parent
        table = folder.parent if "=" in folder.name else folder
        files.setdefault(str(table), []).append(f"{at}/{path}")
    return files


def named_files(at: str, table: str) -> set[str] | None:
    """The names of all files that any version was made of, as far back as the log goes; no name is given twice.

    None, where that cannot be told: there is no log, or a part of it is lost that no checkpoint stands for, or a
    checkpoint is of a kind that is not known here.
    """
    names = _names(at, table)
    commits, paths = set(_numbers(names, COMMIT)), set[str]()
    without = set(range(max(commits, default=0) + 1)) - commits
    if without and not any(number >= max(without) for number in _numbers(names, CHECKPOINT)):
        return None
    for name in names:
        if COMMIT.fullmatch(name):
            entries = [json.loads(line) for line in _content(at, f"{table}/{FOLDER}/{name}").splitlines()]
            paths |= {action["path"] for entry in entries for action in entry.values() if "path" in action}
        elif CHECKPOINT.fullmatch(name):
            checkpoint = pl.read_parquet(BytesIO(_content(at, f"{table}/{FOLDER}/{name}")), columns=["add", "remove"])
            for actions in checkpoint:
                paths |= set(actions.struct.field("path").drop_nulls())
        elif name == "_sidecars" or ("checkpoint." in name and "#" not in name):
            return None
    return {path.rpartition("/")[2] for path in paths}


def _numbers(names: list[str], kind: re.Pattern[str]) -> list[int]:
    return [int(match[1]) for name in names if (match := kind.fullmatch(name))]


def _names(at: str, table: str) -> list[str]:
    folder = f"{table}/{FOLDER}"
    if object_storage.is_remote(at):
        return object_storage.names(at, folder)
    return _listed(Path(at, folder))


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _content(at: str, file: str) -> bytes:
    return object_storage.content(at, file) if object_storage.is_remote(at) else Path(at, file).read_bytes()
