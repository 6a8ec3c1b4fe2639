"""The table that flows between steps: nodes, the member each belongs to, and the row above each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from engine.model.columns import Ids

Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
N = TypeVar("N", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Rows:
    """Nodes by row.

    Shape: `node`, `member` and `parent` have one length. `member` None: all rows belong to member 0. `parent` numbers rows
    of the table above, ascending; None: row n lies below row n, one each. `shared`: the focus nodes when all members
    have the same; then the rows are those nodes once for each member. `predicate` only for rows that stray.
    """

    node: Ids
    member: Places | None = None
    parent: Places | None = None
    shared: Ids | None = None
    predicate: Ids | None = None

    def __len__(self) -> int:
        return len(self.node)

    def of_member(self, parameters: npt.NDArray[N]) -> npt.NDArray[N]:
        """Each row's own parameter, of one for each member or one for all."""
        if len(parameters) == 1 or self.member is None:
            return parameters[:1]
        return parameters[self.member]

    def above(self) -> Places:
        """The row above each, as numbers."""
        return np.arange(len(self.node)) if self.parent is None else self.parent

    def taken(self, keep: Places | Bools) -> Rows:
        """Some of the rows."""
        member = None if self.member is None else self.member[keep]
        return Rows(self.node[keep], member, self.above()[keep])


def below(frame: Rows, node: Ids, parent: Places | None) -> Rows:
    """Rows under those of `frame`, of the same members."""
    member = frame.member if frame.member is None or parent is None else frame.member[parent]
    return Rows(node, member, parent)
