"""Customers' keys: no source's own is kept, none lasts beyond its fiscal year, and who comes again is still seen."""

import hmac
import re
import stat
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.storage.secret import FILE, read_secret
from data.verify.run import verify
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from metrics.engine.published_spec import specification
from pipelines.ingest.customer_keys import CustomerKeys
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files, refused, same_tables

KEYS = CustomerKeys(bytes(32))

CONTACTS = """
    transaction_id | started_at          | channel   | customer_key
    ---------------+---------------------+-----------+-------------
    march          | 2024-03-29 10:00:00 | telephone | H-4711
    april          | 2024-04-03 10:00:00 | in_person | H-4711
    within         | 2024-04-09 10:00:00 | telephone | H-4711
    later          | 2024-04-20 10:00:00 | telephone | H-4711
    soon after     | 2024-04-21 10:00:00 | telephone | H-4711
    somebody else  | 2024-04-02 10:00:00 | telephone | H-0815
    nobody         | 2024-04-02 11:00:00 | telephone |
    refused        | 2024-04-02          | carrier   | H-0815
"""
"""By one key that lasts: march, april, within and later are followed within 7 days but for within and soon after."""


def salted(*rows: tuple[str | None, date]) -> list[tuple[str | None, str | None]]:
    frame = pl.DataFrame(rows, schema={"customer_key": pl.String, "started_on": pl.Date}, orient="row")
    return KEYS.salt("transaction", frame).select("customer_key", "earlier_key").rows()


def home_of(folder: Path, table: str = CONTACTS, **options: bool) -> Path:
    source = files(folder / "city", line=LINES, service=SERVICES, transaction=table)
    run(folder / "home", [source], **options)
    return folder / "home"


def stored_keys(home: Path) -> dict[str, str | None]:
    """Transaction → the key it is stored with."""
    rows = open_snapshot(home).scan("lake/transaction").select("transaction_id", "customer_key").collect()
    return dict(rows.iter_rows())


def resolution(home: Path) -> list[tuple]:
    question = Question(indicator="first_contact_resolution", grain="month")
    return answer(question, open_snapshot(home)).select("period", "numerator", "denominator").rows()


def is_clean(home: Path) -> bool:
    snapshot = open_snapshot(home)
    return verify(home, snapshot.manifest, specification(snapshot)).clean


def test_a_key_is_the_same_within_a_fiscal_year_and_another_in_the_next():
    (first, none), (last, _), (next_year, earlier) = salted(
        ("ann", date(2023, 4, 15)), ("ann", date(2024, 3, 31)), ("ann", date(2024, 4, 15))
    )

    assert first == last != next_year
    assert none is earlier is None
    assert "ann" not in first + next_year
    assert salted(("ben", date(2023, 4, 15))) != [(first, None)]
    assert salted((None, date(2023, 4, 15))) == [(None, None)]
    assert CustomerKeys(bytes([1] * 32)).mask("ann") != KEYS.mask("ann")


@pytest.mark.parametrize("key", ["ann", "H-4711", "zoë o’neil", "x" * 500])
def test_keys_are_made_as_the_standard_library_makes_them(key):
    def digits(secret, text):
        return hmac.new(secret, text.encode(), "sha256").hexdigest()[:16]

    lasting = f"~{digits(bytes(32), key)}"
    of_year = hmac.new(bytes(32), b"2023", "sha256").digest()

    assert KEYS.mask(key) == lasting
    assert salted((key, date(2024, 3, 31))) == [(digits(of_year, lasting), None)]


@pytest.mark.parametrize(("day", "overlaps"), [(1, True), (14, True), (15, False), (30, False)])
def test_for_a_fortnight_of_april_the_key_of_the_year_before_is_held_too(day, overlaps):
    (march, _), (_, earlier) = salted(("ann", date(2024, 3, 31)), ("ann", date(2024, 4, day)))

    assert earlier == (march if overlaps else None)


def test_a_key_that_waited_becomes_what_it_would_have_been():
    day = date(2024, 4, 2)
    assert salted((KEYS.mask("ann"), day)) == salted(("ann", day))
    assert KEYS.mask(KEYS.mask("ann")) == KEYS.mask("ann")
    assert KEYS.mask(None) is None


def test_no_key_of_a_source_is_kept_neither_of_good_rows_nor_of_those_that_wait(tmp_path):
    home = home_of(tmp_path)
    stored, kept = stored_keys(home), refused(home)["values"].to_list()

    assert len(stored) == 7
    assert not any("H-" in key for key in stored.values() if key)
    assert len(set(stored.values())) == 4, "one in March and since, somebody else, nobody"
    assert kept
    assert not any("H-" in values for values in kept)


def test_who_comes_again_across_31_march_is_seen_in_runs_of_a_day_as_of_a_year(tmp_path):
    lines = CONTACTS.strip().splitlines()
    for until in (3, 4, 6, 8, 10):
        home = home_of(tmp_path / "nights", "\n".join(lines[:until]))
        assert is_clean(home)
    secret = (home / FILE).read_text()
    (tmp_path / "whole" / "home").mkdir(parents=True)
    (tmp_path / "whole" / "home" / FILE).write_text(secret)
    whole = home_of(tmp_path / "whole")

    assert resolution(home) == resolution(whole) == [("2024-03", 0, 1), ("2024-04", 3, 5)]
    same_tables(home, whole)
    assert is_clean(whole)


def test_a_row_that_waited_is_the_same_customers_when_it_comes_in(tmp_path):
    home_of(tmp_path)
    home = home_of(tmp_path, CONTACTS.replace("2024-04-02          | carrier", "2024-04-02 12:00:00 | telephone"))
    keys = stored_keys(home)

    assert keys["refused"] == keys["somebody else"]


def test_the_secret_is_made_once_and_its_owners_alone(tmp_path):
    home = home_of(tmp_path)
    first = read_secret(home)
    home_of(tmp_path, full=True)

    assert read_secret(home) == first
    assert len(first) == 32
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600


def test_a_secret_that_is_lost_is_said_and_a_full_run_makes_another(tmp_path):
    home = home_of(tmp_path)
    (home / FILE).unlink()
    (problem,) = run(home, []).problems
    assert re.search(r"customer.secret is gone.*bring it back.*scorecard run --full", str(problem))
    before = resolution(home)
    run(home, [], full=True)

    assert resolution(home) == before
    assert is_clean(home)


@pytest.mark.parametrize("text", ["", "no secret", "ab" * 31])
def test_a_secret_that_is_none_is_said(tmp_path, text):
    home = home_of(tmp_path)
    (home / FILE).write_text(text)
    (problem,) = run(home, []).problems
    assert "customer.secret does not hold a secret of 64" in str(problem)


def test_keys_that_an_earlier_version_stored_are_salted_by_the_next_run(tmp_path, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(CustomerKeys, "salt", lambda self, record, rows: rows.drop("earlier_key", strict=False))
        earlier.setattr(CustomerKeys, "mask", lambda self, text: text)
        home = home_of(tmp_path)
    (home / FILE).unlink()
    before = resolution(home)
    more = f"{CONTACTS}    late | 2024-03-28 09:00:00 | telephone | H-0815"
    home = home_of(tmp_path, more)

    assert not any("H-" in key for key in stored_keys(home).values() if key)
    assert not any("H-" in values for values in refused(home)["values"])
    assert len(refused(home)) == 1
    assert before[1:] == resolution(home)[1:]
    assert is_clean(home)
