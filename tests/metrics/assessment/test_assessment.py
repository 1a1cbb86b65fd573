"""One row of the scorecard: the latest whole period of an indicator, against its target and against its own history."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from data.errors import UserError
from data.state import TARGET
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from data.words import Absence, Better, Status
from metrics.assessment.assessment import SHOWN, Assessment, assess, without_late
from metrics.assessment.evidence import Evidence
from metrics.assessment.target import attainment
from metrics.calendar.periods import add_months, containing, parse
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind, Sampling
from metrics.engine.answer import Question, answer

NO_TARGETS = pl.DataFrame(schema=TARGET)
EVERY = list(declared().values())
MARCH = parse("2025-03")
PERIODS = [
    "2025-03", "2024-12-30", "2024-W48", "FY2024-25-Q3", "FY2023-24", "FY2024-25-to-2024-11", "2024-11-01..2024-11-20",
]  # fmt: skip


def target(name, wanted, near, year="FY2024-25", **scope):
    row = {
        "indicator": name,
        "fiscal_year": year,
        "target": wanted,
        "near": near,
        "path": "step",
        "source": "assumption",
    }
    return pl.DataFrame([row | scope], schema=TARGET)


def judged(name, period, tables, where=None, targets=NO_TARGETS):
    (found,) = assess([declared()[name]], parse(period), where or {}, tables, targets)
    return found


def months_from(first, count):
    return [add_months(first, n) for n in range(count)]


def availability(down, first=date(2023, 4, 1), channel="online", skip=()):
    """The rows that make `channel_availability` 1 − down ÷ 1,000 in each month."""
    months = [(month, minutes) for month, minutes in zip(months_from(first, len(down)), down, strict=True)]
    return {
        "schedule": [
            {"on_date": month, "channel": channel, "scheduled_minutes": 1_000}
            for month, _ in months
            if month not in skip
        ],
        "outage": [
            {"outage_id": f"{channel}{month}", "on_date": month, "channel": channel, "down_minutes": minutes}
            | {"planned": False}
            for month, minutes in months
            if month not in skip
        ],
    }


def up(drawn_home, down, **others):
    """A home with that many months of availability, and the code of the last."""
    last = containing(months_from(date(2023, 4, 1), len(down))[-1], "month")
    return drawn_home(last.end, **availability(down), **others).published, last.code


QUIET = [50, 52, 49, 51, 50, 48, 51, 50, 49, 52, 50, 51, 49, 50]
"""Minutes down in fourteen months in which nothing happens."""


class TestTheWholeScorecard:
    @pytest.mark.parametrize("period", PERIODS)
    @pytest.mark.parametrize(
        "where", [{}, {"channel": ["telephone"]}, {"line": ["plates"], "channel": ["online", "kiosk"]}], ids=str
    )
    def test_every_value_is_the_answer_to_its_own_question(self, period, where, home):
        for found in assess(EVERY, parse(period), where, home.published, NO_TARGETS):
            question = Question(indicator=found.indicator.name, period=period, where=where)
            try:
                (asked,) = answer(question, home.published).rows(named=True)
            except UserError:
                asked = {"value": None, "absence": Absence.NOT_APPLICABLE}
            assert found.value == asked["value"], found.indicator.name
            assert found.absence == asked["absence"], found.indicator.name
            if found.value is not None:
                assert (found.numerator, found.denominator, found.n) == (
                    asked["numerator"],
                    asked["denominator"],
                    asked["n"],
                )

    @pytest.mark.parametrize("where", [{}, {"channel": ["online"]}, {"line": ["plates"]}, {"unit": ["u1"]}], ids=str)
    def test_an_indicator_is_judged_alike_alone_and_among_all(self, where, home):
        together = assess(EVERY, MARCH, where, home.published, NO_TARGETS)
        for found in together:
            (alone,) = assess([found.indicator], MARCH, where, home.published, NO_TARGETS)
            for field in ("period", "value", "n", "absence", "late", "low", "high", "variation", "assurance", "since"):
                assert getattr(alone, field) == getattr(found, field), (found.indicator.name, field)
            assert alone.points.equals(found.points), found.indicator.name

    def test_they_come_in_the_order_asked_for(self, home):
        found = assess(reversed(EVERY), MARCH, {}, home.published, NO_TARGETS)
        assert [row.indicator for row in found] == EVERY[::-1]

    @pytest.mark.parametrize("period", ["2022-09", "2023-08", "FY2019-20", "FY2024-25-Q3", "2025-12", "2024-02-29"])
    def test_any_period_is_judged_without_a_crash(self, period, home):
        end = parse(period).end
        for found in assess(EVERY, parse(period), {}, home.published, NO_TARGETS):
            assert (found.value is None) == (found.absence is not None), found.indicator.name
            assert found.period == parse(period)
            assert found.judged_period is None or found.judged_period.end <= end
            assert found.points.height <= SHOWN

    def test_an_empty_home_has_no_data_of_anything(self, drawn_home):
        tables = drawn_home(line=[{"line_id": "plates", "name_en": "Plates"}]).published
        found = assess(EVERY, MARCH, {}, tables, NO_TARGETS)
        assert {row.absence for row in found} == {Absence.NO_DATA}
        assert {row.variation for row in found} == {"common_cause"}
        assert {row.status for row in found} == {Status.NO_TARGET}

    def test_nothing_is_judged_of_nothing(self, home):
        assert assess([], MARCH, {}, home.published, NO_TARGETS) == []


class TestFilters:
    def test_a_filter_that_does_not_fit_is_not_applicable(self, home):
        for found in assess(EVERY, MARCH, {"unit": ["u1"]}, home.published, NO_TARGETS):
            fits = "unit" in found.indicator.breakdowns
            assert (found.absence is Absence.NOT_APPLICABLE) == (not fits), found.indicator.name
            if not fits:
                assert (found.value, found.points.height, found.status) == (None, 0, Status.NO_TARGET)

    def test_a_gap_does_not_fit_what_it_compares(self, home):
        found = judged("french_equivalence_gap", "2025-03", home.published, {"language": ["fr"]})
        assert found.absence is Absence.NOT_APPLICABLE

    def test_crossed_groups_of_staff_are_not_applicable_and_the_rest_is_judged(self, home):
        where = {"unit": ["u1"], "branch": ["b1"]}
        by_name = {row.indicator.name: row for row in assess(EVERY, MARCH, where, home.published, NO_TARGETS)}
        assert by_name["engagement_index"].absence is Absence.NOT_APPLICABLE
        assert by_name["voluntary_turnover"].absence is not Absence.NOT_APPLICABLE

    def test_a_filter_is_the_answer_to_the_filtered_question(self, home):
        where = {"channel": ["online", "kiosk"], "line": ["plates"]}
        found = judged("overall_satisfaction", "2025-03", home.published, where)
        asked = answer(Question(indicator="overall_satisfaction", period="2025-03", where=where), home.published)
        assert found.value == asked["value"].item()


class TestItsOwnFrequency:
    ANSWERS = """
        wave_id | respondent | answered_on | weight_millionths | trust
        --------+------------+-------------+-------------------+------
        spring  | a          | 2024-03-10  | 1 000 000         | 5
        spring  | b          | 2024-03-20  | 3 000 000         | 1
        autumn  | a          | 2024-10-10  | 1 000 000         | 4
    """

    @pytest.mark.parametrize(
        ("asked", "wave", "value"),
        [
            ("FY2024-25-Q3", "2024-10", 1.0),
            ("FY2024-25-to-2024-10", "2024-10", 1.0),
            ("2024-10", "2024-10", 1.0),
            ("2024-03", "2024-03", 1 / 4),
            ("FY2023-24", "2024-03", 1 / 4),
        ],
    )
    def test_a_wave_is_the_last_one_within_the_period(self, asked, wave, value, drawn_home):
        found = judged("trust", asked, drawn_home(date(2024, 12, 31), brand_answer=self.ANSWERS).published)
        assert (found.period.code, found.value, found.absence) == (asked, value, None)
        assert found.days.code == found.judged_period.code == wave

    @pytest.mark.parametrize(("asked", "last"), [("2024-12", "2024-10"), ("2024-09", "2024-03"), ("2024-02", None)])
    def test_a_period_without_a_wave_has_no_value_and_names_the_last(self, asked, last, drawn_home):
        found = judged("trust", asked, drawn_home(date(2024, 12, 31), brand_answer=self.ANSWERS).published)
        assert (found.period.code, found.value, found.absence) == (asked, None, Absence.NO_DATA)
        assert (found.last_wave and found.last_wave.code) == last

    @pytest.mark.parametrize(
        ("asked", "judged_on"),
        [
            ("2024-12", "FY2024-25-Q3"),
            ("2024-11", "FY2024-25-Q2"),
            ("FY2023-24", "FY2023-24-Q4"),
            ("2024-04-01", "FY2023-24-Q4"),
        ],
    )
    def test_a_quarterly_one_is_judged_on_the_last_quarter_that_had_ended(self, asked, judged_on, home):
        found = judged("right_first_time", asked, home.published)
        assert (found.period.code, found.judged_period.code) == (asked, judged_on)

    @pytest.mark.parametrize(
        ("asked", "judged_on"),
        [("2024-12", "2024-12"), ("FY2024-25-Q2", "2024-09"), ("2024-12-30", "2024-11"), ("2024-W48", "2024-11")],
    )
    def test_a_monthly_one_is_judged_on_the_last_month_that_had_ended(self, asked, judged_on, home):
        found = judged("overall_satisfaction", asked, home.published)
        assert (found.period.code, found.judged_period.code) == (asked, judged_on)

    def test_an_open_month_has_a_value_so_far_and_is_never_judged(self, drawn_home):
        tables = drawn_home(date(2024, 5, 15), **availability([*QUIET[:13], 500])).published
        found = judged("channel_availability", "2024-05", tables, targets=target("channel_availability", 0.9, 0.8))
        assert (found.open, found.value, found.status) == (True, 1 - 500 / 1000, Status.MISSED)
        assert (found.judged_period, found.variation, found.assurance, found.evidence) == (
            None,
            "common_cause",
            None,
            None,
        )
        assert found.days.code == "2024-05-01..2024-05-15"
        assert found.points["period"].max() == date(2024, 4, 1)
        whole = judged("channel_availability", "2024-04", tables)
        assert (whole.open, whole.value) == (False, 1 - QUIET[12] / 1000)

    def test_what_is_recorded_by_the_quarter_is_not_applicable_to_a_month(self, home):
        found = judged("partner_measures_met", "2024-11", home.published)
        assert (found.value, found.absence, found.recorded) == (None, Absence.NOT_APPLICABLE, "quarter")
        assert judged("partner_measures_met", "FY2024-25-Q3", home.published).recorded is None


class TestWhatAVerdictRestsOn:
    def test_periods_are_counted_by_the_target_of_their_year(self, drawn_home):
        """Twelve months at 95 %, then two: FY2023-24 asked for 94 %, FY2024-25 for 96 %."""
        tables, last = up(drawn_home, [50] * 14)
        targets = pl.concat(
            [target("channel_availability", 0.94, 0.9, "FY2023-24"), target("channel_availability", 0.96, 0.9)]
        )
        found = judged("channel_availability", last, tables, targets=targets)
        assert found.evidence == Evidence(met=12, of=12 + 2, missed_in_a_row=2)
        assert found.points["target"].to_list() == [0.94] * 12 + [0.96] * 2

    def test_a_year_of_misses_is_no_chance(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        for wanted, never in ((0.96, True), (0.9505, False)):
            found = judged("channel_availability", last, tables, targets=target_of_both_years(wanted))
            assert found.evidence.never is never, wanted

    def test_it_ends_with_the_period_that_is_judged(self, drawn_home):
        tables, _ = up(drawn_home, [*[50] * 13, 100])
        targets = target("channel_availability", 0.95, 0.9)
        assert judged("channel_availability", "2024-05", tables, targets=targets).evidence == Evidence(1, 2, 1)
        assert judged("channel_availability", "2024-04", tables, targets=targets).evidence == Evidence(1, 1, 0)

    def test_without_a_target_there_is_none(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        assert judged("channel_availability", last, tables).evidence is None


def target_of_both_years(wanted):
    years = ("FY2023-24", "FY2024-25")
    return pl.concat([target("channel_availability", wanted, wanted - 0.05, year) for year in years])


def complaints_home(drawn_home, complaints, interactions):
    """May 2024 with so many complaints and completed transactions, all of one channel."""
    month = {"channel": "online"}
    return drawn_home(
        date(2024, 5, 31),
        complaint=[{"complaint_id": f"c{n}", "received_on": date(2024, 5, 2), **month} for n in range(complaints)],
        transaction=[
            {"transaction_id": f"t{n}", "kind": "transaction", "status": "completed", "started_on": date(2024, 5, 2)}
            | {"completed_on": date(2024, 5, 2), "due_at": "2024-05-30T12:00:00", "service_id": "s1", **month}
            for n in range(interactions)
        ],
        service=[{"service_id": "s1", "name_en": "S"}],
    ).published


class TestTooFewToJudge:
    @pytest.mark.parametrize(("complaints", "judgeable"), [(4, False), (5, True)])
    def test_a_rate_of_fewer_than_five_events(self, complaints, judgeable, drawn_home):
        tables = complaints_home(drawn_home, complaints, 20)
        found = judged("complaints_per_10000", "2024-05", tables, targets=target("complaints_per_10000", 1.0, 2.0))
        assert found.value == complaints / 20 * 10_000
        assert found.status is (Status.MISSED if judgeable else Status.TOO_FEW)

    @pytest.mark.parametrize(("transactions", "status"), [(4, Status.TOO_FEW), (5, Status.MET)])
    def test_a_share_of_fewer_than_five_records(self, transactions, status, drawn_home):
        tables = complaints_home(drawn_home, 1, transactions)
        targets = target("service_standards_met", 0.9, 0.8)
        assert judged("service_standards_met", "2024-05", tables, targets=targets).status is status

    @pytest.mark.parametrize(("wanted", "status"), [(4000.0, Status.TOO_FEW), (1.0, Status.MISSED)])
    def test_a_slice_whose_interval_holds_the_target(self, wanted, status, drawn_home):
        """Ten complaints of twenty: from 2,400 to 9,200 in 10,000 are possible."""
        tables = complaints_home(drawn_home, 10, 20)
        targets = target("complaints_per_10000", wanted, wanted)
        online = judged("complaints_per_10000", "2024-05", tables, {"channel": ["online"]}, targets)
        assert online.status is status
        whole = judged("complaints_per_10000", "2024-05", tables, targets=targets)
        assert whole.status is Status.MISSED, "all of it is no slice"
        week = judged("complaints_per_10000", "2024-W18", tables, targets=targets)
        assert week.status is status, "a week is one"

    def test_minutes_are_no_events(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        assert judged("channel_availability", last, tables, targets=target("channel_availability", 0.9, 0.8)).n == 1

    def test_without_a_target_nothing_is_judged(self, drawn_home):
        assert judged("service_standards_met", "2024-05", complaints_home(drawn_home, 1, 1)).status is Status.NO_TARGET


class TestWhereItApplies:
    @pytest.mark.parametrize(
        ("name", "channels", "fits"),
        [
            ("calls_within_standard", ["telephone"], True),
            ("calls_within_standard", ["online"], False),
            ("calls_within_standard", ["online", "telephone"], True),
            ("counter_within_20_minutes", ["telephone"], False),
            ("digital_take_up", ["telephone"], False),
            ("digital_take_up", ["online"], False),
            ("service_standards_met", ["online"], True),
        ],
    )
    def test_a_channel_it_says_nothing_about_is_not_applicable(self, name, channels, fits, home):
        found = judged(name, "2025-03", home.published, {"channel": channels})
        assert (found.absence is Absence.NOT_APPLICABLE) is not fits
        assert fits or (found.value, found.points.height) == (None, 0)


class TestLimitsThatAreDrawn:
    def test_they_end_where_no_value_can_lie(self, drawn_home):
        """A mean of 99.5 % and a mean range of 1 %: the limits would be 99.5 ± 2.66."""
        tables, last = up(drawn_home, [0, 10] * 10)
        points = judged("channel_availability", last, tables).points
        assert points["upper"].to_list() == [1.0] * 20
        assert points["lower"].to_list() == pytest.approx([0.995 - 2.66 * 0.01] * 20)


class TestARecordThatIsLate:
    def test_it_says_so_where_the_period_is_not_covered(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        manifest = tables.manifest.model_dump()
        manifest["sources"]["drawn"]["outage"] |= {"problem": "the file is empty", "data_to": date(2024, 4, 30)}
        late = Snapshot(tables.home, Manifest.model_validate(manifest), catalogue=tables.catalogue)
        found = judged("channel_availability", last, late)
        assert (found.late, found.value, found.absence) == (True, None, Absence.NO_DATA)
        assert found.missing is Absence.LATE, "which tells a reader more than no data"
        asked = answer(Question(indicator="channel_availability", period=last), late)
        row = without_late(asked, late.catalogue["channel_availability"], late).row(0, named=True)
        assert (row["value"], row["numerator"], row["absence"]) == (None, None, "late"), (
            "the command says what pages do"
        )
        covered = judged("channel_availability", "2024-04", late)
        assert (covered.late, covered.value, covered.missing) == (False, 1 - QUIET[12] / 1000, None)

    def test_a_record_that_was_read_is_not_late_however_old_its_rows(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        assert not judged("channel_availability", last, tables).late


class TestTargets:
    @pytest.mark.parametrize(
        ("wanted", "near", "status"),
        [
            (0.950, 0.90, Status.MET),
            (0.949, 0.90, Status.MET),
            (0.951, 0.950, Status.NEAR),
            (0.951, 0.949, Status.NEAR),
            (0.970, 0.951, Status.MISSED),
        ],
    )
    def test_the_value_unrounded_decides(self, wanted, near, status, drawn_home):
        tables, last = up(drawn_home, QUIET)
        found = judged("channel_availability", last, tables, targets=target("channel_availability", wanted, near))
        assert found.value == 1 - 50 / 1000
        assert (found.status, found.target, found.near) == (status, wanted, near)
        assert found.gap == pytest.approx(0.95 - wanted)
        assert found.attainment == attainment(found.value, wanted, found.indicator) == pytest.approx(0.95 / wanted)
        assert found.sure, "a complete count is what it is"

    def test_a_target_of_another_year_is_none(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        targets = target("channel_availability", 0.9, 0.8, year="FY2023-24")
        assert judged("channel_availability", last, tables, targets=targets).status is Status.NO_TARGET
        assert judged("channel_availability", "2024-03", tables, targets=targets).status is Status.MET

    def test_the_target_of_a_channel_holds_for_that_channel(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        targets = target("channel_availability", 0.99, 0.98, channel="online")
        assert judged("channel_availability", last, tables, targets=targets).status is Status.NO_TARGET
        online = judged("channel_availability", last, tables, {"channel": ["online"]}, targets)
        assert online.status is Status.MISSED

    def test_what_is_absent_has_a_target_and_no_status(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        found = judged(
            "channel_availability", last, tables, {"channel": ["kiosk"]}, target("channel_availability", 0.9, 0.8)
        )
        assert (found.value, found.absence, found.status) == (None, Absence.NO_DATA, Status.NO_TARGET)
        assert (found.gap, found.attainment) == (None, None)

    def test_lower_is_better_for_some(self, home):
        found = judged("complaints_per_10000", "2025-03", home.published)
        assert found.indicator.better is Better.LOWER
        for wanted, status in (
            (found.value, Status.MET),
            (found.value - 1, Status.NEAR),
            (found.value - 3, Status.MISSED),
        ):
            targets = target("complaints_per_10000", wanted, wanted + 2)
            assert judged("complaints_per_10000", "2025-03", home.published, targets=targets).status is status


class TestIntervals:
    def test_only_samples_and_rare_events_have_one(self, home):
        seen = set()
        for found in assess(EVERY, MARCH, {}, home.published, NO_TARGETS):
            has_one = found.value is not None and found.indicator.sampling is not Sampling.COMPLETE
            assert (found.low is not None) == (found.high is not None) == has_one, found.indicator.name
            if has_one:
                seen.add(found.indicator.sampling)
                assert found.low <= found.value <= found.high, found.indicator.name
        assert seen == {Sampling.SHARE, Sampling.MEAN, Sampling.RARE}

    def test_a_target_within_it_cannot_be_told_from_the_value(self, home):
        found = judged("overall_satisfaction", "2025-03", home.published)
        inside = target("overall_satisfaction", (found.low + found.high) / 2, 0.01)
        outside = target("overall_satisfaction", found.high + 1, 0.01)
        assert not judged("overall_satisfaction", "2025-03", home.published, targets=inside).sure
        assert judged("overall_satisfaction", "2025-03", home.published, targets=outside).sure

    def test_more_of_the_same_answers_make_it_narrower(self, home, doubled_home):
        for name in ("overall_satisfaction", "cmt_index", "complaints_per_10000"):
            once, twice = (judged(name, "2025-03", which.lake) for which in (home, doubled_home))
            assert once.value == twice.value
            assert twice.high - twice.low < once.high - once.low

    def test_all_equal_answers_are_not_certain(self, drawn_home):
        answers = [
            {"answer_id": f"{n}", "answered_on": date(2024, 5, 2), "channel": "online", "overall": 5}
            | {"weight_millionths": 1_000_000}
            for n in range(10)
        ]
        found = judged(
            "overall_satisfaction", "2024-05", drawn_home(date(2024, 5, 31), survey_answer=answers).published
        )
        assert found.high == found.value == 1.0
        assert 0.5 < found.low < 0.9

    def test_a_wave_in_which_everybody_answered_is_certain(self, drawn_home):
        answers = [
            {"wave_id": "w", "respondent": f"{n}", "closed_on": date(2024, 5, 2), "unit_id": "u", "job": n % 5 + 1}
            for n in range(20)
        ]
        wave = {"wave_id": "w", "unit_id": "u", "closed_on": date(2024, 5, 2)}

        def engagement(invited, where=None):
            rows = {"staff_answer": answers, "staff_wave": [wave | {"invited": invited}]}
            rows["unit"] = [{"unit_id": "u", "name_en": "Unit"}]
            return judged("engagement_index", "2024-05", drawn_home(date(2024, 5, 31), **rows).published, where)

        everybody, half, few = engagement(20), engagement(40), engagement(2_000)
        assert everybody.value == half.value == 50.0
        assert everybody.low == pytest.approx(50.0) == everybody.high
        assert few.low < half.low < 50.0 < half.high < few.high
        group = engagement(20, {"unit": ["u"]})
        assert group.low < few.low, "how many of a group were asked is not taken for how many of all were"


class TestMovements:
    def test_a_quiet_history_has_no_signal(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        found = judged("channel_availability", last, tables)
        assert (found.variation, found.rising, found.since) == ("common_cause", None, None)
        assert found.points.height == len(QUIET)
        assert not found.trial

    def test_an_outage_far_outside_is_a_concern_from_its_month_on(self, drawn_home):
        tables, last = up(drawn_home, [*QUIET, 100])
        found = judged("channel_availability", last, tables)
        assert (found.variation, found.rising, found.since) == ("special_cause_concern", False, parse(last))
        assert judged("channel_availability", "2024-05", tables).variation == "common_cause", (
            "the month before was quiet"
        )

    def test_a_step_lasts_since_its_first_month(self, drawn_home):
        tables, last = up(drawn_home, [*QUIET, *[41, 42, 40, 41, 43, 40, 42, 41]])
        found = judged("channel_availability", last, tables)
        assert (found.variation, found.rising) == ("special_cause_improvement", True), "fewer minutes down, more up"
        types = found.points.filter(pl.col("point_type") == found.variation)["period"]
        assert found.since.start == types.min() == date(2024, 6, 1)

    def test_limits_come_from_all_history_and_the_last_points_are_shown(self, drawn_home):
        tables, last = up(drawn_home, [50, 52] * 20)
        found = judged("channel_availability", last, tables)
        assert found.points.height == SHOWN
        mean = sum(1 - down / 1000 for down in [50, 52] * 20) / 40
        assert found.points["mean"].to_list() == [pytest.approx(mean)] * SHOWN
        assert found.points["upper"][0] == pytest.approx(mean + 2.66 * 2 / 1000)

    def test_a_signal_is_told_of_the_period_shown_only(self, drawn_home):
        """The channel that was down is gone: its last signal is not this month's."""
        gone = availability([*QUIET, 100], channel="kiosk")
        here = availability([*QUIET, 50, 50])
        tables = drawn_home(date(2024, 7, 31), **{name: gone[name] + here[name] for name in gone}).published
        found = judged("channel_availability", "2024-07", tables, {"channel": ["kiosk"]})
        assert (found.value, found.absence, found.variation, found.since) == (
            None,
            Absence.NO_DATA,
            "common_cause",
            None,
        )

    def test_rolling_values_are_judged_on_their_single_months(self, home):
        found = judged("voluntary_turnover", "2025-03", home.published)
        single = {}
        for row in home.records["staff_month"]:
            single.setdefault(row["month"], [0, 0])[1] += row["headcount"]
        for row in home.records["staff_event"]:
            if row["kind"] == "voluntary_exit":
                single[row["on_date"].replace(day=1)][0] += 1
        wanted = {month: exits / heads * 12 for month, (exits, heads) in single.items()}
        shown = dict(found.points.select("period", "value").rows())
        assert shown == {month: pytest.approx(wanted[month]) for month in sorted(wanted)[-SHOWN:]}
        assert found.value not in shown.values()

    def test_assurance_is_the_target_against_the_limits(self, drawn_home):
        tables, last = up(drawn_home, QUIET)
        for wanted, assurance in ((0.90, "consistent_pass"), (0.95, "inconsistent"), (0.99, "consistent_fail")):
            targets = target("channel_availability", wanted, wanted - 0.01)
            assert judged("channel_availability", last, tables, targets=targets).assurance == assurance
        assert judged("channel_availability", last, tables).assurance is None


