"""Triple patterns in groups."""

import pytest

from engine.ladder.patterns import Content, content
from engine.ladder.structure import structure


def top(text: str) -> Content | None:
    query = structure("SELECT $this { " + text + " }")
    assert query is not None
    return content(query, query.top.where)


def said(text: str) -> list[str]:
    found = top(text)
    assert found is not None
    return [
        " ".join([one.subject.text, "".join(token.text for token in one.verb), one.object.text])
        for one in found.patterns
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("?a ex:p ?b .", ["?a ex:p ?b"]),
        ("?a ex:p ?b , 1 ; a ex:C ; .", ["?a ex:p ?b", "?a ex:p 1", "?a a ex:C"]),
        ("?a ex:p ?b ; FILTER(?b > 1)", ["?a ex:p ?b"]),
        ('?a ex:p "x"@en ; ex:q "2"^^ex:d . ?c ?d -5', ['?a ex:p "x"', '?a ex:q "2"', "?c ?d 5"]),
        ("?a ^ex:p/ex:q*|!(ex:r|^a) ?b", ["?a ^ex:p/ex:q*|!(ex:r|^a) ?b"]),
        ("?a ex:p true OPTIONAL { ?x ?y ?z } ?b ex:q ?c", ["?a ex:p true", "?b ex:q ?c"]),
        ("GRAPH ?g { ?x ?y ?z } _:b ex:p <a:b>", ["_:b ex:p <a:b>"]),
    ],
)
def test_patterns(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def test_filters_and_binds_are_apart() -> None:
    found = top("?a ex:p ?b FILTER(?b > (1)) FILTER regex(?b, 'x') FILTER NOT EXISTS { ?b ?c ?d } BIND(?b AS ?e)")
    assert found is not None
    assert ["".join(token.text for token in each) for each in found.filters] == ["(?b>(1))", "regex(?b,'x')", ""]
    assert ["".join(token.text for token in each) for each in found.binds] == ["(?bAS?e)"]


@pytest.mark.parametrize(
    "text",
    ["?a ex:p [ ex:q 1 ]", "[] ex:p ?a", "?a ex:p (1 2)", "?a ex:p", "?a", "?a ex:p ?b ; ^", "FILTER x", "?a ex:p +x"],
)
def test_what_is_not_known_is_given_up(text: str) -> None:
    assert top(text) is None


def test_a_path_without_end_is_known() -> None:
    found = top("?a ex:p+ ?b . ?c ex:p ?d . ?e ?f ?g")
    assert found is not None
    assert [one.endless() for one in found.patterns] == [True, False, False]
    assert found.patterns[2].variables() == {"e", "f", "g"}
