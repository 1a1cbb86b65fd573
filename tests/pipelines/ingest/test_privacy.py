"""What looks like personal data stops its record, by a sentence that names the column and the kind, never a value."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.records import RECORDS
from pipelines.ingest.privacy import E_MAILS, HEALTH_CARDS, INSURANCES, LICENCES, NAMES, PHONES, refuse_personal
from pipelines.run import RunResult, run
from tests.support.source_folder import LINES, SERVICES, files, lake


def checked(digits: str) -> str:
    """With the digit that makes the sum a multiple of ten, every second digit from the right being doubled."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return digits + str(-sum(number - 9 * (number > 9) for number in doubled) % 10)


PERSONAL = {
    "an e-mail address": (E_MAILS, ["ann.lee+1@example.org"]),
    "an e-mail address in a text": (E_MAILS, ["wrote to Ann.Lee@mail.example.co.uk twice"]),
    "a telephone number": (PHONES, ["416-555-0123", "(416) 555-0123", "+1 416 555 0123", "1.416.555.0123"]),
    "a telephone number in a text": (PHONES, ["called back at 905 555-0199, no answer"]),
    "bare telephone numbers": (PHONES, [f"416555{n:04}" for n in (100, 102, 103, 205)]),
    "health-card numbers": (HEALTH_CARDS, ["1234-567-897", "1234-567-897-AB", "1234 567 897 AB"]),
    "bare health-card numbers": (
        HEALTH_CARDS,
        [checked("123456789"), f"{checked('198765432')}AB"],
    ),
    "health-card numbers of Quebec": (HEALTH_CARDS, ["TREM85123112", "ROYL90620145"]),
    "licence numbers": (LICENCES, ["L1234-56789-01231"]),
    "bare licence numbers": (LICENCES, ["L12345678901231", "B98765432875409"]),
    "social insurance numbers": (INSURANCES, ["046-454-286"]),
    "names": (NAMES, ["Ann Lee", "Pierre Tremblay", "Smith, John", "Zoë O'Neil"]),
    "names in capitals": (NAMES, ["LINDA CHEN", "MOHAMED ALI", "JEAN-PAUL ROY"]),
    "names with a title": (NAMES, ["Dr. Xu", "Mme Okonkwo"]),
}
HARMLESS = {
    "numbers of a city": [f"10100029{n:04}" for n in range(40)],
    "numbers of ten digits": [f"20240{n:05}" for n in range(40)],
    "numbers by day": [f"T20241105{n:06}" for n in range(93012, 93052)],
    "tickets": [f"TICK2024{n:04}" for n in range(40)],
    "hashes of twelve digits": [*(f"{n * 7919:012x}" for n in range(1, 40)), "1234567897ab"],
    "hashes": ["9f86d081884c7d65", "a1b2c3d4e5f6", "60303ae22b998861"],
    "uuids": ["123e4567-e89b-12d3-a456-426614174000"],
    "codes": ["plate_renewal", "HLTH-001", "A12", "1-2-3", "M5V 2T6", "N/A"],
    "coordinates": ["43.6532,-79.3832", "43.653226", "-79.383184"],
    "dates": ["2024-11-05", "2024-11-05 09:00:00", "05/11/2024", "2024-11-05T09:00:00-05:00"],
    "amounts": ["1,000.00", "416.55", "-12", "1e6"],
    "words": ["Paid by card", "System Down", "No Show", "Document Missing"],
    "an address of the web": ["https://example.org/a@b", "@handle"],
    "a version": ["1.416.555", "416.555.1.2"],
}
ROW = {"transaction_id": "t1", "started_at": "2024-11-05 09:00:00"}


def published(folder: Path, column: str, values: list[str], allow: str = "", **more: str) -> RunResult:
    rows = [{**ROW, "transaction_id": f"t{n}", **more, column: value} for n, value in enumerate(values)]
    source = files(folder / "city", line=LINES, service=SERVICES, transaction=rows)
    with (source / "source.toml").open("a", encoding="utf-8") as file:
        file.write(allow)
    return run(folder / "home", [source])


