"""The buttons that hand out a table as a file: made when its button is clicked, and not before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.queries import people, trail
from data.audit.trail import Event

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Download:
    """A button. `make`: the file, made later and in another thread, so from nothing but what it was given here.

    `noted`: it notes itself in the audit trail who takes it, and more of it than its name.
    """

    label: str
    make: Callable[[], bytes]
    noted: bool = False


def draw_files(files: Sequence[tuple[str, str, Download]]) -> None:
    """A button for each file: its name, its media type and how it is made."""
    with st.container(horizontal=True, gap="small"):
        for name, media_type, download in files:
            file = _noted(download, name)
            st.download_button(download.label, file, name, media_type, on_click="ignore", key=f"file-{download.label}")


def draw_buttons(name: str, csv: Download, workbook: Download | str) -> None:
    """One button for CSV and one for Excel; a sentence stands in the place of a workbook that there cannot be."""
    with st.container(horizontal=True, gap="small"):
        file = _noted(csv, f"{name}.csv")
        st.download_button(csv.label, file, f"{name}.csv", "text/csv", on_click="ignore", key="csv")
        if isinstance(workbook, str):
            st.caption(workbook)
            return
        file = _noted(workbook, f"{name}.xlsx")
        st.download_button(workbook.label, file, f"{name}.xlsx", WORKBOOK, on_click="ignore", key="xlsx")


def _noted(download: Download, name: str) -> Callable[[], bytes]:
    """The file for who looks now: not for who has lost their role since, and not before the trail says who took it."""
    if download.noted:
        return download.make
    viewer = people.current_viewer()

    def make() -> bytes:
        people.check_still(viewer)
        trail.note(viewer, Event.EXPORTED, name)
        return download.make()

    return make
