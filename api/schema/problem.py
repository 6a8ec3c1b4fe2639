"""RFC 9457, with the fields of a fault."""

from __future__ import annotations

from pydantic import Field

from api.schema.model import Model


class Fault(Model):
    """One thing wrong: where, what was found, what was expected, and what to do."""

    code: str = Field(description="错误代码，含义见 /v1/errors/{code} stable code", examples=["EVI-012"])
    where: str = Field(description="位置：文件、工作表与单元格，或行、字段 place", examples=["evidence.xlsx 观测值!G3"])
    found: str = Field(description="见到的内容 what was found", examples=["９５"])
    problem: str = Field(description="问题 the problem")
    expected: str = Field(description="应为 what was expected")
    remedy: str = Field(description="怎样改正 what to do")


class Problem(Model):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(
        description="错误说明页的地址 address of the page about the error", examples=["/v1/errors/EVI-012"]
    )
    title: str = Field(description="状态的含义 what the status means", examples=["内容不能接受"])
    status: int = Field(description="HTTP 状态码", examples=[422])
    detail: str = Field(description="第一处问题与改正办法 the first fault and its remedy")
    instance: str = Field(description="请求的路径 path of the request", examples=["/v1/submissions"])
    code: str = Field(description="第一处问题的代码 code of the first fault", examples=["EVI-012"])
    count: int = Field(description="问题总数 how many faults there are", examples=[1])
    faults: list[Fault] = Field(description="逐处列出，最多 200 处 each fault, 200 at most")
