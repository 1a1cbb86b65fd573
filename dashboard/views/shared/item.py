"""An action or decision as it is read: what, who, until when, and how far it has come."""

from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Child, join, tag
from dashboard.views.shared.comment import Row
from data.words import ItemStatus


def status(row: Row, ctx: PageContext) -> Child:
    """Its status, and by how many days an open one is overdue."""
    text = ctx.say(ItemStatus(row["status"]).text)
    days = (reporting.today(ctx) - row["due"]).days
    if row["status"] != ItemStatus.OPEN or days <= 0:
        return text
    late = words.OVERDUE_ONE if days == 1 else words.OVERDUE
    return join(text, ", ", tag("span", ctx.say(late, n=formats.number(days, ctx.lang)), class_="bad"))
