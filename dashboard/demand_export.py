"""What the Demand page shows, as a file: CSV, or a workbook whose first sheet says what was asked."""

import polars as pl
import streamlit as st

from dashboard import forecasts, formats, reported, sheets
from dashboard.demand_ahead import Shown, named
from dashboard.demand_asked import Asked
from dashboard.downloads import WORKBOOK
from dashboard.place import Place
from dashboard.wording import demand as words


def ahead(shown: Shown, wanted: Asked, place: Place) -> pl.DataFrame:
    """Every day (month) of the forecast with its intervals and the plan, titled in the reader's language."""
    titles = {
        "ds": words.MONTH if wanted.grain == "month" else words.DAY,
        "yhat": words.FORECAST,
        "plan": words.PLAN,
    }
    bands = {
        f"{end}{level}": f"{place.say(text)} {sign}"
        for level, text in ((80, words.BAND80), (95, words.BAND95))
        for end, sign in (("lo", "−"), ("hi", "+"))
    }
    named = {name: place.say(text) for name, text in titles.items()} | bands
    return shown.ahead.select(pl.col(name).alias(title) for name, title in named.items())


def buttons(rows: pl.DataFrame, wanted: Asked, place: Place) -> None:
    """One button for CSV and one for Excel; a file is made when its button is clicked."""
    made = forecasts.made()
    asked = [
        (place.say(words.WHAT), f"{named(wanted, place)} – {place.say(words.SECTIONS[wanted.section.value])}"),
        (place.say(words.GRAIN), place.say(words.GRAINS[wanted.grain])),
        (place.say(words.MADE_BY), made.run if made else ""),
        (place.say(words.KNOWN_TO), formats.day(made.origins[wanted.grain], place.lang) if made else ""),
    ]
    codes = [code for code in wanted.of.values() if code]
    name = "_".join(["demand", wanted.section.value, *codes, wanted.grain, place.lang])

    def csv() -> bytes:
        return sheets.csv(rows)

    def workbook() -> bytes:
        return sheets.workbook(rows, asked, place)

    with st.container(horizontal=True, gap="small"):
        st.download_button(
            place.say(words.CSV), reported.later(csv), f"{name}.csv", "text/csv", on_click="ignore", key="csv"
        )
        st.download_button(
            place.say(words.XLSX), reported.later(workbook), f"{name}.xlsx", WORKBOOK, on_click="ignore", key="xlsx"
        )
