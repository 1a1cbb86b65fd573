"""What a number can be broken down by, and how a row knows its place in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from data.certainty import present
from data.errors import nearest
from data.records import RECORDS, REFERENCE_OF, local_date
from data.records.customer import ClaimDecision, ComplaintCategory
from data.records.organisation import Tenure
from data.records.stored import stored_schema
from data.refusals import questions as refusals
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text, Word
from data.words import Channel, Circumstance, CustomerType, HalfHour, InteractionKind, Language, Weekday

TEXT = pl.String()


@dataclass(frozen=True)
class OfDay:
    """A code that a day tells: for the engine, and in SQL for verification, where `{day}` stands for the day."""

    code: Callable[[pl.Expr], pl.Expr]
    sql: str


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One breakdown.

    `column`: where a record holds it itself. `via`: else (the column that holds a reference's key, the reference's
    column that holds it). `of_day`: it has no column, the day tells it by which a part counts.
    `words`: the closed list of its codes, or `table`: the reference table that names them.
    """

    name: str
    title: Text
    column: str = ""
    via: tuple[str, str] | None = None
    of_day: OfDay | None = None
    words: type[Word] | None = None
    table: str | None = None
    of_time: bool = False
    """Says when, not what or who: nobody's rights end with it, and what is only told by the month has none."""
    of_record: str = ""
    """The one record whose rows tell it, of what kind a case is or how it went; nobody's rights end with it."""


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension(name="channel", title=Text("Channel", "Canal"), column="channel", words=Channel),
        Dimension(
            name="line",
            title=Text("Line of business", "Secteur d'activité"),
            column="line_id",
            via=("service_id", "line_id"),
            table="line",
        ),
        Dimension(name="service", title=Text("Service", "Service"), column="service_id", table="service"),
        Dimension(
            name="region",
            title=Text("Region", "Région"),
            column="region_id",
            via=("location_id", "region_id"),
            table="region",
        ),
        Dimension(name="location", title=Text("Location", "Lieu"), column="location_id", table="location"),
        Dimension(
            name="operator",
            title=Text("Operator", "Exploitant"),
            column="operator_id",
            via=("location_id", "operator_id"),
            table="operator",
        ),
        Dimension(name="language", title=Text("Language", "Langue"), column="language", words=Language),
        Dimension(
            name="customer_type",
            title=Text("Customer type", "Type de client"),
            column="customer_type",
            words=CustomerType,
        ),
        Dimension(name="unit", title=Text("Unit", "Unité"), column="unit_id", table="unit"),
        Dimension(
            name="branch",
            title=Text("Branch", "Direction"),
            column="branch_id",
            via=("unit_id", "parent_unit_id"),
            table="unit",
        ),
        Dimension(name="tenure", title=Text("Tenure", "Ancienneté"), column="tenure", words=Tenure),
        Dimension(
            name="partner",
            title=Text("Partner", "Partenaire"),
            column="partner_id",
            via=("service_id", "partner_id"),
            table="partner",
        ),
        Dimension(
            name="run_by",
            title=Text("Run by", "Géré par"),
            column="run_by_id",
            via=("location_id", "partner_id"),
            table="partner",
        ),
        Dimension(
            name="weekday",
            title=Text("Day of the week", "Jour de la semaine"),
            of_day=OfDay(lambda day: day.dt.weekday(), "isodow({day})"),
            words=Weekday,
            of_time=True,
        ),
        Dimension(
            name="hour",
            title=Text("Half-hour", "Demi-heure"),
            column="started_half_hour",
            words=HalfHour,
            of_time=True,
        ),
        Dimension(
            name="kind",
            title=Text("Kind", "Nature"),
            column="kind",
            words=InteractionKind,
            of_record="transaction",
        ),
        Dimension(
            name="circumstance",
            title=Text("Circumstances", "Circonstances"),
            column="circumstance",
            words=Circumstance,
            of_record="transaction",
        ),
        Dimension(
            name="category",
            title=Text("Cause", "Cause"),
            column="category",
            words=ComplaintCategory,
            of_record="complaint",
        ),
        Dimension(
            name="decision",
            title=Text("Decision", "Décision"),
            column="decision",
            words=ClaimDecision,
            of_record="guarantee_claim",
        ),
    )
}


SCOPES = [name for name, dimension in DIMENSIONS.items() if not dimension.of_time and not dimension.of_record]
"""The breakdowns by which somebody's rights can be limited."""


def dimensions_of(record: str) -> list[str]:
    """The breakdowns that the rows of a record allow, in the order that pages offer them."""
    columns = _columns(record)
    return [
        name
        for name, dimension in DIMENSIONS.items()
        if _holds(record, dimension)
        or (dimension.via and dimension.via[0] in columns)
        or (dimension.of_day and _tells_days(record))
    ]


