"""No hidden staff result follows from what is shown: proved by linear algebra on any tree of groups."""

from itertools import combinations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.engine.disclosure import PUBLIC_MINIMUM, STAFF_MINIMUM, suppress
from tests.support.proofs import drawn_proof

SCHEMA = {"table": pl.String, "parent": pl.String, "cell": pl.String, "n": pl.Int64}


@st.composite
def published_lists(draw):
    """Trees of up to three levels with one or two tables below a cell, some with people in no part."""
    rows = []

    def divide(parent, people, depth):
        for table in range(draw(st.integers(depth == 0, 2 if depth < 3 else 0))):
            left = people
            count = draw(st.integers(1, 4))
            for place in range(count):
                last = place == count - 1 and draw(st.booleans())
                size = left if last else draw(st.integers(0, min(left, draw(st.sampled_from([9, 25, 120])))))
                left -= size
                cell = f"{parent or 'all'}/{table}.{place}"
                rows.append((f"{depth}.{table}", parent, cell, size))
                if size:
                    divide(cell, size, depth + 1)

    divide(None, draw(st.integers(0, 150)), 0)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def what_stays_open(marked, minimum):
    """The hidden cells, and all ways in which they may vary together when every shown cell is known.

    One equation per total and table: its parts, and those in none of them, add up to it. The number of
    everybody is taken as known too, listed or not, unless it is a small group itself.
    """
    rows = marked.select("table", "parent", "cell", "n", "suppressed").rows()
    n = {cell: size for _, _, cell, size, _ in rows}
    top = {}
    for table, parent, _, size, _ in rows:
        if parent is None:
            top[table] = top.get(table, 0) + size
    hidden = [cell for _, _, cell, _, suppressed in rows if suppressed]
    groups = {}
    for table, parent, cell, _, _ in rows:
        groups.setdefault((parent, table), []).append(cell)
    n[None] = max(top.values())
    unlisted = {key: n[key[0]] - sum(n[part] for part in parts) for key, parts in groups.items()}
    unknown = hidden + [key for key, people in unlisted.items() if people]
    if n[None] < minimum:
        unknown.append(None)
    place = {cell: column for column, cell in enumerate(unknown)}
    if not hidden:
        return [], {}, n, groups
    equations = np.zeros((len(groups), len(unknown)))
    for line, ((parent, table), parts) in zip(equations, groups.items(), strict=True):
        for cell in (*parts, (parent, table)):
            if cell in place:
                line[place[cell]] = 1
        if parent in place:
            line[place[parent]] = -1
    _, sizes, directions = np.linalg.svd(equations)
    free = directions[int((sizes > 1e-9).sum()) :]
    return hidden, {cell: free[:, place[cell]] for cell in hidden}, n, groups


def determined(cells, free):
    return np.allclose(sum(free[cell] for cell in cells), 0, atol=1e-9)


@drawn_proof("no hidden staff result follows from what is shown", 6_000, seed=4)
@given(published_lists(), st.sampled_from([STAFF_MINIMUM, PUBLIC_MINIMUM]))
def test_no_hidden_cell_and_no_small_sum_of_them_follows_from_what_is_shown(cells, minimum):
    hidden, free, n, groups = what_stays_open(suppress(cells, minimum), minimum)

    assert not [cell for cell in hidden if determined([cell], free)]
    for parts in groups.values():
        inside = [part for part in parts if part in free]
        for size in range(2, len(inside) + 1):
            for some in combinations(inside, size):
                assert sum(n[part] for part in some) >= minimum or not determined(some, free)
    apart = [
        pair
        for pair in combinations(hidden, 2)
        if not pair[0].startswith(pair[1] + "/") and not pair[1].startswith(pair[0] + "/")
    ]
    assert not [pair for pair in apart if n[pair[0]] + n[pair[1]] < minimum and determined(pair, free)]


@settings(deadline=None)
@given(published_lists())
def test_every_small_group_is_hidden_and_nothing_shown_is_small(cells):
    marked = suppress(cells)

    assert marked.filter(~pl.col("suppressed")).filter(pl.col("n").is_between(1, STAFF_MINIMUM - 1)).is_empty()
    assert marked.filter(pl.col("suppressed") & (pl.col("n") == 0)).is_empty()
    primary = marked.filter(pl.col("reason") == "primary")["n"]
    assert primary.is_between(1, STAFF_MINIMUM - 1).all()


@settings(deadline=None)
@given(published_lists())
def test_under_a_total_that_is_shown_at_most_one_group_is_hidden_for_the_sake_of_others(cells):
    marked = suppress(cells)
    shown = marked.filter(~pl.col("suppressed"))["cell"].to_list()

    beside = marked.filter((pl.col("reason") == "complementary") & pl.col("parent").is_in([*shown, ""]))
    assert beside.group_by("parent", "table").len()["len"].to_list() in ([], [1] * beside.height)


@settings(deadline=None)
@given(published_lists())
def test_what_the_public_sees_staff_see_too(cells):
    for_staff = suppress(cells, STAFF_MINIMUM)
    for_all = suppress(cells, PUBLIC_MINIMUM)

    assert not (for_staff["suppressed"] & ~for_all["suppressed"]).any()


@settings(deadline=None)
@given(published_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(cells, shuffled):
    order = list(range(cells.height))
    shuffled.shuffle(order)

    assert suppress(cells[order]).equals(suppress(cells)[order])
