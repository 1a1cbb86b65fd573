"""The colours, measured: text 4.5:1 or more and graphics 3:1 or more on every ground, in light and in dark.

Blue is good, orange is not, grey is neither, purple has no direction; red and green are left to traffic.
`.streamlit/config.toml` holds the same values for Streamlit, which hands them to our style sheet as variables.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One appearance of the page."""

    ground: str
    panel: str
    ink: str
    muted: str
    link: str
    line: str
    blue: str
    orange: str
    grey: str
    purple: str


LIGHT = Palette(
    ground="#FFFFFF",
    panel="#F4F6F9",
    ink="#16202C",
    muted="#4C5866",
    link="#0B4A8F",
    line="#CBD3DC",
    blue="#0B5CAD",
    orange="#B34700",
    grey="#6B6F76",
    purple="#5B2A86",
)
DARK = Palette(
    ground="#12171E",
    panel="#1B222C",
    ink="#E9EDF2",
    muted="#B4BEC9",
    link="#8FC4FA",
    line="#3B4654",
    blue="#6DB3F8",
    orange="#FFA25C",
    grey="#A3ABB5",
    purple="#C9A6F2",
)

STREAMLIT = {
    "ground": ("backgroundColor",),
    "panel": ("secondaryBackgroundColor",),
    "ink": ("textColor",),
    "muted": ("grayTextColor",),
    "link": ("linkColor",),
    "line": ("borderColor",),
    "blue": ("blueColor", "blueTextColor", "primaryColor"),
    "orange": ("orangeColor", "orangeTextColor"),
    "grey": ("grayColor",),
    "purple": ("violetColor", "violetTextColor"),
}
"""Our name → Streamlit's."""


def palette(appearance: str | None) -> Palette:
    """The palette of what Streamlit says is in use; light until the browser has said."""
    return DARK if appearance == "dark" else LIGHT
