"""The fan: what came, what is forecast with its intervals, the plan where it differs, and events."""

from datetime import date
from typing import Any

import altair as alt
import polars as pl

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import staff
from dashboard.ui.charts import SILENT, axis
from dashboard.ui.theme import Palette
from dashboard.views.demand.forecast import ForecastView, change_text, period_name, period_title
from dashboard.views.demand.marks import days_text
from data.certainty import scalar
from data.words import Unit

HEIGHT = 300


def spec(chart: alt.LayerChart) -> dict[str, Any]:
    """A chart as the browser draws it; the tests check it against Vega-Lite's schema, so that no page has to."""
    return chart.to_dict(validate=False)


def fan(view: ForecastView, ctx: PageContext, colours: Palette) -> alt.LayerChart:
    """History as a thin line, the forecast as a thick one within its two bands, the plan dashed, events as rules."""
    ahead = _labelled(view.ahead.filter(pl.col("open")), "plan", view.grain, ctx)
    past = _labelled(view.history.filter(pl.col("open")).drop_nulls("started"), "started", view.grain, ctx)
    x = alt.X("ds:T", title=None, axis=alt.Axis(labelExpr=_day(ctx.lang), tickCount=8, aria=False, grid=False))
    y = alt.Y("yhat:Q", title=None, axis=axis(Unit.COUNT, ctx.lang))
    tooltip = [
        alt.Tooltip("label:N", title=period_title(view.grain, ctx)),
        alt.Tooltip("forecast:N", title=ctx.say(words.FORECAST)),
        alt.Tooltip("band:N", title=ctx.say(words.BAND80)),
        alt.Tooltip("overrides:N", title=ctx.say(words.OVERRIDES)),
        alt.Tooltip("scenario:N", title=ctx.say(words.SCENARIO)),
        alt.Tooltip("shown:N", title=ctx.say(words.PLAN)),
    ]
    past_tooltip = [tooltip[0], alt.Tooltip("shown:N", title=ctx.say(words.ACTUAL))]
    future, history = alt.Chart(ahead).encode(x=x), alt.Chart(past).encode(x=x)
    bounds = {95: 0.16, 80: 0.30}
    layers: list[alt.Chart] = [
        future.mark_area(aria=False, color=colours.blue, opacity=opacity).encode(
            y=f"lo{level}:Q", y2=f"hi{level}:Q", tooltip=SILENT
        )
        for level, opacity in bounds.items()
    ]
    layers += [
        history.mark_line(aria=False, color=colours.grey, strokeWidth=1.4).encode(
            y=alt.Y("started:Q", title=None), tooltip=SILENT
        ),
        future.mark_line(aria=False, color=colours.blue, strokeWidth=2).encode(y=y, tooltip=SILENT),
    ]
    if view.differs:
        changed = pl.col("plan") != pl.col("yhat")
        # Where nothing was changed the plan is the forecast; its line begins and ends on it.
        near = changed | changed.shift(1, fill_value=False) | changed.shift(-1, fill_value=False)
        apart = alt.Chart(ahead.with_columns(plan=pl.when(near).then("plan"))).encode(x=x)
        dashed = apart.mark_line(aria=False, color=colours.orange, strokeWidth=2, strokeDash=[5, 3])
        layers.append(dashed.encode(y="plan:Q", tooltip=SILENT))
    if view.marks:
        begin = scalar(view.ahead["ds"].min(), date)
        lines = [{"ds": max(mark.first, begin), "text": f"{days_text(mark, ctx)}: {mark.name}"} for mark in view.marks]
        marked = alt.Chart(pl.DataFrame(lines))
        layers.append(
            marked.mark_rule(aria=False, color=colours.purple, strokeDash=[2, 3], strokeWidth=1.2).encode(
                x="ds:T", tooltip=[alt.Tooltip("text:N", title=ctx.say(words.EVENTS))]
            )
        )
    layers += [
        history.mark_point(aria=False, opacity=0, size=60).encode(y="started:Q", tooltip=past_tooltip),
        future.mark_point(aria=False, opacity=0, size=60).encode(y=y, tooltip=tooltip),
    ]
    chart: alt.LayerChart = alt.layer(*layers).properties(height=HEIGHT).configure_view(strokeWidth=0)
    return chart


def _labelled(rows: pl.DataFrame, column: str, grain: str, ctx: PageContext) -> pl.DataFrame:
    """Beside the numbers, how they are written."""

    def number(value: float | None) -> str:
        return "" if value is None else formats.number(value, ctx.lang)

    with_band = "lo80" in rows.columns
    texts = {
        "label": [period_name(day, grain, ctx) for day in rows["ds"]],
        "shown": [number(value) for value in rows[column]],
        "forecast": [number(value) for value in rows["yhat"]] if with_band else [""] * rows.height,
        "band": [f"{number(low)} – {number(high)}" for low, high in rows.select("lo80", "hi80").iter_rows()]
        if with_band
        else [""] * rows.height,
    }
    texts |= {
        name: [change_text(value, ctx) for value in rows[name]] for name in ("overrides", "scenario") if with_band
    }
    numbers = [
        name for name in ("ds", "started", "yhat", "plan", "lo80", "hi80", "lo95", "hi95") if name in rows.columns
    ]
    return rows.select(numbers).with_columns(
        **{name: pl.Series(values, dtype=pl.String) for name, values in texts.items()}
    )


def _day(lang: str) -> str:
    """The axis's days as `Nov 2` or `2 nov.`."""
    months = [formats.month_name(month, lang) for month in range(1, 13)]
    month = f"({months})[month(datum.value)]"
    year = "(month(datum.value) == 0 && date(datum.value) <= 7 ? ' ' + year(datum.value) : '')"
    return f"date(datum.value) == 1 ? {month} + {year} : date(datum.value) + ' ' + {month} + {year}"


def cost_curve(curve: pl.DataFrame, ctx: PageContext, colours: Palette) -> alt.LayerChart:
    """Cost of a week against the share served in time."""
    rows = curve.select("share", "service_level", "cost").with_columns(
        pl.Series("shown", [formats.cents(cents, ctx.lang) for cents in curve["cost_cents"]]),
        pl.Series("asked", [formats.percent(share, ctx.lang, 0) for share in curve["share"]]),
    )
    base = alt.Chart(rows).encode(
        x=alt.X("share:Q", title=None, scale=alt.Scale(zero=False), axis=axis(Unit.SHARE, ctx.lang)),
        y=alt.Y("cost:Q", title=None, scale=alt.Scale(zero=False), axis=axis(Unit.DOLLARS, ctx.lang)),
    )
    tooltip = [
        alt.Tooltip("asked:N", title=ctx.say(staff.GOAL)),
        alt.Tooltip("shown:N", title=ctx.say(staff.COST)),
    ]
    line = base.mark_line(aria=False, color=colours.blue, strokeWidth=2).encode(tooltip=SILENT)
    dots = base.mark_point(aria=False, filled=True, color=colours.blue, size=60, opacity=1).encode(tooltip=tooltip)
    chart: alt.LayerChart = alt.layer(line, dots).properties(height=200).configure_view(strokeWidth=0)
    return chart
