"""Subtotals by any column add up to exactly the number, as plain loops over the very rows add them."""

from collections import defaultdict

import polars as pl
import pytest

from data.records import RECORDS, personal
from data.words import Better
from metrics.catalogue.registry import declared
from metrics.drilldown.rows_behind import counts_against, list_rows
from metrics.drilldown.subtotals import groupable, subtotal, value_of, within
from metrics.engine.answer import Question
from tests.support.proofs import PROVING

SHOWN = [indicator for indicator in declared().values() if not indicator.restricted]
PERIOD = "FY2023-24"


def behind_of(indicator, home):
    return list_rows(Question(indicator=indicator.name, period=PERIOD), home.published)


def is_missed(indicator):
    if counts_against(indicator) is None:
        return lambda row: False
    if indicator.better is Better.LOWER:
        return lambda row: row["numerator"] > 0
    return lambda row: row["numerator"] < row["denominator"]


def looped(rows: list[dict], by: str, indicator) -> dict:
    """Group → rows, missed, numerator, denominator, sum and number of waits, added one by one."""
    groups: dict = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    missed = is_missed(indicator)
    for row in rows:
        group = groups[row[by]]
        group[0] += 1
        group[1] += missed(row)
        group[2] += row["numerator"]
        group[3] += row["denominator"] or 0
        if row["record"] == "transaction" and row.get("wait_s") is not None:
            group[4] += row["wait_s"]
            group[5] += 1
    return groups


@pytest.mark.parametrize("indicator", SHOWN, ids=lambda indicator: indicator.name)
def test_every_column_gives_groups_that_plain_loops_give_and_that_add_up_to_the_number(home, indicator):
    behind = behind_of(indicator, home)
    rows = behind.frame.collect().to_dicts()
    assert groupable(behind) or not rows

    for by in groupable(behind):
        found = subtotal(behind.frame, by, indicator, most=10**6).collect()
        *groups, whole = found.rows(named=True) or [None]
        if whole is None:
            assert not rows
            continue
        expected = looped(rows, by, indicator)
        assert {
            row["group"]: [row["rows"], row["missed"], row["numerator"], row["denominator"] or 0] for row in groups
        } == {group: numbers[:4] for group, numbers in expected.items()}
        assert (whole["kind"], whole["rows"], whole["missed"]) == ("all", behind.rows, behind.missed_rows)
        assert (whole["numerator"], whole["denominator"]) == (behind.numerator, behind.denominator)
        assert whole["value"] == behind.value(indicator.scale)
        for row in groups:
            *_, waited, waits = expected[row["group"]]
            assert row["wait_s"] == (waited / waits if waits else None)


MANY = [indicator for indicator in SHOWN if indicator.name in ("service_standards_met", "complaints_per_10000")]


@pytest.mark.parametrize("indicator", MANY, ids=lambda indicator: indicator.name)
@pytest.mark.parametrize("most", [0, 1, 3])
def test_what_is_not_told_apart_is_added_to_the_others(home, indicator, most):
    behind = behind_of(indicator, home)
    every = subtotal(behind.frame, "service_id", indicator).collect().rows(named=True)
    few = subtotal(behind.frame, "service_id", indicator, most=most).collect().rows(named=True)

    assert few[:most] == every[:most]
    *listed, whole = few
    assert whole == every[-1]
    assert sum(row["groups"] for row in listed) == len(every) - 1
    for name in ("rows", "missed", "numerator", "denominator"):
        assert sum(row[name] for row in listed) == whole[name]
    assert [row["kind"] for row in listed[most:]] == ["others"]


#        service, numerator, denominator, wait
DRAWN = [
    ("plate", 1, 1, 60),
    ("plate", 1, 1, 120),
    ("plate", 0, 1, None),
    ("birth", 0, 1, 30),
    ("birth", 0, 1, 30),
    (None, 1, 1, None),
]


def drawn() -> pl.LazyFrame:
    rows = pl.DataFrame(DRAWN, schema=["service_id", "numerator", "denominator", "wait_s"], orient="row")
    return rows.with_columns(record=pl.lit("transaction")).lazy()


def test_the_group_with_most_missed_comes_first_and_times_are_means_of_those_that_have_one():
    found = subtotal(drawn(), "service_id", declared()["service_standards_met"]).collect()

    assert found.select("kind", "code", "rows", "missed", "numerator", "denominator", "value", "wait_s").rows() == [
        ("group", "birth", 2, 2, 0, 2, 0.0, 30.0),
        ("group", "plate", 3, 1, 2, 3, 2 / 3, (60 + 120) / 2),
        ("group", None, 1, 0, 1, 1, 1.0, None),
        ("all", None, 6, 3, 3, 6, 3 / 6, (60 + 120 + 30 + 30) / 4),
    ]
    assert found["serve_s"].to_list() == [None] * 4


def test_totals_of_a_month_are_no_times_of_anybody():
    rows = drawn().with_columns(record=pl.lit("contact_summary"))
    found = subtotal(rows, "service_id", declared()["service_standards_met"]).collect()

    assert found["wait_s"].to_list() == [None] * 4


def test_no_rows_are_no_groups():
    assert subtotal(drawn().clear(), "service_id", declared()["service_standards_met"]).collect().is_empty()


@pytest.mark.parametrize("indicator", MANY, ids=lambda indicator: indicator.name)
def test_each_group_leads_to_its_very_rows(home, indicator):
    behind = behind_of(indicator, home)

    for by in groupable(behind):
        *groups, _ = subtotal(behind.frame, by, indicator).collect().rows(named=True)
        for row in groups if PROVING else groups[:2] + groups[-1:]:
            if row["kind"] != "group":
                continue
            code = row["code"]
            rows = behind.among(lambda rows, by=by, code=code: within(rows, by, code))
            assert (rows.rows, rows.missed_rows) == (row["rows"], row["missed"])
            assert (rows.numerator, rows.denominator) == (row["numerator"], row["denominator"])
            assert value_of(code, by, behind) == row["group"]


@pytest.mark.parametrize("indicator", SHOWN, ids=lambda indicator: indicator.name)
def test_nothing_that_tells_persons_apart_is_a_group(home, indicator):
    apart = {name for record in RECORDS.values() for name in personal(record)} | {"transaction_id", "key", "started_at"}

    assert not apart & set(groupable(behind_of(indicator, home)))


def test_a_code_that_no_column_has_is_no_value(home):
    behind = behind_of(declared()["service_standards_met"], home)

    assert [value_of("x", by, behind) for by in ("completed_on", "guaranteed", "wait_s")] == [None] * 3
