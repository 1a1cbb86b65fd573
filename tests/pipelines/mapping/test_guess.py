"""From a table to the record it is, and the SQL that makes it one."""

from pathlib import Path

import polars as pl
import pytest

from data.records import RECORDS
from pipelines.mapping.guess import propose
from pipelines.mapping.matching import lacking, matches
from pipelines.mapping.profile import profile
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.selects import select, selects
from pipelines.mapping.tables import Table
from tests.support.drawn_tables import rows

REQUESTS = """
case no | how received | subject | opened              | resolved            | target     | state     | ward
1       | Phone        | pothole | 11/25/2024 09:00 AM | 11/26/2024 10:00 AM | 11/27/2024 | Closed    | North
2       | Web form     | pothole | 11/25/2024 09:30 PM |                     | 11/27/2024 | Open      | North
3       | Front desk   | tree    | 11/26/2024 08:00 AM | 11/30/2024 10:00 AM | 11/27/2024 | Closed    | South
4       | Phone        | tree    | 11/26/2024 08:10 AM |                     | 11/28/2024 | Cancelled | South
"""
CALLS = """
Call ID | Call Date  | Call Time | Time Answered | Topic   | Answered (Y/N)
a       | 2024-11-25 | 09:00:00  | 09:00:20      | billing | Y
b       | 2024-11-25 | 23:59:50  | 00:00:15      | billing | Y
c       | 2024-11-26 | 10:00:00  |               | permits | N
"""
TOTALS = """
Month      | Queue  | Calls Offered | Calls Handled | Average Wait Time (minutes)
2024-10-01 | health | 120           | 100           | 1.5
2024-11-01 | health | 90            | 80            | 0.5
2024-11-01 | permit | 40            | 40            | 2
"""


def proposals(table: str, file: str) -> dict[str, Proposal]:
    profiles = profile(rows(table).lazy())
    found: dict[str, Proposal] = {}
    for match in matches(profiles):
        found[match.record] = propose(match, profiles, Table(file, rows(table).lazy()), found.get("transaction"))
    return found


def answer(table: str, sql: str) -> pl.DataFrame:
    return pl.SQLContext(source=rows(table).lazy(), eager=True).execute(sql)


def test_requests_become_transactions():
    proposal = proposals(REQUESTS, "requests.csv")["transaction"]
    found = answer(REQUESTS, select(proposal))
    assert found["transaction_id"].to_list() == ["1", "2", "3", "4"]
    assert found["channel"].to_list() == ["telephone", "online", "in_person", "telephone"]
    assert found["service_id"].to_list() == ["pothole", "pothole", "tree", "tree"]
    assert found["location_id"].to_list() == ["North", "North", "South", "South"]
    assert found["status"].to_list() == ["completed", "in_progress", "completed", "abandoned"]
    assert found["started_at"].dt.strftime("%Y-%m-%d %H:%M").to_list()[:2] == ["2024-11-25 09:00", "2024-11-25 21:30"]
    assert found["due_at"].to_list()[0].isoformat() == "2024-11-27", "a day stays a day: a deadline means its end"
    assert set(found.columns) <= set(RECORDS["transaction"].column_names())


def test_calls_are_enquiries_by_telephone_with_a_wait():
    proposal = proposals(CALLS, "calls.csv")["transaction"]
    found = answer(CALLS, select(proposal))
    assert found["channel"].unique().to_list() == ["telephone"]
    assert found["kind"].unique().to_list() == ["information"]
    assert found["status"].to_list() == ["completed", "completed", "abandoned"]
    assert found["wait_s"].to_list() == [20, 25, None], "the second is answered after midnight: 10 + 15 seconds"


def test_monthly_totals_become_a_contact_summary_with_whole_waits():
    found = answer(TOTALS, select(proposals(TOTALS, "queues.csv")["contact_summary"])).sort("month", "queue")
    assert found["month"].to_list() == ["2024-10-01", "2024-11-01", "2024-11-01"]
    assert found["handled"].to_list() == [100, 80, 40]
    assert found["offered"].to_list() == [120, 90, 40]
    assert found["wait_s"].to_list() == [100 * 90, 80 * 30, 40 * 120]


