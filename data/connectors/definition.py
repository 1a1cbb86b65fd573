"""A source system is a folder: `source.toml` says where it is, one `<record>.sql` each says what it gives."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from data.connectors.dialect import AS_IT_SHOWS, Format
from data.errors import UserError, nearest
from data.records import RECORDS
from data.refusals.intake import sources as refusals

Filled = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")
"""A source's name is a folder's for as long as it is read, a part of keys, and stands in logs and messages."""

MOST_DAYS = 36_525
"""A look-back or a stay longer than a century is a slip, and its day could not be reckoned with."""


class Options(BaseModel):
    """The table `[records.<record>]` of a source.toml: how one record is read.

    `watermark`: the column whose greatest value read so far says where the next reading starts.
    `look_back_days`: how far before that it starts, for rows that arrive late.
    `expected_by`: when the record should be there, in words that a reader of its lateness understands.
    The others say how its files are written, see `Format`; what is not said is recognised.
    `allow`: columns that may hold what looks like personal data, and is none.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    watermark: Filled | None = None
    look_back_days: int = Field(0, ge=0, le=MOST_DAYS)
    expected_by: Filled | None = None
    separator: str | None = Field(None, min_length=1, max_length=1)
    decimal: Literal[",", "."] | None = None
    encoding: Filled | None = None
    sheet: Filled | None = None
    header_row: int | None = Field(None, ge=1)
    empty: tuple[str, ...] = Field((), strict=False)
    allow: list[Filled] = Field(default_factory=list)

    @property
    def format(self) -> Format:
        """How the record's files are written."""
        return Format(**{item.name: getattr(self, item.name) for item in fields(Format)})

    def query(self, sql: str) -> "Query":
        """The SELECT, and how its record is read."""
        return Query(sql, self.watermark, self.look_back_days, self.expected_by, self.format, tuple(self.allow))


class SourceFile(BaseModel):
    """A source.toml as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Filled | None = None
    url: Filled | None = None
    files: dict[str, Filled] = Field(default_factory=dict)
    time_zone: Filled | None = None
    records: dict[str, Options] = Field(default_factory=dict)


@dataclass(frozen=True)
class Query:
    """How one record is read: its SELECT, and what `Options` says."""

    sql: str
    watermark: str | None = None
    look_back_days: int = 0
    expected_by: str | None = None
    format: Format = AS_IT_SHOWS
    allow: tuple[str, ...] = ()


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

    Raises `UserError` for a folder that is none, with the first thing that is wrong; `problems` gives all of them.
    """
    folder = Path(folder).expanduser().resolve()
    path = folder / "source.toml"
    wrong = problems(folder)
    if wrong:
        raise wrong[0]
    written = SourceFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    return Source(
        name=folder.name if written.name is None else written.name,
        folder=folder,
        time_zone=written.time_zone or "",
        url=written.url,
        files=written.files,
        records=_queries(_selects(folder), written),
    )


def problems(folder: Path) -> list[UserError]:
    """Everything that is wrong with a folder as the description of a source, the worst first."""
    folder = Path(folder).expanduser().resolve()
    path = folder / "source.toml"
    if not folder.is_dir():
        return [refusals.NO_FOLDER(folder=folder)]
    if not path.is_file():
        return [refusals.NO_TOML(folder=folder)]
    try:
        written = SourceFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except tomllib.TOMLDecodeError as error:
        return [refusals.NOT_TOML(file=path, message=str(error))]
    except UnicodeDecodeError:
        return [refusals.NOT_UTF_8(file=path)]
    except ValidationError as error:
        return [_refusal(each, path) for each in error.errors()]
    wrong = list(_wrong_selects(folder, path))
    if wrong:
        return wrong
    selects = _selects(folder)
    return [*_wrong_source(written, folder, path), *_wrong_files(written.files, selects, path),
            *_wrong_options(selects, written, path)]  # fmt: skip


