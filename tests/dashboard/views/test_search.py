"""One search for everything: what is found, where it leads, and what is said when nothing is."""

import re
from pathlib import Path

import pytest

from dashboard.queries import session
from dashboard.queries.search import search
from data.access.viewer import Viewer
from tests.support.pages import drawn, opened, words


def links(at) -> list[str]:
    """The addresses of what was found, without language and period."""
    found = re.search(r'<ul class="results">.*', drawn(at), re.S)
    addresses = re.findall(r'href="\./([^"]*)"', found[0] if found else "")
    return [re.sub(r"(lang|period)=[^&]*&amp;|(lang|period)=[^&#]*", "", address) for address in addresses]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("T007", "transaction?record=transaction&amp;key=T007"),
        ("served within 20", "indicator?indicator=counter_within_20_minutes"),
        ("zebra", "?service=plate"),
        ("acte de PLAQUE", "?service=plate"),
        ("north", "?location=north"),
        ("telephone", "?channel=telephone"),
        ("téléphone", "?channel=telephone"),
        ("near limit", "definitions?#word-target"),
        ("demand", "demand?"),
    ],
)
def test_a_word_leads_to_what_it_names(town: Path, text: str, address: str):
    assert address in links(opened("search", lang="en", q=text))


def test_the_number_of_a_transaction_comes_first_then_indicators(town: Path):
    assert links(opened("search", lang="en", q="T007"))[0].startswith("transaction?")
    assert links(opened("search", lang="en", q="transaction"))[0].startswith("indicator?")


def test_titles_that_match_come_before_definitions_that_do(town: Path):
    found = search(session.open_snapshot(), Viewer(), "complain").indicators
    titles = ["complain" in session.open_snapshot().catalogue[name].title.en.lower() for name in found]

    assert any(titles)
    assert not all(titles)
    assert titles == sorted(titles, reverse=True)
    assert len(search(session.open_snapshot(), Viewer(), "wait").indicators) > 3


def test_filters_that_were_chosen_before_do_not_stay(town: Path):
    assert "?location=north" in links(opened("search", lang="en", q="north", channel="online"))


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "No match for “qqqq”"), ("fr", "Aucun résultat pour «\xa0qqqq\xa0»")]
)
def test_nothing_found_is_a_sentence_that_says_what_can_be_looked_for(town: Path, lang: str, sentence: str):
    at = opened("search", lang=lang, q="qqqq")

    assert sentence in drawn(at)
    assert ("place" if lang == "en" else "lieu") in words(at)


@pytest.mark.parametrize("text", ["", "x", " é "])
def test_less_than_two_letters_find_nothing_and_say_so(town: Path, text: str):
    assert links(opened("search", lang="en", q=text)) == []
    assert 'class="note"' in drawn(opened("search", lang="en", q=text))


def test_markup_is_looked_for_as_text(town: Path):
    page = drawn(opened("search", lang="en", q="<b>bold</b>"))

    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_a_limited_viewer_finds_only_their_own_places_and_services(town: Path):
    snapshot = session.open_snapshot()
    limited = Viewer(scope=(("service", ("birth",)),))

    assert search(snapshot, Viewer(), "zebra").members == {"service": ["plate"]}
    assert search(snapshot, limited, "zebra").members == {}
    assert search(snapshot, limited, "certificate").members == {"service": ["birth"]}


def test_every_page_has_the_search(town: Path):
    for page in ("", "indicator", "transactions", "demand", "strategy", "definitions", "health", "search"):
        assert 'role="search"' in drawn(opened(page, lang="fr")), page
