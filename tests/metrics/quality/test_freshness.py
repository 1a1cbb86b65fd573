"""Each source says how far its data reach and which of its records are late."""

from datetime import date

import polars as pl

from metrics.quality.freshness import SourceFreshness, by_source

SCHEMA = {"source": pl.String, "record": pl.String, "state": pl.String, "data_to": pl.String}


def test_a_source_reaches_as_far_as_its_latest_record():
    records = pl.DataFrame(
        [
            ("desk", "transaction", "good", "2026-08-30"),
            ("desk", "complaint", "late", "2026-08-31"),
            ("desk", "service", "good", None),
            ("line", "service", "late", None),
        ],
        schema=SCHEMA,
        orient="row",
    )

    desk, line = by_source(records)

    assert desk == SourceFreshness(
        source="desk",
        data_to=date(2026, 8, 31),
        records=("transaction", "complaint", "service"),
        late=("complaint",),
    )
    assert desk.received == 2
    assert (line.data_to, line.received, line.late) == (None, 0, ("service",))


def test_nothing_was_read():
    assert by_source(pl.DataFrame(schema=SCHEMA)) == []
