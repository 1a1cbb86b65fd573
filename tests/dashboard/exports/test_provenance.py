"""A file is read alone: its name and its last column say where it comes from."""

from dataclasses import replace

import polars as pl
import pytest

from dashboard.exports.provenance import file_name, marked, provenance
from data.storage.snapshot import Snapshot
from tests.support.pages import context

ROWS = pl.DataFrame({"a": [1, 2]})


def in_run(lang: str = "en", **chosen):
    ctx = context("indicator", lang, own={"indicator": "trust"}, **chosen)
    manifest = ctx.snapshot.manifest.model_copy(update={"run": "20250101T0000Z"})
    return replace(ctx, snapshot=Snapshot(ctx.snapshot.home, manifest, catalogue=ctx.snapshot.catalogue))


def test_a_name_says_indicator_period_filters_run_and_language():
    ctx = in_run("fr", where={"channel": ("kiosk", "online")})

    assert file_name(ctx, "trust") == "trust_2025-01_kiosk_online_run-20250101T0000Z_fr"


def test_a_name_holds_nothing_that_a_file_cannot():
    assert file_name(in_run(), "a/b\\c:d") == "a-b-c-d_2025-01_run-20250101T0000Z_en"


@pytest.mark.parametrize(
    ("lang", "column", "yes"), [("en", "Fictional data", "Yes"), ("fr", "Données fictives", "Oui")]
)
def test_invented_data_say_so_in_every_row_and_others_say_nothing(lang: str, column: str, yes: str):
    assert marked(ROWS, in_run(lang), fictional=True).to_dict(as_series=False) == {"a": [1, 2], column: [yes, yes]}
    assert marked(ROWS, in_run(lang), fictional=False).equals(ROWS)


def test_a_picture_tells_period_run_and_that_it_is_invented():
    given = provenance(in_run(), fictional=True)

    assert given["source"] == "Service scorecard · Jan 2025 · run 20250101T0000Z · Fictional data"
    assert given["name"].startswith("indicator_trust_2025-01")
    assert provenance(in_run(), fictional=False)["fictional"] == ""
