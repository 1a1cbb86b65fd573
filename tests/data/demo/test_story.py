"""Each episode is there to be seen; all dates are of a window that begins in April 2021."""

from datetime import date

import pytest


@pytest.fixture(scope="session")
def per_day(ask):
    """A function: rows of a condition per day between two dates, both included."""

    def count(condition: str, start: str, end: str) -> float:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        sql = f"SELECT COUNT(*) FROM interaction WHERE {condition} AND substr(opened_at, 1, 10) BETWEEN ? AND ?"
        return ask(sql, start, end)[0][0] / days

    return count


COUNTERS = "channel = 'in_person' AND kind = 'transaction'"
RENEWALS = f"{COUNTERS} AND service_code IN (SELECT service_code FROM offering WHERE line_code IN ('dv', 'partner'))"


def test_counters_nearly_stop_in_the_shock_and_online_grows(per_day):
    before = per_day(COUNTERS, "2021-04-01", "2021-06-30")

    assert per_day(COUNTERS, "2022-03-20", "2022-05-10") / before == pytest.approx(0.27, abs=0.08)
    assert per_day(COUNTERS, "2022-05-15", "2022-06-30") / before == pytest.approx(0.5, abs=0.12)
    assert per_day(COUNTERS, "2022-10-01", "2022-11-30") / before > 0.7


def test_waits_are_at_least_three_times_as_long_in_the_shock(ask):
    sql = "SELECT AVG(wait_s) FROM interaction WHERE channel = 'in_person' AND substr(opened_at, 1, 7) IN (?, ?)"

    assert ask(sql, "2022-05", "2022-06")[0][0] / ask(sql, "2021-05", "2021-06")[0][0] > 3


def test_deferred_renewals_crowd_the_weeks_before_the_deadline(per_day):
    rush = per_day(RENEWALS, "2023-02-08", "2023-02-28")

    assert rush / per_day(RENEWALS, "2022-10-01", "2022-11-30") > 1.3
    assert rush / per_day(RENEWALS, "2023-03-01", "2023-04-05") > 1.6


def test_the_business_registry_moves_business_online_and_stumbles_at_first(ask):
    share = (
        "SELECT AVG(channel = 'online') FROM interaction WHERE kind = 'transaction' AND outcome = 'completed'"
        " AND service_code = 'company-search' AND opened_at BETWEEN ? AND ?"
    )
    completed = (
        "SELECT AVG(outcome = 'completed') FROM interaction WHERE kind = 'transaction' AND channel = 'online'"
        " AND service_code IN (SELECT service_code FROM offering WHERE line_code = 'business')"
        " AND opened_at BETWEEN ? AND ?"
    )

    assert ask(share, "2022-12", "2023-12")[0][0] - ask(share, "2021-04", "2022-03")[0][0] > 0.1
    assert ask(completed, "2022-10-19", "2022-11-25")[0][0] < ask(completed, "2023-01", "2023-04")[0][0] - 0.08


def test_the_plate_fee_ends(ask):
    sql = "SELECT MAX(fee_cents) FROM interaction WHERE service_code = 'plate-renewal' AND opened_at {} '2023-03-13'"

    assert ask(sql.format("<"))[0][0] > 0
    assert ask(sql.format(">="))[0][0] == 0


def test_kiosks_are_off_for_three_weeks_and_come_back_smaller(per_day):
    kiosks = "channel = 'kiosk'"

    assert per_day(kiosks, "2023-06-06", "2023-06-26") == 0
    after = per_day(kiosks, "2023-07-01", "2023-12-31")
    assert 0 < after < 0.8 * per_day(kiosks, "2023-03-15", "2023-06-05")


