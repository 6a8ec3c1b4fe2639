"""Every operation of the OpenAPI document asked with data that fit it and data that do not, as every kind of caller."""

from __future__ import annotations

import json
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.python import asgi
from schemathesis.schemas import APIOperation

from engine import known_codes
from tests.api.town import WHO, Town

HERE = "http://127.0.0.1"
PATIENCE = 60  # seconds for an answer
AGAIN = 20  # how often what is busy is asked
MEDIA = "application/problem+json"
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
FORM = "API-422"  # what does not have the form that the document states
REFUSED = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 429, 431]
A_FILE = "violates `type` at /properties/file ("  # a number in place of a file: in a form both are bytes
GENERAL = "应符合 /v1/openapi.json 所述的格式。"  # said of a kind of mistake that has no words of its own
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
]


@schemathesis.serializer("application/sparql-query")
def _as_text(_: Any, value: Any) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Finding:
    """What an operation did otherwise than its document says, and who asked what."""

    operation: str
    kind: str
    status: int
    text: str
    asked: str


@dataclass
class Tally:
    """What was asked and what was found; each kind of finding of an operation once."""

    cases: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    findings: dict[tuple[str, str, int], Finding] = field(default_factory=dict)

    def add(self, found: Finding) -> None:
        """Keep a finding, the first of its kind."""
        self.findings.setdefault((found.operation, found.kind, found.status), found)

    @property
    def good(self) -> bool:
        """Whether everything was asked and nothing found."""
        return bool(self.cases) and not self.findings

    def __str__(self) -> str:
        total = sum(self.cases.values())
        statuses = " ".join(f"{status}:{count}" for status, count in sorted(self.statuses.items()))
        head = f"contract: {len(self.cases)} operations, {total} cases, {len(self.findings)} findings; {statuses}"
        rows = [
            f"  {one.operation} {one.kind} {one.status}: {one.text}\n    {one.asked}" for one in self.findings.values()
        ]
        return "\n".join([head, *rows])


class Run:
    """One run over a town: `examples` generated for each operation and way, `covered` of the cases at the edges."""

    def __init__(
        self, town: Town, examples: int, seed: int, covered: int, document: dict[str, Any] | None = None
    ) -> None:
        self.town, self.examples, self.seed, self.covered = town, examples, seed, covered
        self.tally, self.turn = Tally(), seed
        self.schema = _loaded(document or town.ask("", "GET", "/v1/openapi.json").json(), town.app)
        self.checks = [schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]
        self.client = asgi.get_client(town.app)

    def all(self, only: str = "") -> Tally:
        """Ask every operation, or those whose name holds a word."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for found in self.schema.get_all_operations():
                operation = found.ok()
                if only in operation.label:
                    self._asked(operation)
        return self.tally

    def _asked(self, operation: APIOperation) -> None:
        for case in islice(self._edges(operation), self.covered):
            self._ask(case)
        for strategy in self._ways(operation):
            self._drawn(strategy)

    def _edges(self, operation: APIOperation) -> Iterator[Any]:
        generation = self.schema.config.generation_for(operation=operation)
        return self.schema.iter_coverage_cases(operation, generation_modes=MODES, generation_config=generation)

    def _ways(self, operation: APIOperation) -> Iterator[st.SearchStrategy[Any]]:
        """Things that there are; whatever fits; what does not fit."""
        places, words = self._known(operation.path_parameters), self._known(operation.query)
        if places or words:
            yield operation.as_strategy(GenerationMode.POSITIVE, path_parameters=places or None, query=words or None)
        yield operation.as_strategy(GenerationMode.POSITIVE)
        yield operation.as_strategy(GenerationMode.NEGATIVE)

    def _known(self, parameters: Any) -> dict[str, Any]:
        names = {one.name for one in parameters or ()}
        return {name: self.town.names[name] for name in names if name in self.town.names}

    def _drawn(self, strategy: st.SearchStrategy[Any]) -> None:
        @hypothesis.seed(self.seed)
        @settings(
            max_examples=self.examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(strategy)
        def ask(case: Any) -> None:
            self._ask(case)

        try:
            ask()
        except hypothesis.errors.Unsatisfiable:
            return  # an operation without parameters cannot be asked wrongly

    def _ask(self, case: Any) -> None:
        self.turn += 1
        who = WHO[self.turn % len(WHO)]
        for name in [one for one in case.headers if one.lower() in ("authorization", "x-api-key")]:
            del case.headers[name]
        sent = {"headers": self.town.headers(who), "allow_redirects": False, "timeout": PATIENCE}
        answer = self._answered(case, sent)
        self.tally.cases[case.operation.label] += 1
        self.tally.statuses[answer.status_code] += 1
        for kind, text in [*self._failures(case, answer), *_misfits(case, answer)]:
            asked = f"{who}: {answer.request.method} {answer.request.url} {_short(answer.request.body)} -> {_short(answer.content)}"
            self.tally.add(Finding(case.operation.label, kind, answer.status_code, text, asked))

    def _answered(self, case: Any, sent: dict[str, Any]) -> Any:
        """The answer; where the service says when to come again (the projections are behind), it is asked again then."""
        for _ in range(AGAIN):
            answer = case.call(base_url=HERE, session=self.client, **sent)
            if answer.status_code != 503 or "retry-after" not in answer.headers:
                break
            time.sleep(int(answer.headers["retry-after"][0]))
        return answer

    def _failures(self, case: Any, answer: Any) -> Iterator[tuple[str, str]]:
        try:
            case.validate_response(answer, checks=self.checks)
        except FailureGroup as group:
            for one in group.exceptions:
                said = one.message if isinstance(one, Failure) else str(one)
                if A_FILE not in said:
                    yield type(one).__name__, _short(said)


def _misfits(case: Any, answer: Any) -> Iterator[tuple[str, str]]:
    """What a refusal lacks: every one is a problem with a code that has a page, in words of its own; and what has the form
    that the document states is never refused for its form.
    """
    if answer.status_code < 400 or answer.request.method == "HEAD":
        return
    media = answer.headers.get("content-type", [""])[0]
    if media != MEDIA:
        yield "no problem", media
        return
    found = json.loads(answer.content)
    if found["status"] != answer.status_code or found["code"] not in known_codes():
        yield "another problem", f"{found['status']} {found['code']}"
    if found["code"] == FORM and case.meta is not None and case.meta.generation.mode.is_positive:
        yield "refused for its form", found["detail"]
    if any(one["expected"] == GENERAL for one in found["faults"]):
        yield "general words", _short(found["faults"])


def _loaded(document: dict[str, Any], app: Any) -> Any:
    config = schemathesis.Config(seed=1)
    config.projects.default.checks.negative_data_rejection.expected_statuses = [*map(str, REFUSED), "5xx"]
    config.projects.default.generation.with_security_parameters = False
    loaded = schemathesis.openapi.from_dict(document, config=config)
    loaded.app = app
    return loaded


def _short(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return " ".join(text.split())[:400]
