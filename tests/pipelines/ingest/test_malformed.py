"""Whatever a source sends, every row is accounted for and nothing ends in a traceback: ten thousand rows and files."""

import csv
import random
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from data.connectors.definition import load
from data.errors import UserError
from data.records import RECORDS
from data.storage.lake import Lake
from data.storage.manifest import RecordState
from pipelines.ingest.load import RecordLoad
from pipelines.ingest.rejected import read_rejected
from tests.support.proofs import count, proof
from tests.support.source_folder import files

ROWS, READINGS = 250, count(40)
FILES = count(120)
COLUMNS = list(RECORDS["transaction"].columns())

SOUND = {
    "transaction_id": "t{n}",
    "kind": "transaction",
    "channel": "online",
    "service_id": "plate",
    "started_at": "2024-11-05 09:00:00",
    "completed_at": "2024-11-05 09:30:00",
    "status": "completed",
    "wait_s": "60",
    "guaranteed": "true",
    "fee_cents": "2500",
}
STRANGE = [
    "", " ", "\t", "null", "NULL", "NaN", "-", "0", "-1", "1e9", "1e400", "99999999999999999999", "1.5", "0x10", "١٢",
    "true", "TRUE", "yes", "2024-02-30 09:00", "2024-11-03 01:30:00", "2025-03-09 02:30:00", "0000-00-00",
    "9999-12-31 23:59:59", "2024-11-05T09:00:00Z", "2024-11-05T09:00:00+99:99", "05/11/2024", "45601.5", "pigeon",
    "Online", "online ", "plate\x00", "\ufeffplate", "é" * 300, "a,b", 'a"b', "a\nb", "a\r\nb", "'; DROP TABLE x; --",
    "=1+1", "\u202e", "\U0001f600", "|", "t1|t2", "x" * 5000,
]  # fmt: skip


def malformed(chance: random.Random, n: int) -> dict[str, str]:
    """A sound row with up to three of its cells replaced; its key is often another row's."""
    row = dict.fromkeys(COLUMNS, "") | SOUND | {"transaction_id": f"t{chance.randrange(n + 1)}"}
    return row | {chance.choice(COLUMNS): chance.choice(STRANGE) for _ in range(chance.randrange(4))}


def garbled(chance: random.Random, sound: bytes) -> bytes:
    """A sound file cut, doubled, overwritten or with bytes put in."""
    at, end = sorted((chance.randrange(len(sound)), chance.randrange(len(sound))))
    noise = chance.randbytes(chance.randrange(1, 9))
    quote = chance.choice([b'"', b"\r", b"\n", b",", b"\x00", b"\xff", b"\xef\xbb\xbf", b""])
    return chance.choice(
        [sound[:at], sound[at:], sound[:at] + sound[end:], sound[:at] + noise + sound[end:], sound[:at] + quote
         + sound[at:], sound + sound[at:], noise, b"", sound.replace(b",", b";"), sound.decode().encode("utf-16")]
    )  # fmt: skip


def dialect(chance: random.Random, rows: list[list[str]]) -> tuple[bytes, int, bool]:
    """Rows as some program of the world exports them, how many lines among them are none, and whether a total is."""
    separator = chance.choice(",;\t|")
    end = chance.choice(["\n", "\r\n"])
    text = StringIO()
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow(COLUMNS)
    others = [["short", "row"], COLUMNS, [*COLUMNS, "one", "more"]]
    misfits = [chance.choice(others) for _ in range(chance.randrange(3))]
    for row in [*misfits, *rows]:
        writer.writerow(row)
    above = ["", f"sep={separator}{end}", f"Requests of November{end}{end}", f"# a note; of two, parts{end}"]
    below = ["", end * 2, f"Total{separator * (len(COLUMNS) - 1)}{end}"]
    note = chance.choice(above)
    total = chance.choice(below)
    written = note + text.getvalue() + total
    # The mark that utf-8-sig and utf-16 put there stands before anything else.
    encodings = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
    content = written.encode(chance.choice(encodings if written.isascii() else encodings[:3]))
    return content, len(misfits), total.startswith("Total")


@pytest.fixture
def reading(tmp_path: Path):
    """A function that loads the file of transactions into a lake and gives the count of its rows."""
    folder = files(tmp_path / "city", line="line_id\nvehicles", service="service_id\nplate", transaction=[SOUND])
    source, lake = load(folder), Lake(tmp_path / "home")
    state, refused = RecordState(), read_rejected(lake)
    gone = pl.DataFrame(schema={"source": pl.String, "record": pl.String, "key": pl.String})

    def read(path: Path):
        nonlocal state, refused
        own = replace(source, files=source.files | {"transaction": str(path)})
        loaded = RecordLoad(
            own,
            "transaction",
            lake=lake,
            before=state,
            rejected=refused,
            gone=gone,
            run="r",
            staging=tmp_path / "stage",
        ).load()
        state, refused = loaded.state, loaded.rejected
        return state.rows

    return read


@proof("malformed rows are all accounted for", 10_000, seed=1, unit="rows")
def test_rows_of_any_kind_are_good_rejected_superseded_or_unchanged(reading, tmp_path):
    chance, rejected = random.Random(1), 0
    for _ in range(READINGS):
        rows = [malformed(chance, n) for n in range(ROWS)]
        path = tmp_path / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)

        seen = reading(path)

        assert seen.read == ROWS
        assert seen.read == seen.good + seen.rejected + seen.superseded + seen.unchanged
        rejected += seen.rejected
    assert count(10_000) == ROWS * READINGS
    assert 0.2 < rejected / (ROWS * READINGS) < 0.95, "some rows are bad, some are not"


@proof("malformed files are read whole or refused whole", 120, seed=2, unit="files")
def test_files_of_any_kind_are_read_whole_or_refused_whole_in_one_sentence(reading, tmp_path):
    chance, refused = random.Random(2), []
    path = tmp_path / "file.csv"
    for _ in range(FILES):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(malformed(chance, n) for n in range(3))
        path.write_bytes(garbled(chance, path.read_bytes()))

        try:
            rows = reading(path)
        except UserError as problem:
            refused.append(str(problem))
        else:
            assert rows.read == rows.good + rows.rejected + rows.superseded + rows.unchanged
    assert [sentence for sentence in refused if not re.fullmatch(r".+[.?]", sentence)] == [], "each is one line"
    assert 0 < len(refused) < FILES, "some files are refused, some are read"


@proof("files in any dialect are read row by row", 60, seed=3, unit="files")
def test_files_in_any_dialect_are_read_row_by_row(reading, tmp_path):
    chance, path = random.Random(3), tmp_path / "file.csv"
    for number in range(count(60)):
        cells = [malformed(chance, 3 * number + n) for n in range(3)]
        rows = [[row[name].replace("\0", "") for name in COLUMNS] for row in cells]
        # A sound row in each, so that none is a file of misfits alone.
        rows.append(list((dict.fromkeys(COLUMNS, "") | SOUND | {"transaction_id": f"sound {number}"}).values()))
        content, misfits, total = dialect(chance, rows)
        path.write_bytes(content)

        seen = reading(path)

        assert seen.read == len(rows) + misfits + total
        assert seen.read == seen.good + seen.rejected + seen.superseded + seen.unchanged
        assert seen.rejected >= misfits + total
        assert seen.good >= 1
