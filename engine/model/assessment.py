"""One run over one case, named by the hash of everything that went in."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.case import Case
from engine.model.edition import Edition
from engine.model.evidence import Delivered
from engine.model.explanation import Explanation
from engine.model.finding import Findings
from engine.model.score import GradeResult, Scores
from engine.model.shape import Shapes
from engine.model.world import World


@dataclass(frozen=True, slots=True)
class Assessment:
    """One case with its findings, scores, grade and explanation, and what they were made from.

    `digest` covers edition, shapes, evidence files, decisions, waivers, mode, closing and engine version: same inputs, same digest.
    `reference` are the files that brought places, documents and targets, taken over by `approver`. `report` is the SHACL validation report of the lane as N-Triples, or empty when none was asked for.
    """

    digest: str
    lane: str
    world: World
    edition: Edition
    shapes: Shapes
    files: tuple[Delivered, ...]
    case: Case
    findings: Findings
    scores: Scores
    grade: GradeResult
    explanation: Explanation
    reference: tuple[Delivered, ...] = ()
    approver: str = ""
    report: str = ""
