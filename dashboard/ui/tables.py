"""Real tables: a caption, headers with a scope, and cells that may hold links and drawings.

    table("Channels", [Column("Channel"), Column("Value", number=True)], [["Kiosk", "86.4%"]])

The first cell of each row is its header. Cells are text (escaped) or markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.ui.markup import Child, Html, join, tag


@dataclass(frozen=True)
class Column:
    """A column: its header; `number` sets it flush right; `hint` explains the header on hover."""

    title: Child
    number: bool = False
    kind: str = ""
    hint: str | None = None
    label: str | None = None
    """Its name inside a tile, where the headers are out of sight."""
    sorted: str | None = None
    """`ascending` or `descending` where the rows are sorted by it."""

    @property
    def style(self) -> str | None:
        """Its classes."""
        return " ".join(filter(None, ["num" if self.number else "", self.kind])) or None


@dataclass(frozen=True)
class Group:
    """Rows below a header of their own."""

    title: Child
    rows: Sequence[Sequence[Child]]
    kind: str | None = None
    """The class of its rows."""


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Child]],
    *,
    kind: str | None = None,
    caption_hidden: bool = False,
    start: bool = False,
) -> Html:
    """A table of rows; see `grouped`."""
    return grouped(caption, columns, [Group(None, list(rows))], kind=kind, caption_hidden=caption_hidden, start=start)


def grouped(
    caption: str,
    columns: Sequence[Column],
    groups: Iterable[Group],
    *,
    kind: str | None = None,
    caption_hidden: bool = False,
    start: bool = False,
) -> Html:
    """A table of groups of rows, each group with a header row where it has a title.

    `start`: what a reader comes to a page for begins with its rows; whoever skips the filters lands there.
    Roles are spelled out because a phone shows the rows as tiles, and a browser forgets what a table is when its parts
    are not drawn as one.
    """
    head = tag(
        "thead",
        tag(
            "tr",
            (
                tag("th", c.title, scope="col", class_=c.style, title=c.hint, role="columnheader", aria_sort=c.sorted)
                for c in columns
            ),
            role="row",
        ),
        role="rowgroup",
    )
    first = {"data_start": True, "tabindex": -1} if start else {}
    bodies = [
        tag("tbody", _rows(group, columns), role="rowgroup", **({} if at else first)) for at, group in enumerate(groups)
    ]
    return tag(
        "table",
        tag("caption", tag("span", caption, class_="hidden") if caption_hidden else caption),
        head,
        bodies,
        class_=kind,
        role="table",
    )


def scrolling(content: Html, label: str) -> Html:
    """A table, or a drawing, that scrolls by itself where the page is narrower; the keyboard can do it too."""
    return tag("div", content, class_="scroll", tabindex=0, role="group", aria_label=label)


def _rows(group: Group, columns: Sequence[Column]) -> Html:
    title = None
    if group.title is not None:
        header = tag("th", group.title, scope="rowgroup", colspan=len(columns), role="rowheader")
        title = tag("tr", header, class_="group", role="row")
    return join(title, (_row(row, columns, group.kind) for row in group.rows))


def _row(cells: Sequence[Child], columns: Sequence[Column], kind: str | None) -> Html:
    first, *rest = zip(cells, columns, strict=True)
    return tag(
        "tr",
        tag("th", first[0], scope="row", class_=first[1].style, role="rowheader"),
        (tag("td", cell, class_=column.style, role="cell", data_label=column.label) for cell, column in rest),
        role="row",
        class_=kind,
    )
