"""One question, one answer: from published tables, from the lake, from the rows, and from plain loops."""

import random
from datetime import date

import polars as pl
import pytest

from data.errors import UserError
from data.words import Frequency
from metrics.calendar.periods import GRAINS, parse
from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import names
from metrics.definition.indicator import Kind
from metrics.engine.answer import Question, answer, rows, values
from metrics.engine.scope import Scope
from tests.support.plain_loops import DEFINITIONS, added, grouped, kept, last_waves, pieces

SUMMED = [i for i in declared().values() if i.kind in (Kind.QUOTIENT, Kind.COUNT) and not i.restricted]
PERIODS = [None, "FY2023-24", "FY2022-23", "FY2024-25-Q4", "FY2023-24-Q4", "2024-02", "2024-W01", "2024-03-31"]
TOLD_BY_THE = {"staff_month": "month", "contact_summary": "month", "sla_result": "quarter"}
"""Records of which one row tells of a whole month or quarter; all others tell of days."""
each = pytest.mark.parametrize("indicator", SUMMED, ids=lambda i: i.name)
each_recomputed = pytest.mark.parametrize(
    "indicator", [i for i in SUMMED if i.name in DEFINITIONS], ids=lambda i: i.name
)


def finest(indicator):
    """The place in `GRAINS` of the shortest period that its records tell of."""
    return max(GRAINS.index(TOLD_BY_THE.get(record, "day")) for record in indicator.records)


def random_slices(indicator, tables, how_many):
    """Questions with zero to two breakdowns and filters, any grain and any period; the same at every run."""
    rng = random.Random(indicator.name)
    periods = [p for p in PERIODS if p is None or GRAINS.index(parse(p).grain) >= finest(indicator)]
    for _ in range(how_many):
        few = [min(len(indicator.breakdowns), rng.choice([0, 1, 1, 2])) for _ in range(2)]
        by, filtered = (rng.sample(indicator.breakdowns, most) for most in few)
        where = {name: rng.sample(sorted(names(name, tables)), k=2) for name in filtered}
        yield Question(
            indicator=indicator.name,
            by=by,
            grain=rng.choice([None, *GRAINS[finest(indicator) :]]),
            period=rng.choice(periods),
            where=where,
        )


def recomputed(question, records):
    """Period and codes → numerator, denominator, value, n: in plain loops."""
    scale = declared()[question.indicator].scale
    span = parse(question.period) if question.period else None
    limits = {"start": span.start, "end": span.end} if span else {}
    every = pieces(question.indicator, records)
    found = kept(every, records, where=question.where, **limits)
    by_wave = declared()[question.indicator].frequency is Frequency.WAVE
    if by_wave and (span if question.grain is None else question.grain in ("quarter", "year")):
        found = last_waves(found, kept(every, records, **limits), question.grain)
    groups = grouped(found, records, by=question.by, grain=question.grain)
    whole = question.period or "all"
    return {
        (at[0] if question.grain else whole, *at[1:]): (
            sums.numerator, sums.denominator, sums.value(scale) if applies(question, at[1:]) else None, sums.n
        )
        for at, sums in groups.items()
    }  # fmt: skip


def applies(question, codes):
    """Whether the channels that are asked for, by filter or by group, are among those the indicator applies to."""
    channels = declared()[question.indicator].channels
    grouped_by = dict(zip(question.by, codes, strict=True)).get("channel")
    asked_for = [[grouped_by]] if grouped_by else []
    asked_for += [question.where["channel"]] if "channel" in question.where else []
    return channels is None or all(set(codes) & set(channels) for codes in asked_for)


def asked(question, tables):
    """The same, as the engine answers; groups without data are left out."""
    found = answer(question, tables).drop_nulls("numerator")
    keys = ["period", *question.by]
    columns = ["numerator", "denominator", "value", "n"]
    return dict(zip(found.select(keys).rows(), found.select(columns).rows(), strict=True))