RATED = """
Call ID | Call Date  | Call Time | Topic   | Answered (Y/N) | Satisfaction rating
a       | 2024-11-25 | 09:00:00  | billing | Y              | 4
b       | 2024-11-25 | 09:05:00  | billing | Y              | 2
c       | 2024-11-26 | 10:00:00  | permits | N              |
"""
GROUPED = """
case no | department | type    | opened
1       | roads      | pothole | 2024-11-25 09:00
2       | roads      | pothole | 2024-11-25 09:30
3       | parks      | tree    | 2024-11-26 08:00
4       | parks      | swing   | 2024-11-26 08:10
"""


def test_contacts_with_a_rating_are_answers_to_a_survey_too():
    found = proposals(RATED, "calls.csv")
    assert list(found) == ["transaction", "survey_answer"]
    answers = answer(RATED, select(found["survey_answer"]))
    assert answers["transaction_id"].to_list() == ["a", "b"], "who did not answer is no answer"
    assert answers["overall"].to_list() == ["4", "2"]
    assert answers["channel"].to_list() == ["telephone", "telephone"]


def test_services_have_lines_where_a_column_groups_them():
    found = selects([proposals(GROUPED, "requests.csv")["transaction"]])
    assert list(found) == ["transaction", "line", "service"]
    assert answer(GROUPED, found["service"][0]).to_dicts() == [
        {"service_id": "pothole", "line_id": "roads", "name_en": "pothole"},
        {"service_id": "swing", "line_id": "parks", "name_en": "swing"},
        {"service_id": "tree", "line_id": "parks", "name_en": "tree"},
    ]


def test_without_a_key_the_columns_that_tell_all_rows_apart_are_one():
    table = "opened | desk | type\n2024-11-25 09:00 | 1 | a\n2024-11-25 09:00 | 2 | a\n2024-11-25 09:05 | 1 | a"
    proposal = proposals(table, "visits.csv")["transaction"]
    ids = answer(table, select(proposal))["transaction_id"]
    assert ids.n_unique() == 3
    assert any(question.startswith("transaction_id: no column is a key") for question in proposal.questions)


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        (("| Phone        | pothole", "| Pigeon       | pothole"), "channel: which of our words"),
        (("| target     ", "| colour     "), "due_at: no column says when a request was due"),
        (("| Closed    | South", "| Chased    | South"), "status: which of our words"),
        (("11/26/2024 10:00 AM", "                   "), "status: 1 rows are ended by state but have no resolved"),
    ],
)
def test_what_cannot_be_guessed_is_asked(change: tuple[str, str], asked: str):
    proposal = proposals(REQUESTS.replace(*change), "requests.csv")["transaction"]
    assert any(question.startswith(asked) for question in proposal.questions), proposal.questions


def test_a_value_that_means_no_word_is_left_to_be_refused_by_name():
    table = REQUESTS.replace("Front desk", "Pigeon    ")
    found = answer(table, select(proposals(table, "requests.csv")["transaction"]))
    assert found["channel"].to_list() == ["telephone", "online", "Pigeon", "telephone"]


def test_questions_stand_above_the_select_as_comments():
    sql = select(proposals(REQUESTS.replace("Front desk", "Pigeon    "), "requests.csv")["transaction"])
    assert sql.startswith("-- To decide: ")
    assert all(line.startswith("--") for line in sql.split("SELECT")[0].strip().splitlines())


def test_a_table_without_any_date_fits_no_record_and_says_what_is_missing():
    profiles = profile(rows("case no | channel | type\n1 | web | a\n2 | web | b").lazy())
    assert matches(profiles) == []
    assert lacking(profiles) == ("transaction", ["started_at"])


def test_every_record_in_its_own_words_is_recognised(tmp_path: Path):
    """A table whose columns are named as ours needs no vocabulary."""
    table = rows("month | unit_id | headcount | sick_hours\n2024-10-01 | north | 10 | 5\n2024-10-01 | south | 7 | 1")
    assert [match.record for match in matches(profile(table.lazy()))] == ["staff_month"]
