"""Percentiles and shares over a standard, read from counts by bucket: they are what the rows themselves give."""

import random
from datetime import date
from fractions import Fraction
from math import comb

import polars as pl
import pytest

from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import names
from metrics.definition.buckets import EXACT, bucket, is_end, width_at
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer, understand
from metrics.engine.cubes import build_cubes, cubes_over
from metrics.engine.distribution import _ranks, percentile_intervals, percentiles, shares_over
from metrics.engine.scope import Scope
from metrics.engine.sums import counts_by_bucket
from tests.support.plain_loops import label, place
from tests.support.proofs import count, proof

PERCENTILES = [i for i in declared().values() if i.kind is Kind.PERCENTILE]
PERCENTS = (50, 80, 90, 95)
STANDARD = 1200


def seconds_of(name, row):
    """How long a row lasted, by the words of the definition; None where it is not one of those."""
    channel = {"counter": "in_person", "call": "telephone"}[name.split("_")[0]]
    if row["channel"] != channel or row["status"] == "abandoned":
        return None
    return row["wait_s" if "wait" in name else "serve_s"]


def bucket_of(seconds):
    """The end of a bucket, reckoned by going up from 150 s by doublings, each of thirty equal steps."""
    if seconds <= 150:
        return seconds
    low = 150
    while seconds > 2 * low:
        low *= 2
    end = low
    while end < seconds:
        end += low // 30
    return end


def by_hand(question, scope, records):
    """Period and codes → all durations in order, from the rows one by one."""
    groups = {}
    for row in records["transaction"]:
        day = row["started_on"]
        seconds = seconds_of(question.indicator, row)
        inside = scope.span is None or scope.span.start <= day <= scope.span.end
        places = {name: place(row, name, records, day) for name in DIMENSIONS}
        if seconds is not None and inside and all(places[name] in codes for name, codes in scope.where.items()):
            at = label(day, scope.grain) if scope.grain else question.period or "all"
            groups.setdefault((at, *(places[name] for name in scope.by)), []).append(seconds)
    return {at: sorted(waits) for at, waits in groups.items()}


