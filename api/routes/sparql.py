"""`/sparql`: the graphs of the standard, of the evidence and of the ledger, asked by the SPARQL 1.1 protocol; nothing is changed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.auth.caller import Reader
from api.problems import problems
from api.service import Served
from api.sparql import FORM, GRAPHS, PATH, QUERY, TABLES, Wish, answer, wish_in, wish_of
from engine import CAPS

router = APIRouter(tags=["sparql"])
EXAMPLE = """PREFIX cg: <https://w3id.org/clausegraph/def/>
SELECT ?clause ?number WHERE { ?clause a cg:Clause ; cg:number ?number } ORDER BY ?number LIMIT 2"""
STATEMENTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/clausegraph/def/Grade> ; ?p ?o }"
CLAUSES = "https://w3id.org/clausegraph/edition/2021-draft/clause/"
FOUND = {
    "head": {"vars": ["clause", "number"]},
    "results": {
        "bindings": [
            {
                "clause": {"type": "uri", "value": f"{CLAUSES}works-quality"},
                "number": {"type": "literal", "value": "10"},
            },
            {
                "clause": {"type": "uri", "value": f"{CLAUSES}large-medium-works"},
                "number": {"type": "literal", "value": "10.1"},
            },
        ]
    },
}
RESULTS: dict[str, Any] = {
    "type": "object",
    "required": ["head"],
    "properties": {
        "head": {
            "type": "object",
            "properties": {
                "vars": {"type": "array", "items": {"type": "string"}},
                "link": {
                    "type": "array",
                    "items": {"type": "string"},
                    "description": "结果不完整时指向 /v1/limits leads to the limits where rows were left out",
                },
            },
        },
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
TEXT = {"schema": {"type": "string"}}
SAID = {
    "X-Rows": "给出的行数 how many rows are given",
    "X-Rows-Most": "至多给出的行数 the most that are given",
    "X-Rows-Cut": "true 表示其余未给出 true where others were left out",
    "X-Ledger-Entries": "所查的图含到第几条账目 up to which entry of the ledger the graphs stand",
    "X-Ledger-Head": "该账目的哈希 hash of that entry",
}
HEADERS = {name: {"description": said, "schema": {"type": "string"}} for name, said in SAID.items()}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "结果 what was found",
        "headers": HEADERS,
        "content": {media: {"schema": RESULTS, "example": FOUND} for media in TABLES if TABLES[media] == "json"}
        | {media: TEXT for media in (*TABLES, *GRAPHS) if TABLES.get(media) != "json"},
    },
    **problems(504),
}
ABOUT = """对标准、证据与账本的图作 SPARQL 1.1 只读查询：只含调用者看得到的图，更新、SERVICE 与 FROM 一律拒绝。SELECT 与 ASK 给出 JSON、XML、CSV、TSV，
CONSTRUCT 与 DESCRIBE 给出 Turtle、N-Triples、JSON-LD。上限见 /v1/limits；行数超限时 X-Rows-Cut 为 true，超时为 504，排队已满、或同一调用者已占满其份额（API-458）为 429。

A reading query of SPARQL 1.1 over the graphs of the standard, the evidence and the ledger, as far as the caller may see them. Updates, SERVICE and
FROM are refused. The limits are at /v1/limits: rows above them are left out and X-Rows-Cut says so, too long is 504, a full queue 429, and
so is one more than the share of a caller (API-458)."""
DEFAULT = "只查这些图（默认图） the graphs that make the default graph"
NAMED = "GRAPH 可用的图 the graphs that GRAPH may name"
MOST_GRAPHS = 100
Iri = Annotated[str, Field(max_length=500)]
Text = Annotated[
    str, Query(max_length=CAPS.query, description="SPARQL 查询，恰好一个 the query, exactly one", examples=[EXAMPLE])
]
Default = Annotated[list[Iri], Query(alias="default-graph-uri", max_length=MOST_GRAPHS, description=DEFAULT)]
Named = Annotated[list[Iri], Query(alias="named-graph-uri", max_length=MOST_GRAPHS, description=NAMED)]
STRING = {"type": "string", "maxLength": CAPS.query}
IRIS = {"type": "array", "maxItems": MOST_GRAPHS, "items": {"type": "string", "maxLength": 500}}
FIELDS = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": STRING | {"description": "SPARQL 查询 the query"},
        "default-graph-uri": IRIS | {"description": DEFAULT},
        "named-graph-uri": IRIS | {"description": NAMED},
    },
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": STRING, "example": STATEMENTS},
            FORM: {"schema": FIELDS, "example": {"query": EXAMPLE}},
        },
    }
}


async def wish_sent(request: Request) -> Wish:
    """The query in the body of a request. Raises: as `wish_in`."""
    return wish_in(request, await request.body())


@router.get(
    PATH,
    operation_id="ask_sparql",
    summary="SPARQL 查询",
    description=ABOUT,
    response_class=Response,
    responses=ANSWERS,
)
async def ask_sparql(
    request: Request,
    service: Served,
    caller: Reader,
    query: Text,
    default: Default = [],  # noqa: B006  # read, never written to
    named: Named = [],  # noqa: B006
) -> Response:
    """Ask by the parameters of an address."""
    return await answer(request, service, caller, wish_of(request.query_params.multi_items()))


@router.post(
    PATH,
    operation_id="post_sparql",
    summary="SPARQL 查询（正文）",
    description=ABOUT,
    response_class=Response,
    responses=ANSWERS,
    openapi_extra=BODY,
)
async def post_sparql(
    request: Request, service: Served, caller: Reader, wish: Annotated[Wish, Depends(wish_sent)]
) -> Response:
    """Ask by a form, or by a body that is the query itself."""
    return await answer(request, service, caller, wish)
