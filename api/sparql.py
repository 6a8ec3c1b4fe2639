"""A query of the SPARQL protocol: what it asks, of which graphs, in which form; asked in a child, its answer with what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from api.auth.caller import Caller
from api.problems import RefusedError
from api.representations import chosen
from api.seeing import entries_seen
from api.service import Service
from api.shares import holder_of
from engine import Answer, Checkpoint, EngineError, ask, graphs_seen, query_form

PATH = "/sparql"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, str] = {"text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld"}
OF_GRAPHS = ("CONSTRUCT", "DESCRIBE")
TEXT = "; charset=utf-8"
WAIT = 2.0  # seconds for the graphs to hold what was entered before the query
FIRST = 15.0  # the same where they are made for the first time since the service began
MOST_FIELDS = 500
ONE, FOREIGN, NO_UPDATE, NOT_READY = "QRY-011", "QRY-012", "QRY-013", "SRV-010"


@dataclass(frozen=True, slots=True)
class Wish:
    """A query and the graphs that it names; none means all that the caller may see."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def wish_of(fields: Sequence[tuple[str, str]]) -> Wish:
    """A query from the parameters of an address or the fields of a form.

    Raises: RefusedError 400 QRY-011 unless there is one query, QRY-013 for an update.
    """
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise RefusedError.of(400, NO_UPDATE, PATH, "update")
    queries = [text for name, text in fields if name == "query"]
    if len(queries) != 1:
        raise RefusedError.of(400, ONE, PATH, str(len(queries)))
    return Wish(queries[0], _named(fields, "default-graph-uri"), _named(fields, "named-graph-uri"))


def _named(fields: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(text for key, text in fields if key == name)


def wish_in(request: Request, body: bytes) -> Wish:
    """A query from the body of a POST.

    Raises: RefusedError 415 (API-415) for another type; as `wish_of`, QRY-011 also for what is not UTF-8.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == UPDATE:
        raise RefusedError.of(400, NO_UPDATE, PATH, media)
    if media not in (FORM, QUERY):
        raise RefusedError.of(415, "API-415", "Content-Type", media[:40] or "-")
    in_address = request.query_params.multi_items()
    try:
        text = body.decode("utf-8")
        if media == QUERY:
            return wish_of([*in_address, ("query", text)])
        return wish_of([*in_address, *parse_qsl(text, True, errors="strict", max_num_fields=MOST_FIELDS)])
    except ValueError as fault:
        raise RefusedError.of(400, ONE, PATH, type(fault).__name__) from fault


async def answer(request: Request, service: Service, caller: Caller, wish: Wish) -> Response:
    """What a query finds, asked beside the threads of all other requests.

    Raises: RefusedError 400, 406 (QRY-009), 429 (API-458), 503 (SRV-010), 504 (CHI-002); UsageError QRY-001 to QRY-007;
    EngineError CHI-001, CHI-003 to CHI-006, QRY-008.
    """
    threads = service.asking
    with service.confined.queries.one(holder_of(request, caller), PATH):
        if threads.available_tokens < 1:
            caps = service.settings.caps
            raise EngineError.of("CHI-005", PATH, str(caps.queue), most=str(caps.workers))
        return await to_thread.run_sync(_answered, request, service, caller, wish, limiter=threads)


def _answered(request: Request, service: Service, caller: Caller, wish: Wish) -> Response:
    media, form = form_of(request.headers.get("accept", "*/*"), wish.query)
    try:
        found, checkpoint = _asked(service, caller, holder_of(request, caller), wish, form)
    except EngineError as error:
        if error.faults[0].code == "CHI-002":
            raise RefusedError(504, error.faults[0]) from error
        raise
    media = media if found.form == form else found.media_type
    return Response(found.body, headers=headers_of(service, found, checkpoint), media_type=media + _charset(media))


def form_of(accept: str, query: str) -> tuple[str, str]:
    """Media type and form of an answer. Raises: RefusedError 406 (QRY-009) where the kind of query has none that is liked."""
    offered = GRAPHS if query_form(query) in OF_GRAPHS else TABLES
    media = chosen(accept, tuple(offered))
    if media is None:
        raise RefusedError.of(406, "QRY-009", "Accept", accept[:100], known=", ".join(offered))
    return media, offered[media]


def _asked(service: Service, caller: Caller, holder: str, wish: Wish, form: str) -> tuple[Answer, Checkpoint]:
    """Asked once more where the graphs went while the query waited for its turn: the ledger had gone on."""
    try:
        return _asked_once(service, caller, holder, wish, form)
    except EngineError as error:
        if error.faults[0].code != "QRY-008":
            raise
        return _asked_once(service, caller, holder, wish, form)


def _asked_once(service: Service, caller: Caller, holder: str, wish: Wish, form: str) -> tuple[Answer, Checkpoint]:
    seconds = WAIT if service.projected.stand().number else FIRST
    checkpoint = service.projected.upto(len(service.entries()), seconds)
    if checkpoint is None:
        fault = RefusedError.of(503, NOT_READY, PATH, service.projected.fault()).fault
        raise RefusedError(503, fault, {"Retry-After": "1"})
    seen = graphs_seen(checkpoint.graphs, service.entries(), entries_seen(service, caller))
    default, named = dataset(wish, seen, whole=len(seen) == len(checkpoint.graphs))
    found = ask(
        service.confined.pool,
        wish.query,
        form,
        store=checkpoint.path,
        default=default,
        named=named,
        limits=service.settings.query,
        who=holder,
    )
    return found, checkpoint


Dataset = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


def dataset(wish: Wish, seen: Sequence[str], whole: bool) -> Dataset:
    """Default and named graphs of a query: those that it names, else all that may be seen; None for all that there are.

    Raises: RefusedError 400 (QRY-012) for a graph that may not be seen: the same where there is none.
    """
    for place, names in (("default-graph-uri", wish.default), ("named-graph-uri", wish.named)):
        foreign = [name for name in names if name not in seen]
        if foreign:
            raise RefusedError.of(400, FOREIGN, place, foreign[0][:200] or "-")
    if wish.default or wish.named:
        return wish.default, wish.named
    return (None, None) if whole else (tuple(seen), tuple(seen))


def headers_of(service: Service, found: Answer, checkpoint: Checkpoint) -> dict[str, str]:
    """How many rows there are, at most and whether some were left out; up to which entry of the ledger the graphs stand."""
    return {
        "X-Rows": str(found.rows),
        "X-Rows-Most": str(service.settings.caps.rows),
        "X-Rows-Cut": "true" if found.cut else "false",
        "X-Ledger-Entries": str(checkpoint.position.number),
        "X-Ledger-Head": checkpoint.position.head,
        "Vary": "Accept, Accept-Language",
    }


def _charset(media: str) -> str:
    return TEXT if media.startswith("text/") else ""
