"""The form of the limits of the service."""

from __future__ import annotations

from pydantic import Field

from api.schema.model import Model


class Job(Model):
    """What one child may take, and how many there may be."""

    bytes: int = Field(description="至多字节数 most bytes that are taken in")
    rows: int = Field(description="至多行数 most rows")
    memory_bytes: int = Field(description="子进程内存字节数 memory of a child")
    processor_seconds: int = Field(description="处理器秒数 seconds of processor")
    seconds: int = Field(description="总秒数 seconds by the clock")
    at_a_time: int = Field(description="同时进行的项数 how many at a time")
    waiting: int = Field(description="可排队的项数，超出为 429 how many may wait, more get 429")
    of_one_caller: int = Field(
        description="同一调用者进行中与排队的合计，至多占一半，超出为 429（API-458） how many of one caller may be under way and wait "
        "together, half of all; more get 429 (API-458)"
    )


class Files(Job):
    """Files that are handed in."""

    columns: int = Field(description="至多列数 most columns")
    statements: int = Field(description="RDF 至多陈述数 most statements of RDF")
    cells: int = Field(description="表格至多填写的单元格 most filled cells of a table")
    lines: int = Field(description="RDF 文本至多行数 most lines of a text of RDF")
    values: int = Field(description="JSON 至多值数 most values of JSON")
    unpacked_bytes: int = Field(description="解包后至多字节数 most bytes once unpacked")
    strings_bytes: int = Field(
        description="共享字符串与 Parquet 文本至多字节数 most bytes of shared strings, and of text in Parquet"
    )
    tags: int = Field(description="工作簿每部分至多标签数 most tags of a part of a workbook")
    attributes: int = Field(description="工作簿每部分至多属性数 most attributes of a part of a workbook")


class Queries(Job):
    """Queries at /sparql; rows above the most are left out, and the answer says so."""

    nesting: int = Field(description="括号至多几层 how deep brackets may nest")
    answer_bytes: int = Field(description="答复至多字节数 most bytes of an answer")


class Requests(Model):
    """Every request."""

    address_bytes: int = Field(description="地址 bytes of the address")
    headers: int = Field(description="请求头个数 number of headers")
    header_bytes: int = Field(description="请求头总字节数 bytes of all headers")
    body_bytes: int = Field(description="正文 bytes of the body")
    upload_bytes: int = Field(description="提交文件时的正文 bytes of the body with a file")
    seconds: int = Field(description="收完正文的秒数 seconds until the body is there")
    upload_seconds: int = Field(description="提交文件时的秒数 seconds with a file")


class LimitsAnswer(Model):
    """All limits of the service."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form", examples=["clausegraph/limits/1"])
    files: Files = Field(description="提交的文件 files")
    queries: Queries = Field(description="SPARQL 查询 queries")
    requests: Requests = Field(description="每个请求 every request")
