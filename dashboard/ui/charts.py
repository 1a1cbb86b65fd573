"""The charts: points in, what Vega-Lite draws out, coloured by the palette and labelled in the reader's language."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from dashboard.request.context import PageContext, fill
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from dashboard.text.wording import verdicts
from dashboard.ui.svg import target_in_sight
from dashboard.ui.theme import Palette
from data.words import Unit
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import containing

POINTS = "points"
"""What the chart calls its rows."""

SILENT = alt.value(None)
"""No tooltip: without it a mark tells its columns as they are called in the code."""


def control_chart(assessment: Assessment, ctx: PageContext, colours: Palette) -> dict[str, Any]:
    """The last points with mean, limits, target and signals; the lines break where the limits were set again.

    Where what is judged is not the value itself (a season taken out, single periods of a longer sum), the values stand
    beside it as hollow dots, so that the number above the chart is in it. One tooltip per period tells both.
    Out: as Vega-Lite specifies it; under `datasets` the points as a table, which goes to the browser as it is.
    """
    apart, aims = assessment.judged_apart, target_in_sight(assessment) is not None
    chart = _control_chart(assessment.indicator.unit, ctx.lang, colours, apart=apart, aims=aims)
    return {**chart, "datasets": {POINTS: _points(assessment, ctx)}}


# Altair takes a tenth of a second of the processor to put a chart together, and charts differ in their points alone.
@lru_cache(64)
def _control_chart(unit: Unit, lang: str, colours: Palette, *, apart: bool, aims: bool) -> dict[str, Any]:
    """All of the chart but its points."""
    base = alt.Chart(alt.NamedData(POINTS)).encode(
        x=alt.X("label:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, aria=False))
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=axis(unit, lang))
    told = {
        "label": words.PERIOD,
        **({"actual": words.VALUE, "written": words.JUDGED_VALUE} if apart else {"written": words.VALUE}),
        "aim": words.TO_TARGET,
        "verdict": words.VERDICT,
    }
    tooltip = [alt.Tooltip(f"{name}:N", title=fill(text, lang)) for name, text in told.items()]
    tones = alt.Scale(
        domain=["plain", "good", "bad", "neutral"],
        range=[colours.grey, colours.blue, colours.orange, colours.purple],
    )
    layers = [
        base.mark_area(aria=False, color=colours.grey, opacity=0.18).encode(
            y="lower:Q", y2="upper:Q", detail="block:N", tooltip=SILENT
        ),
        base.mark_line(aria=False, color=colours.grey, strokeWidth=1).encode(
            y="mean:Q", detail="block:N", tooltip=SILENT
        ),
        base.mark_line(aria=False, color=colours.ink, strokeWidth=2).encode(y=y, detail="block:N", tooltip=SILENT),
        base.mark_point(aria=False, filled=True, opacity=1).encode(
            y=y,
            color=alt.Color("tone:N", scale=tones, legend=None),
            size=alt.condition("datum.tone == 'plain'", alt.value(36), alt.value(110)),
            shape=alt.Shape(
                "tone:N",
                scale=alt.Scale(domain=tones.domain, range=["circle", "triangle-up", "triangle-down", "diamond"]),
                legend=None,
            ),
            tooltip=SILENT,
        ),
    ]
    if apart:
        dots = base.mark_point(aria=False, filled=False, color=colours.ink, size=52, strokeWidth=1.4, opacity=1)
        layers.insert(-1, dots.encode(y="shown:Q", tooltip=SILENT))
    # A reader points at a period, not at a dot of six pixels.
    layers.append(base.mark_rule(aria=False, strokeWidth=24, opacity=0).encode(tooltip=tooltip))
    if aims:
        # The target of then: it steps where it was changed.
        steps = base.transform_filter("isValid(datum.target)").mark_line(
            aria=False, color=colours.ink, strokeDash=[5, 3], strokeWidth=1.4, interpolate="step"
        )
        layers.insert(2, steps.encode(y="target:Q", tooltip=SILENT))
    chart = alt.layer(*layers).properties(height=270).configure_view(strokeWidth=0)
    # Its own tests check it against Vega-Lite's schema, so that no page has to.
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _points(assessment: Assessment, ctx: PageContext) -> pl.DataFrame:
    """The points with what is written beside them, and a number per stretch between two rebases."""
    grain, unit, decimals = assessment.grain, assessment.indicator.unit, assessment.indicator.decimals
    tones = {"special_cause_improvement": "good", "special_cause_concern": "bad", "common_cause": "plain"}
    rows = assessment.points.with_columns(block=pl.struct("mean", "upper").rle_id()).to_dicts()
    return pl.DataFrame(
        [
            {
                "label": formats.period(containing(row["period"], grain), ctx.lang),
                **{name: row[name] for name in ("value", "shown", "mean", "lower", "upper", "block", "target")},
                **{
                    name: "–" if row[column] is None else formats.value(row[column], unit, ctx.lang, decimals)
                    for name, column in (("written", "value"), ("actual", "shown"), ("aim", "target"))
                },
                "verdict": ctx.say(verdicts.VARIATION[row["point_type"]]),
                "tone": tones.get(row["point_type"], "neutral"),
            }
            for row in rows
        ],
        infer_schema_length=None,
    )


def axis(unit: Unit, lang: str) -> alt.Axis:
    """An axis whose labels are written as `formats` writes them."""
    number = "format(datum.value, ',.12~g')"
    if unit is Unit.SHARE:
        number = "format(datum.value * 100, ',.6~g')"
    if unit is Unit.SECONDS:
        label = "floor(datum.value / 60) + ':' + format(datum.value % 60, '02.0f')"
    elif lang == "fr":
        written = f"replace(replace({number}, /,/g, '\u00a0'), '.', ',')"
        label = written + {Unit.SHARE: " + '\u00a0%'", Unit.DOLLARS: " + '\u00a0$'"}.get(unit, "")
    else:
        label = {Unit.SHARE: f"{number} + '%'", Unit.DOLLARS: f"'$' + {number}"}.get(unit, number)
    return alt.Axis(labelExpr=label, tickCount=6, aria=False, grid=True)
