import json
from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.errors import UserError
from data.records import RECORDS
from data.records.stored import stored_schema
from pipelines.ingest.check import CheckResult, check
from tests.support.drawn_tables import rows

TORONTO = "America/Toronto"
PLAIN = {
    "kind": "transaction",
    "channel": "online",
    "service_id": "renew",
    "status": "in_progress",
    "started_at": "2024-05-01 10:00:00",
}


def judged(table: str, record: str = "transaction", *, like: dict | None = None, **kwargs) -> CheckResult:
    """The drawn rows, with plain values where nothing is drawn."""
    drawn = rows(table)
    like = PLAIN if like is None and record == "transaction" else like or {}
    filled = drawn.with_columns(pl.lit(value).alias(name) for name, value in like.items() if name not in drawn)
    checked = check(record, filled.lazy(), **{"time_zone": TORONTO, "references": {}, **kwargs})
    assert checked.good.height + checked.rejected.height + checked.superseded == drawn.height
    assert checked.good.schema == stored_schema(RECORDS[record])
    return checked


def rules(checked: CheckResult) -> dict[str | None, str]:
    """Key → broken rules, of the rejected rows."""
    return dict(checked.rejected.select("key", "rule").rows())


def keys(checked: CheckResult) -> list[str]:
    return sorted(checked.good["transaction_id"])


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def good(checked: CheckResult, column: str) -> list:
    """The column's values in the good rows, by key."""
    return checked.good.sort(checked.good.columns[0])[column].to_list()


# Rules


def test_a_wait_below_zero_is_rejected():
    assert rules(judged("transaction_id | wait_s\n a | 5\n b | -5")) == {"b": "wait_s|min"}


def test_completed_before_started_is_rejected():
    checked = judged("""
        transaction_id | started_at          | completed_at        | status
        ---------------+---------------------+---------------------+----------
        a              | 2024-05-01 10:00:00 | 2024-05-01 10:00:00 | completed
        b              | 2024-05-01 10:00:00 | 2024-05-01 09:59:59 | completed
    """)
    assert rules(checked) == {"b": "completed_not_before_started"}


def test_a_word_outside_its_closed_list_is_rejected():
    assert rules(judged("transaction_id | channel\n a | kiosk\n b | fax")) == {"b": "channel|type"}


def test_a_rating_of_7_is_rejected():
    like = {"answered_at": "2024-05-01 10:00:00", "channel": "kiosk", "weight_millionths": "1000000"}
    checked = judged("answer_id | overall\n a | 5\n b | 7\n c | 0\n d |", "survey_answer", like=like)
    assert rules(checked) == {"b": "overall|max", "c": "overall|min"}


def test_a_null_key_is_rejected_and_has_no_key():
    checked = judged('transaction_id | wait_s\n a | 1\n | 2\n "" | 3\n "  " | 4')
    assert checked.rejected.select("key", "rule").rows() == [(None, "transaction_id|nullability")] * 3
    assert keys(checked) == ["a"]


def test_a_required_value_that_is_null_is_rejected():
    assert rules(judged("transaction_id | service_id\n a |\n b | renew")) == {"a": "service_id|nullability"}


def test_all_broken_rules_of_a_row_are_named():
    assert rules(judged("transaction_id | wait_s | fee_cents\n a | -1 | -1")) == {"a": "wait_s|min, fee_cents|min"}


def test_a_transaction_has_one_claim_at_most():
    like = {"claimed_at": "2024-05-01 10:00:00", "channel": "online", "service_id": "renew"}
    checked = judged("claim_id | transaction_id\n a | t1\n b | t1\n c | t2", "guarantee_claim", like=like)
    assert rules(checked) == dict.fromkeys("ab", "transaction_id|unique")


def test_a_rejected_row_keeps_its_values_as_they_were_read():
    checked = judged("transaction_id | wait_s | language\n a | abc |", watermark="seen_at")
    [(record, key, rule, values)] = checked.rejected.rows()
    assert (record, key, rule) == ("transaction", "a", "wait_s|type")
    assert json.loads(values) == dict.fromkeys(RECORDS["transaction"].columns()) | PLAIN | {
        "transaction_id": "a",
        "wait_s": "abc",
    }


def test_the_key_of_a_rejected_row_joins_its_parts():
    checked = judged(
        "month | channel | queue | handled | wait_s\n 2024-05-01 | telephone | health | -1 | 0", "contact_summary"
    )
    assert rules(checked) == {"2024-05-01|health": "handled|min"}


def test_what_can_not_be_read_is_the_only_rule_named():
    """Its null would break other rules, which would mislead."""
    checked = judged("transaction_id | status | completed_at | started_at\n a | completed | soon | yesterday")
    assert rules(checked) == {"a": "started_at|type, completed_at|type"}


# References


