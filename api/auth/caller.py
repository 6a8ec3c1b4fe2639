"""Who calls: a name, a role, and the places that it may act for; what a route needs is a dependency."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, NamedTuple

from fastapi import Depends, Request

from api.problems import RefusedError
from engine import Fault

CALLER = "caller"  # where the gate leaves it in a request's state
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="clausegraph"'}


class Role(StrEnum):
    """What one may do: each role may do what those before it may."""

    READER = "reader"
    EVALUATOR = "evaluator"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the least."""
        return list(Role).index(self)


class Caller(NamedTuple):
    """A caller that was made sure of; `subjects` are the codes of the places that it may act for, None for all."""

    name: str
    role: Role
    subjects: frozenset[str] | None = None


LOCAL = Caller("local", Role.ADMIN)
ANONYMOUS = "anonymous"


def may(caller: Caller, role: Role, subject: str | None = None) -> bool:
    """Whether a caller has a role or more and, where a subject is acted for, may act for it.

    >>> may(Caller("a", Role.EVALUATOR, frozenset({"430700"})), Role.EVALUATOR, "430100")
    False
    """
    acts = subject is None or caller.subjects is None or subject in caller.subjects
    return caller.role.rank >= role.rank and acts


def permit(caller: Caller, role: Role, subjects: Iterable[str] = (), where: str = "-") -> None:
    """Refuse a caller that may not do what needs this role for all of these subjects.

    Ask before anything is looked up: the refusal is the same whether the thing exists or not.
    Raises: RefusedError 403 (API-403).
    """
    if not all(may(caller, role, subject) for subject in (None, *subjects)):
        raise RefusedError(403, Fault("API-403", where, caller.role.value, (("wanted", role.value),)))


def caller_of(request: Request) -> Caller:
    """The caller that the gate let in. Raises: RefusedError 401 (API-401) where no gate has let one in."""
    found = getattr(request.state, CALLER, None)
    if not isinstance(found, Caller):
        raise unknown(request.url.path)
    return found


def unknown(where: str, code: str = "API-401") -> RefusedError:
    """401 with the challenge that goes with it; nothing of what was sent is repeated."""
    return RefusedError(401, Fault(code, where, "-"), CHALLENGE)


def needs(role: Role) -> Callable[[Request], Caller]:
    """A dependency: the caller, who has this role or more. Raises: RefusedError 401, 403."""

    def allowed(request: Request) -> Caller:
        caller = caller_of(request)
        permit(caller, role, (), request.url.path)
        return caller

    return allowed


Reader = Annotated[Caller, Depends(needs(Role.READER))]
Evaluator = Annotated[Caller, Depends(needs(Role.EVALUATOR))]
Editor = Annotated[Caller, Depends(needs(Role.EDITOR))]
Admin = Annotated[Caller, Depends(needs(Role.ADMIN))]
