"""What every indicator means, how it is computed and what is aimed for; and what the words of these pages mean."""

from dashboard.request.context import Place
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.definitions import blocks


def show(place: Place) -> None:
    """All definitions by perspective, or those that speak of a word."""
    found, glossary = blocks.filtered(place), blocks.glossed(place)
    draw(
        join(
            blocks.top(found, glossary, place),
            blocks.entries(found, place),
            blocks.glossary(glossary, place),
        ),
        "definitions",
    )
