"""Customers' keys: salted again as they are read, and other ones each fiscal year: no source brings lasting keys in.

A key is the HMAC-SHA256 of the source's key and the fiscal year under the secret of the home. Rows of 1 to 14 April
hold their customer's key of the year before as well: who comes again within 7 days is seen across 31 March, and after
a fortnight nothing links the years any more. Rows that wait to come in, whose day may not be known, hold the key
salted without a year.
"""

import hmac

import polars as pl

from data.records import RECORDS, local_date

KEY, EARLIER = "customer_key", "earlier_key"
NEW_YEAR, OVERLAP_DAYS = 4, 14
"""The month in which a fiscal year begins, and the days of it on which the keys of both years are held."""
DIGITS = 16
"""Of 64 digits: forty million customers share none but by a chance of one in twenty thousand."""
LASTING = "~"
"""What a key begins with that is salted without a year."""


class CustomerKeys:
    """The keys of one home."""

    def __init__(self, secret: bytes) -> None:
        self._secret = hmac.new(secret, digestmod="sha256")

    def has_keys(self, record: str) -> bool:
        """Whether rows of the record hold them."""
        return KEY in RECORDS[record].columns()

    def salt(self, record: str, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the keys of their years; `earlier_key` is null but for a fortnight."""
        if not self.has_keys(record):
            return rows
        day = pl.col(local_date(RECORDS[record]))
        year = day.dt.year() - (day.dt.month() < NEW_YEAR).cast(pl.Int32)
        overlaps = (day.dt.month() == NEW_YEAR) & (day.dt.day() <= OVERLAP_DAYS)
        at = [KEY, "_year", "_overlaps"]
        rows = rows.drop(EARLIER, strict=False).with_columns(_year=year, _overlaps=overlaps)
        pairs = rows.select(at).drop_nulls().unique()
        salted = [self._of_year(*pair) for pair in pairs.iter_rows()]
        names = pl.DataFrame(salted, schema={"_key": pl.String, EARLIER: pl.String}, orient="row")
        joined = rows.join(pl.concat([pairs, names], how="horizontal"), on=at, how="left", maintain_order="left")
        return joined.with_columns(pl.col("_key").alias(KEY)).drop("_key", "_year", "_overlaps")

    def mask(self, text: str | None) -> str | None:
        """A key for a row that waits: salted, but not yet by year."""
        return text if text is None or text.startswith(LASTING) else LASTING + self._hash(text)

    def _of_year(self, key: str, year: int, overlaps: bool) -> tuple[str, str | None]:
        lasting = self.mask(key)
        return self._hash(f"{year} {lasting}"), self._hash(f"{year - 1} {lasting}") if overlaps else None

    def _hash(self, text: str) -> str:
        made = self._secret.copy()
        made.update(text.encode())
        return made.hexdigest()[:DIGITS]
