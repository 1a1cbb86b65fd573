"""How good the forecasts of a series were, week by week ahead, beside the seasonal naive; and why it has its model."""

import math
import re
from typing import Any

import polars as pl

from dashboard.queries import forecasts
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import model as models
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.selection import Asked

EVEN = 0.005
"""A margin below half a percent is none."""


def panel(asked: Asked, ctx: PageContext) -> Html:
    """The sentence, the table by weeks (months) ahead, and the model in plain words."""
    found = forecasts.accuracy(ctx.snapshot, ctx.viewer, asked.grain, asked.of)
    return join(
        tag("h2", ctx.say(words.ACCURACY)),
        tag("p", ctx.say(words.ACCURACY_CAPTION[asked.grain]), class_="soft"),
        _table(found, asked.grain, ctx) if found.height else None,
        model(asked, ctx),
    )


def model(asked: Asked, ctx: PageContext) -> Html | None:
    """Which model it is, why, and what came second."""
    choice = forecasts.choice(ctx.snapshot, ctx.viewer, asked.grain, asked.of)
    if choice is None:
        return None
    sentences = [ctx.say(models.MODEL, model=named(choice["model"], ctx))]
    if choice["reason"] in models.REASONS:
        sentences.append(ctx.say(models.REASONS[choice["reason"]]))
    if _known(choice["error"]):
        text = models.FIRST_ERROR if choice["reason"] == "blend" else models.OWN_ERROR
        sentences.append(ctx.say(text, error=formats.percent(choice["error"], ctx.lang, 0)))
    if choice["runner_up"]:
        sentences.append(_second(choice, ctx))
    return tag("p", " ".join(sentences), " ", note(choice["note"], ctx) if choice["note"] else None)


def named(model: str, ctx: PageContext) -> str:
    """A model in the reader's language: `theta`, or a blend, `60% theta + 40% ets`."""
    parts = []
    for part in model.split(" + "):
        share, _, code = part.rpartition("% ")
        name = ctx.say(models.MODELS[code]) if code in models.MODELS else code
        parts.append(f"{formats.percent(int(share) / 100, ctx.lang, 0)} {name}" if share else name)
    return " + ".join(parts)


def _second(choice: dict[str, Any], ctx: PageContext) -> str:
    """The next best model, and by how much more it erred."""
    second, error, other = named(choice["runner_up"], ctx), choice["error"], choice["runner_up_error"]
    more = other / error - 1 if _known(error) and _known(other) and error else 0.0
    if abs(more) < EVEN:
        return ctx.say(models.RUNNER_EVEN, model=second)
    text = models.RUNNER if more > 0 else models.RUNNER_BETTER
    return ctx.say(text, model=second, margin=formats.percent(abs(more), ctx.lang))


def note(note: str, ctx: PageContext) -> Child:
    """Why nothing but its last values can be repeated; in English where its words are new."""
    for pattern, text in models.NOTES.items():
        if found := re.fullmatch(pattern, note):
            return ctx.say(text, **found.groupdict())
    return tag("span", note, lang="en")


def _known(error: float | None) -> bool:
    return error is not None and math.isfinite(error)


def _table(found: pl.DataFrame, grain: str, ctx: PageContext) -> Html:
    columns = [
        Column(ctx.say(words.AHEAD[grain])),
        Column(ctx.say(words.WAPE), number=True, hint=ctx.say(words.WAPE_WHY)),
        Column(ctx.say(words.NAIVE), number=True, hint=ctx.say(words.NAIVE_WHY)),
        Column(ctx.say(words.MASE), number=True, hint=ctx.say(words.MASE_WHY)),
        Column(ctx.say(words.BIAS), number=True, hint=ctx.say(words.BIAS_WHY)),
        Column(ctx.say(words.IN80), number=True, hint=ctx.say(words.INSIDE_WHY)),
        Column(ctx.say(words.IN95), number=True, hint=ctx.say(words.INSIDE_WHY)),
    ]
    rows = [_row(row, ctx) for row in found.to_dicts()]
    caption = ctx.say(words.ACCURACY_CAPTION[grain])
    legend = [
        tag("p", ctx.say(text), class_="soft")
        for text in (words.WAPE_WHY, words.NAIVE_WHY, words.MASE_WHY, words.BIAS_WHY)
    ]
    meaning = tag("details", tag("summary", ctx.say(words.MEANING)), legend, id="accuracy-meaning", class_="folded")
    return join(scrolling(table(caption, columns, rows, kind="wide close", caption_hidden=True), caption), meaning)


def _row(row: dict, ctx: PageContext) -> list[Child]:
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
