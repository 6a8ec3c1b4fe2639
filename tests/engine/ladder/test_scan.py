"""Tokens of queries."""

import pytest

from engine.ladder.scan import is_word, scan, variables


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("?a ex:p 0.9 .", ["?a", "ex:p", "0.9", "."]),
        ("?b ex:q 5.", ["?b", "ex:q", "5", "."]),
        ("1e-5,-.5", ["1e-5", ",", "-", ".5"]),
        ("?a<=?b&&?c!=3", ["?a", "<=", "?b", "&&", "?c", "!=", "3"]),
        ('"2"^^xsd:int', ['"2"', "^^", "xsd:int"]),
        ("{ # } ?x\n}", ["{", "}"]),
        ('"{" <a:{> }', ['"{"', "<", "a:", "{", ">", "}"]),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert [token.text for token in scan(text)] == wanted


def test_a_token_knows_its_place() -> None:
    text = "SELECT ?x # c\n{ ?x ex:p 1.5 }"
    assert all(text[token.start : token.end] == token.text for token in scan(text))


def test_kinds() -> None:
    assert [token.kind for token in scan('?a a _:b "x"@en 1.5 filter <x:y>')] == [
        "variable",
        "word",
        "blank",
        "string",
        "language",
        "number",
        "word",
        "iri",
    ]


def test_said_joins_spellings() -> None:
    assert [token.said for token in scan("$this ?this select a")] == ["this", "this", "SELECT", "a"]
    assert variables(scan("$this ?this ?x")) == {"this", "x"}
    assert is_word(scan("Filter")[0], "FILTER")
