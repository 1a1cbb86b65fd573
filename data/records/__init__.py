"""Every table that a source can supply, by the name that sources, files and the command line use."""

from data.records import customer, organisation, reference, service, strategy
from data.records.base import (
    Record,
    deadlines,
    declaration,
    half_hours,
    key,
    local_date,
    local_dates,
    personal,
    record_name,
    references,
    required,
)

RECORDS: dict[str, type[Record]] = {
    record_name(record): record
    for module in (reference, service, customer, organisation, strategy)
    for record in vars(module).values()
    if isinstance(record, type) and issubclass(record, Record) and record is not Record
}
"""References come first, so that a row can be checked against what it refers to."""

REFERENCES = [name for name, record in RECORDS.items() if record.__module__ == reference.__name__]

REFERENCE_OF = {key(RECORDS[name])[0]: name for name in REFERENCES}
"""A reference's key column → the reference table, whatever record holds it: `line_id` is a `line`'s."""

__all__ = [
    "RECORDS",
    "REFERENCES",
    "REFERENCE_OF",
    "Record",
    "deadlines",
    "declaration",
    "half_hours",
    "key",
    "local_date",
    "local_dates",
    "personal",
    "record_name",
    "references",
    "required",
]
