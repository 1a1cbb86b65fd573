"""What drawn markup says of whom: every piece of text with the indicator, period and filters that it is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from metrics.definition.breakdowns import DIMENSIONS

ABOUT = ("indicator", "period", *DIMENSIONS)
"""What of an address a sentence is about; the rest of it says how that is shown."""

VOID = {"br", "hr", "img", "input", "circle", "line", "path", "polyline", "rect"}
UNITS = {"tr", "li"}
"""Elements whose links say what their texts are about; elsewhere it is what the address asks for."""

Subject = Mapping[str, str]


@dataclass(frozen=True)
class Sentence:
    """One text as it is read: whole, of one element (or its title). `asked`: the address that it stood under."""

    text: str
    subject: Subject = field(hash=False)
    asked: str


@dataclass
class _Element:
    name: str
    attributes: Mapping[str, str | None]
    unit: "_Element | None"
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """Texts, each with the address that it leads to, or an empty one."""
    mixed: bool = False
    """Whether rows or items lie in it: then its text is of several things."""


def read_sentences(markup: str, asked: str) -> Iterator[Sentence]:
    """Every text of some markup that was drawn for an address, as `demand?channel=telephone&lang=en`."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    page = _about(asked)
    for unit in reader.units:
        subject = page if unit.name == "page" else _subject(unit, page)
        for text, link in dict.fromkeys(unit.pieces):
            # Cells of a row may each be of another hour: what stands in a link is about what that names, too.
            yield Sentence(text, {**subject, **(_about(link) if unit.name != "page" else {})}, asked)


def _subject(unit: _Element, page: Subject) -> Subject:
    """What a row or an item is about: what its links name, where they agree, else what the page is about.

    A row without a link may be of any period or group of the page's indicator, so it is about no indicator.
    """
    said = [_about(link) for link in unit.links]
    keys = {key for one in said for key in one}
    linked = {key: values.pop() for key in keys if len(values := {one[key] for one in said if key in one}) == 1}
    if "indicator" in linked:
        return linked
    of_page = {key: value for key, value in page.items() if key != "indicator"}
    return of_page | linked


def _about(address: str) -> dict[str, str]:
    pairs = parse_qsl(urlsplit(address).query)
    asked: dict[str, str] = {}
    for name, value in pairs:
        if name in ABOUT:
            asked[name] = f"{asked[name]}+{value}" if name in asked else value
    return asked


class _Reader(HTMLParser):
    """Collects, for the page and for each row and item, the texts of its elements and where it links to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        page = _Element("page", {}, None)
        page.unit = page
        self.units = [page]
        self.open = [page]

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        element = _Element(name, attributes, self.open[-1].unit)
        if name in UNITS:
            element.unit = element
            self.units.append(element)
            for around in self.open:
                around.mixed = True
        unit = element.unit
        assert unit is not None
        if name == "a" and (link := attributes.get("href")):
            unit.links.append(link)
        if title := attributes.get("title"):
            unit.pieces.append((_plain(title), attributes.get("href") or self._link()))
        if name not in VOID:
            self.open.append(element)

    def handle_startendtag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(name, attrs)
        if name not in VOID:
            self.handle_endtag(name)

    def handle_data(self, data: str) -> None:
        if not any(element.attributes.get("aria-hidden") == "true" for element in self.open):
            for element in self.open:
                element.texts.append(data)

    def handle_endtag(self, name: str) -> None:
        if name in VOID or name not in [element.name for element in self.open[1:]]:
            return
        element = self.open.pop()
        # What was never closed ends with what it stands in.
        while element.name != name:
            element = self.open.pop()
        text = _plain("".join(element.texts))
        if text and element.unit is not None and not element.mixed:
            element.unit.pieces.append((text, element.attributes.get("href") or self._link()))

    def _link(self) -> str:
        """Where what is read now leads to: the link that it stands in."""
        return next((link for element in reversed(self.open) if (link := element.attributes.get("href"))), "")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