def _wrong_source(written: SourceFile, folder: Path, path: Path) -> Iterator[UserError]:
    """Of the source as a whole: where it is, its zone, its name."""
    if written.url and written.files:
        yield refusals.URL_AND_FILES(file=path)
    if not written.url and not written.files:
        yield refusals.NEITHER_URL_NOR_FILES(file=path)
    zone = written.time_zone
    if zone is None:
        yield refusals.NO_TIME_ZONE(file=path)
    elif zone not in available_timezones():
        yield refusals.UNKNOWN_TIME_ZONE(file=path, time_zone=zone, nearest=nearest(zone, available_timezones()))
    name = folder.name if written.name is None else written.name
    if not NAME.fullmatch(name):
        refusal = refusals.UNFIT_FOLDER_NAME if written.name is None else refusals.UNFIT_NAME
        yield refusal(file=path, name=ascii(name[:70]))


def _refusal(error: Mapping[str, Any], path: Path) -> UserError:
    """What pydantic finds wrong, as our sentence: which key of which table."""
    # What is wrong within a list is wrong with the list.
    names = [part for part in error["loc"] if isinstance(part, str)]
    table, key = names[:-1], names[-1]
    place = f"{path} [{'.'.join(table)}]" if table else str(path)
    if error["type"] == "extra_forbidden":
        keys = (Options if table else SourceFile).model_fields
        return refusals.UNKNOWN_KEY(place=place, key=key, nearest=nearest(key, keys))
    if error["type"] in ("model_type", "dict_type"):
        return refusals.NOT_A_TABLE(place=place, key=key, table=".".join([*table, key]))
    if "allow" in error["loc"]:
        return refusals.NOT_COLUMNS(place=f"{path} [{'.'.join(table[:2])}]")
    if key in refusals.FORMS:
        return refusals.NOT_OF_FORM(place=place, key=key, form=refusals.FORMS[key])
    return refusals.NOT_A_TEXT(place=place, key=key)


def _wrong_selects(folder: Path, path: Path) -> Iterator[UserError]:
    files = sorted(folder.glob("*.sql"))
    if not files:
        yield refusals.NO_SELECT(file=path)
    for file in files:
        if file.stem not in RECORDS:
            yield refusals.NOT_A_RECORD(file=file, nearest=nearest(file.stem, RECORDS))
        try:
            file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            yield refusals.NOT_UTF_8(file=file)


def _selects(folder: Path) -> dict[str, str]:
    """Record → its SELECT, references first."""
    selects = {file.stem: file.read_text(encoding="utf-8-sig") for file in folder.glob("*.sql")}
    return {record: selects[record] for record in RECORDS if record in selects}


def _wrong_files(files: Mapping[str, str], selects: Mapping[str, str], path: Path) -> Iterator[UserError]:
    """Every record with files has a SELECT, and the other way round."""
    for record in files:
        if record not in RECORDS:
            yield refusals.FILES_OF_UNKNOWN_RECORD(file=path, record=record, nearest=nearest(record, RECORDS))
        elif record not in selects:
            yield refusals.FILES_WITHOUT_SELECT(file=path, record=record)
    for record in selects if files else ():
        if record not in files:
            yield refusals.SELECT_WITHOUT_FILES(file=path, record=record)


def _wrong_options(selects: Mapping[str, str], written: SourceFile, path: Path) -> Iterator[UserError]:
    for record, options in written.records.items():
        place = f"{path} [records.{record}]"
        if record not in selects:
            yield refusals.OPTIONS_WITHOUT_SELECT(file=path, record=record, nearest=nearest(record, selects))
            continue
        columns = RECORDS[record].columns()
        for column in options.allow:
            if column not in columns:
                yield refusals.ALLOWS_UNKNOWN_COLUMN(place=place, column=column, nearest=nearest(column, columns))
        if options.watermark and written.files:
            yield refusals.WATERMARK_OF_FILES(place=place)
        if options.format != AS_IT_SHOWS and not written.files:
            yield refusals.FORMAT_OF_DATABASE(place=place)


def _queries(selects: Mapping[str, str], written: SourceFile) -> dict[str, Query]:
    return {record: written.records.get(record, Options()).query(sql) for record, sql in selects.items()}
