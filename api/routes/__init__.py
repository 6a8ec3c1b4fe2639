"""The resources of the service, a module for each kind; `ROUTERS` is all of them in the order of the document."""

from __future__ import annotations

from api.routes import (
    acts,
    assessments,
    cases,
    catalogue,
    clauses,
    course,
    editions,
    errors,
    identifiers,
    ledger,
    previews,
    questions,
    references,
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
    acts.router,
    previews.router,
    references.router,
    course.router,
    waivers.router,
    identifiers.router,
    errors.router,
)
