"""Figures are those of one registry, under few labels."""

from __future__ import annotations

from api.watch.figures import Figures


def test_requests_are_counted_and_timed_by_route() -> None:
    figures = Figures(dict)
    figures.count("/v1/cases", "GET", 200, 0.003)
    figures.count("/v1/cases", "GET", 200, 2)
    figures.count(None, "BREW", 405, 0.1)
    text = figures.written().decode()
    assert 'clausegraph_requests_total{method="GET",route="/v1/cases",status="200"} 2.0' in text
    assert 'clausegraph_requests_total{method="other",route="none",status="405"} 1.0' in text
    assert 'clausegraph_request_seconds_bucket{le="0.005",route="/v1/cases"} 1.0' in text
    assert 'clausegraph_request_seconds_count{route="/v1/cases"} 2.0' in text


def test_what_stands_is_looked_up_when_it_is_asked_for_and_not_before() -> None:
    looked: list[int] = []

    def standing() -> dict[str, float]:
        looked.append(1)
        return {"ledger_entries": float(len(looked))}

    figures = Figures(standing)
    assert looked == []
    assert "clausegraph_ledger_entries 1.0" in figures.written().decode()
    assert "clausegraph_ledger_entries 2.0" in figures.written().decode()


def test_two_services_of_one_process_do_not_share_figures() -> None:
    first, second = Figures(dict), Figures(dict)
    first.count("/a", "GET", 200, 0)
    assert 'route="/a"' not in second.written().decode()
