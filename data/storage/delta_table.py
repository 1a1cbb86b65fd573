"""Delta tables by the names that their files have on disk."""

from typing import Any
from urllib.parse import unquote

from deltalake import DeltaTable


class Table(DeltaTable):
    """A Delta table in a folder of any name.

    Delta tells of local files as of parts of an address, blanks and accents quoted; Polars takes that for their names.
    """

    @property
    def table_uri(self) -> str:
        """Where it lies."""
        return _plain(super().table_uri)

    def file_uris(self, partition_filters: Any = None, **others: Any) -> list[str]:
        """Its files."""
        return [_plain(address) for address in super().file_uris(partition_filters, **others)]


def _plain(address: str) -> str:
    local = "://" not in address or address.startswith("file://")
    return unquote(address) if local else address
