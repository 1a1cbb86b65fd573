"""A refusal that is stored is worded years later, in the reader's language."""

from datetime import date
from pathlib import Path

import pytest

from data.errors import nearest
from data.refusals.intake import ingest
from data.storage.manifest import RecordState
from data.storage.refusal_record import RefusalRecord

UNKNOWN = ingest.UNKNOWN_COLUMN(column="chanel", hint=nearest("chanel", ["channel"]))
NOT_READ = ingest.RECORD_NOT_READ(source="city", record="line", cause=UNKNOWN)


def stored(error: Exception) -> RefusalRecord:
    return RefusalRecord.model_validate_json(RefusalRecord.of(error).model_dump_json())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "error",
    [
        UNKNOWN,
        NOT_READ,
        ingest.NO_ROWS_ANY_MORE(rows=12345),
        ingest.SAME_NAME(folder=Path("/a b"), other=["x", date(2026, 10, 31)], source=OSError("no")),
    ],
    ids=lambda error: error.code,
)
def test_what_is_stored_reads_as_the_error_did(error, lang):
    assert stored(error).text(lang) == error.text(lang)


def test_a_code_or_values_that_this_version_does_not_know_have_no_text():
    assert RefusalRecord(code="of_another_version", values={}).text("fr") is None
    assert RefusalRecord(code=UNKNOWN.code, values={"other": 1}).text("fr") is None


def test_a_record_that_was_not_read_says_so_in_both_languages():
    state = RecordState().with_problem(NOT_READ)
    assert state.problem == state.problem_text("en") == NOT_READ.text("en")
    assert state.problem_text("fr") == NOT_READ.text("fr") != state.problem


def test_manifests_of_earlier_versions_say_it_in_english():
    state = RecordState.model_validate_json('{"problem": "Source city, record line: no file."}')
    assert state.problem_text("fr") == "Source city, record line: no file."
    assert RecordState().problem_text("fr") is None