def test_plain_loops_are_of_indicators_that_exist():
    """A new indicator works without one; until it has one, only the engine vouches for it."""
    assert DEFINITIONS.keys() - declared().keys() == set(), "no longer in the catalogue"


@each
def test_a_slice_is_the_same_in_published_tables_in_the_lake_and_in_plain_loops(indicator, home):
    for question in random_slices(indicator, home.published, how_many=4):
        found = asked(question, home.published)
        assert asked(question, home.lake) == found, question
        if indicator.name in DEFINITIONS:
            assert recomputed(question, home.records) == found, question


@each
def test_the_rows_behind_a_number_add_up_to_it(indicator, home):
    for question in random_slices(indicator, home.published, how_many=3):
        whole = Question(indicator=indicator.name, period=question.period, where=question.where)
        number = answer(whole, home.published).select("numerator", "denominator", "n").row(0)
        behind = rows(whole, home.published).collect()
        if behind.is_empty():
            assert number == (None, None, 0), whole
            continue
        below = behind["denominator"].sum() if indicator.denominator else None
        counted = behind["denominator" if indicator.denominator else "numerator"]
        assert (behind["numerator"].sum(), below, (counted != 0).sum()) == number, whole


@each_recomputed
def test_the_rows_behind_a_number_are_those_that_add_to_it_each_under_its_key(indicator, home):
    question = Question(indicator=indicator.name, period="FY2023-24")
    behind = rows(question, home.published)
    found = behind.group_by("record", "key").agg(pl.col("numerator", "denominator").sum()).collect().rows()
    plain = {}
    found_in_loops = kept(
        pieces(indicator.name, home.records), home.records, start=date(2023, 4, 1), end=date(2024, 3, 31)
    )
    if indicator.frequency is Frequency.WAVE:
        found_in_loops = last_waves(found_in_loops, found_in_loops, None)
    for piece in found_in_loops:
        if piece.above or piece.below:
            plain.setdefault(key(piece), []).append(piece)
    assert {at[:2]: at[2:] for at in found} == {
        at: (added(same).numerator, added(same).denominator or 0) for at, same in plain.items()
    }


KEYS = {
    "transaction": ["transaction_id"], "complaint": ["complaint_id"], "guarantee_claim": ["claim_id"],
    "survey_answer": ["answer_id"],
    "quality_audit": ["audit_id"], "staff_month": ["month", "unit_id"], "staff_event": ["event_id"],
    "vacancy": ["vacancy_id"], "critical_role": ["role_id", "reviewed_on"],
    "brand_answer": ["wave_id", "respondent"], "ledger_line": ["ledger_id"], "outage": ["outage_id"],
    "contact_summary": ["month", "queue"], "schedule": ["on_date", "channel"], "initiative": ["initiative_id"],
    "sla_result": ["measure_id", "quarter_start"], "population": ["place_id", "on_date"], "service": ["service_id"],
}  # fmt: skip


def key(piece):
    return piece.record, "|".join(str(piece.row[column]) for column in KEYS[piece.record])


@each
def test_parts_add_up_to_the_whole_over_every_breakdown(indicator, home):
    whole = asked(Question(indicator=indicator.name, grain="year"), home.published)
    assert whole
    for breakdown in indicator.breakdowns:
        parts = asked(Question(indicator=indicator.name, grain="year", by=[breakdown]), home.published)
        for (period,), (above, below, _, n) in whole.items():
            of_period = [part for at, part in parts.items() if at[0] == period]
            assert sum(part[0] for part in of_period) == above, (breakdown, period)
            assert below is None or sum(part[1] for part in of_period) == below, (breakdown, period)
            assert sum(part[3] for part in of_period) == n, (breakdown, period)


