"""What a rule looks at and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.model.edition import Addressee, Edition, Requirement
from engine.model.shape import Shapes
from engine.model.world import World


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a rule: `level` is error, warning or info; the code's sentences are in the message tables.

    `place` is the file and line of what `where` names, as far as it stands in a file.
    """

    code: str
    level: str
    where: str
    found: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition with its shapes and the world, as a rule sees them."""

    root: Path
    world: World
    edition: Edition
    shapes: Shapes

    def leaves(self) -> list[Requirement]:
        """The leaves that speak to the applicant."""
        return [
            one for one in self.edition.requirements.values() if one.is_leaf and one.addressee is Addressee.APPLICANT
        ]
