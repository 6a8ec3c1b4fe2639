"""The page of an error code."""

from __future__ import annotations

from pydantic import Field

from api.schema.model import Label, Model


class ErrorPage(Model):
    """What a code means: the problem, what is expected, and what to do."""

    code: str = Field(description="错误代码 code", examples=["EVI-012"])
    problem: Label = Field(description="问题 the problem")
    expected: Label = Field(description="应为 what is expected")
    remedy: Label = Field(description="怎样改正 what to do")
