"""By which words a source's columns and values are recognised."""

import pytest

from data.records import RECORDS
from pipelines.mapping import vocabulary
from pipelines.mapping.profile import words
from pipelines.mapping.vocabulary import fit, names_of, word_of


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("openDt", ("open", "dt")),
        ("OPEN_DT", ("open", "dt")),
        (" Date d'ouverture ", ("date", "d", "ouverture")),
        ("Créé le", ("cree", "le")),
        ("Answered (Y/N)", ("answered", "y", "n")),
    ],
)
def test_a_name_in_plain_words(name: str, plain: tuple[str, ...]):
    assert words(name) == plain


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("channel", "Constituent Call", "telephone"),
        ("channel", "MOBILE", "online"),
        ("channel", "Walk-in", "in_person"),
        ("channel", "Borne", "kiosk"),
        ("channel", "Comptoir", "in_person"),
        ("channel", "in_person", "in_person"),
        ("channel", "Carrier pigeon", None),
        ("status", "Closed", "completed"),
        ("status", "Not closed", "in_progress"),
        ("status", "Annulée", "abandoned"),
        ("status", "Y", "completed"),
        ("status", "No availability", None),
        ("language", "Français", "fr"),
    ],
)
def test_a_value_in_our_words(column: str, value: str, word: str | None):
    assert word_of(column, value) == word


def test_the_whole_name_fits_better_than_a_part_of_it():
    names = names_of("transaction", "started_at")
    assert fit(words("open_dt"), names) > fit(words("case open_dt local"), names) > 0
    assert fit(words("colour"), names) == 0


def test_the_words_speak_of_records_and_columns_that_there_are():
    for record, columns in vocabulary._read()["columns"].items():
        assert set(columns) <= set(RECORDS[record].column_names())


def test_no_phrase_stands_for_two_words_of_a_list():
    for column, meanings in vocabulary._read()["values"].items():
        phrases = [phrase for listed in meanings.values() for phrase in listed]
        assert len(phrases) == len(set(phrases)), column
