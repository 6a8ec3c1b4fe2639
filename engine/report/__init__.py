"""Reporting: assessments for machines, as JSON, CSV, Turtle, JSON-LD and the SHACL report itself.

Since explaining: nothing has changed but the form; numbers stay exact, and the same inputs give the same bytes.
"""

from engine.report.evidence import evidence_turtle
from engine.report.report import FORMS, report, snapshot
from engine.report.why import why_data

__all__ = ["FORMS", "evidence_turtle", "report", "snapshot", "why_data"]
