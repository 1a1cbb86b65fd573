"""The rows behind a number: which columns they show, and that nothing is lost between two records."""

import polars as pl
import pytest

from data.errors import UserError
from metrics.catalogue.registry import declared
from metrics.engine.answer import Question, answer, rows


def behind(name, tables, **slice_):
    return rows(Question(indicator=name, **slice_), tables).collect()


def test_a_row_says_its_record_its_key_what_it_adds_and_then_its_own_columns(home):
    found = behind("service_standards_met", home.published, period="FY2023-24")
    assert found.columns[:5] == ["record", "key", "numerator", "denominator", "source"]
    assert {"transaction_id", "completed_on", "wait_s", "line", "region", "operator"} <= set(found.columns)
    assert "start_month" not in found.columns, "how the table is stored is nobody's concern"
    assert found["key"].to_list() == found["transaction_id"].to_list()


def test_every_column_of_the_record_is_there_once(home):
    for indicator in declared().values():
        if not indicator.restricted:
            columns = behind(indicator.name, home.published).columns
            assert len(columns) == len(set(columns)), indicator.name


def test_columns_that_are_called_like_our_own_are_renamed(home):
    found = behind("partner_measures_met", home.published)
    assert {"numerator_of_record", "denominator_of_record"} <= set(found.columns)
    assert set(found["numerator"]) <= {0, 1}
    assert set(found["denominator_of_record"]) <= {9, 10}


def test_a_key_of_several_columns_is_joined(home):
    found = behind("absence_rate", home.published, period="2024-02")
    assert all(key.startswith("2024-02-01|u") for key in found["key"])


def test_rows_of_two_records_stand_under_each_other(home):
    found = behind("complaints_per_10000", home.published, period="2024-02")
    counts = dict(found.group_by("record").len().rows())
    assert counts.keys() == {"complaint", "transaction"}
    (number,) = answer(Question(indicator="complaints_per_10000", period="2024-02"), home.published).rows(named=True)
    assert counts == {"complaint": number["numerator"], "transaction": number["denominator"]}
    assert found.filter(pl.col("record") == "complaint")["denominator"].unique().to_list() == [0]


def test_a_shared_cost_is_one_row_per_channel_that_bears_it(drawn_home):
    tables = drawn_home(
        ledger_line="""
            ledger_id | posted_on  | kind    | account  | cost_centre | channel | amount_cents
            ----------+------------+---------+----------+-------------+---------+-------------
            shared    | 2024-03-31 | expense | overhead | it          |         | 1 000
            next_year | 2024-04-01 | expense | overhead | it          |         | 1 000
            own       | 2024-03-31 | expense | overhead | it          | online  | 7
        """,
        allocation_share="""
            fiscal_year | cost_centre | channel | share_millionths
            ------------+-------------+---------+-----------------
            2023        | it          | kiosk   | 250 000
            2023        | it          | online  | 700 000
            2024        | it          | online  | 1 000 000
        """,
    ).published
    found = behind("unallocated_cost_share", tables).select("key", "channel", "denominator")
    million = 1_000_000
    assert sorted(found.rows(), key=str) == [
        ("next_year", "online", 1_000 * million),
        ("own", "online", 7 * million),
        ("shared", "kiosk", 250 * million),
        ("shared", "online", 700 * million),
        ("shared", None, (1_000 - 250 - 700) * million),
    ]
    assert found["denominator"].sum() == (1_000 + 1_000 + 7) * million, "the ledger's sum, exactly"


def test_two_sources_with_keys_of_their_own_share_only_their_own_costs(drawn_home):
    lines = [
        {"source": source, "ledger_id": source, "posted_on": "2024-05-02", "kind": "expense", "account": "overhead"}
        | {"cost_centre": "it", "amount_cents": 100}
        for source in ("a", "b")
    ]
    shares = [
        {"source": source, "fiscal_year": 2024, "cost_centre": "it", "channel": channel, "share_millionths": 1_000_000}
        for source, channel in (("a", "kiosk"), ("b", "online"))
    ]
    tables = drawn_home(ledger_line=lines, allocation_share=shares).published
    found = behind("unallocated_cost_share", tables).select("source", "channel", "denominator")
    assert sorted(found.rows()) == [("a", "kiosk", 100_000_000), ("b", "online", 100_000_000)]


def test_a_filter_reaches_through_the_reference(home):
    found = behind("overall_satisfaction", home.published, where={"region": ["north"], "line": ["plates"]})
    assert set(found["region"]) == {"north"}
    assert set(found["line"]) == {"plates"}
    assert set(found["location_id"]) <= {"l1", "l2"}


def test_the_breakdown_and_the_grain_of_a_question_do_not_change_its_rows(home):
    whole = behind("overall_satisfaction", home.published, period="FY2023-24")
    split = behind("overall_satisfaction", home.published, period="FY2023-24", by=["channel"], grain="month")
    assert whole.sort("key").equals(split.sort("key"))


def test_a_gap_shows_the_answers_of_both_groups_and_no_others(home):
    found = behind("french_equivalence_gap", home.published, period="FY2023-24")
    assert set(found["language"]) == {"fr", "en"}


def test_growth_shows_both_years(home):
    found = behind("volume_growth", home.published, period="2024-03")
    months = {f"{day:%Y-%m}" for day in found["completed_on"]}
    assert {"2023-03", "2024-03"} <= months


def test_nothing_but_lazy_until_asked(home):
    assert isinstance(rows(Question(indicator="transaction_volume"), home.published), pl.LazyFrame)


def test_what_nobody_supplies_is_said(drawn_home):
    tables = drawn_home(complaint=[{"complaint_id": "1", "received_on": "2024-05-02"}]).published
    with pytest.raises(UserError, match="No source supplies the records of digital_take_up"):
        rows(Question(indicator="digital_take_up"), tables)
