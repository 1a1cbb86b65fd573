"""What a text names is found by the names that there are, in either language, as whole words, the longest first."""

import pytest

from data.text import Text
from metrics.reporting.mentions import mentions, named

NAMES = named(
    {
        "indicator": {
            "trust": Text("Trust", "Confiance"),
            "calls_within_standard": Text("Calls answered in time", "Appels traités à temps"),
            "calls": Text("Calls answered", "Appels traités"),
        },
        "location": {
            "north": Text("North Centre", "Centre du Nord"),
            "ottawa": Text("L'Orignal", "L'Orignal"),
            "fox1": Text("Foxton", "Foxton"),
            "fox2": Text("Foxton", "Foxton"),
            "bay": Text("Bay", "Bay"),
        },
    }
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Waits fell at North Centre, and calls answered in time rose.", ["north", "calls_within_standard"]),
        ("Au centre du nord, les appels traités ont baissé", ["north", "calls"]),
        ("See calls_within_standard and L’Orignal", ["calls_within_standard", "ottawa"]),
        ("We trust that; Trust fell.", ["trust"]),  # one word only as it is written
        ("North Centres and Northcentre, North Centre-ville", []),
        ("Foxton", []),  # of two places
        ("On the Bay", []),  # too short
        ("", []),
        (".*[(", []),
    ],
)
def test_what_is_named_is_found_and_nothing_is_guessed(text: str, codes: list[str]):
    found = mentions(text, NAMES)

    assert [mention.code for mention in found] == codes
    assert all(text[mention.start : mention.end] for mention in found)


def test_without_names_nothing_is_found():
    assert mentions("Trust", named({"indicator": {}})) == []
