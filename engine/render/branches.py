"""Explanation trees as indented text."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.explanation import Node
from engine.render.lines import note_text, observed_words
from engine.render.voice import Voice
from engine.render.waivers import waiver_words

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
        case "waiver":
            values |= waiver_words(voice, values)
        case "document":
            values["number"] = voice.number(values["number"])
        case "evidence":
            values["about"] = _about(voice, values)
        case "set-aside":
            values |= {"rule": voice.rule(values["rule"]), "about": _about(voice, values)}
        case "item":
            values["factor"] = voice.say("tree.factor", factor=values["factor"]) if values["factor"] else ""
    return voice.say(_key(node), **values) + (voice.mark() if node.assumed and node.subject in MARKED else "")


def _key(node: Node) -> str:
    """The sentence of a node; a premise that is only scored has no outcome to tell of."""
    scored = node.subject == "premise" and node.values["reason"] == "score-only"
    return "tree.premise-scored" if scored else node.key


def _premise(voice: Voice, values: dict[str, str]) -> None:
    values["outcome"] = voice.outcome(values["outcome"])
    values["reason"] = voice.reason(values["reason"])
    seen = "" if values["observed"] == "-" else values["observed"]
    values["observed"] = observed_words(voice, seen, values["counts"], values["kind"])
    values["mark"] = voice.mark(bool(values["year-assumed"]))
    bound = ""
    if values["limit"] != "-":
        presumed = voice.say("figure.presumed") if values["presumed"] else ""
        document = (
            voice.say("tree.bound-document", document=values["document"] + presumed) if values["document"] else ""
        )
        mark = voice.mark(bool(values["limit-assumed"]))
        bound = voice.say("tree.bound", limit=values["limit"], mark=mark, document=document)
    values["bound"] = bound + (_ratings(voice, values) if "ratings" in values else "")


def _ratings(voice: Voice, values: dict[str, str]) -> str:
    mark = voice.mark(bool(values["least-assumed"]))
    return voice.say("tree.ratings", ratings=values["ratings"], least=values["least"], mark=mark)


def _about(voice: Voice, values: dict[str, str]) -> str:
    """Scope, citation and note of a record, as far as they are known."""
    known = [values["scope"], "" if values["citation"] == "-" else values["citation"]]
    return "".join(voice.say("list.semicolon") + part for part in known if part) + note_text(voice, values["note"])
