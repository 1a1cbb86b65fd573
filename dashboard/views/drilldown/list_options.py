"""What a list of records was asked to show: its columns, its order and its page, from the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.queries.records import Group, Part
from dashboard.request.context import PageContext
from dashboard.text import cells
from metrics.drilldown.rows_behind import RowsBehind
from metrics.drilldown.subtotals import groupable

USUAL = {
    "transaction": (
        "started_at",
        "channel",
        "service_id",
        "location_id",
        "status",
        "wait_s",
        "serve_s",
        "completed_at",
        "due_at",
    ),
    "survey_answer": ("answered_at", "channel", "service_id", "location_id", "overall", "weight_millionths"),
    "complaint": ("received_at", "channel", "service_id", "category", "answered_at", "answer_due_at"),
    "quality_audit": ("audited_at", "channel", "service_id", "location_id", "error_found", "error_kind"),
    "ledger_line": ("posted_on", "kind", "account", "cost_centre", "channel", "amount_cents"),
    "brand_answer": ("answered_on", "region_id", "age_band", "language", "is_user", "trust", "weight_millionths"),
}
"""The columns first shown of a record; of others, the first few that they have."""
MANY = 7
NOT_STATED = "–"
"""What the address calls the group of rows that state none, as their cells are written."""
MISSED = "missed"
"""What the address calls the rows that count against a number."""
NOT_CHOSEN = ("record", "key", "source", "numerator", "denominator")


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """The list as it was asked for; what does not exist was left out."""

    offered: tuple[str, ...]
    columns: tuple[str, ...]
    sort: str | None
    descending: bool
    number: int
    part: Part
    grouped: str | None
    """The column whose groups are shown in place of the records."""
    unknown: tuple[str, ...]

    def listed(self, behind: RowsBehind) -> RowsBehind:
        """The rows that are listed of all behind a number that are in the group."""
        return self.part.of(behind)


def read_group(behind: RowsBehind, ctx: PageContext) -> Group | None:
    """The column and the group of it that the address names; None without one of a column that there is."""
    column, code = ctx.own.get("group"), ctx.own.get("in")
    if column is None or code is None or column not in groupable(behind):
        return None
    return column, None if code == NOT_STATED else code


def read_options(behind: RowsBehind, group: Group | None, ctx: PageContext) -> ListOptions:
    """Columns, order and page of the address, else the usual ones; `behind`: the rows of the group."""
    offered = tuple(name for name in behind.columns if name not in NOT_CHOSEN)
    requested = [name for name in ctx.own.get("columns", "").split(",") if name]
    sort = ctx.own.get("sort", "")
    column = sort.removeprefix("-")
    unknown = [name for name in requested if name not in offered]
    if column and column not in behind.columns:
        unknown.append(column)
    page, record, only = ctx.own.get("page", "1"), ctx.own.get("of"), ctx.own.get("only")
    if record and record not in behind.counts:
        unknown.append(record)
    if only and (only != MISSED or behind.missed is None):
        unknown.append(only)
    column_of_groups, code = ctx.own.get("group"), ctx.own.get("in")
    if column_of_groups and column_of_groups not in groupable(behind):
        unknown.append(column_of_groups)
        column_of_groups = None
    elif code and (group is None or not behind.rows):
        unknown.append(code)
    part = Part(record if record in behind.counts else None, only == MISSED and behind.missed is not None, group)
    return ListOptions(
        offered=offered,
        columns=tuple(name for name in offered if name in requested) or usual(behind.counts, offered),
        sort=column if column in behind.columns else None,
        descending=sort.startswith("-"),
        number=min(max(int(page), 1), part.of(behind).pages) if page.isdecimal() else 1,
        part=part,
        grouped=column_of_groups if group is None else None,
        unknown=tuple(unknown),
    )


def usual(records: Iterable[str], offered: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a reader of these records looks at first, those before the others that tell the most."""
    looked_for = dict.fromkeys(name for record in records for name in USUAL.get(record, ()))
    return tuple(name for name in looked_for if name in offered) or offered[:MANY]


def order(records: Mapping[str, int], column: str | None, ctx: PageContext) -> tuple[str, ...]:
    """The codes of a column by their names in the reader's language; none for a column that has no codes."""
    if column is None:
        return ()
    names = {code: text for record in records for code, text in cells.names_of(record, column, ctx).items()}
    return tuple(sorted(names, key=lambda code: ctx.say(names[code]).casefold()))
