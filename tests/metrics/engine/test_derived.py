"""Derived indicators, each kind against plain loops, and drawn small enough to reckon by hand."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from data.errors import UserError
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import containing
from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import names
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer, rows
from metrics.engine.derived import GRAINS, derived_values
from metrics.engine.scope import Scope
from tests.support import plain_loops

DERIVED = [i for i in declared().values() if i.looks_back]
each = pytest.mark.parametrize("indicator", DERIVED, ids=lambda i: i.name)
LAST = date(2025, 3, 31)
"""The last day of the random home."""


NO_NOUGHT = {"cost_per_transaction": "ledger_line"}
"""Without a row of that record in its twelve months it has no value, rather than nought."""


def whole_periods(grain):
    """The periods from before the first row to the last day of data."""
    period = containing(date(2022, 7, 1), grain)
    while period.end <= LAST:
        yield period
        period = period.shift(1)


@cache
def sliced(indicator, records, **where):
    """All that adds to an indicator, and what of it lies in a slice; the same for all of its periods."""
    every = plain_loops.pieces(indicator.name, records)
    return every, plain_loops.kept(every, records, where=where)


def expected(indicator, period, records, where):
    """The value of one slice and period, in plain loops."""
    every, slice_ = sliced(indicator, records, **{name: tuple(codes) for name, codes in where.items()})
    if needed := NO_NOUGHT.get(indicator.name):
        first = plain_loops.months_before(period.end, 11)
        if not any(piece.record == needed and first <= piece.day <= period.end for piece in slice_ if piece.day):
            return None
    if indicator.kind is Kind.ROLLING:
        return plain_loops.rolling(slice_, every, period.end, indicator.scale)
    if indicator.kind is Kind.CUMULATIVE:
        return plain_loops.cumulative(slice_, every, period.end, indicator.scale)
    if indicator.kind is Kind.STOCK:
        return plain_loops.stock(slice_, every, period.start, period.end, indicator.scale)
    if indicator.kind is Kind.GAP:
        dimension, this, other = indicator.between
        sides = [plain_loops.kept(slice_, records, where={dimension: [code]}) for code in (this, other)]
        return plain_loops.gap(*sides, period.start, period.end, indicator.scale)
    assert indicator.kind is Kind.GROWTH
    before = [day.replace(year=day.year - 1, day=min(day.day, 28)) for day in (period.start, period.end)]
    now = period.start, period.end
    return plain_loops.growth(slice_, now, (before[0], plain_loops.end_of(before[1], "month")))


def values(question, tables):
    """(period, codes …) → value, where there is one."""
    found = answer(question, tables).drop_nulls("value")
    return dict(zip(found.select("period", *question.by).rows(), found["value"].to_list(), strict=True))


def matches(found, wanted):
    return found == {
        at: pytest.approx(value, rel=1e-12, abs=1e-15) for at, value in wanted.items() if value is not None
    }


@each
@pytest.mark.parametrize("grain", GRAINS)
def test_a_series_is_what_plain_loops_find(indicator, grain, home):
    wanted = {(period.code,): expected(indicator, period, home.records, {}) for period in whole_periods(grain)}
    question = Question(indicator=indicator.name, grain=grain)
    assert any(value is not None for value in wanted.values()) or grain == "year"
    assert matches(values(question, home.published), wanted)
    assert answer(question, home.lake).equals(answer(question, home.published))


@each
def test_a_group_is_what_plain_loops_find(indicator, home):
    for breakdown in indicator.breakdowns:
        codes = [*sorted(names(breakdown, home.published)), None]
        wanted = {
            (period.code, code): expected(indicator, period, home.records, {breakdown: [code]})
            for period in whole_periods("quarter")
            for code in codes
        }
        question = Question(indicator=indicator.name, grain="quarter", by=[breakdown])
        assert matches(values(question, home.published), wanted), breakdown
        assert answer(question, home.lake).equals(answer(question, home.published)), breakdown


@each
def test_a_group_is_the_same_whether_it_is_broken_down_or_filtered(indicator, home):
    for breakdown in indicator.breakdowns:
        by = values(Question(indicator=indicator.name, grain="quarter", by=[breakdown]), home.published)
        for code in sorted(names(breakdown, home.published))[-2:]:
            alone = Question(indicator=indicator.name, grain="quarter", where={breakdown: [code]})
            assert values(alone, home.published) == {at[:1]: value for at, value in by.items() if at[1] == code}


@each
@pytest.mark.parametrize("grain", GRAINS)
def test_one_period_alone_is_what_it_is_in_its_series(indicator, grain, home):
    series = values(Question(indicator=indicator.name, grain=grain), home.published)
    for period in list(whole_periods(grain))[::-3]:
        (found,) = answer(Question(indicator=indicator.name, period=period.code), home.published).rows(named=True)
        assert found["value"] == series.get((period.code,)), period.code
        assert found["absence"] == (None if found["value"] is not None else "no_data")
        assert found["numerator"] is None
        assert found["denominator"] is None


@each
def test_without_a_period_it_is_the_last_whole_month(indicator, home):
    last = answer(Question(indicator=indicator.name, period="2025-03"), home.published)
    assert answer(Question(indicator=indicator.name), home.published)["value"].item() == last["value"].item()


@each
def test_an_unfinished_period_has_the_value_of_its_whole_months_and_is_in_no_series(indicator, home):
    whole = home.published
    manifest = whole.manifest.model_dump()
    for records in manifest["sources"].values():
        for state in records.values():
            state["data_to"] = LAST - timedelta(days=1)
    tables = Snapshot(whole.home, Manifest.model_validate(manifest), catalogue=whole.catalogue)
    for grain, period, so_far in (
        ("month", "2025-03", None),
        ("quarter", "FY2024-25-Q4", "2025-01-01..2025-02-28"),
        ("year", "FY2024-25", "FY2024-25-to-2025-02"),
    ):
        assert period not in answer(Question(indicator=indicator.name, grain=grain), tables)["period"]
        (found,) = answer(Question(indicator=indicator.name, period=period), tables).rows(named=True)
        if so_far is None:
            assert (found["value"], found["absence"]) == (None, "no_data")
        else:
            (known,) = answer(Question(indicator=indicator.name, period=so_far), tables).rows(named=True)
            assert (found["value"], found["n"]) == (known["value"], known["n"]), period


@each
def test_days_and_weeks_are_refused(indicator, home):
    for wrong in ({"grain": "day"}, {"grain": "week"}, {"period": "2024-05-01"}, {"period": "2024-W20"}):
        with pytest.raises(UserError, match=r"ask for a|looks back over whole months"):
            answer(Question(indicator=indicator.name, **wrong), home.published)


@pytest.mark.parametrize(
    "indicator",
    [i for i in DERIVED if i.kind in (Kind.ROLLING, Kind.CUMULATIVE, Kind.STOCK)],
    ids=lambda i: i.name,
)
def test_the_rows_behind_it_give_its_value(indicator, home):
    for period in [None, *(period.code for period in whole_periods("quarter"))]:
        question = Question(indicator=indicator.name, period=period)
        value = answer(question, home.published)["value"].item()
        if value is not None:
            behind = rows(question, home.published).select("numerator", "denominator").sum().collect().row(0)
            assert behind[0] / behind[1] * indicator.scale == value, period


MONTHS = [f"{year}-{month:02}-01" for year in (2023, 2024) for month in range(1, 13)]


def staff_months(*months, unit="u", headcount=100):
    return [{"month": date.fromisoformat(month), "unit_id": unit, "headcount": headcount} for month in months]


class TestRollingTwelveMonths:
    EXITS = """
        event_id | on_date    | unit_id | kind
        ---------+------------+---------+---------------
        a        | 2023-06-30 | u       | voluntary_exit
        b        | 2023-12-31 | u       | voluntary_exit
        c        | 2024-01-01 | u       | voluntary_exit
        d        | 2024-01-31 | u       | retirement
    """

    def test_twelve_months_are_summed_and_then_divided(self, drawn_home):
        tables = drawn_home(date(2024, 1, 31), staff_event=self.EXITS, staff_month=staff_months(*MONTHS[:13])).published
        found = answer(Question(indicator="voluntary_turnover", grain="month"), tables)
        assert found.select("period", "value").rows() == [
            ("2023-12", 2 / (12 * 100) * 12),
            ("2024-01", 3 / (12 * 100) * 12),
        ]

    def test_there_is_none_before_the_records_fill_twelve_months(self, drawn_home):
        months = staff_months(*MONTHS[6:13])
        tables = drawn_home(date(2024, 1, 31), staff_event=self.EXITS, staff_month=months).published
        assert answer(Question(indicator="voluntary_turnover", grain="month"), tables).is_empty()
        (found,) = answer(Question(indicator="voluntary_turnover", period="2024-01"), tables).rows(named=True)
        assert (found["value"], found["absence"]) == (None, "no_data")

    def test_a_month_that_is_missing_takes_away_its_own_heads_only(self, drawn_home):
        months = staff_months(*MONTHS[:4], *MONTHS[5:13])
        tables = drawn_home(date(2024, 1, 31), staff_event=self.EXITS, staff_month=months).published
        by_month = values(Question(indicator="voluntary_turnover", grain="month"), tables)
        assert by_month == {("2023-12",): 2 / (11 * 100) * 12, ("2024-01",): 3 / (11 * 100) * 12}
        alone = answer(Question(indicator="voluntary_turnover", period="2024-01"), tables)
        assert alone["value"].item() == 3 / (11 * 100) * 12

    def test_nobody_leaving_is_zero_and_not_no_data(self, drawn_home):
        hired = [{"event_id": "a", "on_date": date(2023, 1, 5), "unit_id": "u", "kind": "hire"}]
        tables = drawn_home(date(2023, 12, 31), staff_event=hired, staff_month=staff_months(*MONTHS[:12])).published
        assert answer(Question(indicator="voluntary_turnover", period="2023-12"), tables)["value"].item() == 0.0

    def test_a_required_part_that_begins_later_makes_nothing_cheap(self, drawn_home):
        done = [
            {
                "transaction_id": month,
                "kind": "transaction",
                "channel": "online",
                "service_id": "s",
                "status": "completed",
            }
            | {"started_on": date.fromisoformat(month), "completed_on": date.fromisoformat(month)}
            for month in MONTHS[:15]
        ]
        costs = [
            {"ledger_id": month, "posted_on": date.fromisoformat(month), "kind": "expense", "account": "salaries"}
            | {"cost_centre": "it", "channel": "online", "amount_cents": 500}
            for month in MONTHS[2:15]
        ]
        tables = drawn_home(date(2024, 3, 31), transaction=done, ledger_line=costs).published
        cost = declared()["cost_per_transaction"]
        required = replace(cost, numerator=tuple(replace(part, required=True) for part in cost.numerator))
        found = derived_values(required, Scope(grain="month"), tables).sort("period").select("period", "value").rows()
        assert found == [(date(2024, month, 1), pytest.approx(5.00)) for month in (2, 3)]


class TestCumulativeSinceApril:
    INITIATIVES = """
        initiative_id | name_en | factor                 | onboarding | planned_on | live_on
        --------------+---------+------------------------+------------+------------+-----------
        a             | a       | customer_centred_brand | yes        | 2023-06-01 | 2023-05-01
        b             | b       | customer_centred_brand | yes        | 2024-03-31 | 2024-04-01
        c             | c       | customer_centred_brand | yes        | 2024-05-01 |
        d             | d       | customer_centred_brand | yes        | 2024-06-30 | 2024-09-30
    """

    def test_it_grows_through_the_year_and_begins_anew_on_1_april(self, drawn_home):
        tables = drawn_home(date(2024, 9, 30), initiative=self.INITIATIVES, **ANYTHING).published
        found = values(Question(indicator="onboarded_against_plan", grain="quarter"), tables)
        assert found["FY2024-25-Q1",] == 1 / 2
        assert found["FY2024-25-Q2",] == 2 / 2
        assert ("FY2023-24-Q1",) not in found, "nothing is known of April 2023"

    def test_plans_before_anything_is_live_are_zero(self, drawn_home):
        tables = drawn_home(
            date(2024, 6, 30),
            initiative="""
                initiative_id | name_en | factor                 | onboarding | planned_on | live_on
                --------------+---------+------------------------+------------+------------+--------
                a             | a       | customer_centred_brand | yes        | 2024-04-30 |
            """,
            **ANYTHING,
        ).published
        assert answer(Question(indicator="onboarded_against_plan", period="2024-06"), tables)["value"].item() == 0.0


ANYTHING = {
    "population": """
        place_id | on_date    | people | distance_m
        ---------+------------+--------+-----------
        v        | 2024-09-30 | 1      | 1
    """
}
"""Something dated, since initiatives alone do not tell how far the data reach."""


class TestStock:
    def test_levels_of_several_months_are_never_added(self, drawn_home):
        home = drawn_home(
            date(2024, 6, 30),
            staff_month="""
                month      | unit_id | headcount | training_required | training_current
                -----------+---------+-----------+-------------------+-----------------
                2024-04-01 | u       | 9         | 100               | 10
                2024-05-01 | u       | 9         | 100               | 80
                2024-05-01 | v       | 9         | 100               | 50
                2024-06-01 | u       | 9         |                   |
            """,
        )
        for tables in (home.published, home.lake):
            found = values(Question(indicator="training_current", grain="quarter"), tables)
            assert found == {("FY2024-25-Q1",): (80 + 50) / (100 + 100)}, "June says nothing of training"
            by_unit = values(Question(indicator="training_current", grain="quarter", by=["unit"]), tables)
            assert by_unit == {("FY2024-25-Q1", "u"): 80 / 100, ("FY2024-25-Q1", "v"): 50 / 100}

    def test_a_group_that_is_gone_by_the_end_has_no_level(self, drawn_home):
        tables = drawn_home(
            date(2024, 6, 30),
            unit=[{"unit_id": unit, "name_en": unit} for unit in ("u", "v")],
            staff_month="""
                month      | unit_id | headcount | training_required | training_current
                -----------+---------+-----------+-------------------+-----------------
                2024-05-01 | u       | 9         | 100               | 80
                2024-05-01 | v       | 9         | 100               | 50
                2024-06-01 | u       | 9         | 100               | 90
            """,
        ).published
        assert values(Question(indicator="training_current", grain="quarter"), tables) == {("FY2024-25-Q1",): 90 / 100}
        gone = Question(indicator="training_current", grain="quarter", where={"unit": ["v"]})
        assert values(gone, tables) == {}


class TestGap:
    ANSWERS = """
        answer_id | answered_on | channel | language | overall | weight_millionths
        ----------+-------------+---------+----------+---------+------------------
        a         | 2024-04-02  | online  | fr       | 5       | 1 000 000
        b         | 2024-04-30  | online  | fr       | 3       | 3 000 000
        c         | 2024-05-02  | kiosk   | en       | 4       | 1 000 000
        d         | 2024-06-30  | online  | en       | 2       | 1 000 000
        e         | 2024-06-30  | online  |          | 1       | 9 000 000
    """

    def test_it_is_a_difference_of_quotients_in_points(self, drawn_home):
        tables = drawn_home(date(2024, 6, 30), survey_answer=self.ANSWERS).published
        found = values(Question(indicator="french_equivalence_gap", grain="quarter"), tables)
        assert found == {("FY2024-25-Q1",): pytest.approx(100 * (1 / 4 - 1 / 2))}

    def test_without_one_of_the_groups_there_is_none(self, drawn_home):
        tables = drawn_home(date(2024, 6, 30), survey_answer=self.ANSWERS).published
        assert values(Question(indicator="french_equivalence_gap", grain="month"), tables) == {}
        by_channel = values(Question(indicator="french_equivalence_gap", grain="quarter", by=["channel"]), tables)
        assert by_channel == {("FY2024-25-Q1", "online"): pytest.approx(100 * (1 / 4 - 0 / 1))}

    def test_it_is_not_broken_down_by_what_it_compares(self, home):
        for wrong in ({"by": ["language"]}, {"where": {"language": ["fr"]}}):
            with pytest.raises(UserError, match="no breakdown by language"):
                answer(Question(indicator="french_equivalence_gap", **wrong), home.published)


class TestGrowth:
    def test_only_services_that_have_both_years_are_counted_per_business_day(self, drawn_home):
        done = [("old", "2023-05", 4), ("old", "2024-05", 6), ("new", "2024-05", 50), ("gone", "2023-05", 70)]
        transactions = [
            {
                "transaction_id": f"{service}{month}{n}",
                "kind": "transaction",
                "channel": "online",
                "status": "completed",
            }
            | {"service_id": service, "started_on": f"{month}-02", "completed_on": f"{month}-02"}
            for service, month, count in done
            for n in range(count)
        ]
        tables = drawn_home(date(2024, 5, 31), transaction=transactions).published
        found = values(Question(indicator="volume_growth", grain="month"), tables)
        days_in_may = {2023: 23 - 1, 2024: 23 - 1}
        assert found == {("2024-05",): pytest.approx((6 / days_in_may[2024]) / (4 / days_in_may[2023]) - 1)}

    def test_fewer_business_days_make_the_same_volume_more(self, drawn_home):
        transactions = [
            {"transaction_id": month, "kind": "transaction", "channel": "online", "status": "completed"}
            | {"service_id": "s", "started_on": f"{month}-04", "completed_on": f"{month}-04"}
            for month in ("2023-03", "2024-03")
        ]
        tables = drawn_home(date(2024, 3, 31), transaction=transactions).published
        found = values(Question(indicator="volume_growth", grain="month"), tables)
        assert found == {("2024-03",): pytest.approx(23 / 20 - 1)}, "Easter was in March 2024"


def test_a_home_of_one_day_has_no_derived_values(drawn_home):
    tables = drawn_home(
        date(2024, 5, 2),
        transaction="""
            transaction_id | started_on | completed_on | kind        | channel | service_id | status
            ---------------+------------+--------------+-------------+---------+------------+----------
            a              | 2024-05-02 | 2024-05-02   | transaction | online  | s          | completed
        """,
    ).published
    for indicator in DERIVED:
        for question in ({}, {"grain": "month"}, {"period": "2024-05"}, {"by": indicator.breakdowns[:1]}):
            assert answer(Question(indicator=indicator.name, **question), tables)["value"].null_count() in (0, 1)
            assert values(Question(indicator=indicator.name, **question), tables) == {}
