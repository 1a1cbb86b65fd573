"""How much an address may ask for: hundreds of links repeat each choice, so a long one makes a page of megabytes."""

from collections.abc import Iterable, Mapping

LONGEST = 200
"""Characters of a choice: names and keys have fewer."""
MOST = 50
"""Choices of one name; a list in one choice may be as long."""
LONGEST_LIST = 1_000
LISTS = ("columns",)
"""Choices that are lists, with commas between them."""
LONGEST_NOTE = 60
MOST_NOTES = 5

SIGN_IN, NOT_BELIEVED, PROVIDER_DOWN = "sign-in", "not-believed", "provider-down"
"""What the gateway writes into the address of somebody whose sign-in came to nothing, and why it did."""


def bounded(query: Mapping[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The choices as far as anyone can mean them, each once; and those that are too long or too many."""
    kept: dict[str, list[str]] = {}
    left: list[str] = []
    for name, values in query.items():
        chosen = [_each_once(value) if name in LISTS else value for value in values]
        short = [value for value in dict.fromkeys(chosen) if len(value) <= (LONGEST_LIST if name in LISTS else LONGEST)]
        kept[name] = short[:MOST]
        left += [value for value in dict.fromkeys(chosen) if value not in kept[name]]
    return {name: values for name, values in kept.items() if values}, left


def shortened(unknown: Iterable[str]) -> list[str]:
    """What is not known, as a few sentences can repeat it."""
    each = list(dict.fromkeys(unknown))
    cut = [text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}…" for text in each[:MOST_NOTES]]
    return cut + ["…"] * (len(each) > MOST_NOTES)


def _each_once(value: str) -> str:
    return ",".join(dict.fromkeys(value.split(",")))
