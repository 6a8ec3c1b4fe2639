"""The reference lane: the shapes as they stand, run by pySHACL over the graph of premises.

Since building: premises and their possibilities have become triples, and triples verdicts.
"""

from engine.model.finding import Judged
from engine.reference.judge import judge

__all__ = ["Judged", "judge"]