EVERY_GRAIN = [
    *((grain, ()) for grain in (None, *GRAINS)),
    *((grain, ("channel",)) for grain in ("day", "week", "quarter")),
    *((grain, ("location",)) for grain in (None, "month", "year")),
    *((grain, ("service",)) for grain in (None, "week")),
]
EVERY_BREAKDOWN = [("quarter", (name,)) for name in sorted({name for i in SUMMED for name in i.breakdowns})]
CROSSED = [("month", ("channel", "language")), ("day", ("channel", "service")), (None, ("location", "service"))]


@pytest.mark.parametrize(("grain", "by"), EVERY_GRAIN + EVERY_BREAKDOWN + CROSSED, ids=str)
def test_published_tables_and_the_lake_say_the_same(grain, by, home):
    indicators = [i for i in SUMMED if set(by) <= set(i.breakdowns)]
    # Also at grains that `answer` refuses: the sums must agree all the same.
    scope = Scope(by=by, grain=grain)
    keys = ["indicator", "period", *by]
    found = [values(indicators, scope, tables).sort(keys) for tables in (home.published, home.lake)]
    assert found[0].equals(found[1])
    assert found[0].select("indicator").n_unique() == len(indicators), "every one of them has data"


def everything(tables):
    """Every number there is of any quarter, by its first breakdown."""
    found = []
    for indicator in declared().values():
        if not indicator.restricted:
            question = Question(indicator=indicator.name, grain="quarter", by=indicator.breakdowns[:1])
            asked_for = answer(question, tables)
            renamed = asked_for.rename(dict.fromkeys(question.by, "code"))
            found.append(renamed.with_columns(indicator=pl.lit(indicator.name)))
    return pl.concat(found, how="diagonal")


def test_the_order_of_rows_changes_nothing(home, shuffled_home):
    assert everything(home.lake).equals(everything(shuffled_home.lake))


def test_twice_the_rows_are_twice_the_counts_and_the_same_values(home, doubled_home):
    for indicator in SUMMED:
        question = Question(indicator=indicator.name, grain="quarter", by=indicator.breakdowns[:1])
        once, twice = asked(question, home.lake), asked(question, doubled_home.lake)
        counts = indicator.kind is Kind.COUNT
        assert twice == {
            at: (2 * above, None if counts else 2 * below, 2 * value if counts else value, 2 * n)
            for at, (above, below, value, n) in once.items()
        }, question


class TestNoData:
    @each
    def test_a_period_without_rows_is_no_data_and_neither_zero_nor_perfect(self, indicator, home):
        quiet = {"day": "2023-08-15", "week": "2023-W32", "month": "2023-08", "quarter": "FY2019-20-Q1"}
        for period in (quiet[GRAINS[finest(indicator)]], "FY2019-20"):
            (found,) = answer(Question(indicator=indicator.name, period=period), home.published).rows(named=True)
            assert found["value"] is None
            assert found["absence"] == "no_data"
            assert found["period"] == period
            assert not found["n"]
            question = Question(indicator=indicator.name, grain=parse(period).grain, period=period)
            assert rows(question, home.published).collect().is_empty()
            assert answer(question, home.published).is_empty()

    def test_a_group_that_nobody_belongs_to_is_no_data(self, home):
        tables = home.published
        slice_ = {"channel": ["kiosk"], "service": ["s1"], "location": ["l4"], "language": ["fr"]}
        (found,) = answer(Question(indicator="guarantees_kept", where=slice_, period="2024-02-29"), tables).rows()
        assert found == ("2024-02-29", None, None, None, 0, "no_data")

    def test_weights_of_zero_leave_nothing_to_divide_by(self, drawn_home):
        tables = drawn_home(
            survey_answer="""
                answer_id | answered_on | channel | overall | weight_millionths
                ----------+-------------+---------+---------+------------------
                a         | 2024-05-02  | online  | 5       | 0
                b         | 2024-05-02  | online  | 1       | 0
            """
        ).published
        for name in ("overall_satisfaction", "cmt_index"):
            (found,) = answer(Question(indicator=name), tables).rows(named=True)
            assert (found["value"], found["n"], found["absence"]) == (None, 0, "no_data")
            assert rows(Question(indicator=name), tables).collect().is_empty()

    def test_one_row_is_a_number(self, drawn_home):
        tables = drawn_home(
            survey_answer="""
                answer_id | answered_on | channel | overall | weight_millionths
                ----------+-------------+---------+---------+------------------
                a         | 2024-05-02  | online  | 4       | 2 500 000
            """
        ).published
        found = answer(Question(indicator="cmt_index", grain="month", by=["channel"]), tables)
        assert found.rows() == [("2024-05", "online", 75 * 2_500_000, 2_500_000, 75.0, 1, None)]

    def test_complaints_without_interactions_are_counted_but_are_no_rate(self, drawn_home):
        tables = drawn_home(complaint=COMPLAINT, transaction=CALL).published
        found = answer(Question(indicator="complaints_per_10000", grain="month"), tables)
        assert found.rows() == [("2024-04", 1, 0, None, 0, "no_data"), ("2024-05", 0, 1, 0.0, 1, None)]