class TestRebasing:
    DOWN = (*QUIET, *[20, 22, 19, 21, 20, 18, 21, 20, 19, 22, 20, 21, 19, 20])

    def rebased(self, drawn_home, where=None, **event):
        events = [
            {"event_id": "e", "kind": "launch", "starts_on": date(2024, 6, 1), "text_en": "A new system", **event}
        ]
        lines = [{"line_id": "plates", "name_en": "Plates"}]
        tables, last = up(drawn_home, self.DOWN, event=events, line=lines)
        return judged("channel_availability", last, tables, where)

    def means(self, found):
        return found.points["mean"].n_unique()

    def test_limits_begin_anew_at_a_declared_event(self, drawn_home):
        found = self.rebased(drawn_home, rebase=True)
        after = [1 - down / 1000 for down in self.DOWN[14:]]
        assert self.means(found) == 2
        assert found.points["mean"][-1] == pytest.approx(sum(after) / len(after))
        assert found.variation == "common_cause"

    @pytest.mark.parametrize("event", [{"rebase": False}, {"rebase": None}, {}], ids=str)
    def test_other_events_change_nothing(self, event, drawn_home):
        assert self.means(self.rebased(drawn_home, **event)) == 1

    def test_an_event_within_a_month_counts_from_the_next(self, drawn_home):
        found = self.rebased(drawn_home, rebase=True, starts_on=date(2024, 6, 2))
        begins = next(
            later
            for (_, before), (later, mean) in pairwise(found.points.select("period", "mean").rows())
            if mean != before
        )
        assert begins == date(2024, 7, 1)

    def test_an_event_of_a_channel_counts_for_that_channel_only(self, drawn_home):
        assert self.means(self.rebased(drawn_home, rebase=True, channel="online")) == 1
        assert self.means(self.rebased(drawn_home, {"channel": ["online"]}, rebase=True, channel="online")) == 2
        assert self.means(self.rebased(drawn_home, {"channel": ["online"]}, rebase=True, channel="kiosk")) == 1

    def test_an_event_of_a_line_counts_for_that_line_only(self, drawn_home):
        assert self.means(self.rebased(drawn_home, rebase=True, line_id="plates")) == 1


