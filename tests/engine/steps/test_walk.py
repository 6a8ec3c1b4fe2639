"""Turned tables are sorted by the halves of their numbers."""

import numpy as np
import pytest

from engine.steps.walk import _sorting


@pytest.mark.parametrize("most", [5, 70_000, 1 << 32])
def test_sorting_keeps_equal_nodes_as_they_stand(most: int) -> None:
    nodes = np.random.default_rng(1).integers(0, most, 5_000).astype(np.uint32)
    assert _sorting(nodes).tolist() == np.argsort(nodes, kind="stable").tolist()
