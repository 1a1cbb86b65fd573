"""What the Demand page shows, as a file: CSV, or a workbook whose first sheet says what was asked."""

import polars as pl

from dashboard.exports import csv_and_workbook, provenance
from dashboard.queries import session
from dashboard.queries.demand import forecasts, scenarios
from dashboard.queries.demand.scenarios import Saved
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import frame
from dashboard.text.wording import scenario as scenario_words
from dashboard.text.wording import staff as staff_words
from dashboard.ui.downloads import Download, draw_buttons
from dashboard.views.demand.forecast import ForecastView, period_title, series_name
from dashboard.views.demand.selection import Selection
from dashboard.views.demand.staffing import Week, place_name
from data.words import Channel
from metrics.planning.scenario import Measure


def ahead(view: ForecastView, selection: Selection, ctx: PageContext) -> pl.DataFrame:
    """Every day (month) of the forecast with its intervals and the plan, titled in the reader's language."""
    titles = {
        "ds": period_title(selection.grain, ctx),
        "yhat": ctx.say(words.FORECAST),
        "overrides": ctx.say(words.OVERRIDES),
        "scenario": ctx.say(words.SCENARIO),
        "plan": ctx.say(words.PLAN),
    }
    bands = {
        f"{end}{level}": f"{ctx.say(text)} {sign}"
        for level, text in ((80, words.BAND80), (95, words.BAND95))
        for end, sign in (("lo", "−"), ("hi", "+"))
    }
    return view.ahead.select(pl.col(name).alias(title) for name, title in (titles | bands).items())


def staff(week: Week, ctx: PageContext) -> pl.DataFrame:
    """Every half-hour of a week: where, people needed, to roster and there, and how contacts fare, in percent."""
    titles = {
        "location": words.CODE, "place": staff_words.PLACE, "weekday": staff_words.WEEKDAY,
        "half_hour": staff_words.HALF_HOUR, "contacts": staff_words.CONTACTS, "handling_s": staff_words.HANDLING,
        "required": staff_words.NEEDED, "rostered": staff_words.ROSTERED, "people": staff_words.THERE,
        "service_level": staff_words.REACHED, "wait_s": staff_words.WAIT_S, "occupancy": staff_words.OCCUPANCY,
    }  # fmt: skip
    shares = [pl.col(name).mul(100).round(1) for name in ("service_level", "occupancy") if name in week.rows.columns]
    places = {code: place_name(code, ctx) for code in week.rows["location"].unique().to_list()}
    rows = week.rows.sort("location", "weekday", "half_hour", nulls_last=False).with_columns(
        pl.col("contacts", "handling_s", "wait_s").round(2),
        *shares,
        place=pl.col("location").replace_strict(places, return_dtype=pl.String),
        weekday=pl.col("weekday").replace_strict({day: ctx.say(staff_words.DAYS[str(day)]) for day in range(1, 8)}),
        half_hour=pl.col("half_hour").replace_strict({half: formats.clock(half, ctx.lang) for half in range(48)}),
    )
    percent = {"service_level": " (%)", "occupancy": " (%)"}
    return rows.select(
        pl.col(name).alias(f"{ctx.say(title)}{percent.get(name, '')}")
        for name, title in titles.items()
        if name in rows.columns
    )


def outcome(chosen: Saved, selection: Selection, ctx: PageContext) -> pl.DataFrame:
    """Every measure of scenarios beside today: money in dollars, shares in percent, codes beside names."""
    saved = [chosen, *(row for row in ctx.decisions.scenarios if row["id"] != chosen["id"])]
    measures, _ = scenarios.beside(ctx.snapshot, ctx.viewer, ctx.decisions, saved, selection.scenario_grain)
    if measures.is_empty():
        return measures
    names = {str(row["id"]): row["name"] for row in saved if str(row["id"]) in measures.columns}
    measures = scenarios.in_figures(measures)
    channels = {code: ctx.say(Channel(code).text) for code in measures["channel"].drop_nulls().unique()}
    columns = [
        pl.col("channel").alias(ctx.say(scenario_words.CHANNEL_CODE)),
        pl.col("channel").replace_strict(channels).fill_null(ctx.say(words.ALL_CHANNELS)).alias(
            ctx.say(scenario_words.CHANNEL)
        ),
        pl.col("measure").replace_strict({measure.value: ctx.say(measure.text) for measure in Measure}).alias(
            ctx.say(scenario_words.MEASURE)
        ),
        pl.col("unit").replace_strict({code: ctx.say(text) for code, text in scenario_words.UNITS.items()}).alias(
            ctx.say(scenario_words.UNIT)
        ),
        pl.col("today").alias(ctx.say(scenario_words.TODAY)),
    ]  # fmt: skip
    for id, name in names.items():
        columns += [
            pl.col(id).alias(f"{name} ({id})"),
            pl.col(f"{id} difference").alias(ctx.say(scenario_words.DIFFERENCE, name=f"{name} ({id})")),
        ]
    return measures.select(columns)


def buttons(rows: pl.DataFrame, selection: Selection, ctx: PageContext) -> None:
    """One button for CSV and one for Excel; a file is made when its button is clicked."""
    forecast_run = forecasts.forecast_run(ctx.snapshot)
    known_to = formats.day(forecast_run.origins[selection.grain], ctx.lang) if forecast_run else ""
    question = [
        (ctx.say(words.WHAT), f"{series_name(selection, ctx)} – {ctx.say(words.SECTIONS[selection.section.value])}"),
        (ctx.say(words.GRAIN), ctx.say(words.GRAINS[selection.grain])),
        (ctx.say(words.FORECAST_RUN), forecast_run.run if forecast_run else ""),
        (ctx.say(words.KNOWN_TO), known_to),
    ]
    codes = [code for code in selection.series.values() if code]
    fictional = session.fictional(ctx.snapshot)
    rows = provenance.marked(rows, ctx, fictional=fictional)
    if fictional:
        question.append((ctx.say(frame.FICTIONAL), ctx.say(frame.FICTIONAL_WHY)))
    run = [f"run-{forecast_run.run}"] if forecast_run else []
    draw_buttons(
        "_".join(["demand", selection.section.value, *codes, selection.grain, *run, ctx.lang]),
        Download(ctx.say(words.CSV), lambda: csv_and_workbook.csv(rows, ctx.lang)),
        Download(ctx.say(words.XLSX), lambda: csv_and_workbook.workbook(rows, question, ctx)),
    )