COMPLAINT = """
    complaint_id | received_on | channel | category
    -------------+-------------+---------+---------
    a            | 2024-04-30  | online  | wait
"""
CALL = """
    transaction_id | started_on | completed_on | kind        | channel   | service_id | status    | wait_s
    ---------------+------------+--------------+-------------+-----------+------------+-----------+-------
    a              | 2024-05-02 | 2024-05-02   | information | telephone | s1         | completed | 30
"""
QUEUE = """
    month      | channel   | queue | handled | wait_s | answered_in_time | offered
    -----------+-----------+-------+---------+--------+------------------+--------
    2024-05-01 | telephone | q     | 9       | 900    | 6                | 12
"""
SCHEDULE = """
    on_date    | channel | scheduled_minutes
    -----------+---------+------------------
    2024-05-01 | online  | 600
    2024-06-01 | online  | 600
"""
OUTAGE = """
    outage_id | on_date    | channel | down_minutes | planned
    ----------+------------+---------+--------------+--------
    a         | 2024-06-01 | online  | 60           | no
"""


class TestRecordsThatAreMissing:
    """A record that no source supplies is absent: what needs it has no data, whatever else is there."""

    @pytest.mark.parametrize("supplied", [{"complaint": COMPLAINT}, {"transaction": CALL}], ids=list)
    def test_without_one_of_two_records_there_is_no_data(self, supplied, drawn_home):
        tables = drawn_home(**supplied).published
        for grain in (None, "month"):
            found = answer(Question(indicator="complaints_per_10000", grain=grain), tables)
            assert found.select("numerator", "denominator", "value").null_count().row(0) == (found.height,) * 3
            assert set(found["absence"]) <= {"no_data"}
        with pytest.raises(UserError, match="No source supplies"):
            rows(Question(indicator="complaints_per_10000"), tables)

    def test_outages_that_nobody_reports_do_not_make_a_channel_perfect(self, drawn_home):
        tables = drawn_home(schedule=SCHEDULE).published
        (found,) = answer(Question(indicator="channel_availability"), tables).rows(named=True)
        assert (found["value"], found["absence"]) == (None, "no_data")
        with pytest.raises(UserError, match="No source supplies"):
            rows(Question(indicator="channel_availability"), tables)

    def test_no_outage_in_a_month_is_a_perfect_month(self, drawn_home):
        tables = drawn_home(schedule=SCHEDULE, outage=OUTAGE).published
        found = answer(Question(indicator="channel_availability", grain="month"), tables)
        assert found["value"].to_list() == [1.0, (600 - 60) / 600]

    @pytest.mark.parametrize(
        ("supplied", "wait"),
        [
            ({"transaction": CALL}, 30 / 1),
            ({"contact_summary": QUEUE}, 900 / 9),
            ({"transaction": CALL, "contact_summary": QUEUE}, (30 + 900) / (1 + 9)),
        ],
        ids=str,
    )
    def test_either_of_two_records_that_measure_the_same_is_enough(self, supplied, wait, drawn_home):
        home = drawn_home(**supplied)
        question = Question(indicator="average_speed_of_answer", period="2024-05")
        for tables in (home.published, home.lake):
            (found,) = answer(question, tables).rows(named=True)
            assert found["value"] == wait
            behind = rows(question, tables).collect()
            assert behind["numerator"].sum() / behind["denominator"].sum() == wait
            assert sorted(behind["record"].unique()) == sorted(supplied)