def with_dimensions(
    rows: pl.LazyFrame,
    record: str,
    wanted: Iterable[str],
    snapshot: Snapshot,
    text: pl.DataType = TEXT,
    *,
    dated: str | None = None,
) -> pl.LazyFrame:
    """Adds one column per breakdown wanted, named like the breakdown; null where a row has no place in it.

    `text`: how codes are held, as text or as categories where many rows are grouped by them. `dated`: the day by which
    the rows count, by default the one on which they happened.
    """
    wanted = list(wanted)
    # Rows that an earlier version of the program stored lack what is stored since.
    late = {DIMENSIONS[name].column for name in wanted} & (_columns(record) - RECORDS[record].columns().keys())
    lacking = late - set(rows.collect_schema().names()) if late else late
    rows = rows.with_columns(pl.lit(None, pl.String).alias(column) for column in lacking)
    added = rows.with_columns(_place(DIMENSIONS[name], record, snapshot, text, dated).alias(name) for name in wanted)
    return added.drop(lacking)


def place_of(name: str, record: str, snapshot: Snapshot, *, dated: str | None = None) -> pl.Expr:
    """The code of a row of a record in a breakdown, as text; null where it has none."""
    return _place(DIMENSIONS[name], record, snapshot, TEXT, dated)


def code_of_day(name: str, record: str, dated: str, text: pl.DataType = TEXT) -> pl.Expr:
    """The code that the day tells by which rows count; null where they stand for a month."""
    code = present(DIMENSIONS[name].of_day).code(pl.col(dated)).cast(pl.String).cast(text)
    return code if _tells_days(record) else pl.lit(None, text)


@cache
def _columns(record: str) -> frozenset[str]:
    return frozenset(stored_schema(RECORDS[record]).names())


def _holds(record: str, dimension: Dimension) -> bool:
    """Whether the rows of a record have a column of it: one of another record may be named alike and mean another."""
    return dimension.column in _columns(record) and dimension.of_record in ("", record)


def _tells_days(record: str) -> bool:
    """Whether a row stands for something on a day, of which more may be told than what is published of groups."""
    declared = RECORDS[record]
    return bool(declared.dated) and declared.grain == "day" and not declared.restricted


def _place(dimension: Dimension, record: str, snapshot: Snapshot, text: pl.DataType, dated: str | None) -> pl.Expr:
    if dimension.of_day:
        return code_of_day(dimension.name, record, dated or local_date(RECORDS[record]) or "", text)
    if _holds(record, dimension):
        return pl.col(dimension.column).cast(text)
    if dimension.via is None or dimension.via[0] not in _columns(record):
        return pl.lit(None, text)
    key, attribute = dimension.via
    table = lake_table(REFERENCE_OF[key])
    reference = snapshot.read(table) if snapshot.has(table) else None
    if reference is None or attribute not in reference.columns:
        return pl.lit(None, text)
    # A code means the same in every source; where two sources name it, the first by name counts.
    places = reference.sort("source").unique(key, keep="first")
    return pl.col(key).replace_strict(places[key], places[attribute].cast(text), default=None, return_dtype=text)


def names(name: str, snapshot: Snapshot) -> dict[str, Text]:
    """Code → what readers see, for every member of a breakdown."""
    dimension = DIMENSIONS[name]
    if dimension.words:
        return dimension.words.texts()
    of = present(dimension.table)
    table = lake_table(of)
    if not snapshot.has(table):
        return {}
    members = snapshot.read(table).sort("source", descending=True)
    key = RECORDS[of].primary_key()[0]
    rows = members.select(key, "name_en", pl.coalesce("name_fr", "name_en")).iter_rows()
    return {code: Text(en, fr) for code, en, fr in rows}


def check_where(where: Mapping[str, Iterable[str]], allowed: list[str], snapshot: Snapshot) -> dict[str, list[str]]:
    """The filters, each a breakdown and the codes that stay.

    Raises: UserError, for a breakdown or a code that does not exist, naming the nearest that do.
    """
    checked = {}
    for name, codes in where.items():
        require([name], allowed)
        members = names(name, snapshot)
        for code in codes:
            if code not in members:
                title = Text(name.replace("_", " "), DIMENSIONS[name].title.fr.lower())
                raise refusals.UNKNOWN_CODE(breakdown=title, code=code, nearest=nearest(code, members))
        checked[name] = list(codes)
    return checked


def require(wanted: Iterable[str], allowed: list[str]) -> None:
    """Raises: UserError, for a breakdown that is unknown or that the rows do not allow."""
    for name in wanted:
        if name not in DIMENSIONS:
            raise refusals.UNKNOWN_BREAKDOWN(name=name, nearest=nearest(name, allowed))
        if name not in allowed:
            raise (
                refusals.BREAKDOWN_NOT_ALLOWED(name=name, allowed=", ".join(allowed))
                if allowed
                else refusals.NO_BREAKDOWN(name=name)
            )
