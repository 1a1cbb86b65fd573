"""From files to a proposed source: the whole way, and what came of it."""

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

from data.errors import nearest
from data.refusals.intake import mapping as refusals
from metrics.definition.indicator import Indicator
from pipelines.mapping.feeds import feeds
from pipelines.mapping.guess import propose
from pipelines.mapping.matching import lacking, matches
from pipelines.mapping.profile import profile
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.selects import selects
from pipelines.mapping.tables import Table


@dataclass(frozen=True)
class Mapping:
    """A proposed source: its proposals, the indicators they feed, and column → those that lack only it."""

    proposals: list[Proposal]
    fed: list[Indicator]
    nearly: dict[str, list[Indicator]]

    @property
    def url(self) -> str | None:
        """Of the database that was looked at; None for files."""
        return self.proposals[0].table.url

    @property
    def questions(self) -> list[str]:
        """All that could not be guessed."""
        return [question for proposal in self.proposals for question in proposal.questions]


def map_tables(tables: Sequence[Table]) -> Mapping:
    """Proposes how tables are mapped; of a database's those that fit no record are left out.

    Raises: UserError, where a file fits no record, no table of a database does, or two tables are the same record.
    """
    proposals: dict[str, Proposal] = {}
    for table in tables:
        profiles = profile(table.rows)
        found = matches(profiles)
        if not found and table.url is None:
            record, columns = lacking(profiles)
            raise refusals.NO_RECORD(file=table.name, record=record, columns=[f"`{column}`" for column in columns])
        for match in found:
            if other := proposals.get(match.record):
                raise refusals.SAME_RECORD(file=table.name, other=other.table.name, record=match.record)
            contact = proposals.get("transaction") if match is not found[0] else None
            proposals[match.record] = propose(match, profiles, table, contact)
    if not proposals:
        raise refusals.NO_TABLE_FITS(count=len(tables))
    supplied = {record: proposal.columns for record, (_, proposal) in selects(list(proposals.values())).items()}
    return Mapping(list(proposals.values()), *feeds(supplied))


def source_name(text: str) -> str:
    """A name that a source may have, from any: plain letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64] or "source"


def choose_time_zone(asked: str | None) -> tuple[str, str]:
    """The zone of moments without one, and a question where it was not asked for: this machine's stands there then.

    Raises: UserError for a zone that there is not.
    """
    if asked is not None:
        if asked not in available_timezones():
            raise refusals.UNKNOWN_TIME_ZONE(time_zone=asked, nearest=nearest(asked, available_timezones()))
        return asked, ""
    zone = local_time_zone()
    return zone, f"time_zone: no file tells it; {zone}, that of this machine, stands in source.toml."


def local_time_zone() -> str:
    """The zone of this machine by its name, UTC where it has none."""
    path = Path("/etc/localtime").resolve()
    name = os.environ.get("TZ", "").lstrip(":") or "/".join(path.parts[-2:])
    return name if name in available_timezones() else "UTC"
