"""Every kind of step, by small graphs: what passes, what fails, no value, the boundary itself, a value of another kind."""

from __future__ import annotations

import pytest

from engine.validation import validate

PREFIXES = """@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
BASE = "http://example.org/"


def failing(shapes: str, data: str) -> list[str]:
    """The results as `focus component value`, in order."""
    found = validate([((PREFIXES + data).encode(), "ttl")], [((PREFIXES + shapes).encode(), "ttl")])
    rows = found.table.iter_rows(named=True)
    return sorted(
        " ".join((short(row["focus"]), component(found.sources[row["source"]].component), short(row["value"] or "-")))
        for row in rows
    )


def short(term: str) -> str:
    return term.removeprefix(f"<{BASE}").removesuffix(">") if term.startswith(f"<{BASE}") else term.split("^^")[0]


def component(iri: str) -> str:
    return iri.rpartition("#")[2].removesuffix("ConstraintComponent>")


def of_values(constraint: str, *values: str) -> list[str]:
    """The results for a node whose values along `ex:p` are given."""
    said = f"ex:a a ex:T ; ex:p {' , '.join(values)} ." if values else "ex:a a ex:T ."
    return failing(f"ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; {constraint} ] .", said)


SINGLE = [
    ("sh:minInclusive 95", "95", True),
    ("sh:minInclusive 95", "95.00", True),
    ("sh:minInclusive 95", "94.9999999999999999", False),
    ("sh:minInclusive 94.9999999999999999", "95", True),
    ("sh:minInclusive 95", '"95"', False),
    ("sh:minInclusive 95", "ex:b", False),
    ("sh:minExclusive 95", "95", False),
    ("sh:minExclusive 95", "95.000000000000000001", True),
    ("sh:maxInclusive 95", "95.0", True),
    ("sh:maxInclusive 95", "95.000000000000000001", False),
    ("sh:maxExclusive 95", "95", False),
    ("sh:maxExclusive 95", "-95", True),
    ('sh:minInclusive "2020-01-01"^^xsd:date', '"2020-01-01"^^xsd:date', True),
    ('sh:minInclusive "2020-01-01"^^xsd:date', '"2019-12-31"^^xsd:date', False),
    ('sh:minInclusive "2020-01-01"^^xsd:date', '"2020-02-30"^^xsd:date', False),
    ('sh:minInclusive "b"', '"c"', True),
    ('sh:minInclusive "b"', '"a"', False),
    ("sh:datatype xsd:integer", "7", True),
    ("sh:datatype xsd:integer", "7.0", False),
    ("sh:datatype xsd:integer", '"x"^^xsd:integer', False),
    ("sh:datatype xsd:byte", '"200"^^xsd:byte', False),
    ("sh:datatype xsd:string", '"x"', True),
    ("sh:datatype xsd:string", '"x"@en', False),
    ("sh:datatype xsd:string", "ex:b", False),
    ("sh:nodeKind sh:IRI", "ex:b", True),
    ("sh:nodeKind sh:IRI", '"b"', False),
    ("sh:nodeKind sh:BlankNodeOrIRI", "[]", True),
    ("sh:nodeKind sh:Literal", "[]", False),
    ("sh:minLength 3", '"质量强"', True),
    ("sh:minLength 3", '"质量"', False),
    ("sh:maxLength 2", '"质量"', True),
    ("sh:maxLength 2", '"a\\nb"', False),
    ("sh:minLength 0", "[]", False),
    ('sh:pattern "^a+$"', '"aaa"', True),
    ('sh:pattern "^a+$"', '"aab"', False),
    ('sh:pattern "^A" ; sh:flags "i"', '"abc"', True),
    ('sh:pattern "a"', "[]", False),
    ('sh:languageIn ( "en" )', '"x"@en-GB', True),
    ('sh:languageIn ( "en" )', '"x"@zh', False),
    ('sh:languageIn ( "en" )', '"x"', False),
    ("sh:in ( 1 2 )", "2", True),
    ("sh:in ( 1 2 )", '"02"^^xsd:integer', False),
    ("sh:in ( 1 2 )", '"1"', False),
    ("sh:in ( ex:b )", "ex:b", True),
    ("sh:not [ sh:nodeKind sh:IRI ]", '"b"', True),
    ("sh:not [ sh:nodeKind sh:IRI ]", "ex:b", False),
    ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:string ] )", '"b"', True),
    ("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:string ] )", "5", False),
    ("sh:and ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )", "2", True),
    ("sh:and ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )", "3", False),
    ("sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )", "3", True),
    ("sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 2 ] )", "2", False),
    ("sh:node [ sh:property [ sh:path ex:q ; sh:maxCount 0 ] ]", "ex:b", True),
    ("sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]", "ex:b", False),
]


@pytest.mark.parametrize(("constraint", "value", "passes"), SINGLE)
def test_a_value_is_judged(constraint: str, value: str, passes: bool) -> None:
    assert (of_values(constraint, value) == []) is passes


@pytest.mark.parametrize("constraint", sorted({row[0] for row in SINGLE}))
def test_no_value_satisfies_a_constraint_on_values(constraint: str) -> None:
    assert of_values(constraint) == []


COUNTS = [
    ("sh:minCount 2", ("1", "2"), []),
    ("sh:minCount 2", ("1",), ["a MinCount -"]),
    ("sh:minCount 1", (), ["a MinCount -"]),
    ("sh:minCount 0", (), []),
    ("sh:maxCount 1", ("1",), []),
    ("sh:maxCount 1", ("1", "2"), ["a MaxCount -"]),
    ("sh:maxCount 0", ("1",), ["a MaxCount -"]),
    ("sh:maxCount 1", ("1", "1"), []),
    ("sh:hasValue 1", ("1", "2"), []),
    ("sh:hasValue 1", ("2",), ["a HasValue -"]),
    ("sh:hasValue 1", (), ["a HasValue -"]),
    ("sh:hasValue ex:never-said", ("ex:b",), ["a HasValue -"]),
    ("sh:uniqueLang true", ('"x"@en', '"y"@zh', '"z"'), []),
    ("sh:uniqueLang true", ('"x"@en', '"y"@en', '"z"@en'), ["a UniqueLang -"]),
    ("sh:uniqueLang true", ('"x"@en', '"y"@en', '"u"@zh', '"v"@zh'), ["a UniqueLang -", "a UniqueLang -"]),
    ("sh:uniqueLang true", ('"x"', '"y"'), []),
    ("sh:uniqueLang false", ('"x"@en', '"y"@en'), []),
    ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:minInclusive 5 ]", ("4", "5"), []),
    ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:minInclusive 5 ]", ("4",), ["a QualifiedMinCount -"]),
    ("sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:minInclusive 5 ]", (), ["a QualifiedMinCount -"]),
    ("sh:qualifiedMaxCount 0 ; sh:qualifiedValueShape [ sh:minInclusive 5 ]", ("5",), ["a QualifiedMaxCount -"]),
    ("sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [ sh:minInclusive 5 ]", ("4", "5"), []),
]


@pytest.mark.parametrize(("constraint", "values", "expected"), COUNTS)
def test_values_are_counted(constraint: str, values: tuple[str, ...], expected: list[str]) -> None:
    assert of_values(constraint, *values) == expected


PAIRS = [
    ("sh:lessThan ex:q", "1", "2", []),
    ("sh:lessThan ex:q", "2", "2.0", ['a LessThan "2"']),
    ("sh:lessThan ex:q", "1 , 5", "2 , 3", ['a LessThan "5"', 'a LessThan "5"']),
    ("sh:lessThan ex:q", "1", "ex:b", ['a LessThan "1"']),
    ("sh:lessThanOrEquals ex:q", "2", "2.0", []),
    ("sh:lessThanOrEquals ex:q", "3", "2", ['a LessThanOrEquals "3"']),
    ("sh:equals ex:q", "1", "1", []),
    ("sh:equals ex:q", "1 , 2", "2 , 3", ['a Equals "1"', 'a Equals "3"']),
    ("sh:disjoint ex:q", "1", "2", []),
    ("sh:disjoint ex:q", "1 , 2", "2 , 3", ['a Disjoint "2"']),
]


@pytest.mark.parametrize(("constraint", "values", "others", "expected"), PAIRS)
def test_a_property_is_held_against_another(constraint: str, values: str, others: str, expected: list[str]) -> None:
    shapes = f"ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; {constraint} ] ."
    assert failing(shapes, f"ex:a a ex:T ; ex:p {values} ; ex:q {others} .") == expected


@pytest.mark.parametrize("constraint", sorted({row[0] for row in PAIRS if "less" in row[0]}))
def test_an_order_holds_where_one_side_is_empty(constraint: str) -> None:
    shapes = f"ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; {constraint} ] ."
    assert failing(shapes, "ex:a a ex:T ; ex:p 1 .") == failing(shapes, "ex:a a ex:T ; ex:q 1 .") == []


PATHS = [
    ("ex:p", ["b", "c"]),
    ("[ sh:inversePath ex:p ]", ["z"]),
    ("( ex:p ex:p )", ["d"]),
    ("[ sh:alternativePath ( ex:p ex:r ) ]", ["b", "c", "e"]),
    ("[ sh:zeroOrMorePath ex:p ]", ["a", "b", "c", "d"]),
    ("[ sh:oneOrMorePath ex:p ]", ["b", "c", "d"]),
    ("[ sh:zeroOrOnePath ex:p ]", ["a", "b", "c"]),
    ("( [ sh:inversePath ex:p ] ex:p )", ["a"]),
    ("[ sh:inversePath ( ex:p ex:p ) ]", ["y"]),
    ("ex:never-said", []),
]


@pytest.mark.parametrize(("path", "expected"), PATHS)
def test_a_path_leads_to_each_value_once(path: str, expected: list[str]) -> None:
    shapes = f"ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:nodeKind sh:Literal ] ."
    data = (
        "ex:a ex:p ex:b , ex:c ; ex:r ex:e , ex:b . ex:b ex:p ex:d . ex:c ex:p ex:d . ex:z ex:p ex:a . ex:y ex:p ex:z ."
    )
    assert failing(shapes, data) == [f"a NodeKind {value}" for value in expected]


def test_a_cycle_is_walked_once() -> None:
    shapes = (
        "ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path [ sh:oneOrMorePath ex:p ] ; sh:maxCount 1 ] ."
    )
    assert failing(shapes, "ex:a ex:p ex:b . ex:b ex:p ex:a .") == ["a MaxCount -"]


TARGETS = [
    ("sh:targetNode ex:never-said , 5", ['"5" Class "5"', "never-said Class never-said"]),
    ("sh:targetClass ex:T", ["a Class a", "b Class b"]),
    ("sh:targetSubjectsOf ex:p", ["a Class a"]),
    ("sh:targetObjectsOf ex:p", ["c Class c"]),
    ("sh:targetClass ex:T ; sh:targetSubjectsOf ex:p", ["a Class a", "b Class b"]),
    ("sh:targetClass ex:Never", []),
]


@pytest.mark.parametrize(("target", "expected"), TARGETS)
def test_a_target_gives_its_focus_nodes_once(target: str, expected: list[str]) -> None:
    data = "ex:a a ex:T ; ex:p ex:c . ex:b a ex:Sub . ex:Sub rdfs:subClassOf ex:T ."
    assert failing(f"ex:s a sh:NodeShape ; {target} ; sh:class ex:Other .", data) == expected


CLOSED = "ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ] ."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("ex:a a ex:T ; ex:p 1 .", []),
        ("ex:a ex:q 1 .", ['a Closed "1"']),
        ("ex:a ex:q 1 , 2 .", ['a Closed "1"', 'a Closed "2"']),
        ("ex:b ex:q 1 .", []),
        ("ex:a ex:p 1 ; ex:r ex:b .", ["a Closed b"]),
    ],
)
def test_a_closed_shape_allows_its_own_properties_only(data: str, expected: list[str]) -> None:
    assert failing(CLOSED, data) == expected


def test_a_node_shape_below_another_looks_at_its_own_node() -> None:
    shapes = """ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node ex:n ] .
    ex:n a sh:NodeShape ; sh:hasValue ex:b ; sh:equals ex:q ."""
    assert failing(shapes, "ex:a ex:p ex:b . ex:b ex:q ex:b .") == []
    assert failing(shapes, "ex:a ex:p ex:c . ex:c ex:q ex:b .") == ["a Node c"]


def test_siblings_are_kept_apart() -> None:
    shapes = """ex:s a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:one , ex:two .
    ex:one sh:path ex:p ; sh:qualifiedValueShape ex:big ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true .
    ex:two sh:path ex:p ; sh:qualifiedValueShape ex:even ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true .
    ex:big a sh:NodeShape ; sh:minInclusive 5 . ex:even a sh:NodeShape ; sh:in ( 2 4 6 ) ."""
    assert failing(shapes, "ex:a ex:p 5 , 2 .") == []
    assert failing(shapes, "ex:a ex:p 6 .") == ["a QualifiedMinCount -", "a QualifiedMinCount -"]


FAMILY = "".join(
    f"ex:s{n} a sh:NodeShape ; sh:targetClass ex:City ; sh:property [ sh:path [ sh:inversePath ex:city ] ; "
    f"sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:property [ sh:path ex:indicator ; sh:hasValue ex:i{n} ] ; "
    f"sh:property [ sh:path ex:value ; sh:minCount 1 ; sh:minInclusive {limit} ] ] ] .\n"
    for n, limit in enumerate((10, 20, 30))
)


def test_members_of_a_family_keep_their_own_limits() -> None:
    data = "ex:a a ex:City . ex:b a ex:City . " + "".join(
        f"ex:o{city}{n} ex:city ex:{city} ; ex:indicator ex:i{n} ; ex:value {value} . "
        for city, values in (("a", (10, 19, 31)), ("b", (9, 20, 30)))
        for n, value in enumerate(values)
    )
    assert failing(FAMILY, data) == ["a QualifiedMinCount -", "b QualifiedMinCount -"]
