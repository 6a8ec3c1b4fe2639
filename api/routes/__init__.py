"""The resources of the service, a module for each kind; `ROUTERS` is all of them in the order of the document."""

from __future__ import annotations

from api.routes import assessments, cases, editions, errors, questions

ROUTERS = (editions.router, cases.router, assessments.router, questions.router, errors.router)