def exact(durations, percent):
    """The duration that so many per cent do not exceed, of durations in order."""
    return durations[-(-len(durations) * percent // 100) - 1]


DIMENSIONS = declared()["counter_wait_p90"].breakdowns


def random_slices(how_many):
    rng = random.Random("distributions")
    for _ in range(how_many):
        by, filtered = (rng.sample(DIMENSIONS, rng.choice([0, 1, 1, 2])) for _ in range(2))
        yield rng, by, filtered, rng.choice([None, "day", "week", "month", "quarter", "year"])


@proof("P50, P80, P90, P95 and shares over a standard are those of the rows", 300, seed=7, unit="slices")
def test_percentiles_and_shares_of_random_slices_are_those_of_the_rows(home):
    for rng, by, filtered, grain in random_slices(count(300)):
        indicator = rng.choice(PERCENTILES)
        where = {name: rng.sample(sorted(names(name, home.lake)), k=2) for name in filtered}
        period = rng.choice([None, None, "FY2023-24", "2024-02", "2024-W01"])
        question = Question(indicator=indicator.name, by=by, grain=grain, period=period, where=where)
        _, scope = understand(question, home.lake)
        plain = by_hand(question, scope, home.records)
        for tables in (home.published, home.lake):
            given = answer(question, tables).filter(pl.col("n") > 0)
            values = dict(zip(given.select("period", *by).rows(), given.select("value", "n").rows(), strict=True))
            expected = {at: (bucket_of(exact(of, indicator.percentile)), len(of)) for at, of in plain.items()}
            assert values == expected, question
            columns = [f"p{percent}" for percent in PERCENTS]
            rows = percentiles(indicator, scope, PERCENTS, tables).select(*columns, "n").rows()
            wanted = [(*(bucket_of(exact(of, percent)) for percent in PERCENTS), len(of)) for of in plain.values()]
            assert sorted(rows) == sorted(wanted), question
            assert all(row <= bucket_of(row) < row + width_at(row) for of in plain.values() for row in of)
            over = shares_over(indicator, scope, STANDARD, tables).select("over", "n").rows()
            assert sorted(over) == sorted((sum(one > STANDARD for one in of), len(of)) for of in plain.values())


@pytest.mark.parametrize("indicator", PERCENTILES, ids=lambda i: i.name)
def test_how_many_waited_longer_is_exact_where_the_standard_is_the_end_of_a_bucket(indicator, home):
    for standard in (0, 9, 10, 60, 150, 300, STANDARD, 3600):
        assert is_end(standard)
        found = shares_over(indicator, Scope(by=("location", "hour")), standard, home.published)
        durations = [seconds_of(indicator.name, row) for row in home.records["transaction"]]
        longer = sum(seconds > standard for seconds in durations if seconds is not None)
        assert found["over"].sum() == longer, standard
    assert (found["share"] == found["over"] / found["n"]).all()


def test_the_share_over_twenty_minutes_at_the_counter_is_what_is_missing_of_the_standard(home):
    """But for those who left: they count as missed there, and nobody knows how long they would have waited."""
    stayed = home.lake.scan("lake/transaction").filter(pl.col("status") != "abandoned", channel="in_person")
    served = stayed.filter(pl.col("wait_s").is_not_null()).select(pl.len(), late=(pl.col("wait_s") > STANDARD).sum())
    found = shares_over(declared()["counter_wait_p90"], Scope(), STANDARD, home.published)
    assert found.select("n", "over").row(0) == served.collect().row(0)


@pytest.mark.parametrize("indicator", PERCENTILES, ids=lambda i: i.name)
def test_counts_add_up_over_days_and_over_the_months_that_workers_sum(indicator, home):
    whole = counts_by_bucket(indicator, Scope(), home.published).select("bucket", "count").sort("bucket")
    assert whole["count"].sum() > 0
    for by, grain in (
        ((), "day"),
        ((), "month"),
        (("weekday",), None),
        (("hour",), None),
        (("location", "hour"), "week"),
    ):
        parts = counts_by_bucket(indicator, Scope(by=by, grain=grain), home.published)
        assert parts.group_by("bucket").agg(pl.col("count").sum()).sort("bucket").equals(whole), (by, grain)
    cubes = [cube for cube in cubes_over("transaction", declared()) if cube.buckets]
    summed = build_cubes("transaction", cubes, home.lake)
    months = sorted(summed[0]["start_month"].unique())
    halves = [build_cubes("transaction", cubes, home.lake, part) for part in (months[::2], months[1::2])]
    for all_months, *parts in zip(summed, *halves, strict=True):
        order = all_months.columns
        assert pl.concat(parts).select(order).sort(order).equals(all_months.sort(order))


def test_a_percentile_is_counted_by_hand(drawn_home):
    """Of ten waits the fifth, the eighth, the ninth and the tenth; of one, that one."""
    waits = [1, 2, 3, 4, 5, 6, 7, 8, 151, 1201]
    rows = [
        {"transaction_id": f"t{n}", "channel": "in_person", "status": "completed", "kind": "transaction",
         "started_on": date(2024, 5, 2), "wait_s": wait}
        for n, wait in enumerate(waits)
    ]  # fmt: skip
    tables = drawn_home(transaction=rows).published
    found = percentiles(declared()["counter_wait_p90"], Scope(), PERCENTS, tables)
    # 151 lies in the bucket of 151 to 155 s, 1201 in that of 1201 to 1240 s.
    assert found.select("n", *(f"p{percent}" for percent in PERCENTS)).row(0) == (10, 5, 8, 155, 1240)
    assert answer(Question(indicator="counter_wait_p50"), tables).select("value", "n").row(0) == (5.0, 10)


def test_nobody_waited_where_nobody_came(home):
    (row,) = answer(Question(indicator="counter_wait_p90", period="2023-08"), home.published).rows(named=True)
    assert (row["value"], row["n"], row["absence"]) == (None, 0, "no_data")


class TestBuckets:
    def test_every_second_lies_in_the_bucket_that_steps_of_doublings_give(self):
        seconds = pl.Series("s", [*range(5000), 86_400, 1_000_000], pl.Int64)
        found = seconds.to_frame().select(bucket(pl.col("s"))).to_series().to_list()
        assert found == [bucket_of(second) for second in seconds]

    def test_a_bucket_is_one_second_wide_and_beyond_150_at_most_a_thirtieth_of_what_it_holds(self):
        assert {width_at(second) for second in range(EXACT + 1)} == {1}
        assert all(width_at(second) * 30 <= second for second in range(EXACT + 1, 20_000))

    def test_minutes_to_twenty_half_hours_and_hours_are_ends(self):
        assert all(is_end(60 * minutes) for minutes in (*range(21), 30, 60, 120))
        assert not is_end(60 * 21)


@pytest.mark.parametrize(("n", "percent"), [(1, 90), (20, 50), (37, 90), (100, 90), (400, 50), (999, 90)])
def test_the_rows_that_hold_a_percentile_are_those_of_the_binomial(n: int, percent: int):
    chance = Fraction(percent, 100)
    up_to, total = [], Fraction(0)
    for k in range(n + 1):
        total += comb(n, k) * chance**k * (1 - chance) ** (n - k)
        up_to.append(total)
    low = next(k for k in range(n + 1) if up_to[k] >= Fraction(25, 1000))
    high = next(k for k in range(n + 1) if up_to[k] >= Fraction(975, 1000)) + 1

    assert _ranks(n, percent / 100) == (low, high)
    # So many of n do not exceed it, with a chance of 95 % or more.
    assert up_to[high - 1] - (up_to[low - 1] if low else 0) >= Fraction(95, 100)


def test_an_interval_is_the_ends_of_the_buckets_of_its_rows(home):
    indicator = next(one for one in PERCENTILES if one.name == "counter_wait_p50")
    question = Question(indicator=indicator.name, by=("location",))
    _, scope = understand(question, home.published)
    waits = by_hand(question, scope, home.records)
    told = percentile_intervals(indicator, scope, home.published)

    assert told.height == len(waits) > 0
    for row in told.to_dicts():
        durations = waits["all", row["location"]]
        low, high = _ranks(len(durations), 0.5)
        assert row["low"] == (bucket_of(durations[low - 1]) if low else None)
        assert row["high"] == (bucket_of(durations[high - 1]) if high <= len(durations) else None)
