"""How far an action or decision has come, as pages draw it."""

from dashboard.findings.comments import Row
from dashboard.findings.items import status_parts
from dashboard.request.context import PageContext
from dashboard.ui.markup import Child, join, tag


def status(row: Row, ctx: PageContext) -> Child:
    """Its status, and by how many days an open one is overdue."""
    text, late = status_parts(row, ctx)
    return join(text, ", ", tag("span", late, class_="bad")) if late else text
