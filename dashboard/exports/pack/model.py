"""What a pack is made of, before any format: sections of sentences, tables and charts, worked out once.

A format draws these and computes nothing. Whatever is a number stands beside its text as it was answered, so that a
spreadsheet and a slide hold the very number that the page writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from data.words import Unit

FACE = "DejaVu Sans"
"""The face of a pack where the settings name no other."""


@dataclass(frozen=True)
class Cell:
    """A cell as it is read; `value`: the number behind it, in its `unit` (shares 0–1, seconds, dollars).

    `tone`: good, bad or plain. `lang`: the language of a text that is in another than the pack.
    """

    text: str
    value: float | int | None = None
    unit: Unit = Unit.COUNT
    decimals: int = 0
    tone: str = "plain"
    lang: str | None = None


@dataclass(frozen=True)
class Column:
    """A column: its title, whether it holds numbers, and how wide it is beside the others."""

    title: str
    number: bool = False
    width: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first column names its rows; `name`: a word by which files tell it from the others."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Sentence:
    """A paragraph. `strong`: what is to be read first. `label`: stands before it, and says what it is."""

    text: str
    strong: bool = False
    label: str | None = None
    lang: str | None = None
    tone: str = "plain"


@dataclass(frozen=True)
class Points:
    """A list of short lines."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Series:
    """A line of a chart that can be edited: its name, and a number for each of the chart's labels.

    `role`: shown, value, mean, limit or target.
    """

    name: str
    values: Sequence[float | None]
    role: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart. `spec`: as Vega-Lite draws it; `alt`: the same in words; `labels`, `series`: its numbers in `unit`."""

    title: str
    alt: str
    spec: Mapping[str, Any]
    labels: Sequence[str]
    series: Sequence[Series]
    unit: Unit
    decimals: int


Block = Sentence | Points | Table | Chart


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the pack, or one page of it: `level` 2 stands below the section of level 1 before it.

    `notes`: what a speaker says to it beyond what is on the page. `slides`: False for numbers that slides have already,
    in charts that can be edited.
    """

    name: str
    title: str
    blocks: Sequence[Block]
    level: int = 1
    notes: Sequence[str] = ()
    slides: bool = True


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A whole pack. `facts`: what it is of, as label and text. `marks`: what a reader must know before any number.

    `moment`: when its run was published, which is the day of the file too, so that the same pack is the same file.
    `words`: what formats say themselves, by name.
    """

    lang: str
    title: str
    subtitle: str
    organisation: str
    author: str
    facts: Sequence[tuple[str, str]]
    marks: Sequence[str]
    footer: str
    sections: Sequence[Section]
    moment: datetime
    words: Mapping[str, str] = field(default_factory=dict)

    def tables(self) -> list[tuple[Section, Table]]:
        """Every table with its section, in order."""
        return [(one, block) for one in self.sections for block in one.blocks if isinstance(block, Table)]


@dataclass(frozen=True)
class Picture:
    """A PNG with its width and height in pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Look:
    """`accent`: as #0B4A8F. `families`: faces in the order in which they are tried. `folders`: where their files lie.

    `letters`: code points that they have; empty where nobody knows. `template`: a presentation whose layouts are used.
    """

    accent: str
    families: tuple[str, ...] = (FACE,)
    folders: tuple[Path, ...] = ()
    letters: frozenset[int] = frozenset()
    mark: Picture | None = None
    template: Path | None = None


def text_of(block: Block) -> list[str]:
    """The sentences of a block; none of a table or a chart."""
    if isinstance(block, Sentence):
        return [f"{block.label} {block.text}" if block.label else block.text]
    return list(block.lines) if isinstance(block, Points) else []
