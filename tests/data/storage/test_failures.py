"""What the disk and the tables say when they fail, as a sentence that helps."""

import errno
import os
from pathlib import Path

import polars as pl
import pytest
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from data.errors import UserError
from data.storage.failures import explain_failures, explain_read
from data.storage.lock import lock_home

HOME = Path("/srv/numbers")


def of(number: int) -> OSError:
    return OSError(number, os.strerror(number), "/srv/numbers/x")


NO_SPACE = "There is no space left for /srv/numbers: free some or give it more, then run again; what was "
READ_ONLY = "This user may not read and write all of /srv/numbers (it is read-only, or belongs to another user): give"
OTHER = "Another program has changed a table of /srv/numbers meanwhile: see that only `scorecard run` writes there"
PART = "part-00000-ee16e16a-fdf3-46ec-bf3b-5d37d09db08c-c000.snappy.parquet"
DAMAGED = "A table of /srv/numbers lacks a file or is damaged"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (of(errno.ENOSPC), NO_SPACE),
        (of(errno.EFBIG), NO_SPACE),
        (DeltaError("Generic LocalFileSystem error: No space left on device (os error 28)"), NO_SPACE),
        (pl.exceptions.ComputeError("No space left on device (os error 28)"), NO_SPACE),
        (of(errno.EROFS), READ_ONLY),
        (of(errno.EACCES), READ_ONLY),
        (DeltaError("Unable to create file /srv/numbers/x: Read-only file system (os error 30)"), READ_ONLY),
        (CommitFailedError("a concurrent transaction deleted data this operation read"), OTHER),
        (TableNotFoundError("no log files"), DAMAGED),
        (DeltaError("Invalid table version: 7"), DAMAGED),
        (pl.exceptions.ComputeError("parquet: File out of specification: Invalid thrift: protocol error"), DAMAGED),
        (
            FileNotFoundError("No such file or directory (os error 2): /srv/numbers/lake/line/part-0.parquet"),
            f"{DAMAGED} (lake/line/part-0.parquet): bring it back from a backup",
        ),
        (
            FileNotFoundError(f"No such file or directory (os error 2): ...v/numbers/lake/line/{PART}"),
            f"{DAMAGED} (lake/line/{PART}): bring it back from a backup",
        ),
    ],
)
def test_each_failure_says_what_to_do(error, sentence):
    with pytest.raises(UserError) as problem, explain_failures(HOME):
        raise error

    assert str(problem.value).startswith(sentence)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(f"No such file or directory (os error 2): ...v/numbers/lake/line/{PART}"),
        pl.exceptions.ComputeError("parquet: File out of specification: Invalid thrift: protocol error"),
        pl.exceptions.PanicException("assertion failed: range.end as u64 <= self.size"),
        of(errno.EACCES),
    ],
)
def test_a_reader_tells_a_damaged_home_from_an_error_of_its_own(error):
    explained = explain_read(error, HOME)
    assert isinstance(explained, UserError)
    assert "/srv/numbers" in str(explained)


def test_an_error_that_is_not_of_storage_is_left_alone():
    mistake = pl.exceptions.ComputeError("the catalogue divides by a text")
    with pytest.raises(pl.exceptions.ComputeError), explain_failures(HOME):
        raise mistake

    assert explain_read(mistake, HOME) is None
    assert explain_read(FileNotFoundError("No such file or directory: targets.csv"), HOME) is None, "a user's own file"


def test_a_path_that_tables_cannot_bear_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(UserError, match="has '%' in it: set SCORECARD_HOME"), lock_home(tmp_path / "100%"):
        pytest.fail("it was locked")

    assert not (tmp_path / "100%").exists()
