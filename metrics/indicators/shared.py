"""What several indicators mean by the same word, stated once."""

import polars as pl

from data.words import Text
from metrics.indicator import Part, total

TRANSACTION = pl.col("kind") == "transaction"
ENDED_WELL = pl.col("status") == "completed"
COMPLETED = TRANSACTION & ENDED_WELL
OPEN = pl.col("status") == "in_progress"
LEFT = pl.col("status") == "abandoned"
TELEPHONE = pl.col("channel") == "telephone"
IN_PERSON = pl.col("channel") == "in_person"
WEIGHT = pl.col("weight_millionths")

SERVICE_DESIGN = Text("Service design", "Conception des services")
OPERATIONS = Text("Operations", "Opérations")
CONTACT_CENTRES = Text("Contact centres", "Centres de contact")
DIGITAL_SERVICES = Text("Digital services", "Services numériques")
HUMAN_RESOURCES = Text("Human resources", "Ressources humaines")
MARKETING = Text("Brand and marketing", "Marque et marketing")
FINANCE = Text("Finance", "Finances")
DEVELOPMENT = Text("Business development", "Développement des activités")
PARTNERSHIPS = Text("Partnerships", "Partenariats")
QUALITY = Text("Quality assurance", "Assurance de la qualité")


def share(
    rows: str, dated: str, *, of: pl.Expr, among: pl.Expr, weight: pl.Expr | None = None
) -> dict[str, tuple[Part, ...]]:
    """Numerator and denominator of a share: the rows `among` that are also `of`, counted or weighted."""
    each = pl.lit(1, pl.Int64) if weight is None else weight
    return {
        "numerator": (total(rows, dated, each, among & of),),
        "denominator": (total(rows, dated, each, among),),
    }
