import json
from datetime import date, datetime

import polars as pl
import pytest

from data.errors import UserError
from data.records import RECORDS
from data.records.stored import stored_schema
from pipelines.ingest.check import check
from tests.support.checked_rows import PLAIN, TORONTO, check_drawn, good, keys, rules, utc
from tests.support.drawn_tables import rows

# Rules


def test_a_wait_below_zero_is_rejected():
    assert rules(check_drawn("transaction_id | wait_s\n a | 5\n b | -5")) == {"b": "wait_s|min"}


def test_completed_before_started_is_rejected():
    checked = check_drawn("""
        transaction_id | started_at          | completed_at        | status
        ---------------+---------------------+---------------------+----------
        a              | 2024-05-01 10:00:00 | 2024-05-01 10:00:00 | completed
        b              | 2024-05-01 10:00:00 | 2024-05-01 09:59:59 | completed
    """)
    assert rules(checked) == {"b": "completed_not_before_started"}


def test_a_word_outside_its_closed_list_is_rejected():
    assert rules(check_drawn("transaction_id | channel\n a | kiosk\n b | fax")) == {"b": "channel|type"}


def test_a_rating_of_7_is_rejected():
    like = {"answered_at": "2024-05-01 10:00:00", "channel": "kiosk", "weight_millionths": "1000000"}
    checked = check_drawn("answer_id | overall\n a | 5\n b | 7\n c | 0\n d |", "survey_answer", like=like)
    assert rules(checked) == {"b": "overall|max", "c": "overall|min"}


def test_a_null_key_is_rejected_and_has_no_key():
    checked = check_drawn('transaction_id | wait_s\n a | 1\n | 2\n "" | 3\n "  " | 4')
    assert checked.rejected.select("key", "rule").rows() == [(None, "transaction_id|nullability")] * 3
    assert keys(checked) == ["a"]


def test_a_required_value_that_is_null_is_rejected():
    assert rules(check_drawn("transaction_id | service_id\n a |\n b | renew")) == {"a": "service_id|nullability"}


def test_all_broken_rules_of_a_row_are_named():
    assert rules(check_drawn("transaction_id | wait_s | fee_cents\n a | -1 | -1")) == {"a": "wait_s|min, fee_cents|min"}


def test_a_transaction_has_one_claim_at_most():
    like = {"claimed_at": "2024-05-01 10:00:00", "channel": "online", "service_id": "renew"}
    checked = check_drawn("claim_id | transaction_id\n a | t1\n b | t1\n c | t2", "guarantee_claim", like=like)
    assert rules(checked) == dict.fromkeys("ab", "transaction_id|unique")


def test_a_rejected_row_keeps_its_values_as_they_were_read():
    checked = check_drawn("transaction_id | wait_s | language\n a | abc |", watermark="seen_at")
    [(record, key, rule, values)] = checked.rejected.rows()
    assert (record, key, rule) == ("transaction", "a", "wait_s|type")
    assert json.loads(values) == dict.fromkeys(RECORDS["transaction"].columns()) | PLAIN | {
        "transaction_id": "a",
        "wait_s": "abc",
    }


def test_the_key_of_a_rejected_row_joins_its_parts():
    checked = check_drawn(
        "month | channel | queue | handled | wait_s\n 2024-05-01 | telephone | health | -1 | 0", "contact_summary"
    )
    assert rules(checked) == {"2024-05-01|health": "handled|min"}


def test_what_can_not_be_read_is_the_only_rule_named():
    """Its null would break other rules, which would mislead."""
    checked = check_drawn("transaction_id | status | completed_at | started_at\n a | completed | soon | yesterday")
    assert rules(checked) == {"a": "started_at|type, completed_at|type"}


# References


