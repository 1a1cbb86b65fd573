"""Moments of a row: from whatever a source writes to UTC, with the hours of a clock change."""

from datetime import date

import pytest

from tests.support.checked_rows import check_drawn, good, rules, utc


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-07-01 10:00", utc(2024, 7, 1, 14)),
        ("2024-07-01 10:00:30", utc(2024, 7, 1, 14, 0, 30)),
        ("2024-07-01T10:00:30", utc(2024, 7, 1, 14, 0, 30)),
        ("2024-07-01 10:00:30.5", utc(2024, 7, 1, 14, 0, 30, 500_000)),
        ("2024-07-01T10:00:30.123456", utc(2024, 7, 1, 14, 0, 30, 123_456)),
        ("2024-07-01 10:00:30.123", utc(2024, 7, 1, 14, 0, 30, 123_000)),
        ("2024-01-01 10:00:00", utc(2024, 1, 1, 15)),
        ("2024-07-01T10:00:00Z", utc(2024, 7, 1, 10)),
        ("2024-07-01 10:00:00+00", utc(2024, 7, 1, 10)),
        ("2024-07-01 10:00:00 +00:00", utc(2024, 7, 1, 10)),
        ("2024-07-01T10:00-0500", utc(2024, 7, 1, 15)),
        ("2024-07-01 10:00:00.25+05:30", utc(2024, 7, 1, 4, 30, 0, 250_000)),
    ],
)
@pytest.mark.parametrize("others", ["", "\n b | 2024-05-01 10:00:00", "\n b | 2024-05-01T10:00:00.000000Z"])
def test_moments_are_read_however_they_and_their_neighbours_are_written(written, moment, others):
    checked = check_drawn(f"transaction_id | started_at {others} \n a | {written}")
    assert checked.good.filter(transaction_id="a")["started_at"].item() == moment


@pytest.mark.parametrize(
    "written",
    ["2024-07-01Z", "2024-07-01 05", "2024-02-30", "01/07/2024 10:00", "2024-13-01 10:00:00", "10:00", "soon"],
)
def test_what_is_no_moment_is_rejected(written):
    assert rules(check_drawn(f"transaction_id | started_at\n a | {written}")) == {"a": "started_at|type"}


def test_local_dates_are_those_of_the_source_s_zone():
    checked = check_drawn("""
        transaction_id | started_at           | due_at
        a              | 2024-07-01 23:30:00  | 2024-07-02T03:30:00Z
        b              | 2024-07-02T03:59:00Z |
    """)
    assert good(checked, "started_on") == [date(2024, 7, 1)] * 2
    assert good(checked, "due_on") == [date(2024, 7, 1), None]


def test_local_dates_follow_where_all_rows_carry_an_offset():
    checked = check_drawn("transaction_id | started_at\n a | 2024-07-02 03:59:00+00\n b | 2024-07-02 04:00:00+00")
    assert good(checked, "started_on") == [date(2024, 7, 1), date(2024, 7, 2)]


def test_half_hours_are_those_of_the_source_s_clock_and_none_where_only_the_day_is_known():
    checked = check_drawn("""
        transaction_id | started_at
        a              | 2024-07-01 09:30:00
        b              | 2024-07-01 09:59:59
        c              | 2024-07-02T03:29:00Z
        d              | 2024-07-01
        e              | 2024-07-01 00:00:00
    """)
    assert good(checked, "started_half_hour") == ["09:30", "09:30", "23:00", None, "00:00"]


def test_days_of_23_and_25_hours_have_half_hours_of_their_own():
    """The skipped 2:15 is 3:15; of the repeated 1:45 the first is meant, and with an offset both are 1:45."""
    checked = check_drawn("""
        transaction_id | started_at
        a              | 2024-03-10 02:15:00
        b              | 2024-03-10 03:15:00
        c              | 2024-11-03 01:45:00
        d              | 2024-11-03T06:45:00Z
        e              | 2024-11-03T05:45:00Z
    """)
    assert good(checked, "started_half_hour") == ["03:00", "03:00", "01:30", "01:30", "01:30"]
    assert good(checked, "started_on") == [date(2024, 3, 10)] * 2 + [date(2024, 11, 3)] * 3


def test_a_repeated_local_hour_is_its_first_occurrence():
    checked = check_drawn("transaction_id | started_at\n a | 2024-11-03 01:30:00\n b | 2024-11-03 02:30:00")
    assert good(checked, "started_at") == [
        utc(2024, 11, 3, 5, 30),
        utc(2024, 11, 3, 7, 30),
    ]
    assert (checked.repeated_hours, checked.skipped_hours) == (1, 0)


