"""Whether the numbers can be relied on, said to a machine: every reason is one plain sentence."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.storage.manifest import Manifest, RecordState, write_manifest
from metrics.quality.readiness import Readiness, read_readiness

RUN, ENDED = "20261122T030000Z", datetime(2026, 11, 22, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """One run that read two records, verified with 1,200 numbers and no difference."""
    published(tmp_path, transaction=RecordState(read_at=ENDED), complaint=RecordState(read_at=ENDED))
    verified(tmp_path)
    return tmp_path


def published(home: Path, **states: RecordState) -> None:
    times = {"started_at": ENDED - HOUR, "finished_at": ENDED}
    write_manifest(home, Manifest(run=RUN, tables={}, fingerprint="", sources={"city": states}, folders={}, **times))


def verified(home: Path, **said: object) -> None:
    last = {"run": RUN, "at": (ENDED + HOUR).isoformat(), "numbers": 1200, "differences": 0} | said
    (home / "verified.json").write_text(json.dumps(last))


def after(home: Path, hours: float) -> Readiness:
    return read_readiness(home, ENDED + hours * HOUR, fresh_hours=26)


def test_a_run_of_last_night_that_was_verified_is_ready(home):
    state = after(home, 5)

    assert (state.ready, state.reasons) == (True, ())
    assert (state.run, state.age_s, state.verified, state.numbers) == (RUN, 5 * 3600, "yes", 1200)


@pytest.mark.parametrize(("hours", "is_ready"), [(26, True), (26.1, False)])
def test_after_a_day_and_two_hours_the_next_run_is_due(home, hours, is_ready):
    assert after(home, hours).ready is is_ready


def test_how_old_it_is_is_said_in_hours_then_in_days(home):
    assert after(home, 30).reasons[0].startswith("The sources were last read 30.0 hours ago")
    assert after(home, 72).reasons[0].startswith("The sources were last read 3 days ago")


def test_a_later_reading_without_news_is_fresh_too(home):
    published(home, transaction=RecordState(read_at=ENDED + 24 * HOUR))

    assert after(home, 30).age_s == 6 * 3600
    assert after(home, 30).ready


def test_a_record_that_could_not_be_read_is_named_but_not_where_it_lies(home):
    published(home, transaction=RecordState(read_at=ENDED), complaint=RecordState(problem="No file in /secret."))

    assert after(home, 1).reasons == (
        "1 record could not be read and shows older data (city/complaint): see `scorecard status`.",
    )


@pytest.mark.parametrize(
    ("said", "state", "sentence"),
    [
        ({"differences": 3}, "no", "3 published numbers differ from the lake"),
        ({"differences": 1, "numbers": 0}, "no", "The published numbers could not be verified: see `scorecard verify`"),
        ({"run": "20261121T030000Z"}, "before", "has not been verified"),
    ],
)
def test_numbers_that_differ_or_were_not_verified_are_a_reason(home, said, state, sentence):
    verified(home, **said)

    assert after(home, 1).verified == state
    assert sentence in after(home, 1).reasons[0]


@pytest.mark.parametrize("text", [None, "", "{", '{"run": 1}'])
def test_without_a_verification_that_can_be_read_there_was_none(home, text):
    (home / "verified.json").unlink()
    if text is not None:
        (home / "verified.json").write_text(text)

    assert (after(home, 1).verified, after(home, 1).ready) == ("never", False)


def test_before_the_first_run_the_reason_is_what_to_do(tmp_path):
    assert after(tmp_path, 0).reasons == ("Nothing is published yet: run `scorecard run`.",)


def test_all_of_it_can_be_written_as_json(home, tmp_path):
    said = json.loads(json.dumps(after(home, 5).described()))

    assert (said["ready"], said["published_at"], said["verified"]) == (True, ENDED.isoformat(), "yes")
    assert json.dumps(read_readiness(tmp_path / "none", ENDED, 26).described())
