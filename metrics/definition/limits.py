"""What a viewer may read: a snapshot in which there is nothing else.

Tables, indicators and forecasts are all read through it, so nobody has to remember to ask: what a viewer must not see
is not there. Rows of records are those of the scope; a published table is read where its groups tell the scope, and is
otherwise not there, so that sums are made of the rows; whatever knows no scope is not there either.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from data.access.roles import ALL_GROUPS, Role
from data.access.viewer import Clause
from data.certainty import present
from data.records import RECORDS, REFERENCES
from data.refusals import access as refusals
from data.storage.names import LAKE, PUBLISHED, lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.breakdowns import DIMENSIONS, dimensions_of, place_of

CELLS = ".cells"


@dataclass(frozen=True)
class Limits:
    """What a viewer is limited to.

    `clauses`: a row must satisfy each. `rights`: all that decides what may be seen, as a key of caches.
    """

    clauses: tuple[Clause, ...]
    role: Role
    rights: str

    def told_by(self, record: str) -> tuple[tuple[str, ...], ...]:
        """Of each clause the breakdowns that the rows of a record know."""
        known = dimensions_of(record)
        return tuple(tuple(name for name, _ in clause if name in known) for clause in self.clauses)

    def known_to(self, record: str) -> bool:
        """Whether the rows of a record tell whether they lie in the scope."""
        return all(self.told_by(record))


class Limited(Snapshot):
    """A snapshot without what a viewer may not see. `whole`: the tables as they are, for what is limited afterwards."""

    def __init__(
        self, whole: Snapshot, limits: Limits, catalogue: Mapping[str, Any], tables: Mapping[str, int] | None = None
    ) -> None:
        if tables is None:
            of_whole = whole.manifest.tables
            tables = {name: of_whole[name] for name in of_whole if _is_there(name, whole, limits)}
        manifest = whole.manifest.model_copy(update={"tables": dict(tables)})
        super().__init__(whole.home, manifest, whole.as_of, catalogue=catalogue)
        self.whole = whole
        self.limits = limits
        self.held = whole.held

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table that the viewer may see."""
        if table not in self.manifest.tables:
            raise KeyError(table)
        folder, _, name = table.partition("/")
        frame = self.whole.scan(table)
        if folder == LAKE and name not in REFERENCES:
            return within(frame, name, self)
        if table.endswith(CELLS):
            return frame.filter(pl.col("grouping").is_in(list(self.limits.role.groups)))
        if folder == PUBLISHED and self.limits.clauses:
            return frame.filter(present(_told(frame.collect_schema().names(), self.limits.clauses, self.whole)))
        return frame

    def read(self, table: str) -> pl.DataFrame:
        """The same, held: what is read whole is held once for all viewers."""
        folder, _, name = table.partition("/")
        limited = table.endswith(CELLS) or (self.limits.clauses and folder in (LAKE, PUBLISHED))
        if table in self.manifest.tables and (not limited or (folder == LAKE and name in REFERENCES)):
            return self.whole.read(table)
        return super().read(table)

    def files(self, table: str) -> pl.DataFrame:
        """Raises: KeyError; how many rows a file has tells of others'."""
        raise KeyError(table)

    def over(self, whole: Snapshot) -> "Limited":
        """The same limits over other rows of the same tables."""
        return Limited(whole, self.limits, self.catalogue, self.manifest.tables)


def within(frame: pl.LazyFrame, record: str, snapshot: Snapshot) -> pl.LazyFrame:
    """The rows of a record, or of a view of one, that lie in the scope of who reads; all of them without a scope.

    A view is built of all rows first: what a row is may depend on its neighbours, whose it is depends on itself alone.
    """
    if not isinstance(snapshot, Limited):
        return frame
    limits = snapshot.limits
    if not limits.known_to(record):
        return frame.clear()
    for clause, known in zip(limits.clauses, limits.told_by(record), strict=True):
        places = [
            place_of(name, record, snapshot.whole).is_in(list(codes)).fill_null(False)
            for name, codes in clause
            if name in known
        ]
        frame = frame.filter(reduce(or_, places))
    return frame


def unlimited(snapshot: Snapshot) -> Snapshot:
    """The tables as they are, for what is built of all rows before it is limited."""
    return snapshot.whole if isinstance(snapshot, Limited) else snapshot


