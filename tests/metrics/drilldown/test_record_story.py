"""One record: found by its key, and counted in the very indicators whose rows hold it."""

import polars as pl
import pytest

from data.access.viewer import Viewer
from data.records import RECORDS
from metrics.assessment.history import GRAIN
from metrics.calendar.periods import containing
from metrics.catalogue.registry import declared
from metrics.catalogue.search import match_names, match_texts
from metrics.catalogue.visible import visible
from metrics.drilldown.record_story import (
    contributions,
    lies_within,
    read_story,
    related_rows,
    rows_of,
    standard_in_force,
)
from metrics.engine.answer import Question, rows

MANY = 40


def sample(record, tables):
    """Some rows of a record, spread over the whole of it."""
    found = tables.scan(f"lake/{record}").collect().sort("source", *RECORDS[record].primary_key())
    return found.gather_every(max(found.height // MANY, 1)).to_dicts()


def key_of(record, row):
    return "|".join(str(row[name]) for name in RECORDS[record].primary_key())


@pytest.mark.parametrize(
    "record", ["transaction", "survey_answer", "complaint", "ledger_line", "staff_month", "schedule", "contact_summary"]
)
def test_a_key_finds_its_row(home, record):
    for row in sample(record, home.published):
        assert row in rows_of(record, key_of(record, row), home.published)


@pytest.mark.parametrize("key", ["", "|", "nope", "2024-13-01|x", "a|b|c|d"])
@pytest.mark.parametrize("record", ["transaction", "staff_month", "contact_summary", "allocation_share"])
def test_what_is_no_key_finds_nothing(home, record, key):
    assert rows_of(record, key, home.published) == []


def added(name, record, tables, period=None):
    """(source, key) → what the rows behind a number say that a record adds to it."""
    found = rows(Question(indicator=name, period=period), tables).filter(pl.col("record") == record)
    sums = found.group_by("source", "key").agg(pl.col("numerator").sum(), pl.col("denominator").sum()).collect()
    return {(source, key): (above, below or 0) for source, key, above, below in sums.rows()}


@pytest.mark.parametrize("record", ["transaction", "survey_answer", "complaint", "ledger_line", "sla_result"])
def test_a_record_counts_where_the_rows_say_it_does(home, record):
    tables = home.published
    summed = [i for i in declared().values() if record in i.records and not i.restricted and not i.derived]
    wanted = {indicator.name: added(indicator.name, record, tables) for indicator in summed}
    for row in sample(record, tables):
        identity = (row["source"], key_of(record, row))
        found = {c.indicator.name: c for c in contributions(record, row, tables)}
        plain = {name: (c.numerator, c.denominator) for name, c in found.items() if not c.indicator.derived}
        assert plain == {name: of[identity] for name, of in wanted.items() if any(of.get(identity, (0, 0)))}


@pytest.mark.parametrize("record", ["transaction", "survey_answer", "ledger_line"])
def test_it_counts_in_a_derived_indicator_in_the_period_of_its_day(home, record):
    for row in sample(record, home.published)[::4]:
        for one in contributions(record, row, home.published):
            if one.indicator.derived:
                period = containing(one.day, GRAIN[one.indicator.frequency]).code
                told = added(one.indicator.name, record, home.published, period)
                assert told[row["source"], key_of(record, row)] == (one.numerator, one.denominator)


def test_only_the_two_groups_of_a_gap_count_in_it(home):
    for row in sample("survey_answer", home.published):
        found = {c.indicator.name for c in contributions("survey_answer", row, home.published)}
        assert ("french_equivalence_gap" in found) == ("overall_satisfaction" in found and row["language"] is not None)


def test_what_belongs_to_a_transaction(drawn_home):
    tables = drawn_home(
        transaction="""
            transaction_id | kind        | channel | service_id | status    | started_on
            ---------------+-------------+---------+------------+-----------+-----------
            t1             | transaction | kiosk   | s1         | completed | 2024-05-01
        """,
        survey_answer="""
            answer_id | transaction_id | channel | answered_on | weight_millionths
            ----------+----------------+---------+-------------+------------------
            a2        | t1             | kiosk   | 2024-05-02  | 1
            a1        | t1             | kiosk   | 2024-05-03  | 1
            a3        | t2             | kiosk   | 2024-05-03  | 1
        """,
    ).published
    (row,) = rows_of("transaction", "t1", tables)

    assert [answer["answer_id"] for answer in related_rows(row, tables)["survey_answer"]] == ["a1", "a2"]


def test_what_belongs_to_a_transaction_but_lies_elsewhere_is_kept_from_who_may_not_see_it(drawn_home):
    snapshot = drawn_home(
        transaction="""
            transaction_id | kind        | channel | service_id | status    | started_on
            ---------------+-------------+---------+------------+-----------+-----------
            t1             | transaction | kiosk   | s1         | completed | 2024-05-01
        """,
        survey_answer="""
            answer_id | transaction_id | channel   | answered_on | weight_millionths
            ----------+----------------+-----------+-------------+------------------
            here      | t1             | kiosk     | 2024-05-02  | 1
            elsewhere | t1             | telephone | 2024-05-03  | 1
        """,
    ).published
    (row,) = rows_of("transaction", "t1", snapshot)

    def answers(*scope):
        viewer = Viewer("operations_manager", scope, email="a@example.org") if scope else Viewer()
        related = read_story("transaction", row, visible(snapshot, viewer)).related
        return [answer["answer_id"] for answer in related.get("survey_answer", [])]

    assert answers() == ["elsewhere", "here"]
    assert answers(("channel", ("kiosk",))) == ["here"]
    assert answers(("unit", ("u1",))) == []


def test_the_standard_is_the_latest_of_the_service_in_the_channel(drawn_home):
    tables = drawn_home(
        service_standard="""
            standard_id | service_id | channel   | valid_from | measure | threshold
            ------------+------------+-----------+------------+---------+-----------
            common      |            | kiosk     | 2020-01-01 | minutes | 10
            own         | s1         | kiosk     | 2020-01-01 | minutes | 9
            own_later   | s1         | kiosk     | 2024-01-01 | minutes | 8
            too_late    | s1         | kiosk     | 2024-06-01 | minutes | 7
            elsewhere   | s1         | telephone | 2024-01-01 | minutes | 6
        """,
        transaction="""
            transaction_id | kind        | channel | service_id | status    | started_on
            ---------------+-------------+---------+------------+-----------+-----------
            t1             | transaction | kiosk   | s1         | completed | 2024-05-01
            t2             | transaction | kiosk   | s2         | completed | 2024-05-01
            t3             | transaction | mail    | s1         | completed | 2024-05-01
            t4             | information | kiosk   | s1         | completed | 2024-05-01
            t5             | referral    | kiosk   | s1         | completed | 2024-05-01
        """,
    ).published
    found = [standard_in_force(rows_of("transaction", f"t{n}", tables)[0], tables) for n in range(1, 6)]

    # Who asks for information is not promised the delivery of what they ask about.
    assert [one and one["standard_id"] for one in found] == ["own_later", "common", None, "common", "common"]


def test_a_scope_holds_what_lies_in_its_groups(home):
    for row in sample("transaction", home.published):
        lies = row["location_id"] in ("l1", "l2")
        assert lies_within("transaction", row, [("region", ("north",))], home.published) == lies
    (audit, *_) = sample("staff_month", home.published)
    assert not lies_within("staff_month", audit, [("region", ("north",))], home.published)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trust", ["trust"]),
        ("CONFIANCE", ["trust"]),
        ("notoriete totale", ["total_awareness"]),
        ("service_standards_met", ["service_standards_met"]),
        ("", []),
        ("zzz", []),
    ],
)
def test_an_indicator_is_found_by_what_one_remembers(text, found):
    assert match_names(text, declared()) == found


def test_a_filter_looks_in_definitions_too():
    assert "guarantees_kept" in match_texts("échéance", declared())
    assert match_texts("", declared()) == list(declared())


def test_a_call_that_is_repeated_in_another_zone_is_not_counted_as_resolved(two_zones):
    [first] = rows_of("transaction", "first", two_zones)
    found = {one.indicator.name: one for one in contributions("transaction", first, two_zones)}

    assert (found["first_contact_resolution"].numerator, found["first_contact_resolution"].denominator) == (0, 1)
