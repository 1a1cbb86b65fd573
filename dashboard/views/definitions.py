"""What every indicator means, how it is computed and what is aimed for; and what the words of these pages mean."""

from dashboard import defined
from dashboard.component import draw
from dashboard.markup import join
from dashboard.place import Place


def show(place: Place) -> None:
    """All definitions by perspective, or those that speak of a word."""
    found, glossary = defined.filtered(place), defined.glossed(place)
    draw(
        join(
            defined.top(found, glossary, place),
            defined.entries(found, place),
            defined.glossary(glossary, place),
        ),
        "definitions",
    )
