"""The CSV file in which audit recommendations are written, one a row."""

from pathlib import Path
from typing import Any

from data.accountability_words import RecommendationStatus
from data.connectors.register_file import Cells, check_length, column, day, read_entries
from data.refusals.obligations import accountability as refusals
from data.words import LONGEST_LINE, LONGEST_TEXT
from metrics.accountability.agreement_file import read_whole, read_word
from metrics.catalogue.registry import declared
from metrics.catalogue.registry import indicator as find

COLUMNS = (
    "recommendation", "body_en", "body_fr", "year", "text_en", "text_fr", "action_en", "action_fr", "owner", "due",
    "status", "indicator",
)  # fmt: skip
NEEDED = ("recommendation", "body_en", "year", "text_en", "owner", "due", "status")
FILLED = ("recommendation", "body_en", "year", "text_en", "owner", "due")
LONGEST = {
    **dict.fromkeys(("recommendation", "body_en", "body_fr", "owner"), LONGEST_LINE),
    **dict.fromkeys(("text_en", "text_fr", "action_en", "action_fr"), LONGEST_TEXT),
}
FIRST_YEAR, LAST_YEAR = 1900, 2199

Row = dict[str, Any]


def read_recommendations(path: Path) -> list[Row]:
    """The recommendations of a file in its order, as rows of `data.state.Recommendation`.

    Raises: UserError, one line for each bad row, naming row and column; then no row is to be loaded.
    """
    rows: dict[str, int] = {}

    def read(number: int, cells: Cells) -> Row:
        row = _checked(cells)
        with column("recommendation"):
            if row["code"] in rows:
                raise refusals.RECOMMENDATION_TWICE(row=rows[row["code"]])
        rows[row["code"]] = number
        return row

    return read_entries(path, COLUMNS, NEEDED, refusals.RECOMMENDATION, read)


def _checked(cells: Cells) -> Row:
    """A row of the file as values; raises the first UserError that it has."""
    check_length(cells, LONGEST)
    for name in FILLED:
        with column(name):
            if not cells[name]:
                raise refusals.NO_VALUE()
    with column("status"):
        status = read_word(cells["status"], "status", RecommendationStatus)
    with column("indicator"):
        indicator = find(cells["indicator"], declared()).name if cells["indicator"] else None
    texts = ("body_en", "body_fr", "text_en", "text_fr", "action_en", "action_fr", "owner")
    return {
        "code": cells["recommendation"],
        "year": read_whole(cells, "year", FIRST_YEAR, LAST_YEAR, "2025"),
        "due": day(cells, "due"),
        "status": status,
        "indicator": indicator,
        **{name: cells[name] for name in texts},
    }
