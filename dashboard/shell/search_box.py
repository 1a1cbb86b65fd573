"""The search that stands in the head of every page."""

from dashboard.request.context import PageContext
from dashboard.text.wording import search as words
from dashboard.ui.markup import Html, hidden, tag


def search_box(ctx: PageContext) -> Html:
    """A field that leads to the page of what was found."""
    name = ctx.say(words.FIND)
    field = tag(
        "input", name="q", type="search", value=ctx.own.get("q"), placeholder=name, id="search", autocomplete="off",
        maxlength=100,
    )  # fmt: skip
    return tag(
        "form",
        tag("label", hidden(name), field),
        tag("button", tag("span", "⌕", aria_hidden="true"), hidden(ctx.say(words.GO)), type="submit", class_="button"),
        action=ctx.link("search", q=None),
        role="search",
        class_="search",
        aria_label=name,
    )
