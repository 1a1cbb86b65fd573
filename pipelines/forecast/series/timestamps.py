"""Dates as people write them: read into moments or whole numbers, and written back in the same type."""

from dataclasses import dataclass

import polars as pl

from data.refusals import forecasts as refusals
from data.text import Text
from pipelines.forecast.series.frequency import SeriesFrequency

# Texts are tried in this order; what is written is exactly what was read.
FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%d %H:%M:%S%.6f",
    "%Y-%m-%dT%H:%M:%S%.6f",
    "%Y/%m/%d",
    "%Y-%m",
    "%Y/%m",
)
COMPACT = {8: "%Y%m%d", 6: "%Y%m"}


@dataclass(frozen=True)
class Stamps:
    """How the dates of a table were written."""

    dtype: pl.DataType
    form: str | None = None

    def write(self, ds: pl.Series) -> pl.Series:
        """Moments or whole numbers in the type and format they were read in."""
        if self.form:
            moments = ds.dt.truncate("1d") if self.form in ("%Y-%m", "%Y/%m") else ds
            return moments.dt.to_string(self.form).cast(self.dtype)
        zone = getattr(self.dtype, "time_zone", None)
        if zone:
            return ds.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").cast(self.dtype)
        return ds.cast(self.dtype)


def parse_dates(ds: pl.Series, frequency: SeriesFrequency) -> tuple[pl.Series, Stamps]:
    """The dates of a column `ds` as naive moments (microseconds) or whole numbers, and how to write them back.

    Raises `UserError` for text that is no date and for types that are none.
    """
    dtype = ds.dtype
    if isinstance(dtype, pl.Date | pl.Datetime):
        return _moments(ds), Stamps(dtype)
    if dtype.is_integer():
        form = _compact(ds.cast(pl.String), frequency)
        return (_parsed(ds.cast(pl.String), form), Stamps(dtype, form)) if form else (ds.cast(pl.Int64), Stamps(dtype))
    if not isinstance(dtype, pl.String):
        raise refusals.FORECAST_DATE_KIND(kind=_kind(dtype))
    return _from_text(ds, frequency)


def _from_text(ds: pl.Series, frequency: SeriesFrequency) -> tuple[pl.Series, Stamps]:
    form = _compact(ds, frequency)
    if form:
        return _parsed(ds, form), Stamps(pl.String(), form)
    numbers = ds.cast(pl.Int64, strict=False)
    if numbers.null_count() == ds.null_count():
        return numbers, Stamps(pl.String())
    for form in FORMATS:
        parsed = _parsed(ds, form)
        if parsed.null_count() == ds.null_count():
            return parsed, Stamps(pl.String(), form)
    best = min((_parsed(ds, form) for form in FORMATS), key=lambda parsed: parsed.null_count())
    wrong = ds.filter(best.is_null() & ds.is_not_null())
    raise refusals.FORECAST_NOT_DATE(text=wrong[0])


def _parsed(ds: pl.Series, form: str) -> pl.Series:
    if form in ("%Y-%m", "%Y/%m", "%Y%m"):
        return (ds + "-01").str.to_datetime(f"{form}-%d", strict=False, time_unit="us")
    if form == "%Y-%m-%d" or "%H" not in form:
        return ds.str.to_date(form, strict=False).cast(pl.Datetime("us"))
    parsed = ds.str.to_datetime(form, strict=False, time_unit="us")
    return parsed.dt.replace_time_zone(None) if getattr(parsed.dtype, "time_zone", None) else parsed


def _compact(ds: pl.Series, frequency: SeriesFrequency) -> str | None:
    """The format of dates written without separators, as 20240131; whole years and plain counts are numbers."""
    widths = ds.drop_nulls().str.len_chars().unique()
    form = COMPACT.get(widths[0]) if len(widths) == 1 else None
    if not form or frequency is SeriesFrequency.YEAR or frequency is SeriesFrequency.HOUR:
        return None
    digits = ds.drop_nulls().str.contains(r"^(19|20)\d+$").all()
    return form if digits and _parsed(ds, form).null_count() == ds.null_count() else None


def _moments(ds: pl.Series) -> pl.Series:
    if getattr(ds.dtype, "time_zone", None):
        ds = ds.dt.replace_time_zone(None)
    return ds.cast(pl.Datetime("us"))


def _kind(dtype: pl.DataType) -> Text | str:
    if dtype.is_numeric():
        return refusals.DECIMALS
    return refusals.YES_AND_NO if dtype == pl.Boolean else str(dtype).lower()
