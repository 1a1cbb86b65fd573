"""How good forecasts were: sums over a back-test, pooled as one likes, divided last, beside the seasonal naive."""

import polars as pl

from data.certainty import scalar, scalar_or_none
from data.text import Text

SUMS = (
    "n",
    "actual",
    "abs_error",
    "error",
    "naive_abs_error",
    "scaled_error",
    "n_interval",
    "inside80",
    "inside95",
)
"""What is added up; `data.storage.forecast_tables.TABLES` says what each is."""

UNITS = dict.fromkeys(("day", "week"), Text("week", "la semaine")) | {"month": Text("month", "le mois")}
"""How far ahead a grain's errors are counted in."""


def accuracy(errors: pl.DataFrame) -> pl.DataFrame:
    """One row per weeks (months) `ahead`, pooled over all series that `errors` holds.

    In: `ahead` and `SUMS`. Out: `ahead`, `n` (days or months tested), `wape` (Σ|error| ÷ Σ actual), `naive_wape` (the
    same of the seasonal naive), `mase` (mean error in units of the naive's own over the history), `bias` (Σ error ÷
    Σ actual; positive: forecast too much), `cov80`, `cov95` (share of days inside the interval), `better` (than the
    seasonal naive). Null where there is nothing to divide by.
    """
    summed = errors.group_by("ahead").agg(pl.col(*SUMS).sum()).sort("ahead")

    def over(above: str, below: str) -> pl.Expr:
        return pl.when(pl.col(below) != 0).then(pl.col(above) / pl.col(below))

    return summed.select(
        "ahead",
        "n",
        wape=over("abs_error", "actual"),
        naive_wape=over("naive_abs_error", "actual"),
        mase=over("scaled_error", "n"),
        bias=over("error", "actual"),
        cov80=over("inside80", "n_interval"),
        cov95=over("inside95", "n_interval"),
        better=pl.col("abs_error") < pl.col("naive_abs_error"),
    )


def usable_to(measured: pl.DataFrame) -> int:
    """The last week (month) ahead up to which the forecast was always better than the seasonal naive; 0 for none."""
    worse = measured.filter(~pl.col("better"))["ahead"]
    if worse.len():
        return scalar(worse.min(), int) - 1
    return scalar_or_none(measured["ahead"].max(), int) or 0


def usable(measured: pl.DataFrame, grain: str) -> Text:
    """The sentence beside a forecast. In: as `accuracy` gives it."""
    unit = UNITS[grain]
    if measured.is_empty():
        return Text(
            "Not tested: there is too little history to say how good this forecast is.",
            "Non éprouvée : l'historique est trop court pour dire ce que vaut cette prévision.",
        )
    last, upto = measured["ahead"].max(), usable_to(measured)
    if upto == 0:
        return Text(
            f"No better than the seasonal naive, from the first {unit.en} ahead on: plan with last season's numbers.",
            f"Pas meilleure que la méthode naïve saisonnière, dès {unit.fr} 1 : "
            "planifiez avec les chiffres de la saison précédente.",
        )
    if upto == last:
        every = f"Meilleure que la méthode naïve saisonnière à tout horizon, de {unit.fr} 1 à {last}."
        return Text(
            f"Better than the seasonal naive at every {unit.en} ahead, 1 to {last}.", every.replace(" de le ", " du ")
        )
    upto_fr = f"Utilisable jusqu'à {unit.fr} {upto}; au-delà, la méthode naïve saisonnière vaut autant."
    return Text(
        f"Usable to {unit.en} {upto}; beyond that the seasonal naive is as good.", upto_fr.replace("à le ", "au ")
    )


def missed(rows: pl.DataFrame) -> dict[str, float | int] | None:
    """How an earlier forecast fared: None before anything came.

    In: a forecast's rows with `started` (null: not known yet) and `open`. Out: `n` days that came, `wape` (Σ|error| ÷
    Σ actual), `in80` and `in95` (shares inside the intervals).
    """
    compared = rows.drop_nulls("started").filter(pl.col("open"))
    if compared.is_empty() or not compared["started"].sum():
        return None
    inside = {
        f"in{level}": compared.select(pl.col("started").is_between(f"lo{level}", f"hi{level}").mean()).item()
        for level in (80, 95)
    }
    wape = compared.select((pl.col("yhat") - pl.col("started")).abs().sum()).item() / compared["started"].sum()
    return {"n": compared.height, "wape": wape, **inside}
