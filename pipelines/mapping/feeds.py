"""Which indicators a mapping gives numbers for, and which lack one column only."""

from collections.abc import Collection, Mapping, Sequence

from data.records import RECORDS, local_dates
from metrics.catalogue import registry
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import needs


def feeds(columns: Mapping[str, Collection[str]]) -> tuple[list[Indicator], dict[str, list[Indicator]]]:
    """The indicators that have all they need, and column → those that lack only it.

    `columns`: record → the columns of it that are supplied.
    """
    fed, nearly = [], {}
    for indicator in registry.declared().values():
        lacks = [_fewest(parts, columns) for parts in (indicator.numerator, indicator.denominator) if parts]
        if any(lack is None for lack in lacks):
            continue
        missing = set().union(*(lack for lack in lacks if lack))
        if not missing:
            fed.append(indicator)
        elif len(missing) == 1:
            nearly.setdefault(missing.pop(), []).append(indicator)
    return fed, nearly


def _fewest(parts: Sequence[Part], columns: Mapping[str, Collection[str]]) -> set[str] | None:
    """What the part that lacks least lacks, as `record.column`; None where no part has its records."""
    lacks = [_lacks(part, columns) for part in parts]
    return min((lack for lack in lacks if lack is not None), key=len, default=None)


def _lacks(part: Part, columns: Mapping[str, Collection[str]]) -> set[str] | None:
    records = needs(part.rows)
    if not all(record in columns for record in records):
        return None
    read = {part.dated, *part.value.meta.root_names(), *part.when.meta.root_names()}
    missing = set()
    for record in records:
        moments = {local: moment for moment, local in local_dates(RECORDS[record]).items()}
        used = {moments.get(column, column) for column in read} & set(RECORDS[record].column_names())
        missing |= {f"{record}.{column}" for column in used if column not in columns[record]}
    return missing
