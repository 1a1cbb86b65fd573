"""The history an indicator is judged by: whole periods of its own frequency, each value of rows of its own."""

from datetime import date

import pytest

from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.assessment.history import GRAIN, OVERLAPPING, histories, known_to, last_whole
from metrics.calendar.periods import containing, parse
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer

LAST = date(2025, 3, 31)
FED = [i for i in declared().values() if not i.restricted]
each = pytest.mark.parametrize("indicator", FED, ids=lambda i: i.name)


def history(indicator, tables, end=LAST, where=None):
    return histories([indicator], indicator.frequency, end, where or {}, tables)[indicator.name]


def with_states(tables, **states):
    """The same home with other states of its records: `data_to`, and what is wrong with them."""
    manifest = tables.manifest.model_dump()
    for name, state in states.items():
        manifest["sources"]["drawn"][name] |= state
    return Snapshot(tables.home, Manifest.model_validate(manifest), catalogue=tables.catalogue)


@each
def test_its_values_are_the_answers_to_the_same_question(indicator, home):
    grain = GRAIN[indicator.frequency]
    shown = history(indicator, home.published).shown.drop_nulls("value")
    asked = answer(Question(indicator=indicator.name, grain=grain), home.published).drop_nulls("value")
    found = {containing(day, grain).code: value for day, value in shown.select("period", "value").rows()}
    assert found == {code: value for code, value in asked.select("period", "value").rows() if parse(code).end <= LAST}


@each
def test_it_is_the_same_alone_and_among_all(indicator, home):
    same = [i for i in FED if i.frequency is indicator.frequency]
    among = histories(same, indicator.frequency, LAST, {}, home.published)[indicator.name]
    alone = history(indicator, home.published)
    assert among.shown.equals(alone.shown)
    assert among.judged.equals(alone.judged)


@each
def test_nothing_lies_after_the_end_or_within_an_unfinished_period(indicator, home):
    end = date(2024, 2, 15)
    found = history(indicator, home.published, end)
    for values in found.shown, found.judged:
        ends = [containing(day, GRAIN[indicator.frequency]).end for day in values["period"]]
        assert max(ends) <= end
        assert ends == sorted(set(ends)), "each period once, in order"


@pytest.mark.parametrize("indicator", [i for i in FED if i.kind in OVERLAPPING], ids=lambda i: i.name)
def test_what_overlaps_is_judged_by_its_single_periods(indicator, home):
    found = history(indicator, home.published)
    grain = GRAIN[indicator.frequency]
    singles = {}
    for row in found.judged.drop_nulls("value").rows(named=True):
        singles[row["period"]] = row["numerator"] / row["denominator"] * indicator.scale
        assert row["value"] == singles[row["period"]]
    assert singles
    assert all(containing(period, grain).start == period for period in singles)
    overlap = set(found.shown["period"]) & set(singles)
    assert any(found.shown.filter(period=period)["value"].item() != singles[period] for period in overlap)


def test_what_does_not_overlap_is_judged_as_it_is_shown(home):
    for indicator in FED:
        if indicator.kind not in OVERLAPPING:
            found = history(indicator, home.published)
            assert found.seasonal or found.judged.equals(found.shown), indicator.name


def test_a_sample_brings_what_its_interval_is_made_of(home):
    for indicator in FED:
        columns = history(indicator, home.published).shown.columns
        sums = indicator.sampled and indicator.kind is Kind.QUOTIENT
        assert ({"squares", "moments"} <= set(columns)) == sums, indicator.name


def test_no_indicators_have_no_histories(home):
    assert histories([], Frequency.MONTH, LAST, {}, home.published) == {}


@pytest.mark.parametrize(
    ("frequency", "end", "code"),
    [
        (Frequency.MONTH, date(2024, 2, 28), "2024-01"),
        (Frequency.MONTH, date(2024, 2, 29), "2024-02"),
        (Frequency.WAVE, date(2024, 3, 1), "2024-02"),
        (Frequency.QUARTER, date(2024, 3, 30), "FY2023-24-Q3"),
        (Frequency.QUARTER, date(2024, 3, 31), "FY2023-24-Q4"),
        (Frequency.QUARTER, date(2024, 4, 1), "FY2023-24-Q4"),
    ],
)
def test_the_last_whole_period(frequency, end, code):
    assert last_whole(frequency, end).code == code


