"""A rule that a person adds: it must name something that there is, that they may see, and that can be judged."""

from collections.abc import Mapping
from typing import Any

from data.access.viewer import Viewer
from data.errors import nearest
from data.refusals import access as access_refusals
from data.refusals import alerts as refusals
from data.storage.snapshot import Snapshot
from data.words import Better
from metrics.alerts.kinds import kinds
from metrics.alerts.visibility import may_see
from metrics.assessment.assessment import applies
from metrics.assessment.hot_spots import is_share
from metrics.catalogue.registry import indicator as find_indicator
from metrics.definition.breakdowns import check_where


def check_rule(
    kind: str,
    indicator: str,
    where: Mapping[str, str],
    limit: float | None,
    periods: int | None,
    viewer: Viewer,
    snapshot: Snapshot,
) -> dict[str, Any]:
    """The rule as it is kept: `kind`, `indicator`, `scope`, and of `limit` and `periods` those that its kind takes.

    Raises: UserError, for a kind, indicator, breakdown or code that there is not, naming the nearest; for a number that
    is missing; for what the indicator can never raise, and for what the viewer does not see.
    """
    if kind not in kinds():
        raise refusals.NO_KIND(kind=kind, nearest=nearest(kind, kinds()))
    declared = kinds()[kind]
    if not declared.of_indicator:
        raise refusals.NOT_ADDABLE(kind=kind)
    found = find_indicator(indicator, snapshot.catalogue)
    check_where({name: [code] for name, code in where.items()}, found.breakdowns, snapshot)
    given = {"limit": limit, "periods": periods}
    for name in declared.takes:
        if given[name] is None:
            raise refusals.NEEDS_NUMBER(kind=kind, number=refusals.NUMBERS[name])
    if kind == "place" and (where or not is_share(found) or "location" not in found.breakdowns):
        raise refusals.NOT_A_STANDARD(indicator=found.title)
    if found.better is Better.NEUTRAL:
        raise refusals.NO_DIRECTION(indicator=found.title)
    if not applies(found, {name: [code] for name, code in where.items()}):
        raise refusals.NOT_APPLICABLE(indicator=found.title)
    if not may_see(kind, indicator, where, viewer, snapshot):
        raise access_refusals.CHANGE_BEYOND_SCOPE()
    kept = {name: number if name in declared.takes else None for name, number in given.items()}
    return {"kind": kind, "indicator": indicator, "scope": dict(where), **kept}
