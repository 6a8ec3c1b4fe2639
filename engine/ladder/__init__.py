"""The ladder: what does not compile is decided constraint by constraint on a lower rung, and the rung is named."""

from engine.ladder.descend import descend

__all__ = ["descend"]