def test_an_unknown_service_or_location_is_rejected():
    known = {
        "service": pl.LazyFrame({"service_id": ["renew"], "name_en": ["Renewal"]}),
        "location": pl.LazyFrame({"location_id": ["L1"]}),
    }
    checked = check_drawn(
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
    assert keys(check_drawn("transaction_id | service_id\n a | anything")) == ["a"]


def test_in_an_empty_reference_table_everything_is_unknown():
    none = {"service": pl.LazyFrame(schema={"service_id": pl.String})}
    assert rules(check_drawn("transaction_id\n a", references=none)) == {"a": "service_id|unknown"}


# Copies


def test_of_identical_copies_one_is_kept():
    checked = check_drawn("transaction_id | wait_s\n a | 1\n a | 1\n b | 2\n a | 1.0")
    assert (keys(checked), checked.superseded) == (["a", "b"], 2)


def test_conflicting_copies_are_all_rejected():
    checked = check_drawn("transaction_id | wait_s\n a | 1\n a | 1\n b | 2\n a | 3\n a |")
    assert checked.rejected.select("key", "rule").rows() == [("a", "key|conflicting")] * 4
    assert (keys(checked), checked.superseded) == (["b"], 0)


def test_a_copy_that_can_not_be_read_conflicts_too():
    checked = check_drawn("transaction_id | wait_s\n a | 1\n a | abc")
    assert checked.rejected["rule"].to_list() == ["key|conflicting", "wait_s|type, key|conflicting"]


def test_copies_that_can_not_be_read_are_told_apart_by_what_was_written():
    same = check_drawn("transaction_id | wait_s\n a | abc\n a | abc")
    assert (rules(same), same.superseded) == ({"a": "wait_s|type"}, 1)
    other = check_drawn("transaction_id | wait_s\n a | abc\n a | xyz")
    assert other.rejected["rule"].to_list() == ["wait_s|type, key|conflicting"] * 2


def test_copies_differing_in_the_watermark_only_are_identical():
    checked = check_drawn("transaction_id | seen_at\n a | 1\n a | 2", watermark="seen_at")
    assert (keys(checked), checked.superseded) == (["a"], 1)


def test_rows_without_a_key_are_no_copies_of_each_other():
    checked = check_drawn("transaction_id | wait_s\n | 1\n | 1\n a | 1")
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
    checked = check_drawn(table, "contact_summary")
    assert checked.rejected["key"].to_list() == ["2024-05-01|energy"] * 2
    assert (checked.good.height, checked.superseded) == (2, 1)


# Types


def test_whole_numbers_may_end_in_point_zero():
    checked = check_drawn(
        'transaction_id | wait_s\n a | 12\n b | 12.0\n c | " 12. "\n d | +12\n e | 12.5\n f | 1e3\n g | x'
    )
    assert good(checked, "wait_s") == [12, 12, 12, 12]
    assert rules(checked) == {"e": "wait_s|type", "f": "wait_s|type", "g": "wait_s|type"}


def test_a_number_too_great_to_store_is_rejected():
    assert rules(check_drawn(f"transaction_id | fee_cents\n a | {2**63}")) == {"a": "fee_cents|type"}


def test_yes_and_no_are_read_in_all_their_spellings():
    spelled = ["true", "T", "1", "Yes", " true ", "false", "f", "0", "NO", ""]
    table = "transaction_id | guaranteed\n" + "\n".join(f'{n} | "{word}"' for n, word in enumerate(spelled))
    assert good(check_drawn(table), "guaranteed") == [True] * 5 + [False] * 4 + [None]
    assert rules(check_drawn("transaction_id | guaranteed\n a | maybe")) == {"a": "guaranteed|type"}


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
    checked = check_drawn(table, "event", like=like)
    assert good(checked, "starts_on") == [date(2024, 2, 19)] * 3
    assert rules(checked) == dict.fromkeys("def", "starts_on|type")


def test_codes_and_names_are_trimmed_and_an_empty_text_is_null():
    checked = check_drawn('transaction_id | service_id | location_id | channel\n " a " | " renew" | "  " | " kiosk "')
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


# Columns


def test_a_column_that_the_record_does_not_have_names_the_nearest():
    said = r"^The SELECT gives a column `wait_sec` that the record .* wait_s"
    with pytest.raises(UserError, match=said):
        check_drawn("transaction_id | wait_sec\n a | 1")


def test_a_missing_required_column_is_named():
    given = rows("transaction_id | kind | channel | started_at\n a | transaction | online |").lazy()
    said = r"^The SELECT lacks `service_id`, `status`, which the record requires; add it\.$"
    with pytest.raises(UserError, match=said):
        check("transaction", given, time_zone=TORONTO, references={})


def test_missing_optional_columns_are_null():
    assert good(check_drawn("transaction_id\n a"), "wait_s") == [None]


def test_a_watermark_that_the_record_has_is_kept():
    checked = check_drawn("transaction_id | started_at\n a | 2024-05-01 10:00", watermark="started_at")
    assert checked.good["started_at"].null_count() == 0


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_takes_no_rows(record):
    empty = pl.LazyFrame(schema=dict.fromkeys(RECORDS[record].columns(), pl.String))
    checked = check(record, empty, time_zone=TORONTO, references={})
    assert checked.good.schema == stored_schema(RECORDS[record])
    assert (checked.good.height, checked.rejected.height, checked.superseded) == (0, 0, 0)


def test_a_text_with_a_nul_is_no_text():
    checked = check_drawn("transaction_id | service_id\n a | renew\n b | renew\0x")
    assert rules(checked) == {"b": "service_id|type"}


def settled(table: str, record: str = "service", **kwargs) -> tuple[list[dict], list[tuple], int]:
    """The good rows as far as they are filled, key and rule of the others, and how many add nothing."""
    checked = check_drawn(table, record, **kwargs)
    rows = [{name: value for name, value in row.items() if value is not None} for row in checked.good.to_dicts()]
    return rows, checked.rejected.select("key", "rule").rows(), checked.superseded


def test_of_two_spellings_of_a_name_the_most_frequent_is_kept_then_the_first():
    rows, refused, superseded = settled("""
        service_id | name_en
        a          | Road repairs
        a          | Road repair
        b          | Trees
        a          | Road repair
        c          | Snow
        c          | Snow removal
    """)
    assert sorted((row["service_id"], row["name_en"]) for row in rows) == [
        ("a", "Road repair"),
        ("b", "Trees"),
        ("c", "Snow"),
    ]
    assert refused == [("a", "name_en|conflicting"), ("c", "name_en|conflicting")]
    assert superseded == 1


def test_what_else_copies_of_a_reference_disagree_on_is_not_known():
    rows, refused, _ = settled("""
        service_id | name_en | fee_cents | launched_on
        a          | Renewal | 100       | 2024-01-01
        a          | Renewal | 200       |
    """)
    assert [(row["name_en"], row.get("fee_cents"), row["launched_on"]) for row in rows] == [
        ("Renewal", None, date(2024, 1, 1))
    ]
    assert refused == [("a", "fee_cents|conflicting")]


def test_a_copy_that_only_says_less_is_no_conflict():
    rows, refused, superseded = settled("""
        service_id | name_en | name_fr
        a          | Renewal |
        a          | Renewal | Renouvellement
    """)
    assert rows == [{"service_id": "a", "name_en": "Renewal", "name_fr": "Renouvellement"}]
    assert (refused, superseded) == ([], 1)


def test_a_copy_that_breaks_a_rule_is_no_candidate():
    rows, refused, _ = settled("service_id | name_en\n a | \n a | \n a | Renewal")
    assert rows == [{"service_id": "a", "name_en": "Renewal"}]
    assert {rule for _, rule in refused} == {"name_en|nullability"}


def test_copies_that_differ_in_what_must_be_known_are_all_refused():
    _, refused, _ = settled(
        """
        standard_id | valid_from | threshold
        a           | 2024-01-01 | 5
        a           | 2024-01-01 | 10
        """,
        "service_standard",
        like={"channel": "online", "measure": "minutes", "is_guarantee": "false", "text_en": "Soon"},
    )
    assert refused == [("a|2024-01-01", "key|conflicting")] * 2
