"""`serve` and its options; each has a variable of the environment, and no secret is among them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import serving
from api.cli.options import STORE, Lang, Language, Store

MOST_A_MINUTE = 1_000_000
RateKey = Annotated[
    int,
    typer.Option(
        min=1, max=MOST_A_MINUTE, help="每把密钥每分钟次数 calls a minute of a key", envvar="CLAUSEGRAPH_RATE_KEY"
    ),
]
RateAddress = Annotated[
    int,
    typer.Option(
        min=1,
        max=MOST_A_MINUTE,
        help="无密钥者每个地址每分钟次数 of an address without a key",
        envvar="CLAUSEGRAPH_RATE_ADDRESS",
    ),
]
RateFailures = Annotated[
    int,
    typer.Option(
        min=1,
        max=MOST_A_MINUTE,
        help="每个地址每分钟认证失败次数 failed attempts of an address",
        envvar="CLAUSEGRAPH_RATE_FAILURES",
    ),
]


class LogLevel(StrEnum):
    """From which level on the service logs."""

    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


def serve(
    store: Store = STORE,
    host: Annotated[str, typer.Option(help="监听地址 address to listen on", envvar="CLAUSEGRAPH_HOST")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, help="端口，0 为任一空闲端口 port, 0 for a free one", envvar="CLAUSEGRAPH_PORT"),
    ] = 8710,
    read_only: Annotated[
        bool,
        typer.Option("--read-only", help="只读，与写入进程并行 read beside a writer", envvar="CLAUSEGRAPH_READ_ONLY"),
    ] = False,
    readers: Annotated[
        int,
        typer.Option(
            min=0,
            max=64,
            help="另起的只读进程数，端口依次递增 readers, on the next ports",
            envvar="CLAUSEGRAPH_READERS",
        ),
    ] = 0,
    hosts: Annotated[
        str, typer.Option(help="允许的主机名，以逗号分隔 host names to answer to", envvar="CLAUSEGRAPH_HOSTS")
    ] = "",
    log_level: Annotated[LogLevel, typer.Option(help="日志级别 level of logs", envvar="CLAUSEGRAPH_LOG_LEVEL")] = (
        LogLevel.info
    ),
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous",
            help="无密钥者可读已公示的内容 what is public may be read without a key",
            envvar="CLAUSEGRAPH_ANONYMOUS",
        ),
    ] = False,
    rate_key: RateKey = 6000,
    rate_address: RateAddress = 600,
    rate_failures: RateFailures = 20,
    oidc_issuer: Annotated[
        str, typer.Option(help="OIDC 签发者 whose tokens are taken", envvar="CLAUSEGRAPH_OIDC_ISSUER")
    ] = "",
    oidc_audience: Annotated[
        str, typer.Option(help="OIDC 受众 for whom they must be", envvar="CLAUSEGRAPH_OIDC_AUDIENCE")
    ] = "",
    oidc_keys: Annotated[
        Path | None, typer.Option(help="OIDC 公钥文件（JWKS） file of public keys", envvar="CLAUSEGRAPH_OIDC_KEYS")
    ] = None,
    beside: Annotated[bool, typer.Option("--beside", hidden=True)] = False,
    lang: Language = Lang.zh,
) -> int:
    """启动服务。 Serve HTTP until stopped."""
    access = (anonymous, oidc_issuer, oidc_audience, oidc_keys)
    rates = serving.Minutely(rate_key, rate_address, rate_failures)
    wish = serving.Wish(
        store, host, port, read_only, readers, hosts, log_level.value, *access, beside, lang.value, rates
    )
    return serving.served(wish)
