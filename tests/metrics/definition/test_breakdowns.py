"""Breakdowns: where a row belongs, through its own column or through what it refers to."""

from datetime import date

import polars as pl
import pytest

from data.errors import UserError
from data.records import RECORDS, local_date
from data.words import Channel
from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import (
    DIMENSIONS,
    SCOPES,
    check_where,
    dimensions_of,
    names,
    require,
    with_dimensions,
)
from tests.support.plain_loops import place

OF_CASES = ["kind", "circumstance", "category", "decision"]


def test_a_row_has_the_place_that_plain_loops_find(home):
    for record in home.records:
        for name in dimensions_of(record):
            found = with_dimensions(home.lake.scan(f"lake/{record}"), record, [name], home.lake).collect()
            assert found.height == len(home.records[record]), "no row is lost or doubled"
            day = local_date(RECORDS[record])
            plain = [place(row, name, home.records, row[day] if day else None) for row in found.to_dicts()]
            assert found[name].to_list() == plain, (record, name)


def test_without_the_reference_table_nobody_has_a_place(drawn_home):
    tables = drawn_home(
        complaint="""
            complaint_id | received_on | channel | category | service_id | location_id
            -------------+-------------+---------+----------+------------+------------
            a            | 2024-05-02  | online  | wait     | s1         | l1
        """
    ).lake
    found = with_dimensions(tables.scan("lake/complaint"), "complaint", ["line", "region", "service"], tables).collect()
    assert found.select("line", "region", "service").rows() == [(None, None, "s1")]


def test_a_code_that_the_reference_lacks_has_no_place(drawn_home):
    tables = drawn_home(
        complaint="""
            complaint_id | received_on | channel | category | service_id
            -------------+-------------+---------+----------+-----------
            a            | 2024-05-02  | online  | wait     | unheard_of
            b            | 2024-05-02  | online  | wait     |
        """,
        service=[{"service_id": "s1", "line_id": "plates", "name_en": "Plates"}],
    ).lake
    found = with_dimensions(tables.scan("lake/complaint"), "complaint", ["line"], tables).collect()
    assert found["line"].to_list() == [None, None]


def test_where_two_sources_name_a_code_the_first_by_name_counts_for_place_and_for_name(drawn_home):
    services = [
        {"source": source, "service_id": "s1", "line_id": line, "name_en": en, "name_fr": fr}
        for source, line, en, fr in (("b", "land", "Bee", "Abeille"), ("a", "plates", "Plates", None))
    ]
    complaint = {"complaint_id": "a", "received_on": date(2024, 5, 2), "channel": "online", "category": "wait"}
    tables = drawn_home(complaint=[complaint | {"service_id": "s1"}], service=services).lake
    found = with_dimensions(tables.scan("lake/complaint"), "complaint", ["line"], tables).collect()
    assert found["line"].to_list() == ["plates"]
    assert names("service", tables) == {"s1": ("Plates", "Plates")}, "one name serves both languages"


def test_every_closed_breakdown_has_words_and_every_other_a_table():
    for dimension in DIMENSIONS.values():
        assert (dimension.words is None) != (dimension.table is None), dimension.name
        assert dimension.title.en
        assert dimension.title.fr
        if dimension.table:
            assert {"name_en", "name_fr"} <= set(RECORDS[dimension.table].columns())


def test_closed_lists_need_no_table(home):
    assert set(names("channel", home.lake)) == {channel.value for channel in Channel}
    assert names("tenure", home.lake)["under_2"].fr == "Moins de 2 ans"
    assert names("branch", home.lake).keys() == names("unit", home.lake).keys()
    assert names("partner", home.lake).keys() == {"p1", "p2"}


def test_a_table_that_nobody_supplies_names_nothing(drawn_home):
    tables = drawn_home(line=[{"line_id": "plates", "name_en": "Plates", "name_fr": "Plaques"}]).lake
    assert names("region", tables) == {}
    assert names("line", tables) == {"plates": ("Plates", "Plaques")}


def test_two_records_share_the_breakdowns_that_both_have():
    times = {name for name, dimension in DIMENSIONS.items() if dimension.of_time}
    for indicator in declared().values():
        for record in indicator.records:
            assert set(indicator.breakdowns) - times <= set(dimensions_of(record))


@pytest.mark.parametrize(
    ("indicator", "allows"),
    [
        ("counter_within_20_minutes", {"weekday", "hour"}),
        # The same measured twice: monthly totals have no hour, and stand apart from those of single calls.
        ("calls_within_standard", {"weekday", "hour"}),
        # What is divided tells no hour: the hours would have calls without complaints.
        ("complaints_per_10000", {"weekday"}),
        ("cost_per_transaction", {"weekday"}),
        ("absence_rate", set()),
        ("partner_measures_met", set()),
        # A level has none, and of answers of staff only fixed groups are published.
        ("access_within_10_km", set()),
        ("services_online", set()),
        ("engagement_index", set()),
    ],
)
def test_an_indicator_has_hours_and_weekdays_where_both_of_its_sides_do(indicator, allows):
    assert set(declared()[indicator].breakdowns) & {"weekday", "hour"} == allows


class TestFilters:
    def test_codes_stay_as_they_are(self, home):
        where = {"channel": ("online", "kiosk"), "line": ["land"]}
        assert check_where(where, ["channel", "line"], home.lake) == {
            "channel": ["online", "kiosk"],
            "line": ["land"],
        }

    def test_no_filter_is_fine(self, home):
        assert check_where({}, [], home.lake) == {}

    @pytest.mark.parametrize(
        ("where", "said"),
        [
            ({"line": ["lnad"]}, "no line 'lnad': did you mean land"),
            ({"customer_type": ["person"]}, "no customer type 'person': did you mean"),
            ({"lines": ["land"]}, "no breakdown 'lines': did you mean line"),
            ({"unit": ["u1"]}, "no breakdown by unit; it has channel, line, customer_type"),
        ],
    )
    def test_what_does_not_exist_is_answered_with_the_nearest(self, where, said, home):
        with pytest.raises(UserError, match=said):
            check_where(where, ["channel", "line", "customer_type"], home.lake)

    def test_an_indicator_without_breakdowns_says_so(self):
        with pytest.raises(UserError, match="it has none"):
            require(["channel"], [])


def test_nothing_is_added_where_nothing_is_wanted(home):
    frame = home.lake.scan("lake/complaint")
    assert with_dimensions(frame, "complaint", [], home.lake).collect_schema() == frame.collect_schema()
    assert isinstance(frame, pl.LazyFrame)


def test_what_a_case_was_is_told_by_its_own_record_alone_and_limits_nobody():
    tells = {name: [record for record in RECORDS if name in dimensions_of(record)] for name in OF_CASES}

    # Staff events and ledger lines have a kind as well, which is another.
    assert tells == {
        "kind": ["transaction"],
        "circumstance": ["transaction"],
        "category": ["complaint"],
        "decision": ["guarantee_claim"],
    }
    assert not set(OF_CASES) & set(SCOPES)
    assert "kind" not in declared()["voluntary_turnover"].breakdowns
    assert set(OF_CASES[:2]) <= set(declared()["service_standards_met"].breakdowns)