def test_what_is_due_on_the_last_known_day_counts_and_what_is_due_the_day_after_does_not_yet(drawn_home):
    home = drawn_home(
        date(2024, 5, 31),
        transaction="""
            transaction_id | started_on | due_on     | kind        | channel | service_id | status      | guaranteed
            ---------------+------------+------------+-------------+---------+------------+-------------+-----------
            a              | 2024-05-02 | 2024-05-31 | transaction | online  | s1         | in_progress | yes
            b              | 2024-05-02 | 2024-06-01 | transaction | online  | s1         | in_progress | yes
        """,
    )
    for tables in (home.published, home.lake):
        found = answer(Question(indicator="guarantees_kept", grain="month"), tables)
        assert found.select("period", "numerator", "denominator").rows() == [("2024-05", 0, 1)]
        assert rows(Question(indicator="guarantees_kept"), tables).collect()["key"].to_list() == ["a"]


class TestQuestionsThatCannotBeAnswered:
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (
                {"indicator": "overal_satisfaction"},
                "no indicator 'overal_satisfaction': did you mean overall_satisfact",
            ),
            ({"period": "2024-13"}, "'2024-13' is not a period"),
            ({"period": "2024/11"}, "did you mean .*2024-04"),
            ({"grain": "fortnight"}, "no grain 'fortnight': use day, week, month, quarter or year"),
            ({"by": ["chanel"]}, "no breakdown 'chanel': did you mean channel"),
            ({"by": ["unit"]}, "no breakdown by unit; it has channel"),
            ({"where": {"chanel": ["online"]}}, "no breakdown 'chanel': did you mean channel"),
            ({"where": {"channel": ["onlin"]}}, "no channel 'onlin': did you mean online"),
            ({"where": {"customer_type": ["busines"]}}, "no customer type 'busines': did you mean business"),
            ({"where": {"service": ["s9"]}}, "no service 's9': did you mean s"),
        ],
    )
    def test_the_nearest_valid_words_are_named(self, wrong, said, home):
        question = Question(**{"indicator": "overall_satisfaction", **wrong})
        for ask in (answer, rows):
            with pytest.raises(UserError, match=said):
                ask(question, home.published)

    @pytest.mark.parametrize(
        "indicator", [i for i in SUMMED if finest(i) or i.kind is Kind.COUNT], ids=lambda i: i.name
    )
    def test_nothing_finer_than_what_is_recorded_is_answered(self, indicator, home):
        for grain, period in zip(
            GRAINS, ("2024-05-01", "2024-W20", "2024-05", "FY2024-25-Q1", "FY2024-25"), strict=True
        ):
            for question in ({"grain": grain}, {"period": period}):
                if GRAINS.index(grain) >= finest(indicator):
                    answer(Question(indicator=indicator.name, **question), home.published)
                    continue
                with pytest.raises(UserError, match=f"recorded by the (month|quarter).*not for a {grain}"):
                    answer(Question(indicator=indicator.name, **question), home.published)

    def test_a_breakdown_asked_for_twice_counts_once(self, home):
        twice = answer(Question(indicator="transaction_volume", by=["channel", "channel"]), home.published)
        assert twice.equals(answer(Question(indicator="transaction_volume", by=["channel"]), home.published))
