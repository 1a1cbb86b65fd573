"""Dates as people write them: read into moments or whole numbers, and written back in the same type."""

from dataclasses import dataclass

import polars as pl

from data.refusals.demand import forecasts as refusals
from data.text import Text
from pipelines.forecast.series.frequency import SeriesFrequency

# Texts are tried in this order; what is written is exactly what was read.
FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S%.6f",
    "%Y-%m-%dT%H:%M:%S%.6f",
    "%Y/%m/%d",
    "%Y-%m",
    "%Y/%m",
)
OFFSET = r"^(?<body>.+:\d{2}(?:\.\d+)?) ?(?<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)$"
COMPACT = {8: "%Y%m%d", 6: "%Y%m"}


@dataclass(frozen=True)
class Stamps:
    """How the dates of a table were written; moments of hours with a zone or an offset are counted in UTC.

    `offset` is what the latest text ended with, as -04:00 or Z; `minutes` are those it lies east of Greenwich.
    """

    dtype: pl.DataType
    form: str | None = None
    utc: bool = False
    offset: str = ""
    minutes: int = 0

    def write(self, ds: pl.Series) -> pl.Series:
        """Moments or whole numbers in the type and format they were read in."""
        if self.form:
            moments = ds.dt.truncate("1d") if self.form in ("%Y-%m", "%Y/%m") else ds
            if self.utc:
                moments = moments.dt.offset_by(f"{self.minutes}m")
            return (moments.dt.to_string(self.form) + self.offset).cast(self.dtype)
        zone = getattr(self.dtype, "time_zone", None)
        if zone and self.utc:
            return ds.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).cast(self.dtype)
        if zone:
            return _local(ds, zone).cast(self.dtype)
        return ds.cast(self.dtype)


def _local(ds: pl.Series, zone: str) -> pl.Series:
    """Local moments of a zone: of two alike the first, and one hour later what the clocks leave out."""
    there, later = (
        moments.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        for moments in (ds, ds.dt.offset_by("1h"))
    )
    return pl.select(pl.when(there.is_null()).then(later).otherwise(there).alias(ds.name)).to_series()


def parse_dates(ds: pl.Series, frequency: SeriesFrequency) -> tuple[pl.Series, Stamps]:
    """The dates of a column `ds` as naive moments (microseconds) or whole numbers, and how to write them back.

    Raises `UserError` for text that is no date and for types that are none.
    """
    dtype = ds.dtype
    if isinstance(dtype, pl.Date | pl.Datetime):
        utc = frequency is SeriesFrequency.HOUR and bool(getattr(dtype, "time_zone", None))
        return _moments(ds, utc), Stamps(dtype, utc=utc)
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
    hours = frequency is SeriesFrequency.HOUR
    split = ds.str.strip_chars().str.extract_groups(OFFSET).struct
    body, offset = split.field("body"), split.field("offset")
    if offset.null_count() == ds.null_count():
        for form in FORMATS:
            parsed = _parsed(body, form)
            if parsed.null_count() == ds.null_count():
                east = _minutes(offset)
                moments = parsed - pl.select(pl.duration(minutes=pl.lit(east))).to_series() if hours else parsed
                last = moments.arg_max() or 0
                return moments.alias(ds.name), Stamps(pl.String(), form, hours, offset[last], east[last] or 0)
    for form in FORMATS:
        parsed = _parsed(ds, form)
        if parsed.null_count() == ds.null_count():
            return parsed, Stamps(pl.String(), form)
    best = min((_parsed(ds, form) for form in FORMATS), key=lambda parsed: parsed.null_count())
    wrong = ds.filter(best.is_null() & ds.is_not_null() & offset.is_null())
    raise refusals.FORECAST_NOT_DATE(text=wrong[0] if len(wrong) else ds.drop_nulls()[0])


def _minutes(offset: pl.Series) -> pl.Series:
    """Minutes east of Greenwich of -04:00, +0530, +02 or Z; null where there is none."""
    digits = offset.str.replace(r"^[Zz]$", "+00:00").str.replace_all(":", "")
    size = digits.str.slice(1, 2).cast(pl.Int64) * 60 + digits.str.slice(3, 2).cast(pl.Int64, strict=False).fill_null(0)
    return size * pl.select(pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)).to_series()


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


def _moments(ds: pl.Series, utc: bool) -> pl.Series:
    if getattr(ds.dtype, "time_zone", None):
        ds = (ds.dt.convert_time_zone("UTC") if utc else ds).dt.replace_time_zone(None)
    return ds.cast(pl.Datetime("us"))


def _kind(dtype: pl.DataType) -> Text | str:
    if dtype.is_numeric():
        return refusals.DECIMALS
    return refusals.YES_AND_NO if dtype == pl.Boolean else str(dtype).lower()
