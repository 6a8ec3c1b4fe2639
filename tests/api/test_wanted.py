"""What a field should have been is said in Chinese first; every kind that our forms can raise has its own words."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core._pydantic_core import list_all_errors
from starlette.testclient import TestClient

from api.wanted import wanted
from engine import EvidenceMode
from engine.messages.forms import KINDS

OURS = {"other", "body_unread", "upload"}
GENERAL = "应符合 /v1/openapi.json 所述的格式"


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Field(min_length=2, max_length=3, pattern="^[a-z]*$")] = "ab"
    count: Annotated[int, Field(ge=1, le=9)] = 1
    words: Annotated[list[str], Field(min_length=1, max_length=2)] = ["a"]
    choice: Literal["one", "two"] = "one"
    mode: EvidenceMode = EvidenceMode.DELIVERED
    flag: bool = True
    inner: BaseModel | None = None


def errors(form: Any, value: object) -> list[ErrorDetails]:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(form).validate_python(value)
    return refused.value.errors()


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ({"text": "a"}, "至少 2 个字符", "It should have at least 2 characters"),
        ({"text": "abcd"}, "至多 3 个字符", "It should have at most 3 characters"),
        ({"text": "A1"}, "应符合格式 ^[a-z]*$", "It should match ^[a-z]*$"),
        ({"text": 5}, "应为文字", "It should be text"),
        ({"count": 0}, "应不小于 1", "It should be 1 or more"),
        ({"count": 10}, "应不大于 9", "It should be 9 or less"),
        ({"count": "x"}, "应为整数", "It should be a whole number"),
        ({"words": []}, "至少 1 项", "It should have at least 1 items"),
        ({"words": ["a"] * 3}, "至多 2 项", "It should have at most 2 items"),
        ({"words": "a"}, "应为列表", "It should be a list"),
        ({"choice": "three"}, "应为以下之一：one、two", "It should be one of: one, two"),
        ({"flag": "x"}, "应为 true 或 false", "It should be true or false"),
        ({"else": 1}, "没有这一项，不得写入", "There is no such field; it may not be given"),
        (5, "应为对象（键与值）", "It should be an object of names and values"),
    ],
)
def test_a_kind_is_said_with_its_limits(value: object, zh: str, en: str) -> None:
    found = errors(Form, value)[0]
    assert (wanted(found, "zh"), wanted(found, "en")) == (zh, en)


def test_an_unknown_kind_is_said_in_general_words_in_both_languages() -> None:
    assert wanted({"type": "url_scheme", "ctx": {"expected_schemes": "x"}}, "zh") == GENERAL
    assert wanted({"type": "too_long"}, "zh") == GENERAL  # its limit is not told
    assert wanted({}, "en") == "It should have the form that /v1/openapi.json states"


def test_every_kind_is_one_that_pydantic_has_with_placeholders_that_it_fills() -> None:
    known = {str(one["type"]): set(one.get("example_context") or {}) for one in list_all_errors()}
    for kind, (zh, en) in KINDS.items():
        if kind not in OURS:
            for sentence in (zh, en):
                sentence.format(**dict.fromkeys(known[kind], "1"))


def test_nothing_that_was_sent_is_repeated() -> None:
    assert all("secret" not in wanted(one, "zh") for one in errors(Form, {"choice": "secret", "mode": "secret"}))


@pytest.mark.parametrize(
    ("method", "address", "sent", "expected"),
    [
        ("GET", "/v1/editions?limit=many", {}, "应为整数。"),
        ("GET", "/v1/editions?limit=0", {}, "应不小于 1。"),
        ("GET", "/v1/cases/43/2020", {}, "应符合格式 ^[0-9]{6}$。"),
        ("GET", "/v1/cases/430700/2020?mode=x", {}, "应为以下之一：delivered、accepted。"),
        ("GET", "/v1/cases", {}, "必须写明。"),
        ("POST", "/v1/impact", {"json": {"year": 2020, "role": "x"}}, "必须写明。"),
        ("POST", "/v1/submissions", {"data": {"subject": "430700", "file": "x"}}, "应为上传的文件。"),
        (
            "POST",
            "/v1/submissions",
            {"content": b"x", "headers": {"content-type": "multipart/form-data"}},
            "以声明的边界结束的 multipart/form-data。",
        ),
    ],
)
def test_a_refusal_says_it_in_chinese(
    web: TestClient, method: str, address: str, sent: dict[str, Any], expected: str
) -> None:
    assert expected in {one["expected"] for one in web.request(method, address, **sent).json()["faults"]}
