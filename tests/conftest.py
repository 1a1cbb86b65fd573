"""What holds for all tests."""

import os
from collections.abc import Generator

import pytest

from tests.support.object_store import bucket, s3_server
from tests.support.postgres import postgres_database, postgres_url

__all__ = ["bucket", "postgres_database", "postgres_url", "s3_server"]

SKIPPED = "Skipped, which continuous integration does not allow: "


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that cannot run here is skipped with its reason; where `CI` is set it fails, so that nothing hides."""
    report = yield
    if _counts(report) and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"{SKIPPED}{_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that is skipped."""
    report = yield
    if _counts(report):
        report.outcome, report.longrepr = "failed", f"{SKIPPED}{_reason(report)}"
    return report


def _counts(report: pytest.TestReport | pytest.CollectReport) -> bool:
    return report.outcome == "skipped" and bool(os.environ.get("CI"))


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
