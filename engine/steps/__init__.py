"""Running a plan: each kind of step is one pure function from columns and earlier tables to a table."""

from engine.steps.results import Results
from engine.steps.run import run

__all__ = ["Results", "run"]
