"""Editions of a staff wave: what was shown of it stays as it is, until ten people or more make the difference.

Two lists of one wave, subtracted from each other, are a list of those who came or left in between. So this list, too,
is held to the rule of disclosure: a wave has a new edition only where ten people or more make it, and of its groups
those follow in which none or ten do, and which do not give away the others. A group that cannot follow keeps its last
numbers for good; one that was hidden stays hidden. Then each edition adds sums over people of its own, and nothing can
be put together from several of them that one alone does not tell.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from data.certainty import scalar, scalar_or_none
from metrics.engine.cubes import Column
from metrics.engine.disclosure import STAFF_MINIMUM, suppress

SINCE, UNTIL = "since", "until"
"""The edition in which an answer counts first, and the first in which it does not any more; null while it does."""

EVERYBODY = ("all", "all")
TREE = {"all": ("all", None), "branch": ("all", "all:"), "unit": ("branch", "branch:"), "tenure": ("all", "all:")}
"""Grouping → the one that its groups are parts of, and what the cells of that are called before their code."""

Cell = tuple[str, str]
"""A grouping and a code in it."""


def next_edition(
    shown: pl.DataFrame, now: pl.DataFrame, keys: Sequence[str], columns: Sequence[Column]
) -> pl.DataFrame:
    """The answers of one wave with the editions in which they count.

    `shown`: those of the editions so far. `now`: the answers as they are stored, with their groups. `keys`: the columns
    that tell one from another. Out: `shown` as it was, or with one edition more.
    """
    first = now.with_columns(pl.lit(1, pl.Int64).alias(SINCE), pl.lit(None, pl.Int64).alias(UNTIL))
    if shown.is_empty():
        return first
    members, left, came = _differences(shown, now)
    if left.is_empty() and came.is_empty():
        return shown
    editions = cell_editions(shown, keys, columns)
    if EVERYBODY not in editions:
        # Nothing was ever shown, so nothing can be subtracted from it.
        return first
    # A wave keeps the organisation of its day: a unit that has moved since stays in the branch that it is shown in.
    branches = dict(shown.select("unit", "branch").unique().iter_rows())
    came = came.with_columns(branch=pl.col("unit").replace_strict(branches, default=pl.col("branch")))
    new = came.join(members, on=list(keys), how="anti")
    number = _last(shown) + 1
    # A few who withdraw or correct an answer would make their groups stay behind for good: they wait until they are
    # more, and others come without them; with them, where neither are enough alone.
    both, alone = (left, came), (left.clear(), new)
    for leave, come in (both, alone) if left.select(keys).n_unique() >= STAFF_MINIMUM else (alone, both):
        changed = _changed(leave, come, keys, columns)
        if _are_enough(changed, keys) and _enough_stay(members, leave, editions):
            gone = shown.join(leave.select(*keys, SINCE), on=[*keys, SINCE], how="semi")
            rest = shown.join(gone.select(*keys, SINCE), on=[*keys, SINCE], how="anti")
            fresh = come.with_columns(pl.lit(number, pl.Int64).alias(SINCE), pl.lit(None, pl.Int64).alias(UNTIL))
            ended = gone.with_columns(pl.lit(number, pl.Int64).alias(UNTIL))
            return pl.concat([rest, ended, fresh.select(shown.columns)])
    return shown


def _last(shown: pl.DataFrame) -> int:
    """The number of the edition in force."""
    return max(scalar(shown[SINCE].max(), int), scalar_or_none(shown[UNTIL].max(), int) or 0)


def _differences(shown: pl.DataFrame, now: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The answers that count in the edition in force, those of them that are no longer so, and those that are now."""
    own = [name for name in now.columns if name != "branch" and name in shown.columns]
    members = shown.filter(pl.col(UNTIL).is_null())
    left = members.join(now, on=own, how="anti", nulls_equal=True)
    return members, left, now.join(members, on=own, how="anti", nulls_equal=True)


def cell_editions(shown: pl.DataFrame, keys: Sequence[str], columns: Sequence[Column]) -> dict[Cell, int]:
    """Of one wave every group that is shown, with the edition of its numbers; the others are hidden."""
    last = _last(shown)
    first = _changed(shown.clear(), shown.filter(pl.col(SINCE) == 1), keys, columns)
    hidden = _kept_back(first, set())
    editions = dict.fromkeys(_cells(first) - hidden, 1)
    for number in range(2, last + 1):
        leave, come = shown.filter(pl.col(UNTIL) == number), shown.filter(pl.col(SINCE) == number)
        changed = _changed(leave, come, keys, columns)
        # A group that has stayed behind once, or is hidden, can no longer be told from the others that did.
        behind = {cell for cell, edition in editions.items() if edition < number - 1} | hidden
        kept = _kept_back(changed, behind)
        kept |= (
            {cell for cell in _cells(changed) if cell[0] == "tenure"} if _crosses_few(changed, behind | kept) else set()
        )
        hidden |= kept - editions.keys()
        alive = (editions.keys() | _cells(changed)) - behind - kept
        editions |= dict.fromkeys(alive, number)
    return editions


