"""What each kind of rule raises, over a home drawn by hand, and that it never says what a page denies."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.state import TARGET
from data.storage.manifest import RecordState
from data.storage.snapshot import Snapshot
from data.words import Severity
from metrics.alerts.alert import Alert, alert_key
from metrics.alerts.evaluation import evaluate
from metrics.alerts.kinds import kinds
from metrics.assessment.assessment import assess
from metrics.assessment.hot_spots import spots_of
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from tests.metrics.alerts.drawn import COUNTER, VISITS, target, town
from tests.support.guaranteed import items
from tests.support.homes import home_with, read_during

NO_TARGETS = pl.DataFrame(schema=TARGET)
MONTHS = 16
GOOD, BAD = [5] * MONTHS, [50] * MONTHS
LATE = {("north", 9): GOOD, ("north", 12): BAD, ("south", 9): GOOD, ("south", 12): GOOD}
"""Of 4 × 60 visits a month 65 wait too long: 72.9 % in time; at noon in the north 10 of 60."""
LAST = "2026-04"
VALUE = (4 * VISITS - 3 * 5 - 50) / (4 * VISITS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return town(tmp_path_factory.mktemp("town"), LATE, MONTHS)


def targets_of_all() -> pl.DataFrame:
    rows = target()
    return pl.concat([rows, rows.with_columns(fiscal_year=pl.lit("FY2026-27"))]).unique(["fiscal_year"])


def raised(snapshot: Snapshot, kind: str, *added: dict, targets=None, open_keys=()) -> list[Alert]:
    aims = targets_of_all() if targets is None else targets
    return [alert for alert in evaluate(snapshot, aims, added, open_keys).alerts if alert.kind == kind]


def rule(kind: str, **other: object) -> dict:
    given = {"id": 7, "kind": kind, "indicator": COUNTER, "scope": "{}", "limit": None, "periods": None}
    return given | other


def test_a_target_missed_three_times_in_a_row_is_raised_with_the_scorecards_numbers(made: Snapshot):
    (alert,) = raised(made, "missed")
    (verdict,) = assess([declared()[COUNTER]], parse(LAST), {}, made, targets_of_all())

    assert (alert.indicator, alert.period, alert.severity) == (COUNTER, LAST, Severity.ATTENTION)
    assert alert.facts["value"] == verdict.value == VALUE
    assert alert.facts["target"] == verdict.target == 0.85
    assert alert.facts["periods"] == verdict.evidence.missed_in_a_row == MONTHS
    assert alert.key == alert_key("missed", COUNTER, {})


@pytest.mark.parametrize(("wanted", "near", "count"), [(0.85, 0.8, 1), (0.73, 0.7, 0), (0.72, 0.7, 0)])
def test_near_or_met_raises_nothing_before_it_has_lasted_a_year(tmp_path: Path, wanted: float, near: float, count: int):
    snapshot = town(tmp_path, {place: months[:5] for place, months in LATE.items()}, 5)
    aims = target(wanted=wanted, near=near)

    assert len(raised(snapshot, "missed", targets=aims)) == count
    assert raised(snapshot, "missed", targets=NO_TARGETS) == []


@pytest.mark.parametrize(("missed", "count"), [(2, 0), (3, 1), (4, 1)])
def test_it_takes_as_many_periods_as_the_rule_says(tmp_path: Path, missed: int, count: int):
    months = [0] * (6 - missed) + [30] * missed
    snapshot = town(tmp_path, {("north", 9): months}, 6)

    assert len(raised(snapshot, "missed", targets=target())) == count
    alerts = raised(snapshot, "missed", rule("missed", periods=missed), targets=target())
    assert [alert.rule for alert in alerts].count("user:7") == 1


def test_the_place_and_the_half_hours_that_the_operations_page_names_are_raised(made: Snapshot):
    alerts = raised(made, "place")
    aims = targets_of_all()
    places = spots_of(declared()[COUNTER], parse(LAST), ("location",), {}, made, aims)
    both = spots_of(declared()[COUNTER], parse(LAST), ("location", "hour"), {}, made, aims)

    assert [dict(alert.codes) for alert in alerts if set(alert.codes) == {"location"}] == [dict(places.worst.codes)]
    assert dict(places.worst.codes) == {"location": "north"}
    assert dict(both.worst.codes) == {"location": "north", "hour": "12:00"}
    (noon,) = [alert for alert in alerts if set(alert.codes) == {"location", "hour"}]
    assert dict(noon.codes) == {"location": "north", "hour": "12:00"}
    assert (noon.facts["missed"], noon.facts["n"], noon.facts["value"]) == (50, 60, 10 / 60)
    assert noon.severity is Severity.URGENT, "50 missed where 9 are allowed"
    assert not any(alert.codes.get("location") == "south" for alert in alerts)


def test_a_spot_that_is_open_stays_so_while_it_stands_out_though_others_are_worse(tmp_path: Path):
    late = {("north", hour): [30 + hour] for hour in (9, 10, 11, 12)} | {("south", 9): [0]}
    snapshot = town(tmp_path, late, 1)
    by_hour = [dict(alert.codes) for alert in raised(snapshot, "place", targets=target()) if len(alert.codes) == 2]
    fourth = {"location": "north", "hour": "09:00"}

    assert {"location": "north", "hour": "12:00"} in by_hour
    assert fourth not in by_hour
    kept = raised(snapshot, "place", targets=target(), open_keys=[alert_key("place", COUNTER, fourth)])
    assert fourth in [dict(alert.codes) for alert in kept]


def test_a_threshold_is_passed_on_the_bad_side_only(made: Snapshot):
    value = VALUE
    (alert,) = raised(made, "threshold", rule("threshold", limit=value + 0.001))

    assert (alert.rule, alert.facts["limit"], alert.facts["value"]) == ("user:7", value + 0.001, value)
    assert raised(made, "threshold", rule("threshold", limit=value)) == []
    assert raised(made, "threshold", rule("threshold", limit=value - 0.001)) == []
    lower = rule("threshold", indicator="counter_wait_p90", limit=60.0)
    assert len(raised(made, "threshold", lower)) == 1
    assert raised(made, "threshold", lower | {"limit": 36_000.0}) == []


def test_a_rule_of_a_slice_is_judged_by_the_slice(made: Snapshot):
    of_south = rule("threshold", scope='{"location": "south"}', limit=0.8)
    assert raised(made, "threshold", of_south) == []
    (alert,) = raised(made, "threshold", of_south | {"scope": '{"location": "north"}'})
    assert dict(alert.codes) == {"location": "north"}
    assert alert.facts["value"] == 65 / 120


def test_a_concern_is_raised_while_the_chart_calls_it_one(tmp_path: Path):
    months = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 11, 10, 9, 11, 10, 45]
    snapshot = town(tmp_path, {("north", 9): months}, MONTHS)
    (alert,) = raised(snapshot, "signal")
    (verdict,) = assess([declared()[COUNTER]], parse(LAST), {}, snapshot, targets_of_all())

    assert verdict.variation == "special_cause_concern"
    assert (alert.facts["rising"], alert.facts["since"]) == (verdict.rising, verdict.since.code) == (False, LAST)
    assert alert.severity is Severity.URGENT, "and the target is missed"
    assert raised(snapshot, "signal", targets=NO_TARGETS)[0].severity is Severity.ATTENTION
    better = town(tmp_path / "better", {("north", 9): [*months[:-1], 0]}, MONTHS)
    assert raised(better, "signal") == []


def test_a_record_that_could_not_be_read_is_told_by_its_source(made: Snapshot):
    assert raised(made, "late") == []
    states = {"transaction": RecordState(data_to=made.manifest.data_to, problem="gone"), "location": RecordState()}
    late = Snapshot(made.home, made.manifest.model_copy(update={"sources": {"desk": states}}), catalogue=made.catalogue)

    (alert,) = raised(late, "late")
    assert (alert.subject, alert.severity, alert.facts["records"]) == ("desk", Severity.ATTENTION, ["transaction"])
    whole = {"desk": {"transaction": states["transaction"]}}
    late = Snapshot(made.home, made.manifest.model_copy(update={"sources": whole}), catalogue=made.catalogue)
    assert raised(late, "late")[0].severity is Severity.URGENT


def test_a_guarantee_is_raised_while_breaches_are_to_be_expected_or_an_open_item_is_late(tmp_path: Path):
    done, late, still = (items(drawn).collect() for drawn in (DONE, BREACHED, OVERDUE))
    promised = [
        frame.with_columns(guaranteed=pl.lit(True), kind=pl.lit("transaction")) for frame in (done, late, still)
    ]

    def raised_of(name: str, *frames: pl.DataFrame) -> list[Alert]:
        rows = pl.concat(frames).with_columns(transaction_id=pl.int_range(pl.len()).cast(pl.String))
        return raised(home_with(tmp_path / name, data_to=date(2024, 6, 7), transaction=rows), "guarantee")

    assert raised_of("kept", promised[0]) == []
    # Twenty a week of which each fourth is breached: more than one in four weeks, and none that is late now.
    (expected,) = raised_of("breached", *promised[:2])
    assert (expected.severity, expected.codes) == (Severity.ATTENTION, {"service": "birth", "channel": "online"})
    assert expected.facts["breaches"] >= 1
    (overdue,) = raised_of("overdue", promised[0], promised[2])
    assert (overdue.severity, overdue.facts["late"], overdue.period) == (Severity.URGENT, 2, "2024-06-07")


DONE = """
    service_id | channel | started_on | due_on     | completed_on | in time | items
    -----------+---------+------------+------------+--------------+---------+------
    birth      | online  | 2024-05-27 | 2024-05-29 | 2024-05-28   | true    | 15
