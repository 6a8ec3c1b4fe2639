"""The fast lane over cases: the shapes of an edition, compiled, run over the columns of its premises.

Since building: premises and their possibilities have become columns, and the plan's results verdicts.
"""

from engine.fast.judge import judge

__all__ = ["judge"]
