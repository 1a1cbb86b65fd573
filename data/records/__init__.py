"""Every table that a source can supply, by the name that sources, files and the command line use."""

from data.records import customer, organisation, reference, service
from data.records.base import Record, key, local_date, local_dates, record_name, references, required, told_by

RECORDS: dict[str, type[Record]] = {
    record_name(found): found
    for module in (reference, service, customer, organisation)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Record) and found is not Record
}
"""References come first, so that a row can be checked against what it refers to."""

REFERENCES = [name for name, record in RECORDS.items() if record.__module__ == reference.__name__]

__all__ = [
    "RECORDS",
    "REFERENCES",
    "Record",
    "key",
    "local_date",
    "local_dates",
    "record_name",
    "references",
    "required",
    "told_by",
]
