"""An error is one sentence in either language, whatever its gaps hold."""

import pickle
from datetime import UTC, date, datetime

import pytest

from data.connectors.database import Unreachable
from data.errors import Refusal, nearest
from data.text import Text

INNER = Refusal("test_inner", Text("There is no {name}.", "Il n’y a pas de {name}."))


def refuse(template, **values):
    return Refusal("test_outer", Text(template, template))(**values)


@pytest.mark.parametrize(
    ("template", "value", "english", "french"),
    [
        ("{x}", "a", "a", "a"),
        ("{x}", Text("a day", "un jour"), "a day", "un jour"),
        ("{x}", "a\r\nb\nc\u2028d", "a b c d", "a b c d"),
        ("{x:lines}", ["a\nb", "c"], "a b\nc", "a b\nc"),
        ("{x}", ["a"], "a", "a"),
        ("{x}", ["a", "b", "c"], "a, b or c", "a, b ou c"),
        ("{x}", [], "", ""),
        ("{x:and}", ["a", "b", "c"], "a, b and c", "a, b et c"),
        ("{x:and}", [Text("one", "un"), "b"], "one and b", "un et b"),
        ("{x:lines}", ["a", "b"], "a\nb", "a\nb"),
        ("{x:,}", 1234567, "1,234,567", "1\u202f234\u202f567"),
        ("{x:g}", -2.5, "-2.5", "-2,5"),
        ("{x:,.1f}", 1234.56, "1,234.6", "1\u202f234,6"),
        ("{x}", date(2026, 10, 31), "2026-10-31", "2026-10-31"),
        ("{x}", datetime(2026, 10, 31, 14, 5, 9, tzinfo=UTC), "2026-10-31 14:05 UTC", "2026-10-31 14:05 UTC"),
        ("{x}", INNER(name="é"), "There is no é.", "Il n’y a pas de é."),
        ("at {x:inline}", INNER(name="É"), "at there is no É.", "at il n’y a pas de É."),
    ],
)
def test_a_gap_is_filled_as_the_language_writes_it(template, value, english, french):
    error = refuse(template, x=value)

    assert str(error) == english
    assert error.text("fr") == french


def test_an_error_crosses_processes_as_what_it_is():
    error = pickle.loads(pickle.dumps(Unreachable(INNER, name="x")))

    assert type(error) is Unreachable
    assert (error.code, error.values, error.text("fr")) == ("test_inner", {"name": "x"}, "Il n’y a pas de x.")


def test_the_nearest_words_end_a_sentence_in_both_languages():
    assert nearest("kiosc", ["kiosk", "online"]) == Text("did you mean kiosk?", "vouliez-vous dire kiosk?")
    assert nearest("x", []).fr == "aucun n’est connu ici."
