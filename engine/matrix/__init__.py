"""Many cases at once: the case x requirement matrix of outcomes, and points and grades as columns.

Since building: the contents of premises are numbered, each judged and scored once, and the cases refer to them. The law
is the one of `engine.run`, `engine.score` and `engine.grade`; what is not settled is asked of them, content by content.
"""

from engine.matrix.again import grade_again
from engine.matrix.contents import Matrix, matrix_of
from engine.matrix.graded import Graded, grade_all
from engine.matrix.row import with_case

__all__ = ["Graded", "Matrix", "grade_again", "grade_all", "matrix_of", "with_case"]
