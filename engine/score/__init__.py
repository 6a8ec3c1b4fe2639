"""Scoring: findings and possibilities become exact points, low and high, item by item.

Since running: outcomes have been joined with what premises can still be; points follow the item's method.
"""

from engine.score.points import item_points, leaf_slots
from engine.score.score import rescaling, score

__all__ = ["item_points", "leaf_slots", "rescaling", "score"]
