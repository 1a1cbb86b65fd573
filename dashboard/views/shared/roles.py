"""What roles see and do, as a table: of one's own role, and of all of them."""

from collections.abc import Mapping, Sequence

from dashboard.request.context import PageContext
from dashboard.text.wording import access as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.access.roles import Role
from data.records import RECORDS
from data.text import Text
from metrics.definition.breakdowns import DIMENSIONS


def roles(shown: Sequence[Role], pages: Mapping[str, Text], caption: Text, ctx: PageContext) -> Html:
    """One row per role: its pages, records, staff groups, whether customer keys show, and what it changes."""
    columns = (words.ROLE, words.PAGES, words.RECORDS, words.GROUPS, words.PERSONAL, words.MAY)
    return join(
        tag("h2", ctx.say(caption)),
        scrolling(
            table(
                ctx.say(caption),
                [Column(ctx.say(title)) for title in columns],
                [[cell or ctx.say(words.NONE) for cell in _cells(role, pages, ctx)] for role in shown],
                caption_hidden=True,
            ),
            ctx.say(caption),
        ),
    )


def _cells(role: Role, pages: Mapping[str, Text], ctx: PageContext) -> list[str]:
    groups = [words.ALL_TOGETHER if group == "all" else DIMENSIONS[group].title for group in role.groups]
    return [
        ctx.say(role.title),
        ", ".join(ctx.say(pages[page]) for page in role.pages if page in pages),
        ", ".join(ctx.say(RECORDS[record].title) for record in role.records),
        ", ".join(ctx.say(group) for group in groups),
        ctx.say(words.SHOWN if role.personal else words.MASKED),
        ", ".join(ctx.say(action.text) for action in role.may),
    ]
