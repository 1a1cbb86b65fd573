"""The buttons that hand out a table as a file: made when its button is clicked, and not before."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Download:
    """A button. `make`: the file, made later and in another thread, so from nothing but what it was given here."""

    label: str
    make: Callable[[], bytes]


def draw_buttons(name: str, csv: Download, workbook: Download | str) -> None:
    """One button for CSV and one for Excel; a sentence stands in the place of a workbook that there cannot be."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(csv.label, csv.make, f"{name}.csv", "text/csv", on_click="ignore", key="csv")
        if isinstance(workbook, str):
            st.caption(workbook)
            return
        st.download_button(workbook.label, workbook.make, f"{name}.xlsx", WORKBOOK, on_click="ignore", key="xlsx")
