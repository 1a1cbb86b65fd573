"""What fails in the disk or the tables, as a sentence that helps."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from data.errors import UserError
from data.refusals import storage as refusals

FAILURES = (OSError, DeltaError, pl.exceptions.ComputeError, pl.exceptions.PanicException)
"""A file that was cut short makes Polars panic, which is no ordinary exception."""

NO_SPACE = re.compile(r"No space left|os error 28|StorageFull|quota exceeded|File too large|os error 27", re.I)
READ_ONLY = re.compile(r"Read-only file system|os error 30|Permission denied|os error 13", re.I)
ELSEWHERE = re.compile(r"Generic (S3|GCS|Azure)|error sending request|os error 111|NoSuchBucket|Unauthenticated", re.I)
MISSING = re.compile(r"No such file|os error 2\b|Invalid table version|_delta_log|\.parquet", re.I)
TORN = re.compile(r"^parquet: |out of spec|Invalid thrift|corrupt", re.I)
"""A file of a table that holds other bytes than were written; what a source's own files say is told elsewhere."""
FILE = re.compile(r"[^\s'\"(),:;]*\.(?:parquet|json)\b")
OURS = re.compile(r"part-\d{5}-[0-9a-f-]{36}-c\d{3}\S*\.parquet|/_delta_log/")
"""A file that Delta named: Polars cuts the beginning of a long path off, and the home with it."""
BELOW = re.compile(r"(?:^|/)((?:lake|published|shown|rejected|gone|restatement)/.*)")
DAMAGES = (FileNotFoundError, TableNotFoundError, DeltaError, pl.exceptions.PanicException)


@contextmanager
def explain_failures(home: Path) -> Iterator[None]:
    """Raises: UserError for whatever the home's disk or tables refuse; what is published stays as it was."""
    try:
        yield
    except FAILURES as error:
        raise explain(error, home) from error


def explain_read(error: BaseException, home: Path) -> UserError | None:
    """The sentence for an error that came up while reading, if it is the home's tables that failed."""
    text = str(error)
    of_tables = isinstance(error, DeltaError | pl.exceptions.PanicException) or str(home) in text
    of_tables = of_tables or any(pattern.search(text) for pattern in (ELSEWHERE, TORN, OURS))
    explained = explain(error, home) if isinstance(error, FAILURES) and of_tables else None
    return explained if isinstance(explained, UserError) else None


def explain(error: BaseException, home: Path) -> UserError | BaseException:
    """The sentence for a failure of storage; the error itself where it is none."""
    text = " ".join(str(error).split())
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or NO_SPACE.search(text):
        return refusals.NO_SPACE(home=home)
    if number in (errno.EROFS, errno.EACCES) or READ_ONLY.search(text):
        return refusals.NOT_PERMITTED(home=home)
    if ELSEWHERE.search(text):
        return refusals.OBJECT_STORAGE_FAILS(home=home)
    if isinstance(error, CommitFailedError):
        return refusals.CHANGED_BY_ANOTHER(home=home)
    if isinstance(error, DAMAGES) or MISSING.search(text) or TORN.search(text):
        file = FILE.search(text)
        return refusals.DAMAGED_FILE(home=home, file=_below(file[0], home)) if file else refusals.DAMAGED(home=home)
    return error


def _below(path: str, home: Path) -> str:
    """The file as it lies in the home."""
    below = BELOW.search(path.rpartition(f"{home}/")[2])
    return below[1] if below else Path(path).name
