"""Everything of a home that a word may mean: a record's number, indicators, and members of every breakdown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from dashboard.queries import indicators, records
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.catalogue.search import match_named, match_names, match_texts
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator

SHORTEST = 2
"""Letters: one letter is in every name."""


@dataclass(frozen=True)
class Matches:
    """`link`: the choices that lead to a record, empty where none has the number. `members`: breakdown → codes.

    `indicators`: names, those whose title matches before those whose definition does, before what else is said of them.
    """

    link: Mapping[str, str | None] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    members: dict[str, list[str]] = field(default_factory=dict)


def search(snapshot: Snapshot, viewer: Viewer, text: str) -> Matches:
    """What the text is, or is part of, among all that the viewer may see."""
    if len(text) < SHORTEST:
        return Matches()
    record = records.search(snapshot, viewer, text)
    catalogue = snapshot.catalogue
    ranked = (match_names(text, catalogue), match_texts(text, catalogue), match_named(text, _remarks(catalogue)))
    return Matches(
        link=record.link if record.page == "transaction" else {},
        indicators=tuple(dict.fromkeys(chain(*ranked))),
        members={name: codes for name in DIMENSIONS if (codes := indicators.members(snapshot, viewer, name, text))},
    )


def _remarks(catalogue: Mapping[str, Indicator]) -> dict[str, Text]:
    """Indicator → why it matters and what it leaves out."""
    return {
        name: Text(f"{one.why_it_matters.en} {one.caveat.en}", f"{one.why_it_matters.fr} {one.caveat.fr}")
        for name, one in catalogue.items()
    }