class TestHowFarTheRecordsTell:
    COMPLAINTS = declared()["complaints_per_10000"]

    @pytest.fixture
    def tables(self, drawn_home):
        return drawn_home(
            None,
            complaint="""
                complaint_id | received_on | channel | category
                -------------+-------------+---------+---------
                a            | 2024-03-02  | online  | wait
            """,
            transaction="""
                transaction_id | started_on | completed_on | kind        | channel | service_id | status
                ---------------+------------+--------------+-------------+---------+------------+----------
                a              | 2024-03-02 | 2024-03-02   | transaction | online  | s          | completed
                b              | 2024-05-31 | 2024-05-31   | transaction | online  | s          | completed
            """,
        ).published

    def test_a_record_that_was_read_tells_of_its_sources_last_day_however_few_its_rows(self, tables):
        assert known_to(self.COMPLAINTS, tables) == date(2024, 5, 31)
        months = history(self.COMPLAINTS, tables, date(2024, 6, 30)).shown
        assert months.select("period", "numerator", "denominator").rows() == [
            (date(2024, 3, 1), 1, 1),
            (date(2024, 5, 1), 0, 1),
        ]

    def test_one_that_could_not_be_read_tells_of_its_own_days_only(self, tables):
        late = with_states(tables, complaint={"problem": "the file is empty"})
        assert known_to(self.COMPLAINTS, late) == date(2024, 3, 2)
        months = history(self.COMPLAINTS, late, date(2024, 6, 30)).shown
        assert months.is_empty(), "no complaints in May would look like a good month"

    def test_an_unfinished_month_is_left_out(self, tables):
        ends = with_states(tables, transaction={"data_to": date(2024, 5, 30)})
        assert history(self.COMPLAINTS, ends, date(2024, 6, 30)).shown["period"].to_list() == [date(2024, 3, 1)]

    def test_what_nobody_supplies_is_known_to_no_day(self, tables):
        assert known_to(declared()["trust"], tables) is None
        found = history(declared()["trust"], tables)
        assert found.shown["value"].drop_nulls().is_empty()

    def test_of_two_sources_the_one_that_tells_more_counts(self, tables):
        manifest = tables.manifest.model_dump()
        manifest["sources"]["other"] = {"complaint": {"data_to": date(2024, 7, 1)}}
        both = Snapshot(tables.home, Manifest.model_validate(manifest), catalogue=tables.catalogue)
        assert known_to(declared()["complaints_answered_on_time"], both) == date(2024, 7, 1)


def test_a_missing_month_has_no_point(home):
    periods = history(declared()["transaction_volume"], home.published).shown["period"].to_list()
    assert date(2023, 8, 1) not in periods
    assert len(periods) < 30


def test_a_season_is_taken_out_of_what_is_judged_and_not_of_what_is_shown(drawn_home):
    """Three years in which every July is twice as busy as other months."""
    months = [date(2021 + n // 12, n % 12 + 1, 1) for n in range(39)]
    transactions = [
        {"transaction_id": f"{month}-{n}", "kind": "transaction", "channel": "online", "service_id": "s"}
        | {"status": "completed", "started_on": month, "completed_on": month}
        for month in months
        for n in range(20 if month.month == 7 else 10)
    ]
    tables = drawn_home(date(2024, 3, 31), transaction=transactions).published
    volume = declared()["transaction_volume"]
    found = history(volume, tables, date(2024, 3, 31))
    assert found.shown["value"].to_list() == [20 if month.month == 7 else 10 for month in months]
    assert found.seasonal == volume.seasonal
    if volume.seasonal:
        judged = found.judged["value"]
        assert judged.max() - judged.min() < 0.5, "a July like every July is nothing to see"


def test_moments_are_placed_by_their_local_day(drawn_home):
    tables = drawn_home(
        date(2024, 4, 30),
        transaction="""
            transaction_id | started_at          | completed_at        | kind        | channel | service_id | status
            ---------------+---------------------+---------------------+-------------+---------+------------+----------
            a              | 2024-04-01 02:00:00 | 2024-04-01 02:00:00 | transaction | online  | s          | completed
        """,
    ).published
    found = history(declared()["transaction_volume"], tables, date(2024, 4, 30)).shown
    assert found["period"].to_list() == [date(2024, 3, 1)], "two in the morning in UTC is ten at night in Toronto"