def _changed(leave: pl.DataFrame, come: pl.DataFrame, keys: Sequence[str], columns: Sequence[Column]) -> pl.DataFrame:
    """Who makes the difference: per person and group `unit`, `branch`, `tenure`, and per indicator whether it differs.

    Someone who corrected an answer is one person; who changed the group is one in each of both.
    """
    indicators: dict[str, list[str]] = {}
    values: dict[str, pl.Expr] = {}
    for column in columns:
        indicators.setdefault(column.indicator, []).extend(column.names)
        part = column.part
        values |= {column.sum: part.expression, column.rows: (part.expression != 0).cast(pl.Int64)}
    places = ["unit", "branch", "tenure"]
    sides = [
        frame.select(*keys, *places, *(value.alias(name) * sign for name, value in values.items()), _sides=sign)
        for frame, sign in ((leave, -1), (come, 1))
    ]
    net = pl.concat(sides, how="vertical_relaxed").group_by(*keys, *places).agg(pl.col(*values, "_sides").sum())
    return net.select(
        *keys,
        *places,
        (pl.col("_sides") != 0).alias("respondents"),
        *(pl.any_horizontal(pl.col(names) != 0).alias(name) for name, names in indicators.items()),
    )


def _lists(changed: pl.DataFrame) -> list[str]:
    return [name for name, dtype in changed.schema.items() if dtype == pl.Boolean]


def _are_enough(changed: pl.DataFrame, keys: Sequence[str]) -> bool:
    """Whether a new edition may be shown at all: in every list nobody makes the difference, or ten people do."""
    people = [changed.filter(name).select(keys).n_unique() for name in _lists(changed)]
    return any(people) and all(n == 0 or n >= STAFF_MINIMUM for n in people)


def _enough_stay(members: pl.DataFrame, leave: pl.DataFrame, editions: Mapping[Cell, int]) -> bool:
    """Whether of every group of every edition that people leave ten stay, and of each crossing of groups somebody.

    Those who stay are a group too: the group as it was shown, less those who left.
    """
    if leave.is_empty():
        return True
    regions = members.select(SINCE, *_regions(editions, SINCE))
    left = leave.select(SINCE, *_regions(editions, SINCE))
    for by, least in (
        ([SINCE, "tree"], STAFF_MINIMUM),
        ([SINCE, "tenure"], STAFF_MINIMUM),
        ([SINCE, "tree", "tenure"], 1),
    ):
        both = left.group_by(by).agg(left=pl.len()).join(regions.group_by(by).agg(n=pl.len()), on=by)
        if (both["n"] - both["left"] < least).any():
            return False
    return True


def _regions(editions: Mapping[Cell, int], since: str) -> list[pl.Expr]:
    """The smallest shown group that an answer was in, of the tree and of tenure, when it first counted."""

    def shown(grouping: str) -> pl.Expr:
        of_grouping = {code: edition for (name, code), edition in editions.items() if name == grouping}
        return pl.col(grouping).replace_strict(of_grouping, default=0, return_dtype=pl.Int64) >= pl.col(since)

    rest = pl.lit("rest")
    units = pl.when(shown("unit")).then(pl.lit("unit:") + pl.col("unit"))
    tree = units.when(shown("branch")).then(pl.lit("branch:") + pl.col("branch")).otherwise(rest)
    return [tree.alias("tree"), pl.when(shown("tenure")).then("tenure").otherwise(rest).alias("tenure")]


def _cells(changed: pl.DataFrame) -> set[Cell]:
    cells = {(grouping, code) for grouping in ("branch", "unit", "tenure") for code in changed[grouping].unique()}
    return cells | ({EVERYBODY} if changed.height else set())


def _kept_back(changed: pl.DataFrame, behind: set[Cell]) -> set[Cell]:
    """The groups of which too few make the difference, or that would give such a one away, in any list.

    `behind`: groups that are not shown anew anyway, so that their people are among those of no group.
    """
    kept: set[Cell] = set()
    for name in _lists(changed):
        people = changed.with_columns(all=pl.lit("all"), n=pl.col(name).cast(pl.Int64))
        tree = [
            people.group_by(code=pl.col(grouping), above=pl.col(above))
            .agg(pl.col("n").sum())
            .with_columns(table=pl.lit(grouping), parent=pl.lit(over) + pl.col("above"))
            for grouping, (above, over) in TREE.items()
        ]
        cells = pl.concat(tree, how="vertical_relaxed").with_columns(cell=pl.col("table") + ":" + pl.col("code"))
        names = {f"{grouping}:{code}" for grouping, code in behind}
        # What lies in a group that stays behind stays behind with it.
        listed = cells.filter(~pl.col("cell").is_in(names), ~pl.col("parent").fill_null("").is_in(names))
        dropped = cells.filter(
            ~pl.col("cell").is_in(names) & pl.col("parent").fill_null("").is_in(names), pl.col("n") > 0
        )
        hidden = suppress(listed.select("table", "parent", "cell", "n")).filter("suppressed")
        kept |= {tuple(cell.split(":", 1)) for cell in [*hidden["cell"], *dropped["cell"]]}
    return kept


def _crosses_few(changed: pl.DataFrame, behind: set[Cell]) -> bool:
    """Whether groups of tenure cross shown groups of the tree in fewer than ten people: these could be told apart."""
    edition = dict.fromkeys(_cells(changed) - behind, 1)
    regions = changed.with_columns(pl.lit(1).alias(SINCE)).with_columns(_regions(edition, SINCE))
    return any(
        0 < n < STAFF_MINIMUM
        for name in _lists(changed)
        for n in regions.group_by("tree", "tenure").agg(pl.col(name).sum())[name]
    )
