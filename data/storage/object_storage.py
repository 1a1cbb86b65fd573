"""Tables in object storage (`SCORECARD_LAKE_URL=s3://bucket/folder`) instead of the home: what Delta leaves to us.

Manifests, lock, logs and what people write stay in the home. Address and keys of the storage come from the environment,
under the names that its own tools know (AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deltalake import DeltaTable

from data.refusals import storage as refusals
from data.text import Text

if TYPE_CHECKING:
    from pyarrow.fs import PyFileSystem

CLAIM = "lake.url"
"""Kept in a home whose tables lie elsewhere, from before the first of them is written."""


def is_remote(at: str) -> bool:
    """Whether tables do not lie in a folder of this machine."""
    return "://" in at


def claim(home: Path, at: str, published_at: str | None, roots: Sequence[str]) -> None:
    """Checks that a home and its tables belong together before a run changes any.

    `published_at`: where the tables of the last run lie.

    Raises: UserError, where the setting has changed since the last run, or the folder holds another home's tables.
    """
    if published_at is not None and published_at != at:
        raise refusals.TABLES_ELSEWHERE(home=home, before=_place(published_at), now=_place(at))
    if not at or published_at is not None:
        return
    mark = home / CLAIM
    if mark.exists() and mark.read_text(encoding="utf-8") == at:
        return
    if tables(at, roots):
        raise refusals.OTHER_HOMES_TABLES(address=at)
    mark.write_text(at, encoding="utf-8")


def _place(at: str) -> Text:
    return Text(f"at {at}", f"à {at}") if at else Text("in the home", "dans le dossier lui-même")


def tables(at: str, roots: Sequence[str]) -> list[str]:
    """Every table that lies at one of the roots, or right below it."""
    below = [table for root in roots for table in [root, *_folders(at, root)]]
    return sorted(table for table in below if DeltaTable.is_deltatable(f"{at}/{table}"))


def remove(at: str, table: str) -> None:
    """Removes a table with all its versions."""
    _storage(at).delete_dir(table)


def remove_files(at: str, addresses: Iterable[str]) -> int:
    """Removes files of tables, named by Delta's addresses; returns their bytes."""
    storage, freed = _storage(at), 0
    for file in storage.get_file_info([address.removeprefix(f"{at}/") for address in addresses]):
        if file.is_file:
            storage.delete_file(file.path)
            freed += file.size
    return freed


def names(at: str, folder: str) -> list[str]:
    """The names of the files right below a folder."""
    from pyarrow.fs import FileSelector

    return [each.base_name for each in _storage(at).get_file_info(FileSelector(folder, allow_not_found=True))]


def files(at: str, folder: str) -> list[str]:
    """The paths of all files below a folder."""
    from pyarrow.fs import FileSelector

    below = FileSelector(folder, allow_not_found=True, recursive=True)
    return [each.path for each in _storage(at).get_file_info(below) if each.is_file]


def content(at: str, file: str) -> bytes:
    """What a file holds."""
    with _storage(at).open_input_stream(file) as stream:
        content: bytes = stream.read()
        return content


def _folders(at: str, folder: str) -> list[str]:
    from pyarrow.fs import FileSelector, FileType

    files = _storage(at).get_file_info(FileSelector(folder, allow_not_found=True))
    return [each.path for each in files if each.type is FileType.Directory]


def _storage(at: str) -> "PyFileSystem":
    """Through Delta's own storage, so that addresses and keys are read in one way only."""
    # Importing them takes a quarter of a second, and most homes never need them.
    from deltalake.fs import DeltaStorageHandler
    from pyarrow.fs import PyFileSystem

    return PyFileSystem(DeltaStorageHandler(at))