"""
BREACHED = DONE.replace("2024-05-28   | true    | 15", "2024-05-31   | false   | 5")
OVERDUE = DONE.replace("2024-05-28   | true    | 15", "             |         | 2")


def test_without_a_value_nothing_is_raised_and_nothing_ends(made: Snapshot):
    judgement = evaluate(made, targets_of_all(), [rule("threshold", indicator="trust", limit=0.5)])

    assert alert_key("user:7", "trust", {}) in judgement.unjudged
    assert not any(alert.indicator == "trust" for alert in judgement.alerts)


def test_on_the_last_day_of_a_month_the_month_before_is_judged_still(made: Snapshot):
    end = parse(LAST).end
    during, after = read_during(end, made), read_during(end + timedelta(days=1), made)
    before = {alert.key: alert.period for alert in evaluate(during, targets_of_all()).alerts}

    assert set(before.values()) == {parse(LAST).shift(-1).code}
    assert {alert.period for alert in evaluate(after, targets_of_all()).alerts} == {LAST}
    assert alert_key("missed", COUNTER, {}) in before


def test_the_worst_come_first_and_each_key_once(made: Snapshot):
    alerts = evaluate(made, targets_of_all()).alerts
    gravity = [list(Severity).index(alert.severity) for alert in alerts]

    assert gravity == sorted(gravity)
    assert len({alert.key for alert in alerts}) == len(alerts)


def test_every_kind_of_an_indicator_can_be_declared_and_is_worded():
    from dashboard.text.wording import alerts as words

    assert set(kinds()) == set(words.KINDS)
    assert set(kinds()) <= set(words.SENTENCES)
    known = {rule.kind for indicator in declared().values() for rule in indicator.alerts or ()}
    assert known <= set(kinds())
