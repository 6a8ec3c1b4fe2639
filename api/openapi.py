"""The OpenAPI document: what the service says of itself, its operations and their problems, with examples and limits."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.documented import stated_headers
from api.examples import add_examples
from api.schema.problem import Problem
from api.stated import state_limits

DESCRIPTION = """按条款评判、逐分说明的评价服务。每一项都有自己的地址，可用 JSON、JSON-LD、Turtle（表格另有 CSV）取回。
带“推定”（assumed）标记的数字是复原的，不是标准原文。
句子默认为中文；任一地址加 `lang=en`，或以 Accept-Language，得英文。列表的下一页在 Link 头与 `next` 中；表格每页的列相同。地址中不认识的名称以 422 拒绝。

Judges evidence clause by clause and explains every lost point. Numbers that bear the mark “assumed” are a reconstruction.
Sentences are in Chinese; `lang=en` at any address, or Accept-Language, makes them English. The next page of a list is in Link and
`next`, and each page of a table has the same columns. A word of an address that is not known is refused (422)."""

TAGS = [
    {"name": name, "description": said}
    for name, said in (
        ("editions", "标准的版本及其章条、评价要求、参数与评分项 editions of the standard and their parts"),
        ("catalogue", "指标、文件与评价对象 indicators, documents, subjects"),
        ("cases", "案例：一个评价对象的一个年度 cases: a subject in a year"),
        ("assessments", "评价：判定、得分、失分与说明 assessments with findings, scores, points, explanations"),
        (
            "questions",
            "怎样扭转、怎样达到、为何不同、改动的影响、有多稳 what would turn, reach, set apart, change or flip",
        ),
        ("submissions", "证据：提交、检查、裁定 evidence: delivered, checked, ruled on"),
        ("references", "参考资料 reference files"),
        ("acts", "更正与专家评分 corrections and ratings"),
        ("previews", "预览：若如此行事会怎样 what acts would come to"),
        ("waivers", "豁免 waivers"),
        ("course", "评价的进程：记录、评审、公示、异议、定稿 the course of a recorded assessment"),
        ("appeals", "申诉 appeals"),
        ("ledger", "账本与变动 the ledger and what it changed"),
        ("sparql", "SPARQL 查询 queries"),
        ("identifiers", "每个 IRI 的说明 what is said of every IRI"),
        ("limits", "上限 limits"),
        ("errors", "错误说明 the pages of errors"),
    )
]

SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "密钥或身份提供方的令牌 a key, or a token of the provider",
    },
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "密钥 a key"},
}


def add_document(app: FastAPI) -> None:
    """Have an application with a service give this document in place of the framework's own."""
    app.openapi = lambda: document(app)  # type: ignore[method-assign]


def operation(route: APIRoute) -> str:
    """The name of an operation in generated clients: that of its function."""
    return route.name


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the form of problems in place of the framework's own."""
    if app.openapi_schema is None:
        made = FastAPI.openapi(app)
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        found = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= found.pop("$defs") | {"Problem": found}
        _close_forms(schemas)
        add_examples(made)
        made["components"]["headers"] = stated_headers()
        made["components"]["securitySchemes"] = SCHEMES
        made["security"] = [{}, *({name: []} for name in SCHEMES)]
        state_limits(made, app.state.service.settings)
        app.openapi_schema = made
    return app.openapi_schema


def _close_forms(schemas: dict[str, Any]) -> None:
    """Forms take no field but their own, see `api.fields`."""
    for name, schema in schemas.items():
        if name.startswith("Body_"):
            schema["additionalProperties"] = False
