"""Moments: from text to UTC. Naive ones are read in the source's zone; the hours of a clock change need thought."""

import re
from dataclasses import dataclass
from typing import Literal

import polars as pl

TEXT = re.compile(
    r"\d{4}-\d{2}-\d{2}(?P<separator>[ T])\d{2}:\d{2}(?P<second>:\d{2})?(?P<fraction>\.\d{3}|\.\d{6})?"
    r"(?P<utc>Z|\+00(?::?00)?)?"
)

DAY = r"^(?<day>\d{4}-\d{2}-\d{2})"
TIME = r"[ T](?<time>\d{2}:\d{2})(?<second>:\d{2}(?:\.\d{1,9})?)?"
OFFSET = r" ?(?<sign>[+-]|Z)?(?:(?<hours>\d{2})(?::?(?<minutes>\d{2}))?)?"
PATTERN = f"{DAY}(?:{TIME}{OFFSET})?$"


@dataclass(frozen=True)
class MomentFormat:
    """How a column's moments are mostly written: one format parses them ten times as fast as patterns do."""

    format: str = "%Y-%m-%d %H:%M:%S"
    utc: bool = False

    @classmethod
    def of(cls, sample: pl.Series) -> "MomentFormat":
        """The format of the first text of a sample."""
        first = sample.drop_nulls().head(1).to_list()
        match = TEXT.fullmatch(first[0]) if first else None
        if not match:
            return cls()
        second = ":%S" if match["second"] else ""
        fraction = f".%{len(match['fraction']) - 1}f" if match["fraction"] else ""
        utc = match["utc"] or ""
        return cls(f"%Y-%m-%d{match['separator']}%H:%M{second}{fraction}{utc}", bool(utc))

    def parse(self, name: str, time_zone: str) -> pl.Expr:
        """The moment as the local clock shows it; null where the text is written in another way."""
        moment = pl.col(name).str.to_datetime(self.format, time_unit="us", strict=False)
        if not self.utc:
            return moment
        return moment.dt.replace_time_zone("UTC").dt.convert_time_zone(time_zone).dt.replace_time_zone(None)


def in_zone(naive: pl.Expr, time_zone: str, ambiguous: Literal["earliest", "latest", "null"] = "null") -> pl.Expr:
    """In UTC; null where the zone skips the hour, and where it repeats it unless `ambiguous` says which is meant."""
    local = naive.dt.replace_time_zone(time_zone, ambiguous=ambiguous, non_existent="null")
    return local.dt.convert_time_zone("UTC")


def by_pattern(texts: pl.Series, time_zone: str, *, deadline: bool = False) -> pl.Series:
    """Struct of `first` and `second` occurrence in UTC, whether the hour is `repeated` or `skipped`, and `day`.

    A skipped hour is one hour later; so is the second occurrence of an hour that is not repeated. `day`: only a day is
    written, which is its beginning, for a deadline its end.
    """
    naive, local = pl.col("naive"), pl.col("sign").is_null()
    time = pl.col("time").fill_null("23:59" if deadline else "00:00")
    no_second = pl.when(pl.col("time").is_null() & deadline).then(pl.lit(":59.999999")).otherwise(pl.lit(":00"))
    written = pl.concat_str("day", pl.lit(" "), time, pl.col("second").fill_null(no_second))
    return (
        texts.str.extract_groups(PATTERN)
        .struct.unnest()
        .lazy()
        .with_columns(naive=written.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False))
        .with_columns(
            aware=pl.when(~local).then((naive - _offset()).dt.replace_time_zone("UTC")),
            earliest=in_zone(naive, time_zone, "earliest"),
            latest=in_zone(naive, time_zone, "latest"),
            later=in_zone(naive + pl.duration(hours=1), time_zone, "earliest"),
        )
        .with_columns(
            repeated=local & (pl.col("earliest") != pl.col("latest")).fill_null(False),
            skipped=local & naive.is_not_null() & pl.col("earliest").is_null(),
        )
        .select(
            pl.struct(
                first=pl.when(local).then(pl.coalesce("earliest", "later")).otherwise("aware"),
                second=pl.when("repeated").then("latest").otherwise("later"),
                repeated="repeated",
                skipped="skipped",
                day=pl.col("time").is_null() & pl.col("naive").is_not_null(),
            ).alias(texts.name)
        )
        .collect()
        .to_series()
    )


def occurrence(name: str, dated: str | None) -> pl.Expr:
    """The first occurrence, but the second where the first would be before the row's own beginning.

    That is a repeated hour after the clock went back, or a clock that was not put forward when the row began. A day
    that is the row's first one does not begin before the row.
    """
    moment = pl.col(name).struct.field
    if dated is None or name == dated:
        return moment("first").alias(name)
    begun = pl.col(dated).struct.field
    second = (moment("first") < begun("first")) & (moment("repeated") | begun("skipped"))
    same_day = moment("day") & (begun("first") - moment("first")).is_between(pl.duration(hours=0), pl.duration(days=1))
    return (
        pl.when(second)
        .then(moment("second"))
        .when(same_day)
        .then(begun("first"))
        .otherwise(moment("first"))
        .alias(name)
    )


def _offset() -> pl.Expr:
    """`Z`, `-05`, `-0500` or `-05:00` as a duration."""
    minutes = pl.col("hours").cast(pl.Int64).fill_null(0) * 60 + pl.col("minutes").cast(pl.Int64).fill_null(0)
    return pl.duration(minutes=pl.when(pl.col("sign") == "-").then(-minutes).otherwise(minutes))
