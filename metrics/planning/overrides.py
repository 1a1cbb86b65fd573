"""What planners change in a forecast, and whether it helped. The forecast itself always stays beside it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from data.errors import nearest
from data.refusals.demand import planning as refusals
from data.state import SPECIAL_DAY, Override, SpecialDay
from metrics.planning.planned_forecast import KEY, SERIES, margins, outlines, steps

NO_SPECIAL_DAYS = pl.DataFrame(schema=SPECIAL_DAY)

VALUE_ADDED = pl.Schema(
    {
        "id": pl.Int64,
        "name": pl.String,
        "grain": pl.String,
        "periods": pl.Int64,
        "actual": pl.Int64,
        "base_error": pl.Int64,
        "override_error": pl.Int64,
        "value": pl.Int64,
        "wape_points": pl.Float64,
    }
)


def apply(ahead: pl.DataFrame, overrides: pl.DataFrame, special_days: pl.DataFrame = NO_SPECIAL_DAYS) -> pl.DataFrame:
    """Adds what planners change, `overrides`, and `plan`, which is `yhat` with it: whole interactions, 0 or more.

    In: `ahead`: one run's whole forecast (grain, channel, line, location, ds, yhat; `open` tells closed days, without
    it they are those of 0), with its channels, lines and total; `overrides` and `special_days` as `data.state` returns
    them. Out: the same rows in the same order. Special days that adjust come first, then overrides as they were made,
    each on what those before it left. An override of a total is shared out over its parts in proportion (largest
    remainder), so channels, lines and the total add up exactly as before. A closed day stays closed unless an override
    names closed days only. A location and its channel move each other. A month takes the part that falls on its open
    days. Intervals stay the forecast's.
    """
    changed = [frame for grain in _changed(_typed(ahead), overrides, special_days) for frame in grain]
    plan = pl.col("yhat").round().cast(pl.Int64)
    if not changed:
        return ahead.with_columns(overrides=pl.lit(0, pl.Int64), plan=plan)
    types = pl.Schema({name: ahead.schema[name] for name in KEY})
    joined = ahead.join(
        pl.concat(changed).cast(types), on=list(KEY), how="left", nulls_equal=True, maintain_order="left"
    )
    change = pl.col("change").fill_null(0)
    return joined.with_columns(overrides=change, plan=plan + change).drop("change")


def check(override: Override, ahead: pl.DataFrame) -> None:
    """Whether there is a forecast to override: raises UserError for an unknown line or location, or days outside it."""
    if ahead.is_empty():
        raise refusals.OVERRIDE_NO_FORECAST()
    _check_series(override.channel or None, override.line or None, override.location or None, ahead)
    if override.first_day is None or override.last_day is None:
        return  # refused when it is written
    begin, end = _horizon(_typed(ahead))
    if override.first_day < begin or override.last_day > end:
        raise refusals.OVERRIDE_OUTSIDE(
            name=override.name, first=override.first_day, last=override.last_day, begin=begin, end=end
        )


def check_special(special_day: SpecialDay, ahead: pl.DataFrame) -> None:
    """The same for a special day, whose days may lie anywhere; before the first forecast any line may be named."""
    if ahead.height:
        _check_series(special_day.channel or None, special_day.line or None, None, ahead)


def value_added(believed: pl.DataFrame, overrides: pl.DataFrame, actual: pl.DataFrame) -> pl.DataFrame:
    """What each override was worth, alone on the forecast it was made on: columns `VALUE_ADDED`, in `overrides`' order.

    In: `believed`: forecasts as they were published (`run` and the columns of `apply`); `actual`: what came (grain,
    channel, line, location, ds, started); `overrides`: in force or the whole history, where days from the withdrawal
    on do not count. Out: `periods` compared (days, or months where the forecast had no days there), `actual` their
    interactions, `base_error` and `override_error` sums of absolute errors over them, `value` = base_error −
    override_error: positive where the override helped; `wape_points` = value ÷ actual in percentage points. An override
    of which nothing is known yet has 0 periods and null in the rest.
    """
    believed, actual = _typed(believed), _typed(actual.rename({"started": "yhat"}))
    rows = [_worth(row, believed.filter(pl.col("run") == row["forecast_run"]), actual) for row in overrides.to_dicts()]
    return pl.DataFrame(rows, schema=VALUE_ADDED)


def _changed(
    ahead: pl.DataFrame, overrides: pl.DataFrame, special_days: pl.DataFrame
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    if ahead.is_empty():
        return
    todo = steps(overrides, special_days, *_horizon(ahead))
    for outline in outlines(ahead) if todo else ():
        for step in todo:
            outline.take(step)
        grain = pl.lit(outline.grain).alias("grain")
        order = [*KEY, "change"]
        yield (
            margins(outline.parts.changes()).with_columns(grain).select(order),
            outline.locations.changes().with_columns(grain).select(order),
        )


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    """Plain texts and dates, however a table stores them, and which periods are known to be closed."""
    nothing = pl.all_horizontal(pl.col(name) == 0 for name in ("yhat", "hi95") if name in rows.columns)
    closed = ~pl.col("open") if "open" in rows.columns else nothing
    return rows.with_columns(pl.col(SERIES).cast(pl.String), pl.col("ds").cast(pl.Date), closed=closed)


def _horizon(ahead: pl.DataFrame) -> tuple[date, date]:
    """The first and the last day that a forecast covers; a month ends with its last day."""
    ends = pl.when(pl.col("grain") == "month").then(pl.col("ds").dt.month_end()).otherwise(pl.col("ds"))
    return ahead.select(pl.col("ds").min(), ends.max().alias("end")).row(0)


def _check_series(channel: str | None, line: str | None, location: str | None, ahead: pl.DataFrame) -> None:
    for what, code in (("channel", channel), ("line", line), ("location", location)):
        codes = ahead[what].cast(pl.String).drop_nulls().unique()
        if code is not None and code not in codes:
            raise refusals.OVERRIDE_NO_SERIES(key=refusals.KEYS[what], code=code, nearest=nearest(code, codes))
    rows = ahead.filter(pl.col("location").eq_missing(location) if location else pl.lit(True))
    for what, code in (("channel", channel), ("line", line)):
        rows = rows.filter(pl.col(what) == code) if code is not None else rows
    if rows.is_empty():
        raise refusals.OVERRIDE_NOT_TOGETHER(codes=[code for code in (channel, line, location) if code])


def _worth(override: dict[str, Any], believed: pl.DataFrame, actual: pl.DataFrame) -> dict[str, Any]:
    base = _of_series(believed, override)
    scope = dict.fromkeys(("channel", "line", "location"), pl.String)
    planned = apply(base, pl.DataFrame([override], schema_overrides=scope))
    whole = pl.when(pl.col("yhat").is_not_null().all()).then(pl.col("yhat").sum())
    came = _of_series(actual, override).group_by("grain", "ds").agg(actual=whole)
    months = pl.col("grain") == "month"
    first = pl.when(months).then(override["first_day"].replace(day=1)).otherwise(override["first_day"])
    inside = planned.filter(pl.col("ds") >= first, pl.col("ds") <= override["last_day"])
    grain = "day" if (inside["grain"] == "day").any() else "month"
    planned_sums = inside.filter(pl.col("grain") == grain).group_by("grain", "ds").agg(pl.col("yhat", "plan").sum())
    compared = planned_sums.join(came.drop_nulls(), on=["grain", "ds"])
    if withdrawn := override.get("withdrawn_at"):
        compared = compared.filter(pl.col("ds") < withdrawn.date())
    worth = {"id": override["id"], "name": override["name"], "periods": compared.height}
    if compared.is_empty():
        return worth
    errors = [(pl.col(planned_sums) - pl.col("actual")).abs().sum().cast(pl.Int64) for planned_sums in ("yhat", "plan")]
    total, base_error, override_error = compared.select(pl.col("actual").sum().cast(pl.Int64), *errors).row(0)
    value = base_error - override_error
    worth |= {"grain": grain, "actual": total, "base_error": base_error, "override_error": override_error}
    return worth | {"value": value, "wape_points": 100 * value / total if total else None}


def _of_series(rows: pl.DataFrame, override: dict[str, Any]) -> pl.DataFrame:
    """The rows of what an override is for: its own series; where a table has none, the parts of it."""
    channel, line, location = (override[name] for name in ("channel", "line", "location"))
    if location is not None:
        there = rows.filter(pl.col("location") == location)
        return there if channel is None else there.filter(pl.col("channel") == channel)
    rows = rows.filter(pl.col("location").is_null())
    own = rows.filter(pl.col("channel").eq_missing(pl.lit(channel)), pl.col("line").eq_missing(pl.lit(line)))
    if own.height:
        return own
    named = [pl.col(name) == code for name, code in (("channel", channel), ("line", line)) if code is not None]
    return rows.filter(pl.col("channel").is_not_null(), pl.col("line").is_not_null(), *named)
