"""How good the forecasts of a series were, week by week ahead, beside the seasonal naive; and why it has its model."""

import polars as pl

from dashboard import forecasts, formats
from dashboard.demand_asked import Asked
from dashboard.markup import Child, Html, join, tag
from dashboard.place import Place
from dashboard.tables import Column, scrolling, table
from dashboard.wording import demand as words

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
    sentences = [place.say(words.MODEL, model=_named(choice["model"], place))]
    if choice["reason"] in words.REASONS:
        sentences.append(place.say(words.REASONS[choice["reason"]]))
    if choice["error"] is not None:
        sentences.append(place.say(words.OWN_ERROR, error=formats.percent(choice["error"], place.lang, 0)))
    if choice["runner_up"]:
        second = _named(choice["runner_up"], place)
        margin = choice["margin"]
        if margin is None or abs(margin) < EVEN:
            sentences.append(place.say(words.RUNNER_EVEN, model=second))
        else:
            sentences.append(place.say(words.RUNNER, model=second, margin=formats.percent(margin, place.lang)))
    note: Child = tag("span", " ", choice["note"], lang="en") if choice["note"] else None
    return tag("p", " ".join(sentences), note)


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


def _named(model: str, place: Place) -> str:
    """A model's name in the reader's language, as far as it has one."""
    for name, text in words.MODELS.items():
        model = model.replace(name, place.say(text))
    return model
