"""What a viewer may read of a snapshot: asked once, by whoever opens one for somebody."""

from collections.abc import Mapping
from typing import Any

from data.access.viewer import Viewer
from data.errors import UserError
from data.refusals import access as refusals
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.definition.breakdowns import DIMENSIONS, SCOPES, check_where, names
from metrics.definition.indicator import Indicator
from metrics.definition.limits import Limited, Limits
from metrics.definition.rowsets import neighbours_of


class Catalogue(dict[str, Any]):
    """The indicators that a viewer may see. `refused`: why not the others."""

    def __init__(self, indicators: Mapping[str, Indicator], refused: Mapping[str, UserError]) -> None:
        super().__init__(indicators)
        self.refused = refused


def visible(snapshot: Snapshot, viewer: Viewer) -> Snapshot:
    """The snapshot as the viewer may read it; the same one for who may see everything."""
    if not viewer.rights:
        return snapshot
    limits = Limits(viewer.clauses, viewer.declared, viewer.rights)
    answers = {name: refuse(indicator, viewer, limits) for name, indicator in snapshot.catalogue.items()}
    seen = {name: snapshot.catalogue[name] for name, refusal in answers.items() if refusal is None}
    return Limited(snapshot, limits, Catalogue(seen, {name: why for name, why in answers.items() if why}))


def refuse(indicator: Indicator, viewer: Viewer, limits: Limits) -> UserError | None:
    """Why a viewer may not see an indicator; None where they may."""
    role = viewer.declared
    if indicator.perspective not in role.perspectives or (indicator.restricted and not role.groups):
        return refusals.NOT_IN_ROLE(indicator=indicator.title, role=role.title)
    scope = scope_text(viewer)
    told = {limits.told_by(record) for record in indicator.records}
    # The two sides of a quotient must be of the same part of the organisation.
    if limits.clauses and (indicator.restricted or len(told) > 1 or not all(next(iter(told)))):
        return refusals.NOT_LIMITABLE(indicator=indicator.title, scope=scope)
    if any(name not in indicator.breakdowns for clause in limits.clauses if len(clause) == 1 for name, _ in clause):
        return refusals.NOT_LIMITABLE(indicator=indicator.title, scope=scope)
    for clause in limits.clauses:
        for name, _ in clause:
            if not all(_is_alike(name, part.rows) for part in indicator.parts if neighbours_of(part.rows)):
                return refusals.NEIGHBOURS(indicator=indicator.title, scope=scope)
    return None


def scope_text(viewer: Viewer) -> str:
    """What a viewer is limited to, as `scorecard users grant` takes it."""
    return ", ".join(f"{name}={code}" for name, codes in viewer.scope for code in codes)


def check_scope(scope: Mapping[str, tuple[str, ...]], snapshot: Snapshot) -> None:
    """Raises: UserError for a breakdown or a code that does not exist, naming the nearest that do."""
    check_where(scope, SCOPES, snapshot)


def require_scope(viewer: Viewer, snapshot: Snapshot) -> None:
    """Raises: UserError where a breakdown of a viewer's scope has none of the members that it names."""
    for name, codes in viewer.scope:
        members = names(name, snapshot) if name in DIMENSIONS else {}
        if name not in DIMENSIONS or (members and not set(codes) & set(members)):
            raise refusals.SCOPE_IS_NOWHERE(scope=scope_text(viewer))


def scope_names(viewer: Viewer, snapshot: Snapshot) -> list[tuple[Text, list[Any]]]:
    """The scope in words: per breakdown its title and its members' names, as texts."""
    return [
        (DIMENSIONS[name].title, [names(name, snapshot).get(code, code) for code in codes])
        for name, codes in viewer.scope
        if name in DIMENSIONS
    ]


def _is_alike(name: str, rows: str) -> bool:
    """Whether rows that decide each other always lie in the same group."""
    via = DIMENSIONS[name].via
    alike = {columns[0] for columns in neighbours_of(rows) if len(columns) == 1}
    return DIMENSIONS[name].column in alike or (via is not None and via[0] in alike)
