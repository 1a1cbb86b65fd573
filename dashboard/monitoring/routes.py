"""What machines ask beside the pages: `/healthz` (are the numbers fresh and verified?) and `/metrics` (Prometheus).

Neither gives away rows, keys, paths or addresses; both read small files and one table of the run in force. Where the
setting `probe_token` is given, they answer only who shows it.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from hmac import compare_digest
from pathlib import Path

import polars as pl
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.monitoring.descriptors import count_descriptors
from dashboard.monitoring.page_timing import REGISTRY
from data.errors import UserError
from data.refusals import dashboard as refusals
from data.settings import settings
from data.storage.forecast_tables import read_forecasts
from data.storage.manifest import Manifest, RowCount, read_manifest
from data.storage.snapshot import Snapshot
from metrics.quality import health
from metrics.quality.readiness import Readiness, late_records, read_readiness

log = logging.getLogger("scorecard.dashboard")

OUTCOMES = ("good", "rejected", "superseded", "unchanged", "gone", "readmitted", "beyond")


def healthz(request: Request) -> Response:
    """200 where the last run is fresh, whole and verified and viewers can come in; else 503 with the reasons."""
    try:
        state = _ready().described()
    except Exception as error:
        _log("the state of the home cannot be read", error)
        state = {"ready": False, "reasons": ["The home cannot be read: see the dashboard's log."]}
    descriptors = count_descriptors()
    if descriptors.scarce:
        used = f"{descriptors.used} of {descriptors.limit} descriptors are in use"
        full = f"{used} and nobody else is let in: raise the limit."
        state |= {"ready": False, "reasons": [*state["reasons"], full]}
    return _json(state, 200 if state["ready"] else 503)


def metrics(request: Request) -> Response:
    """Everything countable, as Prometheus reads it."""
    encode, kind = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(REGISTRY), media_type=kind)


def routes(prefix: str) -> list[Route]:
    """Both addresses, and both below the path that a proxy serves, where Streamlit would answer any with its page."""
    probes = {"healthz": healthz, "metrics": metrics}
    below = ("", f"/{prefix}") if prefix else ("",)
    return [Route(f"{path}/{name}", guard(probe)) for path in below for name, probe in probes.items()]


def guard(probe: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The probe, for who shows the token of the settings; 401 and a sentence for others."""

    def guarded(request: Request) -> Response:
        token = settings().probe_token.get_secret_value()
        if token and not compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode()):
            error = refusals.NO_TOKEN()
            sentences = f"{error.text('en')}\n{error.text('fr')}\n"
            return PlainTextResponse(sentences, 401, {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"})
        return probe(request)

    return guarded


class HomeMetrics:
    """The state of the home at the moment it is asked for."""

    def collect(self) -> Iterator[Metric]:
        """Metrics of the run in force; only `scorecard_up 0` where the home cannot be read."""
        try:
            samples = list(_home_metrics(settings().home))
        except Exception as error:
            _log("the home cannot be measured", error)
            samples = [_gauge("up", "Whether the home can be read.", 0)]
        yield from samples

    def describe(self) -> list[Metric]:
        """Nothing ahead: registering must not read the home."""
        return []


REGISTRY.register(HomeMetrics())


def _home_metrics(home: Path) -> Iterator[Metric]:
    yield _gauge("up", "Whether the home can be read.", 1)
    state, manifest = _ready(), read_manifest(home)
    yield _gauge("ready", "Whether the last run is fresh, whole and verified.", state.ready)
    if manifest is None:
        return
    yield InfoMetricFamily("scorecard_run", "The run in force.", {"run": manifest.run})
    last_run = "The last published run"
    yield _gauge("last_run_timestamp_seconds", f"{last_run}: when it ended.", manifest.finished_at.timestamp())
    seconds = (manifest.finished_at - manifest.started_at).total_seconds()
    yield _gauge("last_run_duration_seconds", f"{last_run}: how long it took.", seconds)
    yield _gauge("verified", "Whether the run in force was verified and nothing differed.", state.verified == "yes")
    yield _gauge("verified_numbers", "Numbers that the last verification compared.", state.numbers)
    yield _gauge("verified_differences", "Numbers that differed in it.", state.differences)
    if forecast_run := read_forecasts(home):
        yield InfoMetricFamily("scorecard_forecast", "The run whose numbers are forecast.", {"run": forecast_run.run})
        yield _gauge("forecast_timestamp_seconds", "When the forecasts were made.", forecast_run.made_at.timestamp())
    yield from _sources(manifest)
    yield _rejected(home, manifest.run)


def _sources(manifest: Manifest) -> Iterator[Metric]:
    rows = GaugeMetricFamily(
        "scorecard_last_run_rows", "Rows of the last reading by what became of them.", labels=["source", "outcome"]
    )
    age = GaugeMetricFamily(
        "scorecard_source_freshness_seconds", "Seconds since any record of the source was read.", labels=["source"]
    )
    late = GaugeMetricFamily("scorecard_source_late_records", "Records that could not be read.", labels=["source"])
    data_to = GaugeMetricFamily(
        "scorecard_source_data_timestamp_seconds", "Midnight UTC of the last day of data.", labels=["source"]
    )
    missing = late_records(manifest)
    for source, records in manifest.sources.items():
        for outcome in (name for name in OUTCOMES if name in RowCount.model_fields):
            rows.add_metric([source, outcome], sum(getattr(state.rows, outcome) for state in records.values()))
        late.add_metric([source], sum(name.startswith(f"{source}/") for name in missing))
        if read := [state.read_at for state in records.values() if state.read_at]:
            age.add_metric([source], (datetime.now(UTC) - max(read)).total_seconds())
        if days := [state.data_to for state in records.values() if state.data_to]:
            data_to.add_metric([source], datetime(*max(days).timetuple()[:3], tzinfo=UTC).timestamp())
    yield from (rows, age, late, data_to)


def _rejected(home: Path, run: str) -> Metric:
    rejected = GaugeMetricFamily(
        "scorecard_rejected_rows", "Rows that stay out until their source corrects them.", labels=["source", "record"]
    )
    for source, record, rows in _open(home, run):
        rejected.add_metric([source, record], rows)
    return rejected


@lru_cache(maxsize=2)
def _open(home: Path, run: str) -> list[tuple[str, str, int]]:
    """Read once per run, because machines ask every few seconds."""
    manifest = read_manifest(home)
    if manifest is None or "rejected" not in manifest.tables:
        return []
    counted = health.rejected_by_rule(Snapshot(home, manifest)).group_by("source", "record").agg(pl.col("rows").sum())
    return counted.sort("source", "record").rows()


def _ready() -> Readiness:
    now = settings()
    return read_readiness(now.home, datetime.now(UTC), now.fresh_hours)


def _log(what: str, error: Exception) -> None:
    """A probe asks every few seconds: what a person can put right is one line of the log each time."""
    if isinstance(error, UserError):
        log.warning("%s: %s", what, error)
    else:
        log.exception(what)


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"scorecard_{name}", meaning, value=float(value))


def _json(content: dict[str, object], status: int) -> Response:
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})
