"""The figures of one process for Prometheus: requests by route, how long they took, and how the store stands.

Counted in plain numbers by the one thread that answers, and made into Prometheus' own form when somebody asks for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from engine import VERSION

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
BOUNDS = (*map(str, SECONDS), "+Inf")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
COUNTED = "_total"
OTHER, NO_ROUTE = "other", "none"  # a label takes no word that a client makes up
Standing = Mapping[str, float]


class Times:
    """How many requests took how long: by the least of `SECONDS` that they did not exceed, and all together."""

    __slots__ = ("total", "within")

    def __init__(self) -> None:
        self.within, self.total = [0] * len(BOUNDS), 0.0


class Figures:
    """What was counted, and a registry of this process alone. `standing` gives what stands now, by name: read when the
    figures are asked for.
    """

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self.under_way = 0
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.times: dict[str, Times] = {}
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(Counted(self))
        self.registry.register(Stands(standing))

    def count(self, route: str | None, method: str, status: int, seconds: float) -> None:
        """Count a request by the template of its route."""
        known = route or NO_ROUTE
        self.requests[known, method if method in METHODS else OTHER, status] += 1
        times = self.times.get(known) or self.times.setdefault(known, Times())
        times.within[bisect_left(SECONDS, seconds)] += 1
        times.total += seconds

    def written(self) -> bytes:
        """The figures as Prometheus reads them."""
        return generate_latest(self.registry)


class Counted(Collector):
    """What was counted, as it is now."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def describe(self) -> Iterator[Metric]:
        """Nothing is known before the first question."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Requests, their seconds, and those under way."""
        requests = CounterMetricFamily(
            "clausegraph_requests", "Requests answered.", labels=("route", "method", "status")
        )
        for (route, method, status), count in self.figures.requests.copy().items():
            requests.add_metric((route, method, str(status)), count)
        seconds = HistogramMetricFamily(
            "clausegraph_request_seconds", "Seconds until an answer was sent.", labels=("route",)
        )
        for route, times in self.figures.times.copy().items():
            seconds.add_metric((route,), list(zip(BOUNDS, accumulate(times.within), strict=True)), times.total)
        yield requests
        yield seconds
        yield GaugeMetricFamily(
            "clausegraph_requests_under_way", "Requests not yet answered.", value=self.figures.under_way
        )


class Stands(Collector):
    """What is looked up when it is asked for: gauges, and counters since the start where a name ends so."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self.standing = standing

    def describe(self) -> Iterator[Metric]:
        """Nothing is looked up before the first question."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """A figure for each, and the version that tells them."""
        yield InfoMetricFamily("clausegraph_build", "What runs here.", value={"version": VERSION})
        for name, value in self.standing().items():
            said, plain = f"clausegraph_{name}", name.removesuffix(COUNTED).replace("_", " ")
            if name.endswith(COUNTED):
                yield CounterMetricFamily(said, f"{plain}, since the start", value=value)
            else:
                yield GaugeMetricFamily(said, f"{plain}, as it stands now", value=value)