def told(result: RunResult) -> str:
    return " ".join(str(problem) for problem in result.problems)


@pytest.mark.parametrize(("kind", "values"), PERSONAL.values(), ids=PERSONAL)
@pytest.mark.parametrize("column", ["customer_key", "failure_reason"])
def test_a_column_that_holds_personal_data_stops_its_record(kind, values, column, tmp_path):
    result = published(tmp_path, column, values)

    assert f"record transaction: the column `{column}` holds what looks like {kind.en}: leave it out" in told(result)
    assert kind.fr in result.problems[0].text("fr")
    assert not any(value in told(result) for value in values)
    assert "lake/transaction" not in result.manifest.tables
    assert "lake/service" in result.manifest.tables, "the others are read"


@pytest.mark.parametrize("values", HARMLESS.values(), ids=HARMLESS)
@pytest.mark.parametrize("column", ["customer_key", "failure_reason", "transaction_id"])
def test_what_only_looks_a_little_like_it_passes(values, column):
    refuse_personal("transaction", pl.DataFrame({column: values}), ())


def test_one_of_many_that_looks_like_a_number_by_chance_passes_but_one_e_mail_address_does_not(tmp_path):
    keys = [f"k{n}" for n in range(50)]
    assert told(published(tmp_path, "customer_key", [*keys, "1234567897", "Ann Lee"])) == ""
    assert "e-mail" in told(published(tmp_path, "customer_key", [*keys, "ann@example.org"]))


@pytest.mark.parametrize("column", ["fee_cents", "status", "failure_reason"])
def test_rows_that_are_refused_are_looked_at_too_for_they_are_kept_as_read(column, tmp_path):
    refused = {"completed_at": "2024-11-04 09:00:00"} if column == "failure_reason" else {}
    result = published(tmp_path, column, ["ann@example.org"], **refused)

    assert f"the column `{column}` holds what looks like e-mail addresses" in told(result)
    assert not list((tmp_path / "home" / "rejected").rglob("*ann*"))
    assert "ann@" not in "".join(path.read_text(errors="ignore") for path in (tmp_path / "home").rglob("*.json*"))


def test_a_column_that_may_hold_it_is_named_in_the_source_and_logged(tmp_path):
    allow = '[records.transaction]\nallow = ["failure_reason"]\n'
    result = published(tmp_path, "failure_reason", ["desk@example.org"], allow)
    events = [json.loads(line) for line in (tmp_path / "home" / "logs" / "scorecard.jsonl").read_text().splitlines()]

    assert told(result) == ""
    assert lake(tmp_path / "home", "transaction", "failure_reason") == [("desk@example.org",)]
    (event,) = [event for event in events if event["event"] == "personal data allowed"]
    assert (event["source"], event["record"], event["columns"]) == ("city", "transaction", ["failure_reason"])
    assert "desk@" not in json.dumps(events)


def test_names_of_things_are_no_names_of_people():
    services = pl.DataFrame(
        {"service_id": ["Jean Talon", "Victoria Park"], "name_en": ["Mary Ward", "Paul Martin Centre"]}
    )
    refuse_personal("service", services, ())
    refuse_personal("transaction", pl.DataFrame({"location_id": ["Jamaica Plain", "Victoria Park"]}), ())


TEXTS = [
    (name, c) for name, record in RECORDS.items() for c, kind in record.columns().items() if kind.dtype == pl.String
]


@pytest.mark.parametrize(("record", "column"), TEXTS)
def test_every_text_of_every_record_is_looked_at(record, column):
    with pytest.raises(UserError, match=f"`{column}` holds what looks like e-mail addresses"):
        refuse_personal(record, pl.DataFrame({column: ["a", "ann@example.org"]}), ())


def test_nothing_is_found_in_the_real_file_of_a_city(tmp_path):
    """Read with the SELECT that comes along."""
    folder = Path(__file__).parents[3] / "data" / "sources" / "boston_311"
    if not os.environ.get("SCORECARD_REAL_DATA"):
        pytest.skip("the real files are not here")
    result = run(tmp_path / "home", [folder])
    assert "looks like" not in told(result)
