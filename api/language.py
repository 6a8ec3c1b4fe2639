"""Chinese unless a request asks for English: by `?lang=`, else by `Accept-Language`."""

from __future__ import annotations

from starlette.requests import Request

LANGUAGES = ("zh", "en")


def language_of(request: Request) -> str:
    """`zh` or `en`.

    >>> preferred("en;q=0.3, zh-CN;q=0.8")
    'zh'
    """
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The language with the greatest weight in an `Accept-Language` header; Chinese where neither is in it."""
    weights = [_weighed(part) for part in header.split(",")]
    known = [(weight, -place, language) for place, (language, weight) in enumerate(weights) if language in LANGUAGES]
    return max(known)[2] if known else "zh"


def _weighed(part: str) -> tuple[str, int]:
    """A language and its weight in thousandths; a weight that is none counts as nothing."""
    tag, _, rest = part.strip().partition(";")
    language, weight = tag.partition("-")[0].strip().lower(), rest.strip().removeprefix("q=")
    if not rest:
        return language, 1000
    whole, _, fraction = weight.partition(".")
    digits = whole + (fraction + "000")[:3]
    return language, int(digits) if digits.isascii() and digits.isdigit() else 0
