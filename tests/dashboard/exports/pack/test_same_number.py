"""Every headline number of a pack is the query's answer: in PDF, slides, workbook and page, for whoever reads it."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import polars as pl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.pack.contents import contents
from dashboard.exports.pack.drawing import draw
from dashboard.exports.pack.edition import Edition, open_edition
from dashboard.exports.pack.look import look
from dashboard.exports.pack.model import Chart, Pack
from dashboard.exports.pack.xlsx import FIRST_ROW
from dashboard.queries.cache import forget
from dashboard.text import formats
from data.access.viewer import Viewer
from data.errors import UserError
from data.state import TARGET
from data.state.writing import add_targets
from data.storage.manifest import write_manifest
from metrics.calendar.periods import parse
from metrics.engine.answer import Question, answer
from tests.support.organisation import draw_rows, home_of
from tests.support.proofs import PROVING

PERIOD = "2025-01"
VIEWERS = {
    "whole": Viewer(),
    "telephone": Viewer("operations_manager", (("channel", ("telephone",)),), email="calls@example.org"),
    "region": Viewer("operations_manager", (("region", ("up",)),), email="up@example.org"),
}
MISSED = ("service_standards_met", "overall_satisfaction", "calls_within_standard")
CASES = [(lang, who) for who in VIEWERS for lang in ("en", "fr")]
agrees = pytest.mark.proof(title="a pack's numbers are the query's", count=1, seed=0, unit="cases")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("organisation")
    write_manifest(home, home_of(home, draw_rows(Random(5), 400), publish=True).manifest)
    row = {"fiscal_year": "FY2024-25", "target": 0.99, "near": 0.98, "path": "step", "source": "Plan"}
    rows = [dict.fromkeys(TARGET) | row | {"indicator": name} for name in MISSED]
    add_targets(f"sqlite:///{home / 'state.db'}", pl.DataFrame(rows, schema=TARGET))
    return home


@pytest.fixture(autouse=True)
def home(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    forget()
    monkeypatch.setenv("SCORECARD_HOME", str(made))
    yield made
    forget()


@agrees
@pytest.mark.parametrize(("lang", "who"), CASES if PROVING else CASES[::3])
def test_a_number_is_the_same_in_all_four_files_and_the_query(lang: str, who: str):
    edition = open_edition(VIEWERS[who], lang, parse(PERIOD))
    pack, asked = contents(edition), queried(edition)
    files = {ending: draw(pack, look(), ending) for ending in (".pdf", ".pptx", ".xlsx", ".html")}
    found = {
        "workbook": of_workbook(files[".xlsx"], edition),
        "slides": of_slides(files[".pptx"], edition),
        "page": of_page(files[".html"], edition),
        "document": of_document(files[".pdf"], edition, asked),
    }

    assert sum(value is not None for value in asked.values()) >= 5, "there is something to compare"
    kept = {name: value if value is None else float(f"{value:.16g}") for name, value in asked.items()}
    assert found["workbook"] == kept, "a workbook has room for 16 digits"
    for name in ("slides", "page", "document"):
        assert found[name] == {one: written(value, one, edition) for one, value in asked.items()}, name


@agrees
def test_the_charts_of_slides_hold_the_numbers_of_the_query():
    edition = open_edition(VIEWERS["whole"], "en", parse(PERIOD))
    pack = contents(edition)
    drawn = charts(draw(pack, look(), ".pptx"))
    told = [block for section in pack.sections for block in section.blocks if isinstance(block, Chart)]

    assert drawn
    assert [[line.values for line in chart] for chart in drawn] == [
        [tuple(series.values) for series in chart.series] for chart in told
    ]
    for chart, section in zip(told, charted(pack), strict=True):
        indicator = edition.ctx.snapshot.catalogue[section.name.removeprefix("attention-")]
        grain = {"month": "2025-01", "quarter": "FY2024-25-Q3"}.get(indicator.frequency.value)
        if grain and not indicator.derived:
            at = chart.labels.index(formats.period(parse(grain), "en"))
            number = answer(Question(indicator=indicator.name, period=grain), edition.ctx.snapshot)["value"].item()
            assert number in [series.values[at] for series in chart.series], indicator.name


def queried(edition: Edition) -> dict[str, float | None]:
    """What `scorecard query` answers for who reads the pack; waves answer with that of the period that holds them."""
    return {one.indicator.name: _queried(one.indicator.name, edition) for one in edition.assessments}


def _queried(name: str, edition: Edition) -> float | None:
    where = edition.ctx.viewer.limited({})
    try:
        return answer(Question(indicator=name, period=PERIOD, where=where), edition.ctx.snapshot)["value"].item()
    except UserError:
        return None


def written(value: float | None, name: str, edition: Edition) -> str | None:
    indicator = edition.ctx.snapshot.catalogue[name]
    return None if value is None else formats.value(value, indicator.unit, edition.ctx.lang, indicator.decimals)


def names(edition: Edition) -> dict[str, str]:
    """Title → name; a wave and what is late stand behind the title."""
    return {edition.ctx.say(one.indicator.title): one.indicator.name for one in edition.assessments}


def by_name(rows: list[tuple[str, object]], edition: Edition) -> dict[str, object]:
    titles = names(edition)
    return {next(titles[title] for title in titles if cell.startswith(title)): value for cell, value in rows}


def of_workbook(content: bytes, edition: Edition) -> dict[str, object]:
    """The second column of the first table as it is stored, not as a reader rounds it."""
    with ZipFile(BytesIO(content)) as parts:
        texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        sheet = parts.read("xl/worksheets/sheet4.xml").decode()
    cells = {
        place: (kind, value) for place, kind, value in re.findall(r'<c r="(\w+)"[^>]*?( t="s")?><v>(.*?)</v>', sheet)
    }
    rows = []
    for at in range(FIRST_ROW + 2, FIRST_ROW + 2 + len(edition.assessments)):
        kind, value = cells[f"B{at}"]
        rows.append((unescape(texts[int(cells[f"A{at}"][1])]), None if kind else float(value)))
    return by_name(rows, edition)


def of_slides(content: bytes, edition: Edition) -> dict[str, object]:
    slides = Presentation(BytesIO(content)).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [(each.cell(at, 0).text, each.cell(at, 1).text) for each in tables[:2] for at in range(1, len(each.rows))]
    return {name: number(text, edition) for name, text in by_name(rows[: len(edition.assessments)], edition).items()}


def of_page(content: bytes, edition: Edition) -> dict[str, object]:
    body = re.search(r"<tbody>(.*?)</tbody>", content.decode(), re.DOTALL)[1]
    rows = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", body)
    ]
    return {name: number(text, edition) for name, text in by_name([(row[0], row[1]) for row in rows], edition).items()}


def of_document(content: bytes, edition: Edition, asked: dict[str, float | None]) -> dict[str, object]:
    """The text that follows an indicator's title on the page of the scorecard, as far as it is the number."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(BytesIO(content)).pages]
    page = next(text for text in pages[2:] if all(squeezed(title) in text for title in names(edition)))
    found = {}
    for title, name in names(edition).items():
        text = squeezed(written(asked[name], name, edition) or "")
        behind = page[page.rindex(squeezed(title)) + len(squeezed(title)) :]
        behind = re.sub(r"^\([^)]*\)", "", behind)
        found[name] = written(asked[name], name, edition) if text and behind.startswith(text) else None
    return found


def number(text: str, edition: Edition) -> str | None:
    return text if re.search(r"\d", text) else None


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def charts(content: bytes) -> list[list]:
    slides = Presentation(BytesIO(content)).slides
    return [list(shape.chart.plots[0].series) for slide in slides for shape in slide.shapes if shape.has_chart]


def charted(pack: Pack) -> list:
    return [section for section in pack.sections if any(isinstance(block, Chart) for block in section.blocks)]
