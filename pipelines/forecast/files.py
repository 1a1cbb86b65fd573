"""Forecasts from file to file: what is read is checked here, so that whatever is wrong is said in one sentence."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data.errors import UserError, nearest
from pipelines.forecast.models.engine import Forecasts, Request, forecast
from pipelines.forecast.series.frequency import Frequency

NEEDED = ("unique_id", "ds", "y")


def forecast_file(
    file: Path,
    out: Path,
    *,
    horizon: int,
    frequency: str,
    season_length: int | None = None,
    holidays: str | None = None,
    levels: Sequence[int] = (80, 95),
) -> Forecasts:
    """Forecasts the long table in `file` and writes `unique_id, ds, yhat, lo80, hi80, …` to `out`.

    Both are CSV or Parquet by their ending. Raises `UserError` for whatever cannot be read, understood or written.
    """
    request = _request(horizon, frequency, season_length, holidays, levels)
    _form(out)
    history = read(file)
    outcome = forecast(history, request)
    write(outcome.frame, out)
    return outcome


def read(file: Path) -> pl.DataFrame:
    """The columns `unique_id`, `ds`, `y` of a CSV or Parquet file; a CSV's cells are text, `y` apart."""
    form = _form(file)
    if not file.is_file():
        raise UserError(f"There is no file {file}: name a CSV or Parquet file with the columns unique_id, ds, y.")
    try:
        rows = pl.read_parquet(file) if form == "parquet" else pl.read_csv(file, infer_schema=False)
    except Exception as error:
        said = " ".join(str(error).split())[:120]
        raise UserError(f"{file} cannot be read as {form.upper() if form == 'csv' else 'Parquet'} ({said}).") from None
    missing = [name for name in NEEDED if name not in rows.columns]
    if missing:
        there = ", ".join(rows.columns[:8])
        raise UserError(f"{file} has no column {' or '.join(missing)}; it has {there}: name them unique_id, ds, y.")
    if rows.is_empty():
        raise UserError(f"{file} has no rows: give one row per series and date.")
    return rows.select(NEEDED).with_columns(y=_measured(rows["y"], file))


def write(frame: pl.DataFrame, out: Path) -> None:
    """Writes a table as CSV or Parquet by the file's ending; raises `UserError` if the place cannot be written."""
    try:
        if _form(out) == "parquet":
            frame.write_parquet(out)
        else:
            frame.write_csv(out)
    except OSError as error:
        raise UserError(
            f"{out} cannot be written ({error.strerror or error}): choose another place with --out."
        ) from None


def _form(file: Path) -> str:
    ending = file.suffix.lower().lstrip(".")
    if ending not in ("csv", "parquet"):
        raise UserError(f"{file} ends in neither .csv nor .parquet: its ending says how it is written.")
    return ending


def _measured(y: pl.Series, file: Path) -> pl.Series:
    if isinstance(y.dtype, pl.String):
        text = y.str.strip_chars()
        text = pl.select(
            pl.when(text.str.to_lowercase().is_in(["", "na", "nan", "null", "none"])).then(None).otherwise(text)
        ).to_series()
        numbers = text.cast(pl.Float64, strict=False)
        wrong = text.filter(numbers.is_null() & text.is_not_null())
        if len(wrong):
            raise UserError(f"Column y of {file} holds '{wrong[0]}', which is no number: leave unknown values empty.")
        return numbers.alias("y")
    if not (y.dtype.is_numeric() or y.dtype == pl.Boolean or y.dtype == pl.Null):
        raise UserError(
            f"Column y of {file} holds {str(y.dtype).lower()}: give numbers, and leave unknown values empty."
        )
    return y.cast(pl.Float64)


def _request(
    horizon: int, frequency: str, season_length: int | None, holidays: str | None, levels: Sequence[int]
) -> Request:
    words = [each.value for each in Frequency]
    if frequency not in words:
        raise UserError(f"'{frequency}' is not a frequency: choose {', '.join(words[:-1])} or {words[-1]}.")
    if horizon < 1:
        raise UserError(f"A horizon of {horizon} periods is none: give 1 or more with --horizon.")
    if season_length is not None and season_length < 1:
        raise UserError(
            f"A season of {season_length} periods is none: give 1 (no season) or more with --season-length."
        )
    wrong = [level for level in levels if not 1 <= level <= 99]
    if wrong:
        raise UserError(f"An interval cannot cover {wrong[0]} percent: give 1 to 99 with --level.")
    if holidays is not None:
        check_holidays(holidays)
    return Request(horizon, Frequency(frequency), season_length, holidays, tuple(dict.fromkeys(sorted(levels))))


def check_holidays(code: str) -> None:
    """Raises `UserError` for a code that the `holidays` package does not know."""
    import holidays

    country, _, part = code.partition("-")
    known = holidays.list_supported_countries()
    if country not in known:
        raise UserError(f"'{country}' is no country of the holidays package: {nearest(country, known)}")
    if part and part not in known[country]:
        raise UserError(f"'{part}' is no part of {country} in the holidays package: {nearest(part, known[country])}")
