"""An address asks for as much as anyone can mean: pages repeat every choice in hundreds of links."""

from dashboard.request.address import LONGEST, MOST, bounded, shortened


def test_a_choice_that_is_too_long_is_left_out_and_told():
    query, left = bounded({"page": ["9" * 5_000], "find": ["x" * LONGEST], "sort": ["started_at"]})

    assert query == {"find": ["x" * LONGEST], "sort": ["started_at"]}
    assert shortened(left) == ["9" * 59 + "…"]


def test_what_is_chosen_twice_is_chosen_once():
    assert bounded({"channel": ["online"] * 900, "columns": [",".join(["key"] * 5_000)]}) == (
        {"channel": ["online"], "columns": ["key"]},
        [],
    )


def test_there_are_only_so_many_of_one_name():
    query, left = bounded({"location": [f"centre-{n}" for n in range(900)]})

    assert query["location"] == [f"centre-{n}" for n in range(MOST)]
    assert len(left) == 900 - MOST
    assert shortened(left) == [*(f"centre-{n}" for n in range(MOST, MOST + 5)), "…"]


def test_a_list_has_as_many_characters_as_all_columns_of_a_record_and_no_more():
    columns = ",".join(f"column_{n}" for n in range(60))

    assert bounded({"columns": [columns]})[0] == {"columns": [columns]}
    assert bounded({"columns": [",".join(f"x{n}" for n in range(5_000))]})[0] == {}