def test_an_unknown_service_or_location_is_rejected():
    known = {
        "service": pl.LazyFrame({"service_id": ["renew"], "name_en": ["Renewal"]}),
        "location": pl.LazyFrame({"location_id": ["L1"]}),
    }
    checked = judged(
        """
        transaction_id | service_id | location_id
        a              | renew      | L1
        b              | renew      |
        c              | nothing    | L1
        d              | nothing    | nowhere
        """,
        references=known,
    )
    assert rules(checked) == {"c": "service_id|unknown", "d": "service_id|unknown, location_id|unknown"}


def test_a_reference_table_that_is_not_there_is_not_checked_against():
    assert keys(judged("transaction_id | service_id\n a | anything")) == ["a"]


def test_in_an_empty_reference_table_everything_is_unknown():
    none = {"service": pl.LazyFrame(schema={"service_id": pl.String})}
    assert rules(judged("transaction_id\n a", references=none)) == {"a": "service_id|unknown"}


# Copies


def test_of_identical_copies_one_is_kept():
    checked = judged("transaction_id | wait_s\n a | 1\n a | 1\n b | 2\n a | 1.0")
    assert (keys(checked), checked.superseded) == (["a", "b"], 2)


def test_conflicting_copies_are_all_rejected():
    checked = judged("transaction_id | wait_s\n a | 1\n a | 1\n b | 2\n a | 3\n a |")
    assert checked.rejected.select("key", "rule").rows() == [("a", "key|conflicting")] * 4
    assert (keys(checked), checked.superseded) == (["b"], 0)


def test_a_copy_that_can_not_be_read_conflicts_too():
    checked = judged("transaction_id | wait_s\n a | 1\n a | abc")
    assert checked.rejected["rule"].to_list() == ["key|conflicting", "wait_s|type, key|conflicting"]


def test_copies_that_can_not_be_read_are_told_apart_by_what_was_written():
    same = judged("transaction_id | wait_s\n a | abc\n a | abc")
    assert (rules(same), same.superseded) == ({"a": "wait_s|type"}, 1)
    other = judged("transaction_id | wait_s\n a | abc\n a | xyz")
    assert other.rejected["rule"].to_list() == ["wait_s|type, key|conflicting"] * 2


def test_copies_differing_in_the_watermark_only_are_identical():
    checked = judged("transaction_id | seen_at\n a | 1\n a | 2", watermark="seen_at")
    assert (keys(checked), checked.superseded) == (["a"], 1)


def test_rows_without_a_key_are_no_copies_of_each_other():
    checked = judged("transaction_id | wait_s\n | 1\n | 1\n a | 1")
    assert (checked.superseded, checked.rejected.height) == (0, 2)


def test_copies_of_a_key_of_two_columns_agree_in_both():
    table = """
        month      | channel   | queue  | handled | wait_s
        2024-05-01 | telephone | health | 1       | 60
        2024-06-01 | telephone | health | 1       | 60
        2024-06-01 | telephone | health | 1       | 60
        2024-05-01 | telephone | energy | 1       | 60
        2024-05-01 | telephone | energy | 2       | 60
    """
    checked = judged(table, "contact_summary")
    assert checked.rejected["key"].to_list() == ["2024-05-01|energy"] * 2
    assert (checked.good.height, checked.superseded) == (2, 1)


# Types


def test_whole_numbers_may_end_in_point_zero():
    checked = judged('transaction_id | wait_s\n a | 12\n b | 12.0\n c | " 12. "\n d | +12\n e | 12.5\n f | 1e3\n g | x')
    assert good(checked, "wait_s") == [12, 12, 12, 12]
    assert rules(checked) == {"e": "wait_s|type", "f": "wait_s|type", "g": "wait_s|type"}


def test_a_number_too_great_to_store_is_rejected():
    assert rules(judged(f"transaction_id | fee_cents\n a | {2**63}")) == {"a": "fee_cents|type"}


def test_yes_and_no_are_read_in_all_their_spellings():
    spelled = ["true", "T", "1", "Yes", " true ", "false", "f", "0", "NO", ""]
    table = "transaction_id | guaranteed\n" + "\n".join(f'{n} | "{word}"' for n, word in enumerate(spelled))
    assert good(judged(table), "guaranteed") == [True] * 5 + [False] * 4 + [None]
    assert rules(judged("transaction_id | guaranteed\n a | maybe")) == {"a": "guaranteed|type"}


def test_dates_are_iso_and_may_be_midnights():
    like = {"kind": "holiday", "text_en": "Family Day"}
    table = """
        event_id | starts_on
        a        | 2024-02-19
        b        | 2024-02-19 00:00:00
        c        | 2024-02-19T00:00:00.000000
        d        | 2024-02-30
        e        | 19/02/2024
        f        | 2024-02-19 10:00:00
    """
    checked = judged(table, "event", like=like)
    assert good(checked, "starts_on") == [date(2024, 2, 19)] * 3
    assert rules(checked) == dict.fromkeys("def", "starts_on|type")


