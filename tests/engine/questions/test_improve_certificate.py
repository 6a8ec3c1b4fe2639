"""Certificates: how many branches a proof closes."""

from __future__ import annotations

from fractions import Fraction

from engine.questions.improve_certificate import Bound, Branch, Certificate, Short, nodes

F = Fraction
PROOF = Branch(0, (Short(1), Branch(1, (Bound(F(1)), Bound(F(1, 2))))))


def test_the_nodes_of_a_proof_are_told_from_the_top() -> None:
    assert list(nodes(PROOF)) == [PROOF, Short(1), PROOF.below[1], Bound(F(1)), Bound(F(1, 2))]


def test_the_branches_that_are_closed_are_counted() -> None:
    assert Certificate((), 0, F(1), F(1), 0, (), PROOF).closed_branches == 3
    assert Certificate((), 0, F(1), F(1), 0, (), Bound(F(0))).closed_branches == 1
