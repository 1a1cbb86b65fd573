"""The catalogue as a run knew it: every declaration as plain text, and back, so that a past scorecard keeps its words.

What a row adds is an expression; it is kept in Polars' own form, which another version of Polars may not read. Such an
indicator is then shown by the sums published at the time, with what counts today.
"""

import base64
import hashlib
import inspect
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import UserError
from data.storage.manifest import CATALOGUES, keep_catalogue, read_catalogue
from data.storage.snapshot import Snapshot, read_snapshot
from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.catalogue.registry import as_declared, declared_now
from metrics.definition.indicator import Indicator, Kind, Part, Sampling
from metrics.definition.rowsets import ROWSETS

TEXTS = ("title", "definition", "why_it_matters", "caveat", "owner")
WORDS = {
    "perspective": Perspective,
    "factor": Factor,
    "frequency": Frequency,
    "unit": Unit,
    "better": Better,
    "kind": Kind,
    "sampling": Sampling,
}
SIDES = ("numerator", "denominator")
COUNTING = ("kind", "scale", "between", "seasonal", *SIDES)
"""What decides a number; all else is how it is told."""


def keep(home: Path) -> str:
    """Keeps today's catalogue in the home, once however many runs know it; returns the mark that finds it again."""
    return keep_catalogue(home, _written())


def known_then(snapshot: Snapshot) -> dict[str, Indicator] | None:
    """The indicators as the run of the snapshot declared them; None where they were as they are today, or are lost."""
    return _read(str(snapshot.home), snapshot.manifest.catalogue) if _otherwise(snapshot) else None


def lost(snapshot: Snapshot) -> bool:
    """Whether the run of the snapshot knew another catalogue than today's, which is not kept as it was any more."""
    return _otherwise(snapshot) and not _kept(str(snapshot.home), snapshot.manifest.catalogue)


def open_snapshot(home: Path, as_of: str | None = None) -> Snapshot:
    """The tables in force, or those of a past run or day, with the indicators as they were declared for them."""
    snapshot = read_snapshot(home, as_of)
    snapshot.catalogue = known_then(snapshot) or declared_now()
    return snapshot


@contextmanager
def as_reported(home: Path, as_of: str | None) -> Iterator[Snapshot]:
    """The tables of a run or day, and within it the indicators as they were declared then; None: of the run in force.

    Where the program was renewed since, what is published keeps its definitions until the next run: a number and the
    rows behind it are never of two.
    Raises: UserError where that run is not kept, or its definitions are lost: today's would tell other numbers.
    """
    snapshot = read_snapshot(home, as_of)
    if as_of and lost(snapshot):
        raise UserError(
            f"The definitions that run {snapshot.manifest.run} was reported with are lost or were changed: bring "
            f"{home / CATALOGUES / snapshot.manifest.catalogue}.json back from a backup, or leave --as-of out for now."
        )
    with as_declared(known_then(snapshot)):
        yield snapshot


def reported(snapshot: Snapshot) -> str:
    """What a reader of a past scorecard must know, for the command line."""
    run = snapshot.manifest
    said = f"As reported by run {run.run}, published {run.finished_at.astimezone():%Y-%m-%d %H:%M}."
    changed = changed_since(snapshot)
    if changed["counts"]:
        said += f" Since then the definition of {', '.join(changed['counts'])} has changed; shown as it was then."
    if changed["gone"]:
        said += f" No longer in the catalogue: {', '.join(changed['gone'])}."
    return said


def awaiting(snapshot: Snapshot) -> list[str]:
    """The indicators that the next run will count otherwise than the snapshot's, begin to count or leave out."""
    changed = changed_since(snapshot)
    return [*changed["counts"], *changed["new"], *changed["gone"]]


def changed_since(snapshot: Snapshot) -> dict[str, list[str]]:
    """What today's catalogue says otherwise than the snapshot's: `counts`, `words`, `new` and `gone` indicators."""
    kept = _kept(str(snapshot.home), snapshot.manifest.catalogue) if _otherwise(snapshot) else []
    then = {one["name"]: one for one in kept}
    now = {one["name"]: one for one in json.loads(_written())} if then else {}
    both = [name for name in now if name in then]
    counts = [name for name in both if any(now[name].get(key) != then[name].get(key) for key in (*COUNTING, "made"))]
    return {
        "counts": counts,
        "words": [name for name in both if name not in counts and now[name] != then[name]],
        "new": [name for name in now if name not in then],
        "gone": [name for name in then if name not in now],
    }


@cache
def _written() -> str:
    return json.dumps([_declaration(one) for one in declared_now().values()], ensure_ascii=False, indent=0)


def _declaration(indicator: Indicator) -> dict[str, Any]:
    said = {field.name: getattr(indicator, field.name) for field in fields(indicator)}
    said |= {name: list(said[name]) for name in TEXTS} | {name: said[name].value for name in WORDS}
    said |= {side: [_part(part) for part in said[side]] for side in SIDES}
    # The code of a view decides what its rows are; it is not kept, but that it was another is.
    rows = sorted({part.rows for part in indicator.parts if part.rows in ROWSETS})
    made = [hashlib.sha256(inspect.getsource(ROWSETS[name].build).encode()).hexdigest() for name in rows]
    return said | {"made": made}


def _part(part: Part) -> dict[str, Any]:
    said = {field.name: getattr(part, field.name) for field in fields(part)}
    return said | {name: base64.b64encode(said[name].meta.serialize()).decode() for name in ("value", "when")}


def _otherwise(snapshot: Snapshot) -> bool:
    """Whether the catalogue of the snapshot's run, where it names one, is not today's word for word."""
    mark = snapshot.manifest.catalogue
    return bool(mark) and mark != _mark(_written())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(home: str, mark: str) -> list[dict[str, Any]]:
    """The declarations kept under a mark; none where they are gone, or are not those that it was given for."""
    text = read_catalogue(home, mark)
    return json.loads(text) if text and _mark(text) == mark else []


@lru_cache(maxsize=8)
def _read(home: str, mark: str) -> dict[str, Indicator] | None:
    found = {one["name"]: _indicator(one) for one in _kept(home, mark)}
    return {name: indicator for name, indicator in found.items() if indicator} or None


def _indicator(said: dict[str, Any]) -> Indicator | None:
    """An indicator as it was declared; None where neither Polars nor today's catalogue can tell what it counted."""
    known = {field.name for field in fields(Indicator)}
    given = {name: value for name, value in said.items() if name in known}
    given |= {name: Text(*given[name]) for name in TEXTS} | {name: kind(given[name]) for name, kind in WORDS.items()}
    given |= {name: tuple(given[name]) for name in ("answers_between", "between") if given.get(name)}
    try:
        given |= {side: tuple(_restored(part) for part in said[side]) for side in SIDES}
    except (pl.exceptions.PolarsError, ValueError, TypeError):
        today = declared_now().get(said["name"])
        if today is None:
            return None
        given |= {side: getattr(today, side) for side in SIDES}
    return Indicator(**given)


def _restored(said: dict[str, Any]) -> Part:
    expressions = {name: pl.Expr.deserialize(io.BytesIO(base64.b64decode(said[name]))) for name in ("value", "when")}
    return Part(**said | expressions)
