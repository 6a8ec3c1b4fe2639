"""Explanation trees as indented text."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.explanation import Node
from engine.render.voice import Voice

MARKED = frozenset({"grade", "chapter", "item"})


def branch_lines(voice: Voice, node: Node, depth: int = 0) -> Iterator[str]:
    """A node and all below it, two blanks a level."""
    yield "  " * depth + node_text(voice, node)
    for child in node.children:
        yield from branch_lines(voice, child, depth + 1)


def node_text(voice: Voice, node: Node) -> str:
    """One node as a sentence, with the mark where its numbers are assumed."""
    values = {key: voice.text(value) for key, value in node.values.items()}
    match node.subject:
        case "requirement":
            values["outcome"] = voice.outcome(values["outcome"])
            values["reason"] = voice.reason(values["reason"])
            values["logic"] = voice.say(f"logic.{values['logic']}") if values["logic"] else ""
        case "premise":
            _premise(voice, values)
        case "document":
            values["number"] = voice.number(values["number"])
        case "set-aside":
            values["rule"] = voice.rule(values["rule"])
    return voice.say(node.key, **values) + (voice.mark() if node.assumed and node.subject in MARKED else "")


def _premise(voice: Voice, values: dict[str, str]) -> None:
    values["outcome"] = voice.outcome(values["outcome"])
    values["reason"] = voice.reason(values["reason"])
    values["observed"] = voice.say("cause.nothing") if values["observed"] == "-" else values["observed"]
    bound = ""
    if values["limit"] != "-":
        presumed = voice.say("figure.presumed") if values["presumed"] else ""
        document = f"（{values['document']}{presumed}）" if values["document"] else ""
        mark = voice.mark(bool(values["limit-assumed"]))
        bound = voice.say("tree.bound", limit=values["limit"], mark=mark, document=document)
    values["bound"] = bound.rstrip()
