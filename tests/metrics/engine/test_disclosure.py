"""Which staff results may be shown: small lists drawn as tables, each with what must become of it."""

import polars as pl
import pytest

from metrics.engine.disclosure import PUBLIC_MINIMUM, suppress

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
