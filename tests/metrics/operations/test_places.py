"""Places lie where their records say, and nowhere where they do not."""

from pathlib import Path

import polars as pl

from metrics.operations.places import coordinates
from tests.support.homes import empty_home, home_with


def test_places_that_tell_both_degrees_have_coordinates(tmp_path: Path):
    places = pl.DataFrame(
        {
            "location_id": ["north", "half", "north"], "name_en": ["North", "Half", "North again"],
            "latitude_millionths": [45_500_000, 45_000_000, 1], "longitude_millionths": [-75_250_000, None, 1],
            "source": ["a", "a", "b"],
        }
    )  # fmt: skip
    assert coordinates(home_with(tmp_path, location=places)) == {"north": (45.5, -75.25)}


def test_without_places_there_are_none(tmp_path: Path):
    assert coordinates(empty_home(tmp_path)) == {}
