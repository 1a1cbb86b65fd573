"""How to read a page: a welcome, the icons as they are drawn, and the words, behind a button on every page."""

from dashboard.request.context import PageContext
from dashboard.text.verdicts import MARKS, TONES
from dashboard.text.wording import definitions as terms
from dashboard.text.wording import guide as words
from dashboard.text.wording import verdicts
from dashboard.ui import svg
from dashboard.ui.markup import Child, Html, tag
from data.text import Text
from data.words import Better, Status

SHOWN = ("target", "variation", "assurance", "margin", "n", "absence")
"""The words of the glossary that a reader meets first."""


def guide(ctx: PageContext) -> Html:
    """The guide, closed; links lead to its parts by `#guide`."""
    columns = [
        _list(words.AGAINST_TARGET, [(_mark(status), status.text) for status in MARKS], ctx),
        _list(
            words.MOVEMENT,
            [
                (svg.variation_icon("plain", None, False), verdicts.VARIATION["common_cause"]),
                (svg.variation_icon("good", True, False), words.BETTER),
                (svg.variation_icon("bad", False, False), words.WORSE),
                (svg.variation_icon("neutral", True, False), words.EITHER),
                (svg.variation_icon("plain", None, True), words.TRIAL),
            ],
            ctx,
        ),
        _list(
            words.USUAL_RANGE,
            [
                (svg.assurance_icon("consistent_pass", "good", False), words.PASS),
                (svg.assurance_icon("inconsistent", "plain", False), words.CAN),
                (svg.assurance_icon("consistent_fail", "bad", False), words.FAIL),
                (svg.strip(0.8, 0.85, 0.75, Better.HIGHER), words.STRIP),
            ],
            ctx,
        ),
    ]
    meanings = [[tag("dt", ctx.say(terms.NAMES[name])), tag("dd", ctx.say(terms.MEANINGS[name]))] for name in SHOWN]
    more = tag("a", ctx.say(words.MORE), " ▸", href=f"{ctx.link('definitions')}#words")
    body = tag(
        "div",
        tag("p", ctx.say(words.WELCOME)),
        tag("div", columns, class_="icons-key"),
        tag("h2", ctx.say(words.TERMS)),
        tag("dl", meanings),
        tag("p", more),
        class_="sheet",
    )
    return tag("details", tag("summary", ctx.say(words.TITLE)), body, id="guide", class_="guide")


def _mark(status: Status) -> Html:
    return tag("span", MARKS[status], class_=TONES[status], aria_hidden="true")


def _list(title: Text, items: list[tuple[Child, Text]], ctx: PageContext) -> Html:
    entries = [tag("li", tag("span", icon, class_="icon"), ctx.say(text)) for icon, text in items]
    return tag("div", tag("h2", ctx.say(title)), tag("ul", entries))
