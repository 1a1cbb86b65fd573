"""How good the forecasts of a series were, week by week ahead, beside the seasonal naive; and why it has its model."""

import math
import re
from typing import Any

import polars as pl

from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import model as models
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.selection import Selection
from data.errors import Refusal
from data.refusals.demand.forecasts import read_note

EVEN = 0.005
"""A margin below half a percent is none."""


def panel(selection: Selection, ctx: PageContext) -> Html:
    """The sentence, the table by weeks (months) ahead, and the model in plain words."""
    errors = forecasts.accuracy(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    return join(
        tag("h2", ctx.say(words.ACCURACY)),
        tag("p", ctx.say(words.ACCURACY_CAPTION[selection.grain]), class_="soft"),
        _table(errors, selection.grain, ctx) if errors.height else None,
        model(selection, ctx),
    )


def model(selection: Selection, ctx: PageContext) -> Html | None:
    """Which model it is, why, and what came second."""
    choice = forecasts.choice(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    if choice is None:
        return None
    sentences = [ctx.say(models.MODEL, model=model_name(choice["model"], ctx))]
    if choice["reason"] in models.REASONS:
        sentences.append(ctx.say(models.REASONS[choice["reason"]]))
    if _is_finite(choice["error"]):
        text = models.FIRST_ERROR if choice["reason"] == "blend" else models.OWN_ERROR
        sentences.append(ctx.say(text, error=formats.percent(choice["error"], ctx.lang, 0)))
    if choice["runner_up"]:
        sentences.append(_second(choice, ctx))
    return tag("p", " ".join(sentences), " ", note(choice["note"], ctx) if choice["note"] else None)


def model_name(model: str, ctx: PageContext) -> str:
    """A model in the reader's language: `theta`, or a blend, `60% theta + 40% ets`."""
    names = models.RETIRED | models.MODELS
    parts = []
    for part in model.split(" + "):
        share, _, code = part.rpartition("% ")
        name = ctx.say(names[code]) if code in names else code
        parts.append(f"{formats.percent(int(share) / 100, ctx.lang, 0)} {name}" if share else name)
    return " + ".join(parts)


def _second(choice: dict[str, Any], ctx: PageContext) -> str:
    """The next best model, and by how much more it erred."""
    second, error, other = model_name(choice["runner_up"], ctx), choice["error"], choice["runner_up_error"]
    more = other / error - 1 if _is_finite(error) and _is_finite(other) and error else 0.0
    if abs(more) < EVEN:
        return ctx.say(models.RUNNER_EVEN, model=second)
    text = models.RUNNER if more > 0 else models.RUNNER_BETTER
    return ctx.say(text, model=second, margin=formats.percent(abs(more), ctx.lang))


def note(note: str, ctx: PageContext) -> Child:
    """Why nothing but its last values can be repeated; in English where its words are unknown."""
    code, values = read_note(note) or _from_sentence(note)
    if code not in models.NOTES:
        return tag("span", note, lang="en")
    return Refusal(code, models.NOTES[code])(**values).text(ctx.lang)


def _from_sentence(note: str) -> tuple[str | None, dict[str, float]]:
    for pattern, code in models.SENTENCES.items():
        if match := re.fullmatch(pattern, note):
            return code, {name: float(number) for name, number in match.groupdict().items()}
    return None, {}


def _is_finite(error: float | None) -> bool:
    return error is not None and math.isfinite(error)


def _table(errors: pl.DataFrame, grain: str, ctx: PageContext) -> Html:
    columns = [
        Column(ctx.say(words.AHEAD[grain])),
        Column(ctx.say(words.WAPE), number=True, hint=ctx.say(words.WAPE_WHY)),
        Column(ctx.say(words.NAIVE), number=True, hint=ctx.say(words.NAIVE_WHY)),
        Column(ctx.say(words.MASE), number=True, hint=ctx.say(words.MASE_WHY)),
        Column(ctx.say(words.BIAS), number=True, hint=ctx.say(words.BIAS_WHY)),
        Column(ctx.say(words.IN80), number=True, hint=ctx.say(words.INSIDE_WHY)),
        Column(ctx.say(words.IN95), number=True, hint=ctx.say(words.INSIDE_WHY)),
    ]
    rows = [_row(row, ctx) for row in errors.to_dicts()]
    caption = ctx.say(words.ACCURACY_CAPTION[grain])
    legend = [
        tag("p", ctx.say(text), class_="soft")
        for text in (words.WAPE_WHY, words.NAIVE_WHY, words.MASE_WHY, words.BIAS_WHY)
    ]
    meaning = tag("details", tag("summary", ctx.say(words.MEANING)), legend, id="accuracy-meaning", class_="folded")
    return join(scrolling(table(caption, columns, rows, kind="wide close", caption_hidden=True), caption), meaning)


def _row(row: dict[str, Any], ctx: PageContext) -> list[Child]:
    def share(value: float | None, decimals: int = 1) -> str:
        return "–" if value is None else formats.percent(value, ctx.lang, decimals)

    error: Child = share(row["wape"])
    if row["better"] is False:
        error = tag("span", "▲ ", share(row["wape"]), class_="bad", title=ctx.say(words.WORSE))
    return [
        str(row["ahead"]),
        error,
        share(row["naive_wape"]),
        "–" if row["mase"] is None else formats.number(row["mase"], ctx.lang, 2),
        "–" if row["bias"] is None else formats.signed(row["bias"], ctx.lang),
        share(row["cov80"], 0),
        share(row["cov95"], 0),
    ]
