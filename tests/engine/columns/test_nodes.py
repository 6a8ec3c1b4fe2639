"""Nodes as a set."""

import numpy as np
import pytest

from engine.columns.nodes import each_once


@pytest.mark.parametrize("size", [6, 10_000])  # looked through, sorted
@pytest.mark.parametrize("nodes", [[], [5, 0, 5, 3, 0]])
def test_each_node_once_ascending(nodes: list[int], size: int) -> None:
    found = each_once(np.array(nodes, dtype=np.uint32), size)
    assert found.tolist() == sorted(set(nodes)) and found.dtype == np.uint32
