"""Who may see and do what, and who did what."""

from dashboard.queries import people
from dashboard.request.context import PageContext
from dashboard.text.wording import access as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.administration import blocks, forms
from dashboard.views.shared.roles import roles
from data.access.roles import ROLES


def show(ctx: PageContext) -> None:
    """People with their roles, the forms that change them, what each role means, retention, and the audit trail."""
    found = people.people()
    draw(blocks.people(found, ctx), "people")
    forms.grant(found, ctx)
    forms.revoke(found, ctx)
    draw(
        join(
            roles(list(ROLES.values()), ctx.titles, words.ROLES, ctx),
            blocks.retention(people.retention(ctx.snapshot), ctx),
            blocks.trail(people.trail_check(), people.trail_lines(text=ctx.own.get("find"), most=blocks.MOST), ctx),
        ),
        "administration",
    )
    blocks.export(ctx)
