"""How long pages take, counted in this process for `/metrics`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, GCCollector, Histogram, PlatformCollector, ProcessCollector

REGISTRY = CollectorRegistry()
"""Of our own, so that reloading a module does not register twice."""

for collector in (ProcessCollector, PlatformCollector, GCCollector):
    collector(registry=REGISTRY)

PAGES = Histogram(
    "scorecard_page_seconds",
    "Server time of drawing a page.",
    ["page"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)


@contextmanager
def measure_page(name: str) -> Iterator[None]:
    """Counts the seconds that pass within, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        PAGES.labels(name).observe(time.perf_counter() - began)
