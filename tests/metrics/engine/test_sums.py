"""Sums: exact, the same alone or together, and from the lake where no published table knows the answer."""

from datetime import date

import polars as pl
import pytest

from data.storage.lake import Lake
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import containing
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer, values
from metrics.engine.cubes import columns_of, cubes_over, table
from metrics.engine.scope import Scope
from metrics.engine.sums import fed, sums
from tests.support.plain_loops import kept, pieces, spread

SUMMED = [i for i in declared().values() if i.kind in (Kind.QUOTIENT, Kind.COUNT) and not i.restricted]
SAMPLED = [i for i in declared().values() if i.sampled and not i.restricted]


@pytest.mark.parametrize("grain", [None, "month"])
def test_an_indicator_is_the_same_alone_and_among_all(grain, home):
    together = values(SUMMED, Scope(grain=grain), home.published)
    for indicator in SUMMED:
        alone = values([indicator], Scope(grain=grain), home.published).sort("period")
        assert alone.equals(together.filter(pl.col("indicator") == indicator.name).sort("period")), indicator.name


@pytest.mark.parametrize("indicator", SAMPLED, ids=lambda i: i.name)
def test_what_an_interval_is_made_of_is_what_plain_loops_find(indicator, home):
    every = pieces(indicator.name, home.records)
    for tables in (home.published, home.lake):
        wide = sums([indicator], Scope(by=("region",), grain="quarter"), tables)
        for row in wide.rows(named=True):
            span = containing(row["period"], "quarter")
            where = {"region": [row["region"]]}
            slice_ = kept(every, home.records, start=span.start, end=span.end, where=where)
            found = row[f"{indicator.name}.squares"], row[f"{indicator.name}.moments"]
            assert found == spread(slice_, weighted=True)


def test_sums_are_exact_where_floats_are_not(drawn_home):
    odd = 2**53 + 1
    lines = [
        {"ledger_id": f"{n}", "posted_on": date(2024, 5, n), "kind": kind, "account": "funding", "cost_centre": "it"}
        | {"channel": "online", "amount_cents": cents}
        for n, kind, cents in ((1, "recovery", odd), (2, "recovery", 1), (3, "appropriation", -odd))
    ]
    home = drawn_home(ledger_line=lines)
    for tables in (home.published, home.lake):
        found = answer(Question(indicator="recoveries_share"), tables).select("numerator", "denominator").row(0)
        assert found == (odd + 1, 1)


def test_a_credit_that_cancels_a_cost_leaves_nothing_to_divide_by(drawn_home):
    lines = [
        {"ledger_id": f"{cents}", "posted_on": date(2024, 5, 1), "kind": "expense", "account": "overhead"}
        | {"cost_centre": "it", "channel": "online", "amount_cents": cents}
        for cents in (500, -500)
    ]
    (found,) = answer(Question(indicator="unallocated_cost_share"), drawn_home(ledger_line=lines).published).rows(
        named=True
    )
    assert (found["numerator"], found["denominator"], found["value"], found["n"]) == (0, 0, None, 2)
    assert found["absence"] == "no_data"


def without_columns(tables, name, columns):
    """The same home, its published table as an older catalogue would have left it."""
    frame = tables.scan(name).collect().drop(columns)
    lake = Lake(tables.home)
    lake.write(name, frame)
    versions = tables.manifest.tables | {name: lake.version(name)}
    manifest = tables.manifest.model_copy(update={"tables": versions})
    return Snapshot(tables.home, manifest, catalogue=tables.catalogue)


def test_a_number_that_the_published_tables_do_not_know_yet_comes_from_the_lake(drawn_home):
    home = drawn_home(
        complaint="""
            complaint_id | received_on | channel | category | answer_due_at       | answered_at
            -------------+-------------+---------+----------+---------------------+--------------------
            a            | 2024-05-02  | online  | wait     | 2024-05-20 12:00:00 | 2024-05-20 12:00:00
            b            | 2024-05-02  | online  | wait     | 2024-05-21 12:00:00 |
        """
    )
    indicator = declared()["complaints_answered_on_time"]
    older = home.published
    for cube in cubes_over("complaint", declared()):
        names = [name for column in columns_of(indicator) for name in column.names]
        older = without_columns(older, table("complaint", cube), names)
    for slice_ in ({}, {"grain": "month", "by": ["channel"]}, {"grain": "day"}):
        question = Question(indicator=indicator.name, **slice_)
        assert answer(question, older).equals(answer(question, home.lake))
    assert answer(Question(indicator=indicator.name), older)["value"].item() == 1 / 2


@pytest.mark.parametrize("period", ["2024-02-29", "2024-W09", "2023-W13", "2023-03-31"])
def test_a_period_that_cuts_a_month_never_comes_from_sums_of_months(period, home):
    for indicator in SUMMED:
        if {"staff_month", "contact_summary", "sla_result"} & set(indicator.records):
            continue
        question = Question(indicator=indicator.name, period=period, where={})
        assert answer(question, home.published).equals(answer(question, home.lake)), indicator.name


def test_an_indicator_is_fed_when_each_side_has_a_record(home, drawn_home):
    assert all(fed(indicator, home.published) for indicator in SUMMED)
    calls = drawn_home(contact_summary=[{"month": date(2024, 5, 1), "channel": "telephone", "queue": "q"}]).lake
    assert {name for name, indicator in declared().items() if fed(indicator, calls)} == {
        "calls_within_standard",
        "average_speed_of_answer",
    }
    planned = drawn_home(schedule=[{"on_date": date(2024, 5, 1), "channel": "online", "scheduled_minutes": 9}]).lake
    assert not fed(declared()["channel_availability"], planned), "outages are required"
