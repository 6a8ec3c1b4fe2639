"""The resources of the service, a module for each kind; `ROUTERS` is all of them in the order of the document."""

from __future__ import annotations

from api.routes import (
    acts,
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
    limits,
    previews,
    questions,
    references,
    sparql,
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
    sparql.router,
    acts.router,
    previews.router,
    references.router,
    course.router,
    appeals.router,
    waivers.router,
    identifiers.router,
    limits.router,
    errors.router,
)
