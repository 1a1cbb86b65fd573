"""Forecasts from file to file: what is read is checked here, so that every mistake is one sentence."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from data.certainty import present
from data.connectors.files import read_table
from data.errors import UserError, nearest
from data.refusals.demand import forecasts as refusals
from pipelines.forecast.models.engine import Forecasts, Request, forecast
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.summary import explain_series, summarize

NEEDED = ("unique_id", "ds", "y")
FORMS = {"csv": "CSV", "parquet": "Parquet"}


def forecast_file(
    file: Path,
    out: Path,
    *,
    horizon: int,
    frequency: str,
    season_length: int | None = None,
    holidays: str | None = None,
    levels: Sequence[int] = (80, 95),
    explain: Path | None = None,
    progress: Callable[[str, float], None] = lambda step, share: None,
) -> tuple[Forecasts, list[UserError]]:
    """Forecasts the long table in `file` and writes `unique_id, ds, yhat, lo80, hi80, …` to `out`.

    All files are CSV or Parquet by their ending; `explain` gets one row per series. Also returned: what was done, in
    sentences. Raises `UserError` for what cannot be read, understood or written.
    """
    request = _request(horizon, frequency, season_length, holidays, levels)
    for place in (out, explain):
        if place:
            _form(place)
    progress("reading", 0.0)
    history = read(file)
    progress(f"forecasting {history['unique_id'].n_unique()} series", 0.1)
    outcome = forecast(history, request)
    progress("writing", 0.9)
    write(outcome.frame, out)
    table = explain_series(outcome, history)
    if explain:
        write(table, explain)
    return outcome, summarize(outcome, table, horizon)


def read(file: Path) -> pl.DataFrame:
    """The columns `unique_id`, `ds`, `y` of a CSV or Parquet file; a CSV's cells are text, `y` apart."""
    form = _form(file)
    if not file.is_file():
        raise refusals.FORECAST_NO_FILE(file=file)
    try:
        rows = pl.read_parquet(file) if form == "parquet" else read_table(file, NEEDED)
    except UserError:
        raise
    except Exception as error:
        cause = " ".join(str(error).split())[:120]
        raise refusals.FORECAST_UNREADABLE(file=file, form=FORMS[form], cause=cause) from None
    missing = [name for name in NEEDED if name not in rows.columns]
    if missing:
        columns = ", ".join(rows.columns[:8])
        raise refusals.FORECAST_NO_COLUMN(file=file, missing=missing, columns=columns)
    if rows.is_empty():
        raise refusals.FORECAST_FILE_EMPTY(file=file)
    return rows.select(NEEDED).with_columns(y=_measured(rows, file))


def write(frame: pl.DataFrame, out: Path) -> None:
    """Writes a table as CSV or Parquet by the file's ending; raises `UserError` if the place cannot be written."""
    try:
        if _form(out) == "parquet":
            frame.write_parquet(out)
        else:
            frame.write_csv(out)
    except OSError as error:
        raise refusals.FORECAST_UNWRITABLE(file=out, cause=error.strerror or str(error)) from None


def _form(file: Path) -> str:
    ending = file.suffix.lower().lstrip(".")
    if ending not in ("csv", "parquet"):
        raise refusals.FORECAST_ENDING(file=file)
    return ending


def _measured(rows: pl.DataFrame, file: Path) -> pl.Series:
    y = rows["y"]
    if isinstance(y.dtype, pl.String):
        text = y.str.strip_chars()
        text = pl.select(
            pl.when(text.str.to_lowercase().is_in(["", "na", "nan", "null", "none"])).then(None).otherwise(text)
        ).to_series()
        numbers = text.cast(pl.Float64, strict=False)
        if (numbers.is_null() & text.is_not_null()).any():
            row = present((numbers.is_null() & text.is_not_null()).arg_max())
            raise refusals.FORECAST_NOT_NUMBER(
                file=file, text=text[row], series=rows["unique_id"][row], ds=rows["ds"][row]
            )
        return numbers.alias("y")
    if not (y.dtype.is_numeric() or y.dtype == pl.Boolean or y.dtype == pl.Null):
        raise refusals.FORECAST_NOT_NUMBERS(file=file, kind=str(y.dtype).lower())
    return y.cast(pl.Float64)


def _request(
    horizon: int, frequency: str, season_length: int | None, holidays: str | None, levels: Sequence[int]
) -> Request:
    frequencies = [frequency.value for frequency in SeriesFrequency]
    if frequency not in frequencies:
        raise refusals.FORECAST_FREQUENCY(frequency=frequency, frequencies=frequencies)
    if horizon < 1:
        raise refusals.FORECAST_HORIZON(periods=horizon)
    if season_length is not None and season_length < 1:
        raise refusals.FORECAST_SEASON(periods=season_length)
    wrong = [level for level in levels if not 1 <= level <= 99]
    if wrong:
        raise refusals.FORECAST_LEVEL(level=wrong[0])
    if holidays is not None:
        check_holidays(holidays)
    return Request(horizon, SeriesFrequency(frequency), season_length, holidays, tuple(dict.fromkeys(sorted(levels))))


def check_holidays(code: str) -> None:
    """Raises `UserError` for a code that the `holidays` package does not know."""
    import holidays

    country, _, part = code.partition("-")
    countries = holidays.list_supported_countries()
    if country not in countries:
        raise refusals.FORECAST_NO_COUNTRY(country=country, nearest=nearest(country, countries))
    if part and part not in countries[country]:
        raise refusals.FORECAST_NO_PART(part=part, country=country, nearest=nearest(part, countries[country]))
