"""The statement as files: pages in both languages that need nothing else, figures with a dictionary."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import polars as pl
import pytest

from dashboard.exports.statement.files import CSV, FILES, content, files
from dashboard.exports.statement.page import Surroundings, empty, page
from data.text import Text
from data.words import Channel
from metrics.standards.statement import Figure, Statement, Version

LARGEST = 200 * 1024
USUAL = {"section": "standard", "indicator": "service_standards_met"}


def figure(of: str, channel: str | None, service: str | None, good: int | None, n: int | None, **more) -> Figure:
    """A figure of a drawn statement; without numbers a hidden one."""
    told = {"service_en": service and f"{service} <b>", "service_fr": service and f"l'{service}"}
    value = good / n if n else None
    numbers = {"numerator": good, "cases": n, "value": value, "hidden": n is None}
    return Figure(
        **{**USUAL, "kind": of, "circumstance": "normal", "channel": channel, "service": service}
        | told
        | numbers
        | more
    )


PROMISE = {"standard_en": "In 5 days.", "standard_fr": "En 5 jours.", "target": 0.9, "guarantee": False}
FIGURES = (
    figure("transaction", None, None, 1_234, 2_000),
    figure("transaction", "mail", None, 150, 200),
    figure("transaction", "mail", "birth", 60, 100, **PROMISE),
    figure("transaction", "mail", "plate", None, None, **PROMISE),
    figure("transaction", "mail", "birth", 4, 40, **PROMISE | {"circumstance": "not_normal"}),
    figure("transaction", "online", "plate", 95, 100),
    figure("information", "telephone", None, 30, 60, **PROMISE | {"target": None}),
    figure("", None, None, 45, 50, section="guarantee", indicator="guarantees_kept", kind=None, circumstance=None),
    figure("", "mail", "birth", 45, 50, section="guarantee", indicator="guarantees_kept", kind=None, circumstance=None),
    figure("", None, None, 345_000, 40, section="refund", indicator="refund_per_claim", kind=None, circumstance=None),
)
STATEMENT = Statement(period="FY2024-25-Q1", run="r", fictional=True, figures=FIGURES)
FIRST = Version(statement=STATEMENT, version=1, day=date(2024, 7, 31))
SECOND = Version(statement=STATEMENT, version=2, day=date(2024, 8, 1), reason="Late rows. / Lignes tardives.")


class Outline(HTMLParser):
    """Elements that are opened and closed in order, headings, and what could reach beyond the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.seen: list[tuple[str, dict]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)).strip()


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return files(SECOND, [FIRST, SECOND], organisation=Text("Ours & Co", "Nous & Cie"), contact="a@example.org")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_page_is_whole_small_in_its_language_and_reaches_for_nothing(written, lang: str):
    text = written[f"statement-{lang}.html"]
    outline = Outline(text)

    assert text.startswith(f'<!doctype html>\n<html lang="{lang}-CA">')
    assert len(text.encode()) <= LARGEST
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(outline.headings, outline.headings[1:], strict=False))
    assert not {tag for tag, _ in outline.seen} & {"script", "link", "img", "iframe", "form", "object"}
    assert not [a for _, attrs in outline.seen for a in attrs if a.startswith("on")]
    assert "@media print" in text
    for tag, attrs in outline.seen:
        if tag == "th":
            assert attrs["scope"] in ("col", "row")
        if tag == "a":
            assert re.match(r"[#a-z]", attrs["href"])
            assert "//" not in attrs["href"]
    assert text.count("<caption>") == text.count("<table>")


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Service quality statement, 2024-25", "Fictional data", "Published on 1 Aug 2024, version 2.",
                "61.7% of 2,000 transactions met the standard", "birth &lt;b&gt; In 5 days. 90.0% 60.0% 100 10.0% 40",
                "plate &lt;b&gt; In 5 days. 90.0% hidden hidden none 0", "All transactions 75.0% 200",
                "Information request In 5 days. none set 50.0% 60",
                "40 claims on the guarantee were made, and $3,450.00",
                "Version 1, 31 Jul 2024: first publication. Version 2, 1 Aug 2024: Late rows.", "fewer than 30 cases")),
        ("fr", ("Déclaration sur la qualité du service, 2024-25", "Données fictives", "61,7 % des 2 000 opérations",
                "l’birth En 5 jours. 90,0 % 60,0 % 100 10,0 % 40", "masqué masqué", "3 450,00 $ ont été remboursés",
                "Version 2, 1er août 2024 : Lignes tardives.", "Écrivez à a@example.org")),
    ],
)  # fmt: skip
def test_it_says_standard_target_performance_and_cases_with_what_was_not_normal_apart(written, lang, sentences):
    text = re.sub(r"\s", " ", words(written[f"statement-{lang}.html"]))
    for sentence in sentences:
        assert sentence in text, sentence


