"""What the Demand page shows, as a file: CSV, or a workbook whose first sheet says what was asked."""

import polars as pl
import streamlit as st

from dashboard.exports import record_files
from dashboard.queries import forecasts, scenarios
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import scenario as scenario_words
from dashboard.text.wording import staff as staff_words
from dashboard.ui.downloads import WORKBOOK
from dashboard.views.demand.forecast import Shown, named
from dashboard.views.demand.selection import Asked
from dashboard.views.demand.staffing import Week
from metrics.planning.scenario import Measure


def ahead(shown: Shown, wanted: Asked, ctx: PageContext) -> pl.DataFrame:
    """Every day (month) of the forecast with its intervals and the plan, titled in the reader's language."""
    titles = {
        "ds": words.MONTH if wanted.grain == "month" else words.DAY,
        "yhat": words.FORECAST,
        "plan": words.PLAN,
    }
    bands = {
        f"{end}{level}": f"{ctx.say(text)} {sign}"
        for level, text in ((80, words.BAND80), (95, words.BAND95))
        for end, sign in (("lo", "−"), ("hi", "+"))
    }
    named = {name: ctx.say(text) for name, text in titles.items()} | bands
    return shown.ahead.select(pl.col(name).alias(title) for name, title in named.items())


def staff(week: Week, ctx: PageContext) -> pl.DataFrame:
    """Every half-hour of a week: where, people needed, to roster and there, and how contacts fare."""
    titles = {
        "location": staff_words.PLACE, "weekday": staff_words.WEEKDAY, "half_hour": staff_words.HALF_HOUR,
        "contacts": staff_words.CONTACTS, "handling_s": staff_words.HANDLING, "required": staff_words.NEEDED,
        "rostered": staff_words.ROSTERED, "people": staff_words.THERE, "service_level": staff_words.REACHED,
        "wait_s": staff_words.WAIT_S, "occupancy": staff_words.OCCUPANCY,
    }  # fmt: skip
    known = [name for name in titles if name in week.rows.columns]
    clock = pl.format("{}:{}", pl.col("half_hour") // 2, (pl.col("half_hour") % 2 * 30).cast(pl.String).str.zfill(2))
    rows = week.rows.sort("location", "weekday", "half_hour", nulls_last=False).with_columns(half_hour=clock)
    return rows.select(pl.col(name).alias(ctx.say(titles[name])) for name in known)


def outcome(one: dict, wanted: Asked, ctx: PageContext) -> pl.DataFrame:
    """Every measure of scenarios beside today, in whole units as they are computed: cents, seconds, shares."""
    shown = [one, *(row for row in ctx.decisions.scenarios if row["id"] != one["id"])]
    found, _ = scenarios.beside(ctx.snapshot, ctx.viewer, ctx.decisions, shown, wanted.grain)
    if found.is_empty():
        return found
    titles = {"channel": scenario_words.CHANNEL, "measure": scenario_words.MEASURE, "today": scenario_words.TODAY}
    names = {name: ctx.say(text) for name, text in titles.items()}
    for row in shown:
        if (column := str(row["id"])) in found.columns:
            # A scenario may be called like one of the columns.
            names[column] = f"{row['name']} ({column})" if row["name"] in names.values() else row["name"]
    texts = {measure.value: ctx.say(measure.text) for measure in Measure}
    return found.with_columns(pl.col("measure").replace(texts)).rename(names)


def buttons(rows: pl.DataFrame, wanted: Asked, ctx: PageContext) -> None:
    """One button for CSV and one for Excel; a file is made when its button is clicked."""
    made = forecasts.forecast_run(ctx.snapshot)
    asked = [
        (ctx.say(words.WHAT), f"{named(wanted, ctx)} – {ctx.say(words.SECTIONS[wanted.section.value])}"),
        (ctx.say(words.GRAIN), ctx.say(words.GRAINS[wanted.grain])),
        (ctx.say(words.FORECAST_RUN), made.run if made else ""),
        (ctx.say(words.KNOWN_TO), formats.day(made.origins[wanted.grain], ctx.lang) if made else ""),
    ]
    codes = [code for code in wanted.of.values() if code]
    name = "_".join(["demand", wanted.section.value, *codes, wanted.grain, ctx.lang])

    def csv() -> bytes:
        return record_files.csv(rows)

    def workbook() -> bytes:
        return record_files.workbook(rows, asked, ctx)

    with st.container(horizontal=True, gap="small"):
        st.download_button(ctx.say(words.CSV), csv, f"{name}.csv", "text/csv", on_click="ignore", key="csv")
        st.download_button(ctx.say(words.XLSX), workbook, f"{name}.xlsx", WORKBOOK, on_click="ignore", key="xlsx")
