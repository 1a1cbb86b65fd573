"""How good the forecasts of a series were, week by week ahead, beside the seasonal naive; and why it has its model."""

import math
import re
from typing import Any

import polars as pl

from dashboard.queries import forecasts
from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.text.wording import model as models
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.selection import Asked

EVEN = 0.005
"""A margin below half a percent is none."""


def panel(asked: Asked, place: Place) -> Html:
    """The sentence, the table by weeks (months) ahead, and the model in plain words."""
    found = forecasts.accuracy(place.viewer, asked.grain, asked.of)
    return join(
        tag("h2", place.say(words.ACCURACY)),
        tag("p", place.say(words.ACCURACY_CAPTION[asked.grain]), class_="soft"),
        _table(found, asked.grain, place) if found.height else None,
        model(asked, place),
    )


def model(asked: Asked, place: Place) -> Html | None:
    """Which model it is, why, and what came second."""
    choice = forecasts.choice(place.viewer, asked.grain, asked.of)
    if choice is None:
        return None
    sentences = [place.say(models.MODEL, model=named(choice["model"], place))]
    if choice["reason"] in models.REASONS:
        sentences.append(place.say(models.REASONS[choice["reason"]]))
    if _known(choice["error"]):
        text = models.FIRST_ERROR if choice["reason"] == "blend" else models.OWN_ERROR
        sentences.append(place.say(text, error=formats.percent(choice["error"], place.lang, 0)))
    if choice["runner_up"]:
        sentences.append(_second(choice, place))
    return tag("p", " ".join(sentences), " ", note(choice["note"], place) if choice["note"] else None)


def named(model: str, place: Place) -> str:
    """A model in the reader's language: `theta`, or a blend, `60% theta + 40% ets`."""
    parts = []
    for part in model.split(" + "):
        share, _, code = part.rpartition("% ")
        name = place.say(models.MODELS[code]) if code in models.MODELS else code
        parts.append(f"{formats.percent(int(share) / 100, place.lang, 0)} {name}" if share else name)
    return " + ".join(parts)


def _second(choice: dict[str, Any], place: Place) -> str:
    """The next best model, and by how much more it erred."""
    second, error, other = named(choice["runner_up"], place), choice["error"], choice["runner_up_error"]
    more = other / error - 1 if _known(error) and _known(other) and error else 0.0
    if abs(more) < EVEN:
        return place.say(models.RUNNER_EVEN, model=second)
    text = models.RUNNER if more > 0 else models.RUNNER_BETTER
    return place.say(text, model=second, margin=formats.percent(abs(more), place.lang))


def note(note: str, place: Place) -> Child:
    """Why nothing but its last values can be repeated; in English where its words are new."""
    for pattern, text in models.NOTES.items():
        if found := re.fullmatch(pattern, note):
            return place.say(text, **found.groupdict())
    return tag("span", note, lang="en")


def _known(error: float | None) -> bool:
    return error is not None and math.isfinite(error)


def _table(found: pl.DataFrame, grain: str, place: Place) -> Html:
    columns = [
        Column(place.say(words.AHEAD[grain])),
        Column(place.say(words.WAPE), number=True, hint=place.say(words.WAPE_WHY)),
        Column(place.say(words.NAIVE), number=True, hint=place.say(words.NAIVE_WHY)),
        Column(place.say(words.MASE), number=True, hint=place.say(words.MASE_WHY)),
        Column(place.say(words.BIAS), number=True, hint=place.say(words.BIAS_WHY)),
        Column(place.say(words.IN80), number=True, hint=place.say(words.INSIDE_WHY)),
        Column(place.say(words.IN95), number=True, hint=place.say(words.INSIDE_WHY)),
    ]
    rows = [_row(row, place) for row in found.to_dicts()]
    caption = place.say(words.ACCURACY_CAPTION[grain])
    legend = [
        tag("p", place.say(text), class_="soft")
        for text in (words.WAPE_WHY, words.NAIVE_WHY, words.MASE_WHY, words.BIAS_WHY)
    ]
    meaning = tag("details", tag("summary", place.say(words.MEANING)), legend, id="accuracy-meaning", class_="folded")
    return join(scrolling(table(caption, columns, rows, kind="wide close", caption_hidden=True), caption), meaning)


def _row(row: dict, place: Place) -> list[Child]:
    def share(value: float | None, decimals: int = 1) -> str:
        return "–" if value is None else formats.percent(value, place.lang, decimals)

    error: Child = share(row["wape"])
    if row["better"] is False:
        error = tag("span", "▲ ", share(row["wape"]), class_="bad", title=place.say(words.WORSE))
    return [
        str(row["ahead"]),
        error,
        share(row["naive_wape"]),
        "–" if row["mase"] is None else formats.number(row["mase"], place.lang, 2),
        "–" if row["bias"] is None else formats.signed(row["bias"], place.lang),
        share(row["cov80"], 0),
        share(row["cov95"], 0),
    ]