def test_what_had_cases_only_out_of_the_normal_has_a_line_of_its_own():
    only = figure("transaction", "mail", "card", 20, 50, **PROMISE | {"circumstance": "not_normal"})
    alone = Version(statement=Statement(period="FY2024-25-Q1", run="r", fictional=False, figures=(only,)))

    text = words(page(alone, "en", Surroundings(language="fr")))

    assert "card &lt;b&gt; In 5 days. 90.0% none 0 40.0% 50" in text
    assert "Draft: not published." in text
    assert "Fictional" not in text


def test_a_version_that_was_corrected_says_so():
    text = page(FIRST, "en", Surroundings(language="x", newest="../", log=[FIRST, SECOND]))
    assert 'A correction of this version was published: see <a href="../">' in text


def test_without_claims_or_with_few_the_sentence_says_so():
    def refunds(good: int | None, n: int | None) -> str:
        one = Figure(section="refund", indicator="refund_per_claim", numerator=good, cases=n, hidden=n is None)
        told = Statement(period="FY2024-25-Q1", run="r", fictional=False, figures=(*FIGURES[:9], one))
        return words(page(Version(statement=told), "en", Surroundings(language="fr")))

    assert "No claim on the guarantee was made" in refunds(0, 0)
    assert "Fewer than 30 claims on the guarantee were made" in refunds(None, None)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_while_nothing_is_published_there_is_a_page_that_says_so(lang: str):
    text = empty(lang, None, "../x/")
    assert Outline(text).open == []
    assert ("No statement was published yet." if lang == "en" else "Aucune déclaration") in text


def test_figures_are_written_to_the_last_digit_with_a_dictionary_of_their_columns(written):
    assert set(written) == {"statement-en.html", "statement-fr.html", *FILES}
    read = pl.read_csv(StringIO(written["figures.csv"]), infer_schema_length=None)
    explained = pl.read_csv(StringIO(written["dictionary.csv"]))
    told = json.loads(written["figures.json"])

    assert explained["column"].to_list() == read.columns == list(told["columns"])
    assert explained.null_count().sum_horizontal().item() == 0
    assert read["value"].to_list() == [one.value for one in FIGURES]
    assert read["cases"].to_list() == [row["cases"] for row in told["figures"]] == [one.cases for one in FIGURES]
    assert read.filter("hidden").select("numerator", "cases", "value").null_count().row(0) == (1, 1, 1)
    assert told["corrections"][1] == {
        "version": 2, "published_on": "2024-08-01", "reason": "Late rows. / Lignes tardives."
    }  # fmt: skip
    assert {row["version"] for row in told["figures"]} == {2}


def test_no_name_of_a_source_is_a_formula_in_the_publics_spreadsheet():
    told = figure("transaction", "mail", "birth", 60, 100, **PROMISE, service_fr="=1+1")
    version = Version(statement=Statement(period="FY2024-25-Q1", run="r", fictional=True, figures=(told,)))

    (row,) = pl.read_csv(StringIO(content(CSV, version, [version]))).to_dicts()
    assert row["service_fr"] == "'=1+1"
    assert row["cases"] == 100


def test_two_hundred_services_on_every_channel_still_fit():
    many = [
        figure("transaction", channel.value, f"a-service-with-a-long-name-{n}", 60, 100, **PROMISE)
        for channel in Channel
        for n in range(60)
    ]
    large = Version(statement=Statement(period="FY2024-25-Q1", run="r", fictional=False, figures=tuple(many)))
    assert len(page(large, "fr", Surroundings(language="en")).encode()) <= LARGEST
