"""Running: verdicts on premises become the outcomes of leaves and of requirement trees."""

from engine.run.find import find

__all__ = ["find"]
