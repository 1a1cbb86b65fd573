"""Restatements: numbers of months that were over, which a later run changed, and why."""

import polars as pl

from data.storage.snapshot import Snapshot
from data.text import Word

TABLE = "restatement"

_SIDES = {"numerator": pl.Int64(), "denominator": pl.Int64(), "value": pl.Float64(), "n": pl.Int64()}
SCHEMA = pl.Schema(
    dict.fromkeys(("run", "indicator", "period", "channel"), pl.String())
    | {f"{side}_{name}": dtype for side in ("from", "to") for name, dtype in _SIDES.items()}
    | dict.fromkeys(("why", "since"), pl.String())
)
"""One row per run, indicator, month (`2024-11`) and channel (null: all of them together) whose number it changed.

`since`: the run before, that had reported the number `from_…`; null means that there was none. Sums of a derived
indicator are null, as in every answer; of staff results all are, since two lists of one group tell of single people.
`why`: codes of `Reason`, joined by commas.
"""


class Reason(Word):
    """What made a number change, in the order in which it is told."""

    LATE_ROW = "late_row", "rows came late", "des lignes sont arrivées tard"
    CORRECTED_ROW = "corrected_row", "rows were corrected", "des lignes ont été corrigées"
    READMITTED_ROW = (
        "readmitted_row",
        "rows rejected earlier came in",
        "des lignes d'abord rejetées ont été admises",
    )
    GONE_ROW = "gone_row", "rows are gone from the source", "des lignes ont disparu de la source"
    NEIGHBOURING_ROW = (
        "neighbouring_row",
        "rows of the following days decide what counts",
        "des lignes des jours suivants décident de ce qui compte",
    )
    KNOWN_DAYS = "known_days", "the last day of data changed", "le dernier jour de données a changé"
    DEFINITION = "definition", "the definition changed", "la définition a changé"
    REFERENCE = "reference", "a reference table changed", "une table de référence a changé"


def restatements(snapshot: Snapshot, indicator: str | None = None, period: str | None = None) -> pl.DataFrame:
    """The log as the snapshot knows it, the newest run first: columns `SCHEMA`.

    `indicator`, `period` (codes): only of these; by channel within each number.
    """
    if not snapshot.has(TABLE):
        return pl.DataFrame(schema=SCHEMA)
    rows = snapshot.scan(TABLE)
    for column, code in (("indicator", indicator), ("period", period)):
        rows = rows.filter(pl.col(column) == code) if code else rows
    order = ["run", "indicator", "period", "channel"]
    return rows.select(list(SCHEMA)).sort(order, descending=[True, False, True, False], nulls_last=False).collect()


def reasons(why: str) -> list[Reason]:
    """The reasons that a row of the log gives."""
    return [Reason(code) for code in why.split(",")]
