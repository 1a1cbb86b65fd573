"""The chart of an indicator's page for paper and slides: the same specification, with its points in it; its numbers."""

import polars as pl

from dashboard.exports.pack.model import Chart, Series
from dashboard.findings.value import takeaway
from dashboard.request.context import PageContext
from dashboard.text.wording import indicator as words
from dashboard.ui.charts import POINTS, control_chart
from dashboard.ui.svg import target_in_sight
from dashboard.ui.theme import LIGHT
from metrics.assessment.assessment import Assessment

WIDTH, HEIGHT = 640, 250
"""Of its axes, in points."""
ROLES = {"lower": "limit", "upper": "limit"}


def chart(assessment: Assessment, ctx: PageContext) -> Chart | None:
    """The history with its limits, target and signals; None where there is none."""
    if assessment.points.is_empty():
        return None
    spec = control_chart(assessment, ctx, LIGHT)
    points: pl.DataFrame = spec["datasets"][POINTS]
    lines = {"value": words.JUDGED_VALUE if assessment.judged_apart else words.VALUE, "mean": words.MEAN}
    lines |= {"lower": words.LOWER, "upper": words.UPPER}
    if assessment.judged_apart:
        lines = {"shown": words.VALUE, **lines}
    if target_in_sight(assessment) is not None:
        lines["target"] = words.TO_TARGET
    title = ctx.say(assessment.indicator.title)
    return Chart(
        title=title,
        alt=f"{title}. {takeaway(assessment, ctx)}",
        spec={**spec, "width": WIDTH, "height": HEIGHT, "datasets": {POINTS: points.to_dicts()}},
        labels=points["label"].to_list(),
        series=[Series(ctx.say(text), points[name].to_list(), ROLES.get(name, name)) for name, text in lines.items()],
        unit=assessment.indicator.unit,
        decimals=assessment.indicator.decimals,
    )
