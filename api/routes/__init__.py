"""The resources of the service, a module for each kind; `ROUTERS` is all of them in the order of the document."""

from __future__ import annotations

from api.routes import (
    appeals,
    assessments,
    cases,
    catalogue,
    clauses,
    course,
    editions,
    errors,
    identifiers,
    ledger,
    questions,
    submissions,
    waivers,
)

ROUTERS = (
    editions.router,
    clauses.router,
    catalogue.router,
    cases.router,
    assessments.router,
    questions.router,
    ledger.router,
    submissions.router,
    course.router,
    appeals.router,
    waivers.router,
    identifiers.router,
    errors.router,
)
