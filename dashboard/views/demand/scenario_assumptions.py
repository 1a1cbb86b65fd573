"""The step that supposes another value of what is taken for granted: what can be chosen, and what was filled in."""

from collections.abc import Sequence
from typing import Any

from dashboard.queries import indicators
from dashboard.queries.demand import planning
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scenario as words
from dashboard.ui.forms import FormField, Submission
from metrics.planning.assumptions import Assumption

SHARED = "shared"
"""The channel of the shared cost, in a form."""


def options(ctx: PageContext) -> dict[str, str]:
    """Every number that can be supposed otherwise, with what holds now: `telephone.wage` → its words."""
    offered = {"": "–"}
    for row in planning.assumptions(ctx.snapshot, ctx.decisions.targets).listed().to_dicts():
        channel = row["channel"]
        title = ctx.say(indicators.name_of(ctx.snapshot, "channel", channel)) if channel else ctx.say(words.SHARED)
        value = formats.stored(row["value"], row["unit"], ctx.lang)
        what = ctx.say(Assumption(row["name"]).text)
        offered[f"{channel or SHARED}.{row['name']}"] = ctx.say(words.NOW, channel=title, what=what, value=value)
    return offered


def step(kind: str, fields: Sequence[FormField], submission: Submission) -> dict[str, Any]:
    """What was filled in, in dollars, percent or seconds, as a step of `metrics.planning.scenario_steps`."""
    channel, _, name = (submission.text("assumption") or "").partition(".")
    figure = submission.number("value") or 0.0
    value = Assumption(name).stored(figure) if name in list(Assumption) else figure
    about = {} if channel == SHARED else {"channel": channel}
    return {"kind": kind, "name": name, "value": value, "source": submission.text("source") or "", **about}
