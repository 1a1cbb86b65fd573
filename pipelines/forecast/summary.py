"""What a forecast of a file did: in sentences for the person at the terminal, and per series as a table."""

from math import exp

import polars as pl

from data.certainty import scalar_or_none
from data.errors import UserError
from data.refusals.demand import forecasts as refusals
from pipelines.forecast.models.engine import Forecasts

NAMED = 5
"""Models and series that a sentence names; the table has all."""
NOTES = 20
"""Notes that are shown one by one; of more the first ones, and the table of `--explain` has all."""


def explain_series(outcome: Forecasts, history: pl.DataFrame) -> pl.DataFrame:
    """One row per series of the file, those left out too.

    Columns: `unique_id`, `rows`, `known` values, `model` (names with shares), `error` and `naive_error` (mean absolute,
    in the series' own unit, at earlier origins), `tested` (values compared), `worse_than_naive`, `note`.
    """
    values = history.group_by("unique_id", maintain_order=True).agg(
        rows=pl.len(), known=pl.col("y").is_finite().fill_null(False).sum()
    )
    errors = outcome.backtest.group_by("unique_id").agg(
        error=(pl.col("yhat") - pl.col("y")).abs().mean(),
        naive_error=(pl.col("naive") - pl.col("y")).abs().mean(),
        tested=pl.len(),
    )
    sentences: dict[object, list[str]] = {name: [str(why)] for name, why in outcome.left_out.items()}
    for note in outcome.notes:
        sentences.setdefault(note.values.get("series"), []).append(str(note))
    notes = pl.DataFrame(
        {
            "unique_id": pl.Series(list(sentences), dtype=history["unique_id"].dtype, strict=False),
            "note": [" ".join(each) for each in sentences.values()],
        },
        schema_overrides={"note": pl.String},
    )
    return (
        values.join(outcome.choices.select("unique_id", "model"), on="unique_id", how="left")
        .join(errors, on="unique_id", how="left")
        .with_columns(pl.col("tested").fill_null(0), worse_than_naive=pl.col("error") > pl.col("naive_error"))
        .join(notes, on="unique_id", how="left", maintain_order="left")
    )


def summarize(outcome: Forecasts, table: pl.DataFrame, horizon: int) -> list[UserError]:
    """What was read and forecast, by which models, and how well beside the seasonal naive."""
    made = table.filter(pl.col("model").is_not_null())
    sentences = [
        refusals.SUMMARY_READ(rows=int(table["rows"].sum()), series=table.height, forecast=made.height, periods=horizon)
    ]
    if outcome.weights:
        heavy = sorted(outcome.weights.items(), key=lambda item: -item[1])[:NAMED]
        sentences.append(refusals.SUMMARY_MODELS(models=", ".join(f"{share:.0%} {name}" for name, share in heavy)))
    told = made.filter(pl.col("tested") > 0, pl.col("naive_error") > 0)
    if told.height:
        share = scalar_or_none((told["error"] / told["naive_error"]).log().clip(-5, 5).mean(), float) or 0.0
        worse = told.filter("worse_than_naive")
        sentences.append(refusals.SUMMARY_ERROR(share=f"{exp(share):.2f}", tested=told.height, worse=worse.height))
        if worse.height:
            names = worse.sort(pl.col("error") / pl.col("naive_error"), descending=True)["unique_id"].cast(pl.String)
            more = "…" if worse.height > NAMED else "."
            sentences.append(refusals.SUMMARY_WORSE(series=", ".join(names.head(NAMED)), more=more))
    if len(outcome.notes) > NOTES:
        sentences.append(refusals.SUMMARY_NOTES(notes=len(outcome.notes)))
    return sentences
