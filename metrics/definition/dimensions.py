"""What a number can be broken down by, and how a row knows its place in it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from data.errors import nearest
from data.records import RECORDS, REFERENCE_OF
from data.records.organisation import Tenure
from data.refusals import questions as refusals
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text, Word
from data.words import Channel, CustomerType, Language

TEXT = pl.String()


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One breakdown.

    `column`: where a record holds it itself. `via`: else (the column that holds a reference's key, the reference's
    column that holds it). `words`: the closed list of its codes, or `table`: the reference table that names them.
    """

    name: str
    title: Text
    column: str
    via: tuple[str, str] | None = None
    words: type[Word] | None = None
    table: str | None = None


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
    )
}


def dimensions_of(record: str) -> list[str]:
    """The breakdowns that the rows of a record allow, in the order that pages offer them."""
    columns = RECORDS[record].columns()
    return [
        name
        for name, dimension in DIMENSIONS.items()
        if dimension.column in columns or (dimension.via and dimension.via[0] in columns)
    ]


def with_dimensions(
    rows: pl.LazyFrame, record: str, wanted: Iterable[str], snapshot: Snapshot, text: pl.DataType = TEXT
) -> pl.LazyFrame:
    """Adds one column per breakdown wanted, named like the breakdown; null where a row has no place in it.

    `text`: how codes are held, as text or as categories where many rows are grouped by them.
    """
    columns = RECORDS[record].columns()
    return rows.with_columns(_place(DIMENSIONS[name], columns, snapshot, text).alias(name) for name in wanted)


def place_of(name: str, record: str, snapshot: Snapshot) -> pl.Expr:
    """The code of a row of a record in a breakdown, as text; null where it has none."""
    return _place(DIMENSIONS[name], RECORDS[record].columns(), snapshot, TEXT)


def _place(dimension: Dimension, columns: Container[str], snapshot: Snapshot, text: pl.DataType) -> pl.Expr:
    if dimension.column in columns:
        return pl.col(dimension.column).cast(text)
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
    table = lake_table(dimension.table)
    if not snapshot.has(table):
        return {}
    members = snapshot.read(table).sort("source", descending=True)
    key = RECORDS[dimension.table].primary_key()[0]
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
