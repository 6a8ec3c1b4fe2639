"""What is refused on a connection before there is a request, or one too many."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "API-460": (
        (
            "连接上收到的不是合乎规范的 HTTP/1.1 请求。",
            "请求行、请求头与内容长度合乎规范，请求头合计不超过 {most} 字节。",
            "请换用常见的 HTTP 客户端，并核对请求头与 Content-Length。",
        ),
        (
            "What came over the connection is no proper HTTP/1.1 request.",
            "A request line, headers and a length of the body as HTTP has them; headers of {most} bytes at most.",
            "Use a common HTTP client, and look at the headers and Content-Length.",
        ),
    ),
    "API-461": (
        (
            "连接已达上限（{most} 个）。",
            "连接不超过 {most} 个。",
            "请稍后重试；同一客户端请重复使用一个连接。",
        ),
        (
            "All {most} connections are taken.",
            "{most} connections at most.",
            "Try again in a moment; a client should use one connection again and again.",
        ),
    ),
}

ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