def test_codes_and_names_are_trimmed_and_an_empty_text_is_null():
    checked = judged('transaction_id | service_id | location_id | channel\n " a " | " renew" | "  " | " kiosk "')
    assert checked.good.select("transaction_id", "service_id", "location_id", "channel").rows() == [
        ("a", "renew", None, "kiosk")
    ]


def test_typed_columns_are_read_like_texts():
    typed = pl.LazyFrame(
        {
            "transaction_id": [1],
            "kind": ["transaction"],
            "channel": ["kiosk"],
            "service_id": ["renew"],
            "status": ["completed"],
            "started_at": [datetime.fromisoformat("2024-07-01 10:00")],
            "completed_at": [utc(2024, 7, 1, 15)],
            "wait_s": [60.0],
            "guaranteed": [True],
        }
    )
    checked = check("transaction", typed, time_zone=TORONTO, references={})
    assert checked.good.select("transaction_id", "started_at", "completed_at", "wait_s", "guaranteed").rows() == [
        ("1", utc(2024, 7, 1, 14), utc(2024, 7, 1, 15), 60, True)
    ]


# Moments


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
    checked = judged(f"transaction_id | started_at {others} \n a | {written}")
    assert checked.good.filter(transaction_id="a")["started_at"].item() == moment


@pytest.mark.parametrize("written", ["2024-07-01", "01/07/2024 10:00", "2024-13-01 10:00:00", "10:00", "soon"])
def test_what_is_no_moment_is_rejected(written):
    assert rules(judged(f"transaction_id | started_at\n a | {written}")) == {"a": "started_at|type"}


def test_local_dates_are_those_of_the_source_s_zone():
    checked = judged("""
        transaction_id | started_at           | due_at
        a              | 2024-07-01 23:30:00  | 2024-07-02T03:30:00Z
        b              | 2024-07-02T03:59:00Z |
    """)
    assert good(checked, "started_on") == [date(2024, 7, 1)] * 2
    assert good(checked, "due_on") == [date(2024, 7, 1), None]


def test_local_dates_follow_where_all_rows_carry_an_offset():
    checked = judged("transaction_id | started_at\n a | 2024-07-02 03:59:00+00\n b | 2024-07-02 04:00:00+00")
    assert good(checked, "started_on") == [date(2024, 7, 1), date(2024, 7, 2)]


def test_a_repeated_local_hour_is_its_first_occurrence():
    checked = judged("transaction_id | started_at\n a | 2024-11-03 01:30:00\n b | 2024-11-03 02:30:00")
    assert good(checked, "started_at") == [
        utc(2024, 11, 3, 5, 30),
        utc(2024, 11, 3, 7, 30),
    ]
    assert (checked.repeated_hours, checked.skipped_hours) == (1, 0)


def test_an_hour_that_does_not_exist_is_one_hour_later():
    checked = judged("transaction_id | started_at\n a | 2024-03-10 02:30:00\n b | 2024-03-10 03:30:00")
    assert good(checked, "started_at") == [utc(2024, 3, 10, 7, 30)] * 2
    assert (checked.repeated_hours, checked.skipped_hours) == (0, 1)


def test_a_moment_with_an_offset_is_neither_repeated_nor_skipped():
    checked = judged("transaction_id | started_at\n a | 2024-11-03 01:30:00-05:00\n b | 2024-03-10 02:30:00Z")
    assert good(checked, "started_at") == [
        utc(2024, 11, 3, 6, 30),
        utc(2024, 3, 10, 2, 30),
    ]
    assert (checked.repeated_hours, checked.skipped_hours) == (0, 0)


def test_a_clock_change_within_a_row_rejects_nothing():
    checked = judged("""
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


# Columns


def test_a_column_that_the_record_does_not_have_names_the_nearest():
    said = r"^The SELECT gives a column `wait_sec` that the record .* wait_s"
    with pytest.raises(UserError, match=said):
        judged("transaction_id | wait_sec\n a | 1")


def test_a_missing_required_column_is_named():
    given = rows("transaction_id | kind | channel | started_at\n a | transaction | online |").lazy()
    said = r"^The SELECT lacks `service_id`, `status`, which the record requires; add it\.$"
    with pytest.raises(UserError, match=said):
        check("transaction", given, time_zone=TORONTO, references={})


def test_missing_optional_columns_are_null():
    assert good(judged("transaction_id\n a"), "wait_s") == [None]


def test_a_watermark_that_the_record_has_is_kept():
    checked = judged("transaction_id | started_at\n a | 2024-05-01 10:00", watermark="started_at")
    assert checked.good["started_at"].null_count() == 0


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_takes_no_rows(record):
    empty = pl.LazyFrame(schema=dict.fromkeys(RECORDS[record].columns(), pl.String))
    checked = check(record, empty, time_zone=TORONTO, references={})
    assert checked.good.schema == stored_schema(RECORDS[record])
    assert (checked.good.height, checked.rejected.height, checked.superseded) == (0, 0, 0)
