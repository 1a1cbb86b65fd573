"""A pack as one page that needs nothing else: no script, no font, no picture from elsewhere."""

from base64 import b64encode
from pathlib import Path

from dashboard.exports.pack.model import Block, Cell, Chart, Look, Pack, Points, Section, Sentence, Table
from dashboard.exports.pack.svg import svg
from dashboard.ui.markup import Html, join, tag

STYLE = (Path(__file__).parent / "pack.css").read_text(encoding="utf-8")


def html(pack: Pack, look: Look) -> bytes:
    """The whole document; UTF-8."""
    first = pack.sections[0].name
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{pack.title} – {pack.organisation}"),
        Html(f"<style>:root {{ --accent: {look.accent}; }}\n{STYLE}</style>"),
    )
    body = tag(
        "body",
        tag("a", pack.words["SKIP"], href=f"#{first}", class_="skip"),
        tag("header", _mark(pack, look), tag("p", pack.organisation)),
        tag("main", _cover(pack), [_section(one) for one in pack.sections]),
        tag("footer", tag("p", pack.footer)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=f'{pack.lang}-CA')}\n".encode()


def _mark(pack: Pack, look: Look) -> Html | None:
    if look.mark is None:
        return None
    source = f"data:image/png;base64,{b64encode(look.mark.png).decode()}"
    alt = pack.words["LOGO"].format(name=pack.organisation)
    return tag("img", src=source, alt=alt, height=48)


def _cover(pack: Pack) -> Html:
    facts = [(tag("dt", label), tag("dd", text)) for label, text in pack.facts]
    links = [
        tag("li", tag("a", one.title, href=f"#{one.name}"), class_="below" if one.level > 1 else None)
        for one in pack.sections
    ]
    return join(
        tag("p", pack.subtitle, class_="over"),
        tag("h1", pack.title),
        [tag("p", tag("strong", mark), class_="mark") for mark in pack.marks],
        tag("dl", facts, class_="facts"),
        tag("nav", tag("h2", pack.words["CONTENTS"], id="contents"), tag("ul", links), aria_labelledby="contents"),
    )


def _section(section: Section) -> Html:
    heading = tag("h2" if section.level == 1 else "h3", section.title, id=section.name, tabindex=-1)
    blocks = [_block(block) for block in section.blocks]
    return tag("section", heading, blocks, aria_labelledby=section.name)


def _block(block: Block) -> Html:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        # Its numbers stand in words beside it; the drawing is one picture to who cannot see it.
        drawing = tag("div", Html(svg(block)), role="img", aria_label=block.alt, class_="chart")
        return tag("figure", drawing, tag("figcaption", block.title))
    if isinstance(block, Points):
        return tag("ul", [tag("li", line) for line in block.lines])
    return _sentence(block)


def _sentence(one: Sentence) -> Html:
    label = (tag("strong", one.label), " ") if one.label else None
    text = tag("span", one.text, lang=one.lang) if one.lang else one.text
    return tag("p", label, tag("strong", text) if one.strong and not one.label else text)


def _table(table: Table) -> Html:
    head = tag("tr", [tag("th", one.title, scope="col", class_="num" if one.number else None) for one in table.columns])
    rows = [
        tag(
            "tr",
            tag("th", _text(row[0]), scope="row", lang=row[0].lang),
            [
                tag("td", _text(cell), class_=_kind(cell, number=column.number), lang=cell.lang)
                for cell, column in zip(row[1:], table.columns[1:], strict=True)
            ],
        )
        for row in table.rows
    ]
    drawn = tag("table", tag("caption", table.caption), tag("thead", head), tag("tbody", rows))
    return tag("div", drawn, class_="scroll", tabindex=0, role="region", aria_label=table.caption)


def _text(cell: Cell) -> str:
    return cell.text


def _kind(cell: Cell, *, number: bool) -> str | None:
    kinds = [*(["num"] if number else []), *([cell.tone] if cell.tone != "plain" else [])]
    return " ".join(kinds) or None
