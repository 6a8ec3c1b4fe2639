"""The figures of one process for Prometheus: requests by route, how long they took, and how the store stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER, NO_ROUTE = "other", "none"  # a label takes no word that a client makes up
Standing = Mapping[str, float]


class Figures:
    """A registry of this process alone. `standing` gives what stands now, by name: read when the figures are asked for."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "clausegraph_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "clausegraph_request_seconds",
            "Seconds until an answer was sent.",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge("clausegraph_requests_under_way", "Requests not yet answered.", registry=self.registry)
        self._known: dict[
            tuple[str, str, int], tuple[Counter, Histogram]
        ] = {}  # looking labels up costs more than counting
        ProcessCollector(registry=self.registry)
        self.registry.register(Stands(standing))

    def count(self, route: str | None, method: str, status: int, seconds: float) -> None:
        """Count a request by the template of its route."""
        known, way = route or NO_ROUTE, method if method in METHODS else OTHER
        found = self._known.get((known, way, status))
        if found is None:
            found = self.requests.labels(known, way, str(status)), self.seconds.labels(known)
            self._known[known, way, status] = found
        found[0].inc()
        found[1].observe(seconds)

    def written(self) -> bytes:
        """The figures as Prometheus reads them."""
        return generate_latest(self.registry)


class Stands(Collector):
    """Gauges whose values are looked up when they are asked for."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self.standing = standing

    def describe(self) -> Iterator[Metric]:
        """Nothing is looked up before the first question."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """A gauge for each."""
        for name, value in self.standing().items():
            yield GaugeMetricFamily(f"clausegraph_{name}", f"{name.replace('_', ' ')} as it stands now", value=value)
