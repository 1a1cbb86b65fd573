"""What of staff answers is held back: few that came, left or changed after their wave was published."""

from datetime import date
from typing import NamedTuple

import polars as pl

from data.records import RECORDS, key
from data.storage.names import lake_table, shown_table
from data.storage.snapshot import Snapshot
from data.text import Text

FROM = 10
"""So many people must make a difference before it is shown; see `engine.disclosure`."""

WAITING = Text(
    "{n} staff answers of the wave of {day} came in, left or changed after it was published; a list is shown anew from "
    "{least} on, where none can be told by subtraction.",
    "{n} réponses du personnel à la vague du {day} sont arrivées, ont été retirées ou ont changé après la "
    "publication; une nouvelle liste est affichée à partir de {least}, si aucune ne peut être déduite par "
    "soustraction.",
)
BEHIND = Text(
    "{n} groups of the staff wave of {day} stay as they were published: too few answers make the difference.",
    "{n} groupes de la vague du personnel du {day} restent tels que publiés\u00a0: trop peu de réponses font la "
    "différence.",
)


class HeldBack(NamedTuple):
    """Of one wave, by its last day: how many people's answers wait, and how many groups have older numbers."""

    day: date
    answers: int
    groups: int

    def sentences(self) -> list[Text]:
        """What there is to say of it, without a number of people in any group."""
        told = [(WAITING, self.answers), (BEHIND, self.groups)]
        return [Text(*(text.format(n=n, day=self.day, least=FROM) for text in sentence)) for sentence, n in told if n]


def held_back(snapshot: Snapshot) -> list[HeldBack]:
    """Every wave of which anything is held back, by day; none in homes whose last run knew no editions."""
    waves: dict[date, list[int]] = {}
    for name in (name for name, record in RECORDS.items() if record.restricted):
        if not snapshot.has(shown_table(name)) or not snapshot.has(lake_table(name)):
            continue
        for place, counted in enumerate((_waiting(name, snapshot), _behind(name, snapshot))):
            for day, n in counted.rows():
                waves.setdefault(day, [0, 0])[place] += n
    return [HeldBack(day, *counts) for day, counts in sorted(waves.items())]


def sentences(snapshot: Snapshot) -> list[Text]:
    """The same in words."""
    return [sentence for wave in held_back(snapshot) for sentence in wave.sentences()]


def _waiting(name: str, snapshot: Snapshot) -> pl.DataFrame:
    """Per wave the people whose answer is stored otherwise than it is shown."""
    record = RECORDS[name]
    dated, keys = record.dated, ["source", *key(record)]
    shown = snapshot.scan(shown_table(name)).filter(pl.col("until").is_null())
    # Groups are shown with a word for nobody where the answers have nothing.
    columns = [column for column in record.columns() if column not in ("tenure", *keys)]
    stored = snapshot.scan(lake_table(name)).join(shown.select(dated).unique(), on=dated, how="semi")
    sides = [frame.select(*keys, *columns) for frame in (shown, stored)]
    differ = [
        one.join(other, on=[*keys, *columns], how="anti", nulls_equal=True) for one, other in (sides, sides[::-1])
    ]
    return pl.concat(differ).group_by(dated).agg(pl.struct(keys).n_unique()).collect()


def _behind(name: str, snapshot: Snapshot) -> pl.DataFrame:
    """Per wave the groups whose numbers are of an edition before the last."""
    listed = snapshot.scan(f"published/{name}.cells")
    last = pl.col("edition").max().over("period")
    return listed.filter(pl.col("edition") < last).group_by("period").agg(pl.len().cast(pl.Int64)).collect()
