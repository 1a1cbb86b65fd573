"""A source system is a folder: `source.toml` says where it is, one `<record>.sql` each says what it gives."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from data.errors import UserError, nearest
from data.records import RECORDS

KEYS = ["name", "url", "files", "time_zone", "records"]
QUERY_KEYS = ["watermark", "look_back_days", "expected_by"]


@dataclass(frozen=True)
class Query:
    """How one record is read.

    `watermark`: the column whose greatest value read so far says where the next reading starts.
    `look_back_days`: how far before that it starts, for rows that arrive late.
    `expected_by`: when the record should be there, in words that a reader of its lateness understands.
    """

    sql: str
    watermark: str | None = None
    look_back_days: int = 0
    expected_by: str | None = None


@dataclass(frozen=True)
class Source:
    """A source system: a database at `url`, or `files` with a glob per record (names not yet filled in)."""

    name: str
    folder: Path
    time_zone: str
    url: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Query] = field(default_factory=dict)


def load(folder: Path) -> Source:
    """The source that a folder describes.

    Raises `UserError` for a folder that is none: each says what is wrong and what to do.
    """
    folder = Path(folder).expanduser().resolve()
    said = _toml(folder)
    where = f"{folder / 'source.toml'}"
    _known(said, KEYS, where)
    name = _text(said, "name", where) or folder.name
    url, files = _text(said, "url", where), _table(said, "files", where)
    time_zone = _text(said, "time_zone", where)
    if url and files:
        raise UserError(f"{where} has both `url` and `[files]`; keep one of them.")
    if not url and not files:
        raise UserError(f"{where} has neither `url` nor `[files]`; say where the source is by one of them.")
    if time_zone not in available_timezones():
        hint = nearest(time_zone, available_timezones()) if time_zone else "write one like America/Toronto."
        raise UserError(f"{where} has no known `time_zone`{f' ({time_zone})' if time_zone else ''}; {hint}")
    sql = _selects(folder, where)
    _same_records(files, sql, where)
    options = _table(said, "records", where)
    return Source(
        name=name,
        folder=folder,
        time_zone=time_zone,
        url=url,
        files={record: _text(files, record, f"{where} [files]") or "" for record in files},
        records=_queries(sql, options, where, reads_files=bool(files)),
    )


def _toml(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        raise UserError(f"There is no source folder {folder}; give the path of one that holds a source.toml.")
    path = folder / "source.toml"
    if not path.is_file():
        raise UserError(f"The source folder {folder} has no source.toml; write one with name, url and time_zone.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path} is not valid TOML: {error}; correct it there.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is not UTF-8; save it as UTF-8.") from None


def _known(said: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    keys = list(keys)
    for key in said:
        if key not in keys:
            raise UserError(f"{where} has an unknown key `{key}`; {nearest(key, keys)}")


def _text(said: Mapping[str, Any], key: str, where: str) -> str | None:
    value = said.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise UserError(f"{where} has a `{key}` that is not a text; write it in quotes.")
    return value


def _table(said: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    value = said.get(key, {})
    if not isinstance(value, dict):
        raise UserError(f"{where} has a `{key}` that is not a table; write it as [{key}].")
    return value


def _selects(folder: Path, where: str) -> dict[str, str]:
    found = {}
    for path in sorted(folder.glob("*.sql")):
        if path.stem not in RECORDS:
            raise UserError(f"{path} is not named after a record; {nearest(path.stem, RECORDS)}")
        try:
            found[path.stem] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise UserError(f"{path} is not UTF-8; save it as UTF-8.") from None
    if not found:
        raise UserError(f"{where} has no <record>.sql beside it; write one SELECT per record it supplies.")
    return {record: found[record] for record in RECORDS if record in found}


def _same_records(files: Mapping[str, Any], sql: Mapping[str, str], where: str) -> None:
    for record in files:
        if record not in RECORDS:
            raise UserError(f"{where} has files of an unknown record `{record}`; {nearest(record, RECORDS)}")
        if record not in sql:
            raise UserError(f"{where} has files of `{record}` but no {record}.sql; write the SELECT that reads them.")
    for record in sql if files else ():
        if record not in files:
            raise UserError(f"{where} has {record}.sql but no files of `{record}`; add it to [files].")


def _queries(sql: Mapping[str, str], options: Mapping[str, Any], where: str, *, reads_files: bool) -> dict[str, Query]:
    for record in options:
        if record not in sql:
            raise UserError(f"{where} has options of `{record}`, which has no SELECT here; {nearest(record, sql)}")
    found = {}
    for record, text in sql.items():
        said, here = _table(options, record, where), f"{where} [records.{record}]"
        _known(said, QUERY_KEYS, here)
        days = said.get("look_back_days", 0)
        if isinstance(days, bool) or not isinstance(days, int) or days < 0:
            raise UserError(f"{here} has a `look_back_days` that is not a whole number of days; write one like 3.")
        watermark = _text(said, "watermark", here)
        if watermark and reads_files:
            raise UserError(f"{here} has a `watermark`, but files are always read whole; take it out.")
        found[record] = Query(text, watermark, days, _text(said, "expected_by", here))
    return found
