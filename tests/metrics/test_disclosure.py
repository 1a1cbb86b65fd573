"""Which staff results may be shown: small lists drawn as tables, then a proof by linear algebra on any tree."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.disclosure import PUBLIC_MINIMUM, STAFF_MINIMUM, suppress

SCHEMA = {"table": pl.String, "parent": pl.String, "cell": pl.String, "n": pl.Int64}


def check(text, **options):
    """Lines of: table, parent, cell, n and what must become of it (shown, primary, complementary)."""
    rows = [line.split() for line in text.strip().splitlines()]
    cells = pl.DataFrame(
        [(table, None if parent == "-" else parent, cell, int(n)) for table, parent, cell, n, _ in rows],
        schema=SCHEMA,
        orient="row",
    )
    marked = suppress(cells, **options)

    assert marked["reason"].fill_null("shown").to_list() == [row[-1] for row in rows]
    assert marked["suppressed"].to_list() == [row[-1] != "shown" for row in rows]
    assert marked.select(cells.columns).equals(cells)


def test_groups_of_ten_and_more_are_shown():
    check(
        """
        all    -   all   30 shown
        branch all north 10 shown
        branch all south 20 shown
        """
    )


def test_a_group_of_nine_is_hidden_and_takes_the_smallest_other_with_it():
    check(
        """
        all    -   all   71 shown
        branch all north 9  primary
        branch all south 40 shown
        branch all east  22 complementary
        """
    )


def test_of_two_smallest_groups_the_first_by_name_joins_the_hidden_one_wherever_it_is_listed():
    for first, second in [("east complementary", "south shown"), ("south shown", "east complementary")]:
        check(
            f"""
            all    -   all   49 shown
            branch all north 9  primary
            branch all {first.replace(" ", " 20 ")}
            branch all {second.replace(" ", " 20 ")}
            """
        )


def test_two_hidden_groups_protect_each_other_if_together_they_are_ten():
    check(
        """
        all    -   all   60 shown
        branch all north 4  primary
        branch all south 6  primary
        branch all east  50 shown
        """
    )


def test_two_hidden_groups_of_nine_together_are_a_small_group_themselves():
    check(
        """
        all    -   all   59 shown
        branch all north 4  primary
        branch all south 5  primary
        branch all east  50 complementary
        """
    )


def test_a_group_without_answers_is_no_data_and_hides_nobody():
    check(
        """
        all    -   all   29 shown
        branch all north 0  shown
        branch all south 9  primary
        branch all east  20 complementary
        """
    )


def test_a_hidden_branch_hides_its_units_and_a_small_unit_hides_its_smallest_sister():
    check(
        """
        all    -     all   130 shown
        branch all   north 30  complementary
        branch all   south 7   primary
        branch all   east  93  shown
        unit   north n1    14  complementary
        unit   north n2    16  complementary
        unit   south s1    7   primary
        unit   east  e1    8   primary
        unit   east  e2    30  complementary
        unit   east  e3    55  shown
        """
    )


def test_each_one_way_table_over_the_same_people_is_protected_for_itself():
    check(
        """
        all    -   all   50 shown
        branch all north 20 shown
        branch all south 30 shown
        tenure all new   3  primary
        tenure all some  15 complementary
        tenure all long  32 shown
        """
    )


def test_a_complete_table_gives_away_the_total_of_another_even_where_no_total_is_listed():
    check(
        """
        branch - north 20 shown
        branch - south 30 shown
        tenure - new   3  primary
        tenure - long  47 complementary
        """
    )


def test_those_who_did_not_answer_are_a_group_that_nobody_may_subtract():
    check(
        """
        all    -   all   60 shown
        tenure all new   15 complementary
        tenure all some  20 shown
        tenure all long  21 shown
        """
    )
    check(
        """
        all    -   all   66 shown
        tenure all new   15 shown
        tenure all some  20 shown
        tenure all long  21 shown
        """
    )


def test_a_small_organisation_shows_nothing():
    check(
        """
        all    -   all   9 primary
        branch all north 4 primary
        branch all south 5 primary
        branch all east  0 shown
        """
    )


def test_the_public_sees_groups_of_thirty():
    check(
        """
        all    -   all   99 shown
        branch all north 29 primary
        branch all south 30 complementary
        branch all east  40 shown
        """,
        minimum=PUBLIC_MINIMUM,
    )


def test_no_cells_and_unknown_numbers_are_no_data():
    empty = pl.DataFrame(schema=SCHEMA)
    unknown = pl.DataFrame([("all", None, "all", None)], schema=SCHEMA, orient="row")

    assert suppress(empty).columns == [*SCHEMA, "suppressed", "reason"]
    assert suppress(unknown).select("suppressed", "reason").rows() == [(False, None)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("a", None, "x", 1), ("b", None, "x", 1)], "Cell 'x' is listed twice: give every group an id of its own."),
        ([("a", "y", "x", 1)], "The parent 'y' is not listed: add it, hidden or not, it is a total."),
        (
            [("a", None, "x", 20), ("b", "x", "y", 11), ("b", "x", "z", 11)],
            "Table 'b': the parts of 'x' have 22 respondents, more than its 20: list groups that do not overlap.",
        ),
        (
            [("a", "y", "x", 20), ("a", "x", "y", 20)],
            "Some cells are their own ancestors: give each the group it is a part of.",
        ),
    ],
)
def test_a_list_that_cannot_be_protected_is_refused(rows, sentence):
    with pytest.raises(ValueError) as refused:
        suppress(pl.DataFrame(rows, schema=SCHEMA, orient="row"))

    assert str(refused.value) == sentence


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


@settings(deadline=None, max_examples=300)
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


@given(published_lists())
def test_every_small_group_is_hidden_and_nothing_shown_is_small(cells):
    marked = suppress(cells)

    assert marked.filter(~pl.col("suppressed")).filter(pl.col("n").is_between(1, STAFF_MINIMUM - 1)).is_empty()
    assert marked.filter(pl.col("suppressed") & (pl.col("n") == 0)).is_empty()
    primary = marked.filter(pl.col("reason") == "primary")["n"]
    assert primary.is_between(1, STAFF_MINIMUM - 1).all()


@given(published_lists())
def test_under_a_total_that_is_shown_at_most_one_group_is_hidden_for_the_sake_of_others(cells):
    marked = suppress(cells)
    shown = marked.filter(~pl.col("suppressed"))["cell"].to_list()

    beside = marked.filter((pl.col("reason") == "complementary") & pl.col("parent").is_in([*shown, ""]))
    assert beside.group_by("parent", "table").len()["len"].to_list() in ([], [1] * beside.height)


@given(published_lists())
def test_what_the_public_sees_staff_see_too(cells):
    for_staff = suppress(cells, STAFF_MINIMUM)
    for_all = suppress(cells, PUBLIC_MINIMUM)

    assert not (for_staff["suppressed"] & ~for_all["suppressed"]).any()


@given(published_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(cells, shuffled):
    order = list(range(cells.height))
    shuffled.shuffle(order)

    assert suppress(cells[order]).equals(suppress(cells)[order])
