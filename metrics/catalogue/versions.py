"""The catalogue as a run knew it: every declaration as plain text, and back, so that a past scorecard keeps its words.

What a row adds is an expression; it is kept in Polars' own form, which another version of Polars may not read. Such an
indicator is then shown by the sums published at the time, with what counts today.
"""

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from data.refusals import catalogue as refusals
from data.storage.manifest import CATALOGUES, Manifest, read_catalogue, store_catalogue
from data.storage.snapshot import Snapshot, read_snapshot
from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.catalogue import registry
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
TUPLES = ("answers_between", "between", "channels", "bounds")
COUNTING = ("kind", "scale", "between", "percentile", "seasonal", *SIDES)
"""What decides a number; all else is how it is worded."""
LATER = ("absent_without_rows", "distribution")
UNWRITTEN = ("order", "alerts")
"""Not written down: the declarations stand in their order, and what raises an alert says nothing of a number."""
ROWSET_VERSIONS = "rowsets"
"""Row set → the version of its rule; catalogues kept by earlier versions of the program do not have it."""
MADE = "made"
"""What they have instead: marks of source code, which say nothing of the meaning."""


def keep(home: Path) -> str:
    """Keeps today's catalogue in the home, once however many runs know it; returns the mark that finds it again."""
    return store_catalogue(home, _declared_text())


def catalogue_of(home: Path, manifest: Manifest) -> Mapping[str, Indicator]:
    """The indicators as the run of a manifest declared them; today's where they are the same, or are lost."""
    differs = _differs(manifest)
    return (_restore_catalogue(str(home), manifest.catalogue) if differs else None) or registry.declared()


def is_lost(snapshot: Snapshot) -> bool:
    """Whether the run of the snapshot knew another catalogue than today's, which is not kept as it was any more."""
    manifest = snapshot.manifest
    return _differs(manifest) and not _stored_declarations(str(snapshot.home), manifest.catalogue)


def open_snapshot(home: Path, as_of: str | None = None) -> Snapshot:
    """The tables of a run or day with the indicators as they were declared then; None: those of the run in force.

    Where the program was renewed since, what is published keeps its definitions until the next run: a number and the
    rows behind it are never of two.
    Raises: UserError where that run is not kept, or its definitions are lost: today's would give other numbers.
    """
    snapshot = read_snapshot(home, as_of)
    if as_of and is_lost(snapshot):
        file = home / CATALOGUES / f"{snapshot.manifest.catalogue}.json"
        raise refusals.DEFINITIONS_LOST(run=snapshot.manifest.run, file=file)
    snapshot.catalogue = catalogue_of(snapshot.home, snapshot.manifest)
    return snapshot


def describe_report(snapshot: Snapshot) -> str:
    """What a reader of a past scorecard must know, for the command line."""
    run = snapshot.manifest
    text = f"As reported by run {run.run}, published {run.finished_at.astimezone():%Y-%m-%d %H:%M}."
    changes = changes_since(snapshot)
    if changes["counts"]:
        text += f" Since then the definition of {', '.join(changes['counts'])} has changed; shown as it was then."
    if changes["gone"]:
        text += f" No longer in the catalogue: {', '.join(changes['gone'])}."
    return text


def pending_changes(snapshot: Snapshot) -> list[str]:
    """The indicators that the next run will count differently than the snapshot's, begin to count or leave out."""
    changes = changes_since(snapshot)
    return [*changes["counts"], *changes["new"], *changes["gone"]]


def changes_since(snapshot: Snapshot) -> dict[str, list[str]]:
    """How today's catalogue differs from the snapshot's: `counts`, `words`, `new` and `gone` indicators."""
    manifest = snapshot.manifest
    stored = _stored_declarations(str(snapshot.home), manifest.catalogue) if _differs(manifest) else []
    then = {declaration["name"]: declaration for declaration in stored}
    now = {declaration["name"]: declaration for declaration in json.loads(_declared_text())} if then else {}
    both = [name for name in now if name in then]
    counts = [name for name in both if _counts_differently(then[name], now[name])]
    return {
        "counts": counts,
        "words": [name for name in both if name not in counts and _worded_differently(then[name], now[name])],
        "new": [name for name in now if name not in then],
        "gone": [name for name in then if name not in now],
    }


