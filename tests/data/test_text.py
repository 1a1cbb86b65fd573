"""French is set as French is printed, whoever wrote it: here, in a source, in a name."""

import pytest

from data.text import Text, Word

WRITTEN = [
    ("d'accord", "d’accord"),
    ("L'an dernier, aujourd'hui", "L’an dernier, aujourd’hui"),
    ("n'{verb} pas d'« avis »", "n’{verb} pas d’« avis »"),
    ("moins de 5' d'attente", "moins de 5' d’attente"),
    ("'guillemets'", "'guillemets'"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "shown"), WRITTEN)
def test_an_apostrophe_between_letters_is_typographic(written: str, shown: str):
    assert Text("don't", written).fr == shown


def test_english_stays_as_it_is_written():
    assert Text("don't", "ne pas") == ("don't", "ne pas")


def test_words_of_closed_lists_too():
    class Colour(Word):
        RED = "red", "Red", "L'écarlate"

    assert Colour.RED.text.fr == "L’écarlate"
