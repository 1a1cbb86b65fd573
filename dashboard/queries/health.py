"""What the pages read of the health of the data: freshness, runs, accounts, rejected rows, restatements, checks."""

from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_readings
from data.storage.snapshot import Snapshot
from data.text import Text
from data.verify.result import Verification, read_verification
from metrics.quality import health
from metrics.quality.held_back import sentences
from metrics.quality.restatements import restatements as read_restatements


@cached(32, by=with_readings)
def freshness(snapshot: Snapshot, lang: str = "en") -> pl.DataFrame:
    """Per source and record how far its data reach; see `metrics.quality.health.freshness`."""
    return health.freshness(snapshot, lang)


@cached(32, by=with_readings)
def report(snapshot: Snapshot) -> dict[str, Any]:
    """Runs, accounts and rejected rows; see `metrics.quality.health.report`."""
    return health.report(snapshot)


def runs(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The latest runs; see `metrics.quality.health.runs`."""
    rows: list[dict[str, Any]] = report(snapshot)["runs"]
    return rows


def accounting(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Where the rows of every record went, and whether they add up; see `metrics.quality.health.accounting`."""
    rows: list[dict[str, Any]] = report(snapshot)["rows"]
    return rows


@cached(32, by=with_readings)
def held_back(snapshot: Snapshot) -> list[Text]:
    """What of staff answers waits; see `metrics.quality.held_back`."""
    return sentences(snapshot)


def rejected(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Rows that stay out, by rule; see `metrics.quality.health.rejected_by_rule`."""
    rows: list[dict[str, Any]] = report(snapshot)["rejected"]
    return rows


@cached(128)
def restatements(snapshot: Snapshot, indicator: str | None = None, period: str | None = None) -> list[dict[str, Any]]:
    """Numbers of finished months that runs have changed, the newest first; see `metrics.quality.restatements`."""
    return read_restatements(snapshot, indicator, period).to_dicts()


def verification(snapshot: Snapshot) -> Verification | None:
    """The last verification of any run: read each time, because it may come at any moment after a run."""
    return read_verification(snapshot.home)
