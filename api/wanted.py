"""What a field of a request should have been, in the language of the request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from engine import form_sentence

QUOTED = re.compile(r"'([^']*)'")
LISTS = ("expected", "expected_tags")  # what pydantic lists as `'a', 'b' or 'c'`
COMMA = {"zh": "、", "en": ", "}


def wanted(error: Mapping[str, Any], language: str) -> str:
    """The sentence for one error of pydantic, with the limits that the form states; never what was sent.

    >>> wanted({"type": "enum", "ctx": {"expected": "'delivered' or 'accepted'"}}, "en")
    'It should be one of: delivered, accepted'
    """
    limits = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    for name in LISTS:
        if name in limits:
            limits[name] = COMMA[language].join(QUOTED.findall(limits[name]))
    if "discriminator" in limits:
        limits["discriminator"] = limits["discriminator"].strip("'")
    return form_sentence(_kind(error), language, **limits)


def _kind(error: Mapping[str, Any]) -> str:
    """The kind of an error; the framework says of a form without its file only that a value is wrong."""
    return "upload" if "UploadFile" in str(error.get("msg", "")) else str(error.get("type", ""))