def alike(name: str, snapshot: Snapshot) -> Snapshot:
    """The tables by which questions on an indicator are answered: for who sees all of its rows those of everybody.

    What two viewers see alike is so worked out once for both. An indicator that is not theirs is refused as before.
    """
    if not isinstance(snapshot, Limited) or snapshot.limits.clauses or name not in snapshot.catalogue:
        return snapshot
    limited = snapshot.catalogue[name].restricted and set(snapshot.limits.role.groups) != set(ALL_GROUPS)
    return snapshot if limited else snapshot.whole


def rights(snapshot: Snapshot) -> str:
    """All that decides what of a snapshot may be seen; empty for who may see everything."""
    return snapshot.limits.rights if isinstance(snapshot, Limited) else ""


def filters_of(snapshot: Snapshot) -> dict[str, tuple[str, ...]] | None:
    """The scope of who reads as filters; None where no filter says it."""
    clauses = snapshot.limits.clauses if isinstance(snapshot, Limited) else ()
    if any(len(clause) > 1 for clause in clauses):
        return None
    return {name: codes for ((name, codes),) in clauses}


def role_of(snapshot: Snapshot) -> Role | None:
    """The role of who reads, None for who may see everything."""
    return snapshot.limits.role if isinstance(snapshot, Limited) else None


def hidden_columns(record: str, snapshot: Snapshot) -> list[str]:
    """The columns of a record that who reads does not see: those that tell one person's rows from another's."""
    role = role_of(snapshot)
    if role is None or role.personal:
        return []
    return [name for name, column in RECORDS[record].columns().items() if present(column.metadata)["personal"]]


def limit_series(table: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """The series that lie in the scope of who reads; none where their keys do not tell it."""
    clauses = snapshot.limits.clauses if isinstance(snapshot, Limited) else ()
    if not _tell_series(clauses, table.columns):
        return table.clear()
    for ((name, codes),) in clauses:
        table = table.filter(pl.col(name).is_in(list(codes)))
    return table


def check_series(keys: Collection[str], snapshot: Snapshot) -> None:
    """Raises: UserError where series of these keys cannot be limited to what who reads may see."""
    clauses = snapshot.limits.clauses if isinstance(snapshot, Limited) else ()
    if not _tell_series(clauses, keys):
        names = [DIMENSIONS[name].title for clause in clauses for name, _ in clause]
        raise refusals.FORECASTS(scope=names)


def _tell_series(clauses: Sequence[Clause], keys: Collection[str]) -> bool:
    return all(len(clause) == 1 and clause[0][0] in keys for clause in clauses)


def _is_there(table: str, whole: Snapshot, limits: Limits) -> bool:
    folder, _, name = table.partition("/")
    if folder == LAKE and name in REFERENCES:
        return True
    if table.endswith(CELLS) or (folder == LAKE and RECORDS[name].restricted):
        return bool(limits.role.groups) and not limits.clauses
    if not limits.clauses:
        return True
    if folder == LAKE:
        return limits.known_to(name)
    if folder != PUBLISHED:
        return False
    return _told(whole.scan(table).collect_schema().names(), limits.clauses, whole) is not None


def _told(columns: Collection[str], clauses: Sequence[Clause], whole: Snapshot) -> pl.Expr | None:
    """Whether a group of a published table lies in the scope, by the codes that it has; None where they do not tell."""
    told = [[_tell(name, codes, columns, whole) for name, codes in clause] for clause in clauses]
    known = [[code.fill_null(False) for code in clause if code is not None] for clause in told]
    if [len(clause) for clause in known] != [len(clause) for clause in told]:
        return None
    return reduce(and_, (reduce(or_, clause) for clause in known))


def _tell(name: str, codes: Sequence[str], columns: Collection[str], whole: Snapshot) -> pl.Expr | None:
    """By the breakdown itself, or by the one whose members tell it: a region by its places."""
    if name in columns:
        return pl.col(name).is_in(list(codes))
    if (via := DIMENSIONS[name].via) is None:
        return None
    key, attribute = via
    holder = next((other for other in DIMENSIONS.values() if other.column == key and other.name in columns), None)
    if holder is None or holder.table is None or not whole.has(lake_table(holder.table)):
        return None
    members = whole.read(lake_table(holder.table))
    if attribute not in members.columns:
        return None
    # A code means the same in every source; where two sources name it, the first by name counts.
    members = members.sort("source").unique(key, keep="first")
    return pl.col(holder.name).is_in(members.filter(pl.col(attribute).is_in(list(codes)))[key].to_list())