def test_certificates_are_late_in_the_backlog_and_calls_wait(ask):
    late = (
        "SELECT AVG(f.ended_at > a.promised_by) FROM application a JOIN fulfilment f USING (interaction_no)"
        " JOIN offering o USING (service_code) WHERE o.line_code = 'vital' AND a.opened_at BETWEEN ? AND ?"
    )
    wait = (
        "SELECT AVG(wait_s) FROM interaction JOIN offering o USING (service_code)"
        " WHERE channel = 'telephone' AND o.line_code = 'vital' AND opened_at BETWEEN ? AND ?"
    )

    assert ask(late, "2023-10", "2024-02")[0][0] > ask(late, "2021-04", "2023-07")[0][0] + 0.15
    assert ask(wait, "2023-11", "2024-03")[0][0] > 4 * ask(wait, "2024-08", "2025-08")[0][0]
    assert ask("SELECT COUNT(*) FROM claim WHERE claimed_at BETWEEN '2023-08' AND '2024-07'")[0][0] > 0


def test_a_centre_moves_to_a_retailer_with_longer_hours_and_fewer_desks(ask):
    moved = ask(
        "SELECT o.hours_a_week, n.hours_a_week, o.desks, n.desks, n.since, o.closed, n.run_by_code FROM outlet o"
        " JOIN outlet n ON n.outlet_code = o.outlet_code || 'R'"
    )

    assert len(moved) == 1
    assert all(new / old == pytest.approx(1.477, abs=0.02) for old, new, *_ in moved)
    assert all(new <= old for _, _, old, new, *_ in moved)
    assert all(since == closed and by == "retail" for *_, since, closed, by in moved)
    assert ask("SELECT COUNT(*) FROM interaction WHERE outlet_code LIKE 'L%R'")[0][0] > 0
    assert ask("SELECT told_en FROM happening WHERE happening_code = 'relocations'")[0][0].startswith("A centre moves")


def test_plate_renewals_fall_when_they_become_automatic(per_day):
    plates = "service_code = 'plate-renewal' AND kind = 'transaction'"

    after = per_day(plates, "2024-04-01", "2024-08-31")
    assert after / per_day(plates, "2023-04-15", "2023-08-31") == pytest.approx(0.4, abs=0.12)


def test_the_last_years_hold_no_episode(ask):
    later = ask(
        "SELECT kind, ends = starts, new_base FROM happening WHERE starts > '2024-04-01' OR ends > '2024-04-01'"
    )

    assert {kind for kind, *_ in later} <= {"outage", "emergency"}
    assert all(one_day and not new_base for _, one_day, new_base in later)


def test_every_event_is_told_in_both_languages(ask):
    told = ask("SELECT told_en, told_fr FROM happening")

    assert len(told) > 15
    assert all(en and fr and en != fr for en, fr in told)


def test_standards_are_mostly_met_in_normal_times(ask):
    sql = (
        "SELECT AVG(closed_at <= promised_by) FROM interaction WHERE outcome = 'completed' AND promised_by IS NOT NULL"
        " AND kind = 'transaction' AND opened_at > '2024-04-01'"
    )

    # At this scale nobody queues, so that only what is delivered later can be late.
    assert 0.93 < ask(sql)[0][0] < 0.995


def test_a_transaction_costs_about_seven_dollars_at_any_scale(ask):
    cents = ask(
        "SELECT SUM(cents) FROM posting WHERE kind = 'expense' AND account <> 'start_up'"
        " AND cost_centre <> 'contact-centres' AND on_day BETWEEN '2024-04-01' AND '2025-03-31'"
    )[0][0]
    done = ask(
        "SELECT (SELECT COUNT(*) FROM interaction WHERE kind = 'transaction' AND outcome = 'completed'"
        " AND opened_at BETWEEN '2024-04-01' AND '2025-04-01')"
        " + (SELECT COUNT(*) FROM application WHERE opened_at BETWEEN '2024-04-01' AND '2025-04-01')"
    )[0][0]

    assert 6.5 < cents / 100 / done < 8.5


def test_a_contact_is_followed_by_another_within_seven_days_about_one_time_in_five(ask):
    gap = "julianday(LEAD(opened_at) OVER (PARTITION BY client_key ORDER BY opened_at)) - julianday(opened_at)"
    contacts = f"SELECT {gap} AS gap FROM interaction WHERE channel IN ('in_person', 'telephone')"

    assert 0.14 < ask(f"SELECT AVG(COALESCE(gap, 99) <= 7) FROM ({contacts})")[0][0] < 0.25
