"""What holds for all tests."""

import os
from collections.abc import Generator

import pytest

from tests.support import proofs
from tests.support.object_store import bucket, s3_server
from tests.support.postgres import postgres_database, postgres_url

__all__ = ["bucket", "postgres_database", "postgres_url", "s3_server"]

LONG = (
    "tests/test_published_organisation.py",
    "tests/pipelines/publish/",
    "tests/browser/",
    "tests/docs/",
    "tests/scorecard/",
    "tests/pipelines/",
    "tests/data/verify/",
    "tests/dashboard/",
)
"""What takes longest begins first, so that no process is left alone with it at the end."""

SKIP_FAILS = "Skipped, which continuous integration does not allow: "


@pytest.fixture(scope="session", autouse=True)
def one_secret() -> Generator[None]:
    """All homes make customers' keys by the same secret, so that what two of them hold can be compared."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("data.storage.secret.draw", lambda: bytes(range(32)))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rooms of long tests first; within a room the order of its files."""
    items.sort(key=lambda item: next((at for at, room in enumerate(LONG) if item.nodeid.startswith(room)), len(LONG)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that cannot run here is skipped with its reason; where `CI` is set it fails, so that nothing hides."""
    report = yield
    if call.when == "call" and (mark := proofs.mark_of(item)):
        report.user_properties.append(("proof", mark))
    if _is_forbidden(report) and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"{SKIP_FAILS}{_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that is skipped."""
    report = yield
    if _is_forbidden(report):
        report.outcome, report.longrepr = "failed", f"{SKIP_FAILS}{_reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of what was proven, where all of it was."""
    reports = [report for name in ("passed", "failed") for report in terminalreporter.getreports(name)]
    if proofs.PROVING and (lines := list(proofs.results(reports))):
        terminalreporter.section("proven")
        for line in proofs.table(lines):
            terminalreporter.write_line(line)


def _is_forbidden(report: pytest.TestReport | pytest.CollectReport) -> bool:
    return report.outcome == "skipped" and bool(os.environ.get("CI"))


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
