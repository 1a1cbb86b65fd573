"""A pack: its cover and parts, what a closed period and a limited reader get, and what its files are made of."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import polars as pl
import pytest
from pptx import Presentation
from pypdf import PdfReader
from sqlalchemy import update

from dashboard.exports.pack.contents import PARTS, contents, parts_in_order
from dashboard.exports.pack.drawing import draw
from dashboard.exports.pack.edition import Edition, open_edition
from dashboard.exports.pack.look import look
from dashboard.exports.pack.model import Pack, Sentence, text_of
from dashboard.exports.pack.parts import cells
from dashboard.exports.pack.parts import changes as of_changes
from dashboard.queries import reporting, session
from dashboard.queries.cache import forget
from dashboard.text.locked_figures import figures
from data.access.roles import ROLES
from data.access.viewer import Viewer
from data.errors import UserError
from data.state import PeriodLock
from data.state.engine import open_state
from data.state.writing import add_item, add_targets, lock_period, save_comment
from data.storage.lake import Lake
from data.storage.manifest import MANIFESTS, write_manifest
from data.storage.snapshot import read_snapshot
from metrics.calendar.periods import parse
from tests.dashboard.views.test_reporting import CALLS, target
from tests.data.state.test_reporting import comment

PERIOD = parse("2025-02")
PAST, NOW = "20250401T020000.000000Z", "20250402T020000.000000Z"
TELEPHONE = Viewer("operations_manager", (("channel", ("telephone",)),), email="calls@example.org")


def url() -> str:
    return session.current().state_url


@pytest.fixture
def missed(town: Path) -> Path:
    """Every call of the town waits longer than a minute, and a target says that four in five should not."""
    add_targets(url(), target(0.8))
    return town


@pytest.fixture
def closed(missed: Path) -> Path:
    """The town with a run of its own, and its February closed."""
    manifest = read_snapshot(missed).manifest
    manifest.run, manifest.finished_at = PAST, datetime(2025, 4, 1, 3, tzinfo=UTC)
    write_manifest(missed, manifest)
    forget()
    close(open_edition(Viewer(), "en", PERIOD))
    return missed


def publish_without_calls(home: Path) -> None:
    """A second run took all calls back, as one does whose source withdraws a file."""
    lake, manifest = Lake(home), read_snapshot(home).manifest
    for table in [name for name in manifest.tables if name.startswith("published/")]:
        rows = lake.scan(table)
        if "channel" in rows.collect_schema():
            lake.write(table, rows.filter(pl.col("channel") != "telephone").collect())
    manifest.tables = {name: lake.version(name) for name in manifest.tables}
    manifest.run, manifest.finished_at = NOW, datetime(2025, 4, 2, 3, tzinfo=UTC)
    write_manifest(home, manifest)
    forget()


def made(lang: str = "en", viewer: Viewer = Viewer(), period=PERIOD, **asked) -> Pack:  # noqa: B008
    return contents(open_edition(viewer, lang, period, **asked))


def said(pack: Pack, name: str) -> str:
    """All sentences and cells of the sections whose name begins so."""
    sections = [one for one in pack.sections if one.name.startswith(name)]
    lines = [line for one in sections for block in one.blocks for line in text_of(block)]
    cells = [cell.text for _, t in pack.tables() if _ in sections for row in t.rows for cell in row]
    return " ".join([*(one.title for one in sections), *lines, *cells]).replace("\N{NO-BREAK SPACE}", " ")


def cover(pack: Pack) -> str:
    return " ".join(text for fact in pack.facts for text in fact).replace("\N{NO-BREAK SPACE}", " ")


def close(edition: Edition, reason: str = "All in") -> None:
    lock_period(
        url(), period=edition.ctx.period.code, first_day=edition.ctx.period.start, last_day=edition.ctx.period.end,
        reason=reason, role="administrator", run=edition.ctx.snapshot.manifest.run, open_points=[],
        figures=figures(edition.assessments), author="Maya", seen=None,
    )  # fmt: skip
    forget()


@pytest.mark.usefixtures("missed")
@pytest.mark.parametrize(("lang", "open_period", "all_of_it", "nobody"), [
    ("en", "Not closed: the figures may still change.", "none: all channels and lines", "No comment on Feb 2025 yet."),
    ("fr", "Période non close : les chiffres peuvent encore changer.", "aucun : tous les canaux et secteurs",
     "Aucun commentaire sur févr. 2025 pour l’instant."),
])  # fmt: skip
def test_the_cover_says_what_it_is_of_and_every_part_has_its_section(lang, open_period, all_of_it, nobody):
    pack = made(lang)

    assert open_period in cover(pack)
    assert all_of_it in cover(pack)
    top = [one.name for one in pack.sections if one.level == 1]
    assert top == [name for name in PARTS if name in top]
    assert set(PARTS) - set(top) <= {"points"}
    assert [one.name for one in pack.sections if one.level == 2] == [f"attention-{CALLS}"]
    assert nobody in said(pack, f"attention-{CALLS}")


@pytest.mark.usefixtures("missed")
def test_what_the_owner_said_and_does_stands_beside_what_the_data_say():
    written = comment(
        indicator=CALLS,
        period="2025-02",
        happened_en="Waits fell <b>",
        effect_en="Under a minute",
        effect_by=PERIOD.end,
        effect_indicator=CALLS,
        effect_direction="up",
    )
    save_comment(url(), written, author="Maya", seen=0)
    add_item(url(), kind="decision", indicator=CALLS, period="2025-02", part="{}", text_en="Hire two", text_fr=None,
             owner="Board", due=PERIOD.end, author="Maya")  # fmt: skip

    english, french = made("en"), made("fr")

    page = said(english, f"attention-{CALLS}")
    assert "What happened: Waits fell <b>" in page
    assert "The data:" in page
    assert "“fell”: no improvement beyond normal variation" in page
    assert "Hire two" in page
    assert "Calls answered within 60 seconds, Feb 2025" in page
    assert "Hire two" in said(english, "decisions")
    other = [block for one in french.sections for block in one.blocks if isinstance(block, Sentence) and block.lang]
    assert [(block.text, block.lang) for block in other if "Waits" in block.text] == [("Waits fell <b>", "en")]
    assert b"Waits fell &lt;b&gt;" in draw(english, look(), ".html")
    assert "Waits fell <b>" in text_of_pdf(draw(english, look(), ".pdf"))


def test_a_closed_period_is_printed_as_it_was_closed_whatever_changes_later(closed: Path):
    before = made()
    first = {ending: draw(before, look(), ending) for ending in (".pdf", ".pptx", ".xlsx", ".html")}
    assert "Feb 2025 was closed on" in cover(before)
    assert "No figure has changed since." in cover(before)

    publish_without_calls(closed)
    after = made()

    assert "figures have changed since: " in cover(after)
    assert open_edition(Viewer(), "en", PERIOD).now.snapshot.manifest.run == NOW
    assert after.sections == before.sections
    assert [one for one in after.facts if one not in before.facts] == [after.facts[1]], "the cover alone tells of it"
    again = {ending: draw(replace(after, facts=before.facts), look(), ending) for ending in first if ending != ".pptx"}
    assert again == {ending: first[ending] for ending in again}, "the same pack is the same file"


def test_once_the_run_of_the_close_is_gone_its_figures_stay(closed: Path):
    told = rows_of(made(), "scorecard")
    publish_without_calls(closed)
    (closed / MANIFESTS / f"{PAST}.json").unlink()
    forget()

    pack = made()

    assert "The run of the close is no longer kept" in cover(pack)
    assert "figures have changed since: " in cover(pack)
    values = [{row[0]: [row[at] for at in (1, 3, 4, 5)] for row in rows} for rows in (told, rows_of(pack, "scorecard"))]
    assert values[0] == values[1]
    assert {one.name for one in pack.sections}.isdisjoint({"changes", "strategy", "service_quality", "outlook"})
    assert draw(made("fr"), look(), ".pdf"), "in both languages"


def test_what_is_late_in_a_closed_period_is_reckoned_from_the_day_of_its_close(closed: Path):
    with open_state(url()).begin() as connection:
        connection.execute(update(PeriodLock).values(recorded_at=datetime(2025, 4, 2, 12, tzinfo=UTC)))
    forget()
    assert reporting.today(open_edition(Viewer(), "en", PERIOD).ctx) == date(2025, 4, 2)

    publish_without_calls(closed)
    (closed / MANIFESTS / f"{PAST}.json").unlink()
    forget()

    made = open_edition(Viewer(), "en", PERIOD)
    assert not made.whole
    assert reporting.today(made.ctx) == date(2025, 4, 2)
    assert reporting.today(made.now) > date(2025, 4, 2)


@pytest.mark.usefixtures("closed")
def test_who_sees_a_part_reads_so_and_gets_no_figure_of_the_whole():
    pack = made(viewer=TELEPHONE)

    assert "Every total is of this part only: Channel: Telephone." in cover(pack)
    assert "no figure of the close, which is of the whole, is shown" in cover(pack)
    whole, part = ({row[0]: row[2] for row in rows_of(one, "scorecard")} for one in (made(), pack))
    assert part["Service standards met"] != whole["Service standards met"]
    assert "strategy" not in {one.name for one in pack.sections}, "which is of the whole"


@pytest.mark.usefixtures("missed")
@pytest.mark.parametrize("there", [(), ("previous",), ("last_year",), ("previous", "last_year")])
def test_a_past_period_that_there_is_not_leaves_its_own_columns_empty(there, monkeypatch):
    """As of a wave that is the first, or was held in another month the year before."""
    every = of_changes.comparisons
    some = lambda *asked: [one for one in every(*asked) if one.past in (None, *there)]  # noqa: E731
    monkeypatch.setattr(of_changes, "comparisons", some)
    (section,) = of_changes.changes(open_edition(Viewer(), "en", PERIOD))
    rows, nothing = section.blocks[-1].rows, cells.text("").text

    assert rows
    filled = {tuple(any(cell.text != nothing for cell in part) for part in (row[2:5], row[5:8])) for row in rows}
    assert filled == {("previous" in there, "last_year" in there)}


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("role", [role for role in ROLES if not ROLES[role].bounded])
def test_each_role_gets_the_parts_that_it_has_pages_for(role: str):
    viewer = Viewer(role, email="x@example.org")
    found = {one.name for one in made(viewer=viewer).sections} if role != "hr_analyst" else set()

    for part, page in (("strategy", "strategy"), ("service_quality", "service_quality"), ("outlook", "demand")):
        assert (part in found) == (viewer.may_open(page) and role != "hr_analyst"), part


@pytest.mark.usefixtures("open_town")
def test_a_period_that_is_not_over_says_how_far_it_has_come():
    assert "Not over: 14 of 21 business days, to 20 Mar 2025." in cover(made(period=parse("2025-03")))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("period", "code"), [
    ("2099-01", "period_not_begun"), ("1999-01", "period_before_data"),
])  # fmt: skip
def test_a_period_without_data_is_refused(period: str, code: str):
    with pytest.raises(UserError) as refused:
        made(period=parse(period))
    assert refused.value.code == code


@pytest.mark.parametrize(("setting", "code"), [
    ("scorecard, outlok, definitions", "pack_unknown_part"),
    ("scorecard, definitions, scorecard", "pack_part_twice"),
    ("scorecard, outlook", "pack_lacks_part"),
])  # fmt: skip
def test_parts_that_cannot_be_are_refused_by_name(setting: str, code: str):
    with pytest.raises(UserError) as refused:
        parts_in_order(setting)
    assert refused.value.code == code
    assert parts_in_order("definitions,scorecard") == ["definitions", "scorecard"]


@pytest.mark.usefixtures("missed")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_document_is_tagged_has_bookmarks_and_an_alternative_text_for_each_picture(lang: str):
    pack = made(lang)
    content = draw(pack, look(), ".pdf")

    with pikepdf.open(BytesIO(content)) as file:
        assert str(file.Root.Lang) == f"{lang}-CA"
        assert bool(file.Root.MarkInfo.Marked)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in bytes(file.Root.Metadata.read_bytes())
        tags = list(walk(file.Root.StructTreeRoot))
    names = [name for name, _ in tags]
    assert {"H1", "H2", "Table", "TH", "TD", "Figure", "L", "LI", "P"} <= set(names)
    assert all(alt for name, alt in tags if name == "Figure"), "every picture is told in words"
    outline = PdfReader(BytesIO(content)).outline
    marks = [one.title for one in flat(outline)]
    assert [one.title for one in pack.sections] == [title for title in marks if title != pack.words["CONTENTS"]]


@pytest.mark.usefixtures("missed")
def test_a_workbook_has_one_table_a_sheet_no_merged_cells_and_no_empty_ones():
    pack = made()
    content = draw(pack, look(), ".xlsx")

    with ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3 + len(pack.tables())
        assert all(b"mergeCell" not in parts.read(name) for name in sheets)
        tables = [name for name in parts.namelist() if name.startswith("xl/tables/")]
        assert len(tables) == len(sheets) - 1, "all but the cover"
    for at, (_, table) in enumerate(pack.tables(), start=4):
        frame = pl.read_excel(BytesIO(content), sheet_id=at, read_options={"header_row": 3}, infer_schema_length=0)
        assert frame.shape == (len(table.rows), len(table.columns)), table.name
        assert frame.null_count().sum_horizontal().item() == 0, table.name


@pytest.mark.usefixtures("missed")
def test_slides_have_a_title_each_no_two_alike_notes_and_words_for_what_is_drawn():
    slides = Presentation(BytesIO(draw(made("fr"), look(), ".pptx"))).slides
    titles = [slide.shapes.title.text for slide in slides]

    assert all(titles)
    assert len(titles) == len(set(titles))
    assert all(slide.notes_slide.notes_text_frame.text for slide in slides)
    drawn = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert any(shape.has_chart for shape in drawn)
    assert all(shape._element.xpath("./*/p:cNvPr")[0].get("descr") for shape in drawn)


@pytest.mark.usefixtures("missed")
def test_a_page_asks_for_nothing_from_elsewhere():
    content = draw(made(), look(), ".html").decode()

    assert not re.search(r"(?:src|href)=\"(?!#|data:image/png)", content)
    assert "@import" not in content
    assert "<script" not in content


def text_of_pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def rows_of(pack: Pack, name: str) -> list[list[str]]:
    table = next(table for section, table in pack.tables() if section.name == name)
    return [[cell.text for cell in row] for row in table.rows]


def walk(node: pikepdf.Object):
    """Every structure element with its alternative text."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).lstrip("/"), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from walk(node.K)


def flat(outline: list):
    for one in outline:
        yield from flat(one) if isinstance(one, list) else [one]


@pytest.mark.usefixtures("foretold")
def test_who_sees_a_part_that_forecasts_do_not_know_is_told_so_and_nothing_fails():
    region = Viewer("operations_manager", (("region", ("up",)),), email="up@example.org")

    assert "forecasts do not know your part of the organization" in said(made(viewer=region), "outlook")
    assert "Demand and people" not in said(made(viewer=region), "outlook")