class TestSeriesThatTellLittle:
    """Each is a word, never a crash, 0 or 100 %."""

    def test_one_point_has_no_limits(self, drawn_home):
        tables, last = up(drawn_home, [50])
        found = judged(
            "channel_availability", last, tables, targets=target("channel_availability", 0.9, 0.8, "FY2023-24")
        )
        assert found.value == 0.95
        assert (found.variation, found.since, found.trial) == ("common_cause", None, True)
        assert found.points.select("lower", "upper").rows() == [(None, None)]
        assert (found.status, found.assurance) == (Status.MET, None)

    def test_two_points_are_on_trial(self, drawn_home):
        tables, last = up(drawn_home, [50, 60])
        found = judged("channel_availability", last, tables)
        assert (found.variation, found.trial) == ("common_cause", True)

    def test_all_equal_values_vary_by_nothing(self, drawn_home):
        tables, last = up(drawn_home, [50] * 14)
        found = judged("channel_availability", last, tables, targets=target("channel_availability", 0.95, 0.9))
        assert (found.variation, found.status, found.value) == ("common_cause", Status.MET, 0.95)

    def test_a_missing_month_is_passed_over(self, drawn_home):
        rows = availability(QUIET, skip=[date(2023, 8, 1), date(2024, 4, 1)])
        tables = drawn_home(date(2024, 5, 31), **rows).published
        found = judged("channel_availability", "2024-05", tables)
        assert found.value == 1 - QUIET[-1] / 1000
        assert found.points.height == len(QUIET) - 2
        assert judged("channel_availability", "2024-04", tables).absence is Absence.NO_DATA

    def test_a_month_with_nothing_to_divide_by_is_no_point(self, drawn_home):
        rows = availability(QUIET)
        rows["schedule"][-1]["scheduled_minutes"] = 0
        tables = drawn_home(date(2024, 5, 31), **rows).published
        found = judged("channel_availability", "2024-05", tables)
        assert (found.value, found.absence, found.status) == (None, Absence.NO_DATA, Status.NO_TARGET)
        assert found.variation == "common_cause"

    def test_weights_of_zero_are_no_data(self, drawn_home):
        answers = [
            {
                "answer_id": f"{month}",
                "answered_on": month,
                "channel": "online",
                "overall": 5,
                "weight_millionths": weight,
            }
            for month, weight in ((date(2024, 4, 1), 1), (date(2024, 5, 1), 0))
        ]
        tables = drawn_home(date(2024, 5, 31), survey_answer=answers).published
        found = judged("overall_satisfaction", "2024-05", tables)
        assert (found.value, found.low, found.absence) == (None, None, Absence.NO_DATA)

    def test_a_suppressed_wave_says_so(self, drawn_home):
        answers = [
            {
                "wave_id": "w",
                "respondent": f"{n}",
                "closed_on": date(2024, 5, 2),
                "unit_id": "u",
                "job": 5,
                "recommend": 9,
            }
            for n in range(9)
        ]
        wave = [{"wave_id": "w", "unit_id": "u", "closed_on": date(2024, 5, 2), "invited": 9}]
        tables = drawn_home(date(2024, 5, 31), staff_answer=answers, staff_wave=wave).published
        for indicator in EVERY:
            if indicator.restricted:
                found = judged(indicator.name, "2024-05", tables)
                assert (found.value, found.n, found.numerator, found.absence) == (None, None, None, Absence.SUPPRESSED)
                assert found.points["value"].drop_nulls().is_empty()

    def test_every_kind_of_indicator_bears_a_single_row_of_each_record(self, home, drawn_home):
        one = {name: rows[-1:] for name, rows in home.records.items()}
        stored = {name: [_as_supplied(row) for row in rows] for name, rows in one.items()}
        tables = drawn_home(**stored).published
        for found in assess(EVERY, MARCH, {}, tables, NO_TARGETS):
            assert found.variation == "common_cause", found.indicator.name
            assert found.indicator.kind is not Kind.GROWTH or found.value is None


def _as_supplied(row):
    """A stored row without what the lake adds."""
    return {name: value for name, value in row.items() if name != "start_month"}


def test_the_margin_is_the_larger_side_of_the_interval_and_a_complete_count_has_none():
    sampled = Assessment(indicator=declared()["trust"], period=parse("2024-11"), value=0.7, low=0.62, high=0.76)
    complete = Assessment(indicator=declared()["digital_take_up"], period=parse("2024-11"), value=0.7)

    assert sampled.margin == max(0.7 - 0.62, 0.76 - 0.7)
    assert complete.margin is None
