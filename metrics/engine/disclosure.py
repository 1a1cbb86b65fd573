"""Which staff results may be shown: no group small enough to point at a person, nor one had by subtraction.

Ontario sets no single number by law. Ten is what comparable public employers publish from (the staff
surveys of the Northern Territory and of Victoria; counts below ten are masked in British Columbia), and it
holds for every reader, the chief executive included. Thirty is where a percentage is steady enough to be
printed in public without a warning.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

Cell = str | None
"""The id of a group; None stands for everybody."""
STAFF_MINIMUM = 10
PUBLIC_MINIMUM = 30


def suppress(cells: pl.DataFrame, minimum: int = STAFF_MINIMUM) -> pl.DataFrame:
    """Mark the cells of one published list that must be hidden.

    In, one row per group: `table` (a one-way table or a level of the tree), `parent` (the cell that the
    group is a part of; null for a part of everybody), `cell` (its id) and `n` (respondents, null is 0).
    The cells of a table under one parent are its parts and do not overlap; those who are in none of them
    (no answer to the question) are treated as one more hidden part. List every table that is published
    over the same people, for they are protected together.
    Out: the same rows and columns with `suppressed` and `reason` ('primary', 'complementary' or null). A
    cell with n = 0 is not suppressed: it is "no data". Of a suppressed cell show neither the result nor
    `n` nor `reason`: each is a clue.

    Raises ValueError for an id listed twice, a parent that is not listed or not above its parts, and
    parts with more respondents than their parent.
    """
    rows = cells.select("table", "parent", "cell", pl.col("n").fill_null(0)).rows()
    n, tables = _tree(rows)
    hidden: set[Cell] = set()
    waiting: list[Cell] = [None]
    seen = 0
    while waiting:
        parent = waiting.pop()
        for table, parts in tables.get(parent, {}).items():
            inside = sum(n[part] for part in parts)
            if inside > n[parent]:
                raise ValueError(
                    f"Table {table!r}: the parts of {parent!r} have {inside} respondents, more than its"
                    f" {n[parent]}: list groups that do not overlap."
                )
            hidden |= _hidden_parts({part: n[part] for part in parts}, n[parent], parent in hidden, minimum)
            waiting += parts
            seen += len(parts)
    if seen < len(rows):
        raise ValueError("Some cells are their own ancestors: give each the group it is a part of.")
    small = (pl.col("n") < minimum).fill_null(True)
    suppressed = pl.col("cell").is_in(pl.Series(list(hidden), dtype=cells.schema["cell"]).implode())
    return cells.with_columns(suppressed=suppressed).with_columns(
        reason=pl.when("suppressed").then(pl.when(small).then(pl.lit("primary")).otherwise(pl.lit("complementary")))
    )


def _tree(rows: list[tuple[Any, ...]]) -> tuple[dict[Cell, int], Mapping[Cell, Mapping[str, list[Cell]]]]:
    """Respondents per cell, and per parent the parts in each of its tables; None stands for everybody."""
    n: dict[Cell, int] = {None: 0}
    tables: dict[Cell, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for table, parent, cell, respondents in rows:
        if cell in n:
            raise ValueError(f"Cell {cell!r} is listed twice: give every group an id of its own.")
        n[cell] = respondents
        tables[parent][table].append(cell)
    for parent in tables:
        if parent not in n:
            raise ValueError(f"The parent {parent!r} is not listed: add it, hidden or not, it is a total.")
    # Several tables over everybody tell the total whenever one of them is complete.
    n[None] = max((sum(n[part] for part in parts) for parts in tables[None].values()), default=0)
    return n, tables


def _hidden_parts(parts: dict[Cell, int], whole: int, whole_hidden: bool, minimum: int) -> set[Cell]:
    """The parts of one total that must be hidden.

    Parts of a hidden total all are, or the total would be their sum. Of a total that is shown, whatever is
    hidden is known as one sum; it must be a group that may be shown. The smallest part shown joins it
    where it is not: being of the minimum itself, one is always enough, and two then share the sum.
    Nothing hidden depends on another total, so going down the tree once settles everything.
    """
    answered = {part: size for part, size in parts.items() if size > 0}
    if whole_hidden:
        return set(answered)
    hidden = {part for part, size in answered.items() if size < minimum}
    unlisted = whole - sum(parts.values())
    listed = [part for part in answered if part not in hidden]
    if 0 < sum(parts[part] for part in hidden) + unlisted < minimum and listed:
        hidden.add(min(listed, key=lambda part: (parts[part], str(part))))
    return hidden