def test_an_hour_that_does_not_exist_is_one_hour_later():
    checked = check_drawn("transaction_id | started_at\n a | 2024-03-10 02:30:00\n b | 2024-03-10 03:30:00")
    assert good(checked, "started_at") == [utc(2024, 3, 10, 7, 30)] * 2
    assert (checked.repeated_hours, checked.skipped_hours) == (0, 1)


def test_a_moment_with_an_offset_is_neither_repeated_nor_skipped():
    checked = check_drawn("transaction_id | started_at\n a | 2024-11-03 01:30:00-05:00\n b | 2024-03-10 02:30:00Z")
    assert good(checked, "started_at") == [
        utc(2024, 11, 3, 6, 30),
        utc(2024, 3, 10, 2, 30),
    ]
    assert (checked.repeated_hours, checked.skipped_hours) == (0, 0)


def test_a_clock_change_within_a_row_rejects_nothing():
    checked = check_drawn("""
        transaction_id | started_at          | completed_at        | status
        ---------------+---------------------+---------------------+----------
        autumn         | 2024-11-03 01:50:00 | 2024-11-03 01:10:00 | completed
        spring         | 2024-03-10 02:50:00 | 2024-03-10 03:10:00 | completed
    """)
    assert good(checked, "started_at") == [
        utc(2024, 11, 3, 5, 50),
        utc(2024, 3, 10, 7, 50),
    ]
    assert good(checked, "completed_at") == [
        utc(2024, 11, 3, 6, 10),
        utc(2024, 3, 10, 8, 10),
    ]
    assert (checked.repeated_hours, checked.skipped_hours) == (2, 1)


def test_a_day_where_a_moment_is_expected_is_its_beginning_and_of_a_deadline_its_end():
    checked = check_drawn("""
        transaction_id | started_at | completed_at        | due_at     | status
        ---------------+------------+---------------------+------------+----------
        in time        | 2024-11-05 | 2024-11-07          | 2024-11-07 | completed
        in time too    | 2024-11-05 | 2024-11-07 23:59:59 | 2024-11-07 | completed
        late           | 2024-11-05 | 2024-11-08          | 2024-11-07 | completed
    """)
    assert good(checked, "started_at") == [utc(2024, 11, 5, 5)] * 3
    assert good(checked, "due_at") == [utc(2024, 11, 8, 4, 59, 59, 999_999)] * 3
    assert good(checked, "due_on") == [date(2024, 11, 7)] * 3
    assert checked.good.filter(checked.good["completed_at"] > checked.good["due_at"])["transaction_id"].to_list() == [
        "late"
    ]
    assert checked.days == 3 + 2 + 3


def test_deadlines_of_a_complaint_given_as_days_end_with_them():
    checked = check_drawn(
        """
        complaint_id | received_at | acknowledge_due_at | answer_due_at
        a            | 2024-07-01  | 2024-07-03         | 2024-07-22
        """,
        "complaint",
        like={"channel": "online", "category": "wait", "service_id": "renew"},
    )
    row = checked.good.to_dicts()[0]
    assert row["received_at"] == utc(2024, 7, 1, 4)
    assert row["acknowledge_due_at"] == utc(2024, 7, 4, 3, 59, 59, 999_999)
    assert row["answer_due_at"] == utc(2024, 7, 23, 3, 59, 59, 999_999)


def test_a_day_is_not_before_the_moment_on_it_at_which_the_row_began():
    checked = check_drawn("""
        transaction_id | started_at          | completed_at | status
        same day       | 2024-11-05 15:00:00 | 2024-11-05   | completed
        day before     | 2024-11-05 15:00:00 | 2024-11-04   | completed
    """)
    assert good(checked, "completed_at") == [utc(2024, 11, 5, 20)]
    assert rules(checked) == {"day before": "completed_not_before_started"}


@pytest.mark.parametrize(
    "written",
    ["0001-01-01 00:00:00", "1900-01-01", "1970-01-01T00:00:00Z", "1899-12-31 12:28:48", "9999-12-31 23:59:59"],
)
@pytest.mark.parametrize("column", ["started_at", "due_at"])
def test_a_date_that_stands_for_none_is_no_period_of_its_own(column, written):
    assert rules(check_drawn(f"transaction_id | {column}\n a | {written}")) == {"a": f"{column}|far"}
