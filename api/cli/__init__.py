"""The command line: nouns and verbs of the design; heavy imports happen inside the commands."""

from api.cli.guard import main, run

__all__ = ["main", "run"]
