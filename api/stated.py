"""The limits of the service in words and numbers: where they are asked for, and beside every upload in the document of the API."""

from __future__ import annotations

from typing import Any

from api.settings import Settings
from engine import READING_CAPS, Caps
from engine import Limits as JobLimits

MIB = 1024 * 1024
SCHEMA = "clausegraph/limits/1"
FILES = "multipart/form-data"
WORDS = (
    "上限：文件 {upload} MiB、{rows} 行，在受限的子进程中读取：内存 {memory} MiB、处理器 {processor} 秒、共 {wall} 秒；一个调用者同时至多 {share} 件；全部上限见 /v1/limits。 "
    "Limits: {upload} MiB and {rows} rows, read in a confined child: {memory} MiB of memory, {processor} s of processor, "
    "{wall} s in all, {share} of one caller at a time; /v1/limits has them all."
)


def limits_data(settings: Settings) -> dict[str, Any]:
    """All limits of requests, files and queries, as they stand in this process."""
    caps, request = settings.caps, settings.limits
    files = {
        "bytes": caps.upload,
        **{name: most for name, most in READING_CAPS.items() if name != "bytes"},
        **_job(settings.check, caps),
    }
    queries = {
        "bytes": caps.query,
        "nesting": caps.nesting,
        "rows": caps.rows,
        "answer_bytes": settings.query.answer,
        **_job(settings.query, caps),
    }
    requests = {
        "address_bytes": request.address,
        "headers": request.headers,
        "header_bytes": request.header_bytes,
        "body_bytes": request.body,
        "upload_bytes": request.upload,
        "seconds": request.body_seconds,
        "upload_seconds": request.upload_seconds,
    }
    return {"schema": SCHEMA, "files": files, "queries": queries, "requests": requests}


def _job(limits: JobLimits, caps: Caps) -> dict[str, int]:
    """What one child may take, and how many there may be at a time."""
    return {
        "memory_bytes": limits.memory,
        "processor_seconds": limits.processor,
        "seconds": limits.wall,
        "at_a_time": caps.workers,
        "waiting": caps.queue,
        "of_one_caller": caps.share,
    }


def state_limits(document: dict[str, Any], settings: Settings) -> None:
    """Say the limits of files beside every operation of a document that takes one."""
    check, caps = settings.check, settings.caps
    words = WORDS.format(
        upload=caps.upload // MIB,
        rows=READING_CAPS["rows"],
        memory=check.memory // MIB,
        processor=check.processor,
        wall=check.wall,
        share=caps.share,
    )
    for operations in document["paths"].values():
        for operation in operations.values():
            if FILES in operation.get("requestBody", {}).get("content", {}):
                operation["description"] = f"{operation['description']}\n\n{words}"
