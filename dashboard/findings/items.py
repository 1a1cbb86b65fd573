"""How far an action or decision has come, in words."""

from dashboard.findings.comments import Row
from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from data.words import ItemStatus


def status_parts(row: Row, ctx: PageContext) -> tuple[str, str]:
    """Its status, and by how many days an open one is overdue; empty where it is not."""
    text = ctx.say(ItemStatus(row["status"]).text)
    days = (reporting.today(ctx) - row["due"]).days
    if row["status"] != ItemStatus.OPEN or days <= 0:
        return text, ""
    late = words.OVERDUE_ONE if days == 1 else words.OVERDUE
    return text, ctx.say(late, n=formats.number(days, ctx.lang))
