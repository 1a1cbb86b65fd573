"""What rows add to a number, and what they add up to, in the units of a reader: dollars, hours and minutes, weights.

Stored sums are whole numbers (cents, seconds, millionths); files keep them, because only these add up exactly.
"""

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import record_behind

ROLES = ("numerator", "denominator")


def unit_of_sum(indicator: Indicator, role: str) -> str:
    """The unit in which a numerator or denominator is stored; empty for a number of records."""
    parts = indicator.numerator if role == "numerator" else indicator.denominator
    units = {
        cells.unit_of(record_behind(part.rows), column) for part in parts for column in part.value.meta.root_names()
    }
    # A weighted answer is in the unit of its weight, whatever was answered.
    known = [unit for unit in units if unit in cells.PARTS or unit == "s"]
    return "millionths" if "millionths" in known else known[0] if known else ""


def sum_text(value: int, unit: str, ctx: PageContext) -> str:
    """`$3,284,454.93`, `74 h 5 min`, `1,234.5` (weights) or a plain number."""
    if unit == "s":
        return cells.span(value)
    if unit.startswith("cents"):
        return formats.money(value / cells.PARTS[unit], ctx.lang)
    if unit == "millionths":
        return formats.number(value / cells.PARTS[unit], ctx.lang, 1)
    return formats.number(value, ctx.lang)


def added_text(value: int | None, unit: str, ctx: PageContext) -> str:
    """What one row adds: as `sum_text`, with a weight's decimals."""
    if value is None:
        return cells.NOTHING
    if unit == "millionths":
        return formats.number(value / cells.PARTS[unit], ctx.lang, cells.DECIMALS[unit])
    return sum_text(value, unit, ctx)


def scale_left(indicator: Indicator) -> float:
    """By what the quotient of the sums, as they are written, is multiplied to make the value."""
    above, below = (cells.PARTS.get(unit_of_sum(indicator, role), 1) for role in ROLES)
    # Each factor is a power of ten, and their product one that people write.
    return round(indicator.scale * above / below, 9)
