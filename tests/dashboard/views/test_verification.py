"""Data health says whether the numbers were recomputed by another road, of which run, and what differed."""

from datetime import UTC, datetime

import polars as pl
import pytest

from dashboard.views.health.verification import report
from data.storage.lake import Lake
from data.storage.manifest import write_manifest
from data.storage.snapshot import read_snapshot
from data.verify.result import Difference, Verification, write_verification
from pipelines.ingest.rejected import SCHEMA
from tests.support.pages import context, opened, words

PLACES = {lang: context("health", lang) for lang in ("en", "fr")}
FOUND = Difference(
    table="published/transaction.month",
    column="transaction_volume.numerator.0",
    period="2024-12-01",
    group="channel=telephone",
    published="2",
    recomputed="1",
)


def verification(run: str = "drawn", differences: int = 0, numbers: int = 14_157_582) -> Verification:
    at = datetime(2025, 4, 1, 16, tzinfo=UTC)
    return Verification(run=run, at=at, numbers=numbers, differences=differences, listed=[FOUND] * differences)


def said(found: Verification | None, lang: str = "en") -> str:
    return str(report(found, "drawn", PLACES[lang])).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def home(town):
    """The town with the table of refused rows that every run writes."""
    lake, manifest = Lake(town), read_snapshot(town).manifest
    lake.write("rejected", pl.DataFrame(schema=SCHEMA))
    manifest.tables["rejected"] = lake.version("rejected")
    write_manifest(town, manifest)
    return town


def test_the_page_tells_of_the_last_verification(home):
    assert "The numbers have not been verified yet: the command “scorecard verify”" in words(
        opened("health", lang="en")
    )
    write_verification(home, verification())
    assert "14,157,582 published numbers of run drawn were recomputed" in words(opened("health", lang="en"))
    assert "14 157 582 chiffres publiés du traitement drawn ont été" in words(opened("health", lang="fr")).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    ("found", "en", "fr"),
    [
        (None, "have not been verified yet", "n’ont pas encore été vérifiés"),
        (verification(), "none differs", "aucun ne diffère"),
        (verification("earlier"), "This run has not been verified", "Ce traitement n’a pas été vérifié"),
        (
            verification(differences=2),
            "differences from what was published: 2.",
            "écarts par rapport à ce qui est publié : 2.",
        ),
        (verification(differences=1, numbers=0), "could not be verified", "n’ont pas pu être vérifiés"),
    ],
    ids=["never", "clean", "an earlier run", "differs", "nothing could be compared"],
)
def test_it_is_said_in_both_languages(found, en, fr):
    assert en in said(found)
    assert fr in said(found, "fr")


def test_only_what_is_in_order_is_no_warning():
    assert "warn" not in said(verification())
    for found in (None, verification("earlier"), verification(differences=1)):
        assert "warn" in said(found)


def test_the_first_differences_are_listed():
    shown = said(verification(differences=30))

    assert all(value in shown for value in FOUND.model_dump().values())
    assert shown.count(FOUND.column) == 20
    assert FOUND.column not in said(verification("earlier", differences=30))
