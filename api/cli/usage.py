"""What is wrong with the words of a command line, in the chosen language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

QUOTED = re.compile(r"""(?P<quote>['"])(.+?)(?P=quote)(?=[.,?]|$)|\(([^()]+)\)$""")
LISTED = re.compile(r"is not one of ('.+')")


def what(fault: Any, words: Sequence[str], language: str) -> str:
    """What the parser of the command line stumbled over."""
    from engine import say

    kind, values = _found(fault, words)
    return say(f"usage.{kind}", language, **values)


def _found(fault: Any, words: Sequence[str]) -> tuple[str, dict[str, str]]:
    options = list(getattr(getattr(fault, "param", None), "opts", ()))
    match type(fault).__name__:
        case "MissingParameter":
            metavar = str(getattr(fault.param, "metavar", None) or options[0])
            return "missing", {"name": metavar.strip("[].")}
        case "NoSuchOption" if fault.possibilities:
            return "nearest", {"name": fault.option_name, "nearest": ", ".join(fault.possibilities)}
        case "NoSuchOption":
            return "option", {"name": fault.option_name}
        case "BadOptionUsage":
            return "value", {"name": fault.option_name}
        case "BadParameter":
            said = {"name": options[0], "value": value_of(options, words)}
            listed = LISTED.search(fault.format_message())
            return ("choice", said | {"choices": listed[1].replace("'", "")}) if listed else ("bad", said)
    found = [word or other for _, word, other in QUOTED.findall(fault.format_message())] or [fault.format_message()]
    return ("near", {"name": found[0], "nearest": found[1]}) if found[1:] else ("word", {"name": found[0]})


def value_of(options: Sequence[str], words: Sequence[str]) -> str:
    """What was given for an option."""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        name, given, value = word.partition("=")
        if name in options:
            return value if given else after
    return " ".join(words)


def command_of(fault: Any) -> str:
    """The command whose help says how it is used."""
    context = getattr(fault, "ctx", None)
    return str(context.command_path) if context is not None else "clausegraph"
