"""The health of the data in plain words: nothing hidden, nothing of a person, and the sum is checked."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import session
from dashboard.text.wording import health as wording
from dashboard.views.health import blocks
from data.records import RECORDS
from data.refusals.intake import ingest
from data.storage.lake import Lake
from data.storage.manifest import RecordState, RowCount, store_catalogue, write_manifest
from data.storage.snapshot import read_snapshot
from metrics.catalogue import registry, versions
from metrics.catalogue.registry import declared
from tests.support.pages import context, opened, words

PLACES = {lang: context("health", lang) for lang in ("en", "fr")}


def rejected(**row: object) -> dict[str, object]:
    plain = {
        "source": "drawn", "record": "transaction", "key": "T9", "rule": "wait_s|min", "run": "drawn",
        "values": json.dumps({"transaction_id": "T9", "wait_s": "-5", "customer_key": "secret"}), "resolved": None,
    }  # fmt: skip
    return plain | row


@pytest.fixture
def troubled(town: Path) -> Path:
    """A home with a late record, rejected rows, and moments in the hours of the clock change."""
    rows = [
        rejected(),
        rejected(key="T8"),
        rejected(key=None, rule="transaction_id|nullability"),
        rejected(record="staff_answer", key="w1|r1", rule="job|max", values=json.dumps({"job": "7"})),
        rejected(key="T7", rule="completed_not_before_started", resolved="later"),
    ]
    lake, manifest = Lake(town), read_snapshot(town).manifest
    lake.write("rejected", pl.DataFrame(rows, infer_schema_length=None))
    manifest.tables["rejected"] = lake.version("rejected")
    states = manifest.sources["drawn"]
    counts = RowCount(read=10, good=5, rejected=3, superseded=1, unchanged=1, readmitted=2, repeated_hours=4, days=1234)
    states["transaction"] = RecordState(
        rows=counts, data_to=states["transaction"].data_to, read_at=datetime(2025, 4, 1, 6, tzinfo=UTC)
    )
    unread = ingest.RECORD_NOT_READ(source="drawn", record="complaint", cause=ingest.NO_WATERMARK(watermark="seen"))
    states["complaint"] = RecordState(expected_by="the 5th").with_problem(unread)
    write_manifest(town, manifest)
    return town


@pytest.fixture
def sound(town: Path) -> Path:
    """A home without a rejected row."""
    lake, manifest = Lake(town), read_snapshot(town).manifest
    lake.write("rejected", pl.DataFrame([rejected(resolved="later")]))
    manifest.tables["rejected"] = lake.version("rejected")
    write_manifest(town, manifest)
    return town


def test_all_is_well_in_one_sentence(sound: Path):
    said = words(opened("health", lang="en"))

    assert "Everything was read" in said
    assert "No rows are rejected." in said
    assert "No number of a finished month has changed since it was reported." in said
    assert "No time in the last reading fell in an hour" in said


@pytest.mark.parametrize(("lang", "expected"), [("en", "since this run: 1."), ("fr", "depuis ce traitement : 1.")])
def test_an_indicator_that_is_defined_otherwise_since_the_run_is_told_of(lang, expected, sound: Path, monkeypatch):
    assert expected not in words(opened("health", lang=lang))
    now = dict(declared())
    now["trust"] = replace(now["trust"], scale=2 * now["trust"].scale)
    kept, manifest = store_catalogue(sound, versions._declared_text()), read_snapshot(sound).manifest
    write_manifest(sound, manifest.model_copy(update={"catalogue": kept, "run": f"{manifest.run}-later"}))
    monkeypatch.setattr(registry, "declared", lambda: now)
    versions._declared_text.cache_clear()

    assert expected in words(opened("health", lang=lang))
    versions._declared_text.cache_clear()


def test_what_is_wrong_comes_first(troubled: Path):
    at = opened("health", lang="en")
    said = words(at)

    assert re.search(r"1 of \d+ kinds of records could not be read", said)
    assert "4 rows are excluded" in said
    assert "Source drawn, record complaint: The SELECT does not give the watermark `seen`" in said
    assert said.index("Complaints ✗ Late") < said.index("✓ Good")
    assert "the 5th" in said


def test_why_a_record_could_not_be_read_is_said_in_the_language_of_the_page(troubled: Path):
    said = words(opened("health", lang="fr")).replace("\xa0", " ")

    assert "Source drawn, enregistrement complaint : Le SELECT ne donne pas le repère `seen`" in said


def test_rows_are_accounted_for(troubled: Path):
    said = words(opened("health", lang="en"))

    assert "drawn Transactions 10 5 3 1 1 0 ✓ yes 2" in said
    assert "Transactions (drawn): 4 in an hour that occurs twice" in said
    assert "Transactions (drawn): 1,234 times given as a day alone, read as its beginning" in said


def test_rows_that_do_not_add_up_are_told():
    row = {"source": "drawn", "record": "transaction", "read": 10, "good": 5, "rejected": 3, "superseded": 1}
    fresh = [{"source": "drawn", "state": "good"}]

    assert "The rows of Transactions do not add up" in blocks.verdict(fresh, [row | {"unchanged": 0}], [], PLACES["en"])
    assert "do not add up" not in blocks.verdict(fresh, [row | {"unchanged": 1}], [], PLACES["en"])


def test_rejected_rows_say_what_is_wrong_with_an_example_and_no_customer(troubled: Path):
    said = words(opened("health", lang="en"))

    assert "Wait is too small wait_s|min 2 T8 wait_s = -5" in said
    assert "Transaction is missing" in said
    assert "without a key" in said
    assert "secret" not in said
    assert "It ended before it started" not in said, "it has come in since"


def test_a_rejected_staff_answer_shows_nothing_of_the_person(troubled: Path):
    said = words(opened("health", lang="en")).split("Staff survey answers Job is too large")[1][:120]

    assert "not shown: a person's answer" in said
    assert "r1" not in said
    assert "7" not in said


@pytest.mark.parametrize(
    ("rule", "en", "fr"),
    [
        ("wait_s|min", "Wait is too small", "Attente : valeur trop petite"),
        ("service_id|unknown", "Service refers to something unknown", "Service : renvoie à un élément inconnu"),
        (
            "key|conflicting",
            "Several rows have the same key and differ",
            "Plusieurs lignes ont la même clé et diffèrent",
        ),
        (
            "completed_has_a_moment, wait_s|type",
            "It is completed, but has no completion time; Wait cannot be read",
            "Elle est terminée, mais son heure de fin manque; Attente : illisible",
        ),
        ("a_new_rule", "a new rule", "a new rule"),
    ],
)
def test_a_rule_is_said_in_words(town: Path, rule: str, en: str, fr: str):
    assert blocks.rule_text("transaction", rule, PLACES["en"]) == en
    assert blocks.rule_text("transaction", rule, PLACES["fr"]).replace("\N{NO-BREAK SPACE}", " ") == fr


def test_the_run_in_force_is_marked(sound: Path):
    assert f"{session.open_snapshot().manifest.run} (in force)" in words(opened("health", lang="en"))


def test_every_rule_that_a_record_declares_has_words():
    for name, record in RECORDS.items():
        details = record.filter(record.create_empty().lazy()).failure.details()
        for rule in set(details.columns) - set(record.column_names()) - {"primary_key"}:
            kind = rule.partition("|")[2]
            assert kind in wording.KINDS or rule in wording.NAMED, (name, rule)