def _counts_differently(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the numbers are others. Where the versions of the row sets are not known, their rules count as equal."""
    return any(now.get(key) != then.get(key) for key in COUNTING) or (
        ROWSET_VERSIONS in then and then[ROWSET_VERSIONS] != now[ROWSET_VERSIONS]
    )


def _worded_differently(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether anything else that both say is another; what one of the two does not say yet cannot be compared."""
    return any(now[key] != then[key] for key in now.keys() & then.keys() - {ROWSET_VERSIONS, MADE})


@cache
def _declared_text() -> str:
    return json.dumps([_declaration(one) for one in registry.declared().values()], ensure_ascii=False, indent=0)


def _declaration(indicator: Indicator) -> dict[str, Any]:
    values = {field.name: getattr(indicator, field.name) for field in fields(indicator) if field.name not in UNWRITTEN}
    values |= {name: list(values[name]) for name in TEXTS} | {name: values[name].value for name in WORDS}
    values |= {side: [_part(part) for part in values[side]] for side in SIDES}
    # The code of a row set decides what its rows are; it is not kept, but which version it was is.
    names = sorted({part.rows for part in indicator.parts if part.rows in ROWSETS})
    return values | {ROWSET_VERSIONS: {name: ROWSETS[name].version for name in names}}


def _part(part: Part) -> dict[str, Any]:
    # What a part need not say stands in none, so that those kept by earlier versions of the program are the same.
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name not in LATER}
    values |= {name: getattr(part, name) for name in LATER if getattr(part, name)}
    return values | {name: base64.b64encode(values[name].meta.serialize()).decode() for name in ("value", "when")}


def _differs(manifest: Manifest) -> bool:
    """Whether the catalogue of a run, where it names one, is not today's word for word."""
    return bool(manifest.catalogue) and manifest.catalogue != _mark(_declared_text())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _stored_declarations(home: str, mark: str) -> list[dict[str, Any]]:
    """The declarations kept under a mark; none where they are gone, or are not those that it was given for."""
    text = read_catalogue(home, mark)
    return json.loads(text) if text and _mark(text) == mark else []


@lru_cache(maxsize=8)
def _restore_catalogue(home: str, mark: str) -> dict[str, Indicator] | None:
    indicators = {
        declaration["name"]: _restore_indicator(declaration, place)
        for place, declaration in enumerate(_stored_declarations(home, mark))
    }
    return {name: indicator for name, indicator in indicators.items() if indicator} or None


def _restore_indicator(declaration: Mapping[str, Any], place: int) -> Indicator | None:
    """An indicator as it was declared; None where neither Polars nor today's catalogue can tell what it counted."""
    names = {field.name for field in fields(Indicator)}
    values = {name: value for name, value in declaration.items() if name in names}
    values |= {name: Text(*values[name]) for name in TEXTS} | {n: kind(values[n]) for n, kind in WORDS.items()}
    values |= {name: tuple(values[name]) for name in TUPLES if values.get(name) is not None}
    try:
        values |= {side: tuple(_restore_part(part) for part in declaration[side]) for side in SIDES}
    except (pl.exceptions.PolarsError, ValueError, TypeError):
        today = registry.declared().get(declaration["name"])
        if today is None:
            return None
        values |= {side: getattr(today, side) for side in SIDES}
    return Indicator(**values, order=place)


def _restore_part(values: Mapping[str, Any]) -> Part:
    expressions = {name: pl.Expr.deserialize(io.BytesIO(base64.b64decode(values[name]))) for name in ("value", "when")}
    return Part(**dict(values) | expressions)
