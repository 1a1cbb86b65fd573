"""Markup that is safe by construction: whatever is not made here is text, and text is escaped."""

from collections.abc import Iterable
from html import escape

VOID = {"br", "hr", "img", "input", "meta", "circle", "line", "path", "polyline", "rect"}


class Html(str):
    """Markup made by `tag` or `join`; every other string is text."""

    __slots__ = ()


Child = str | Iterable["Child"] | None


def join(*children: Child) -> Html:
    """Children one after the other: text escaped, markup as it is, nothing for None."""
    return Html("".join(_parts(children)))


Attribute = str | int | float | bool | None
Attributes = dict[str, Attribute]


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element. `class_` is class, `aria_label` is aria-label; None and False leave an attribute out."""
    named = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{named}/>" if name in VOID else f"<{name}{named}>{join(*children)}</{name}>")


def hidden(*children: Child) -> Html:
    """Words for a screen reader beside a drawing."""
    return tag("span", *children, class_="hidden")


def _attribute(key: str, value: str | int | float | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'


def _parts(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            yield child
        elif isinstance(child, str):
            yield escape(child, quote=False)
        else:
            yield from _parts(child)
