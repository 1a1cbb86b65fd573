"""Customers' keys: salted again as they are read, and other ones each fiscal year: no source brings lasting keys in.

A key is the HMAC-SHA256 of the source's key under the secret of the home, and of that under a secret of the fiscal
year. Rows of 1 to 14 April hold their customer's key of the year before as well: who comes again within 7 days is seen
across 31 March, and after a fortnight nothing links the years any more. Rows that wait to come in, whose day may not be
known, hold the key salted without a year.
"""

import hashlib
import hmac

import polars as pl

from data.certainty import present
from data.records import RECORDS, local_date
from data.refusals import storage as refusals
from data.storage.lake import Lake
from data.storage.names import lake_table
from data.storage.secret import FILE, make_secret, read_secret

KEY, EARLIER = "customer_key", "earlier_key"
NEW_YEAR, OVERLAP_DAYS = 4, 14
"""The month in which a fiscal year begins, and the days of it on which the keys of both years are held."""
DIGITS = 16
"""Of 64 digits: forty million customers share none but by a chance of one in twenty thousand."""
LASTING = "~"
"""What a key begins with that is salted without a year."""


def open_keys(lake: Lake, record: str, *, full: bool) -> "CustomerKeys | None":
    """By the secret of the home, made where there is none; None for a record without customers' keys.

    Raises: UserError, where it is gone although keys were made by it, unless all rows are read again.
    """
    if KEY not in RECORDS[record].columns():
        return None
    secret, table = read_secret(lake.home), lake_table(record)
    if secret is None:
        if not full and lake.exists(table) and EARLIER in lake.scan(table).collect_schema():
            raise refusals.SECRET_LOST(file=lake.home / FILE)
        secret = make_secret(lake.home)
    return CustomerKeys(secret)


class CustomerKeys:
    """The keys of one home."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._lasting = _Hmac(secret)
        self._years: dict[int, _Hmac] = {}

    def salt(self, record: str, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the keys of their years; `earlier_key` is null but for a fortnight."""
        day = pl.col(present(local_date(RECORDS[record])))
        year = day.dt.year() - (day.dt.month() < NEW_YEAR).cast(pl.Int32)
        overlaps = (day.dt.month() == NEW_YEAR) & (day.dt.day() <= OVERLAP_DAYS)
        read = rows.select(KEY, year.alias("year"), overlaps.alias("overlaps"))
        keys: list[str | None] = [None] * rows.height
        earlier: list[str | None] = [None] * rows.height
        for (of_year, of_overlap), part in read.with_row_index("row").drop_nulls().group_by("year", "overlaps"):
            now, before = self._of(of_year), self._of(of_year - 1)
            for row, key in zip(part["row"].to_list(), part[KEY].to_list(), strict=True):
                lasting = present(self.mask(key))
                keys[row] = now.hash(lasting)
                if of_overlap:
                    earlier[row] = before.hash(lasting)
        return rows.with_columns(pl.Series(KEY, keys, pl.String), pl.Series(EARLIER, earlier, pl.String))

    def mask(self, text: str | None) -> str | None:
        """A key for a row that waits: salted, but not yet by year."""
        return text if text is None or text.startswith(LASTING) else LASTING + self._lasting.hash(text)

    def _of(self, year: int) -> "_Hmac":
        """What makes the keys of a year, by a secret of its own."""
        if year not in self._years:
            self._years[year] = _Hmac(hmac.digest(self._secret, str(year).encode(), "sha256"))
        return self._years[year]


class _Hmac:
    """HMAC-SHA256 by one secret: what depends on it alone is made once, which makes a key in a third of the time."""

    def __init__(self, secret: bytes) -> None:
        block = secret.ljust(hashlib.sha256().block_size, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def hash(self, text: str) -> str:
        """The first digits of it."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text.encode())
        outer.update(inner.digest())
        return outer.hexdigest()[:DIGITS]
