"""The colours can be read, and Streamlit uses the same ones."""

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from dashboard.ui.theme import DARK, LIGHT, STREAMLIT, Palette

CONFIG = Path(__file__).parents[3] / "dashboard" / ".streamlit" / "config.toml"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "panel"])
@pytest.mark.parametrize("ink", ["ink", "muted", "link", "blue", "orange", "grey", "purple"])
def test_everything_written_has_a_contrast_of_four_and_a_half(palette: Palette, ground: str, ink: str):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize(("section", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_is_told_the_same_colours(section: str, palette: Palette):
    told = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][section]

    assert told == {name: asdict(palette)[ours] for ours, names in STREAMLIT.items() for name in names}
