"""When published tables must be made again: a mark of all that decides them, and why it changed."""

import hashlib
from itertools import product

from data.records import REFERENCES
from data.storage.manifest import Manifest
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.definition import buckets
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.rowsets import ROWSETS
from metrics.engine.cubes import CUBES, columns_of, cube_dimensions, published_rows, table

SCHEME = "2"
"""How the mark is made, written before it: marks of another scheme tell nothing about the definitions."""

SUMS_VERSION = 2
"""Raised by one whenever the same rows and declarations give other sums: deadlines, places, cubes, groups of staff."""

OTHER_SCHEME = Text(
    "All sums were made again because the last run was of an earlier version of the program, which marked its "
    "definitions in another way.",
    "Toutes les sommes ont été refaites parce que le dernier traitement venait d'une version antérieure du programme, "
    "qui marquait ses définitions autrement.",
)
OTHER_DEFINITIONS = Text(
    "All sums were made again because definitions have changed since the last run.",
    "Toutes les sommes ont été refaites parce que des définitions ont changé depuis le dernier traitement.",
)
OTHER_REFERENCES = Text(
    "All sums were made again because reference tables have changed since the last run.",
    "Toutes les sommes ont été refaites parce que des tables de référence ont changé depuis le dernier traitement.",
)


def fingerprint(snapshot: Snapshot) -> str:
    """Changes whenever published tables must be made again: parts, row sets, cubes or what the references say.

    It holds the versions that rules declare, never their code, so that writing the same rule otherwise leaves it.
    """
    mark = hashlib.sha256(repr((SUMS_VERSION, CUBES)).encode())
    for rows, cube in product(sorted(published_rows(snapshot.catalogue)), CUBES):
        dimensions = [DIMENSIONS[name] for name in cube_dimensions(cube, rows)]
        places = [(one.name, one.column, one.via, *([one.of_day.sql] if one.of_day else [])) for one in dimensions]
        mark.update(f"{table(rows, cube)} {places}".encode())
    mark.update(repr(sorted((name, rowset.version) for name, rowset in ROWSETS.items())).encode())
    for name in sorted(snapshot.catalogue):
        for column in columns_of(snapshot.catalogue[name]):
            part = column.part
            mark.update(f"{column.sum} {part.rows} {part.dated} {part.deadline}".encode())
            mark.update(part.expression.meta.serialize())
            if part.distribution:
                mark.update(part.value.meta.serialize() + str(buckets.VERSION).encode())
    return f"{SCHEME}:{mark.hexdigest()}{references_mark(snapshot)}"


def references_mark(snapshot: Snapshot) -> str:
    """Changes whenever a reference table does."""
    mark = hashlib.sha256()
    for name in REFERENCES:
        if snapshot.has(lake_table(name)):
            frame = snapshot.read(lake_table(name))
            mark.update(frame.select(sorted(frame.columns)).sort(sorted(frame.columns)).write_csv().encode())
    return mark.hexdigest()


def why_made_again(previous: Manifest, now: Manifest) -> Text | None:
    """Why all sums of a run had to be made again though it was not asked for; None where they were only updated."""
    if previous.fingerprint == now.fingerprint:
        return None
    if not previous.fingerprint.startswith(f"{SCHEME}:"):
        return OTHER_SCHEME
    definitions = [run.fingerprint.removesuffix(run.references) for run in (previous, now)]
    return OTHER_REFERENCES if definitions[0] == definitions[1] else OTHER_DEFINITIONS
