"""What several indicators mean by the same word, stated once."""

from typing import TypedDict

import polars as pl

from data.text import Text
from metrics.definition.indicator import Part, count, total

TRANSACTION = pl.col("kind") == "transaction"
ENDED_WELL = pl.col("status") == "completed"
COMPLETED = TRANSACTION & ENDED_WELL
OPEN = pl.col("status") == "in_progress"
LEFT = pl.col("status") == "abandoned"
TELEPHONE = pl.col("channel") == "telephone"
IN_PERSON = pl.col("channel") == "in_person"
WEIGHT = pl.col("weight_millionths")

LONGEST_WAIT = 20 * 60
LONGEST_RING = 60
"""Seconds within which a visitor at a counter, and a caller, are served in time."""

SERVICE_DESIGN = Text("Service design", "Conception des services")
OPERATIONS = Text("Operations", "Exploitation")
CONTACT_CENTRES = Text("Contact centres", "Centres de contact")
DIGITAL_SERVICES = Text("Digital services", "Services numériques")
HUMAN_RESOURCES = Text("Human resources", "Ressources humaines")
MARKETING = Text("Brand and marketing", "Marque et marketing")
FINANCE = Text("Finance", "Finances")
DEVELOPMENT = Text("Business development", "Développement des activités")
PARTNERSHIPS = Text("Partnerships", "Partenariats")
QUALITY = Text("Quality assurance", "Assurance de la qualité")


class Quotient(TypedDict):
    """The two parts of a share, as `Indicator(…, **share(…))` takes them."""

    numerator: tuple[Part, ...]
    denominator: tuple[Part, ...]


def share(
    rows: str, dated: str, *, of: pl.Expr, among: pl.Expr, weight: pl.Expr | None = None, deadline: bool = False
) -> Quotient:
    """Numerator and denominator of a share: the rows `among` that are also `of`, counted or weighted.

    `deadline`: `dated` may lie ahead, and rows do not count before that day.
    """

    def part(when: pl.Expr) -> Part:
        if weight is None:
            return count(rows, dated, when, deadline=deadline)
        return total(rows, dated, weight, when, deadline=deadline)

    return {"numerator": (part(among & of),), "denominator": (part(among),)}
