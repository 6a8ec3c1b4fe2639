"""Every part of SHACL becomes its noun; whatever would be passed over is refused by name, with its place."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from engine import home
from engine.errors import Fault, ShapeError
from engine.messages import fault_sentences
from engine.model.shacl import (
    SH,
    Alternative,
    Bound,
    Closed,
    Combined,
    Constraint,
    Counted,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    Inverse,
    IsClass,
    Matches,
    NodeShaped,
    NotShape,
    OneOf,
    Paired,
    Pairing,
    Predicate,
    PropertyShaped,
    Qualified,
    Query,
    Repeat,
    Sequence,
    Shape,
    ShapesGraph,
    Target,
    TargetKind,
    UniqueLanguage,
)
from engine.read.shacl.paths import path_text
from engine.read.shapes_graph import read_shapes_graph
from tests.conformance.suite import SUITE, SuiteTest, suite_tests

PREFIXES = """
@prefix ex: <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
XSD = "http://www.w3.org/2001/XMLSchema#"
S, P = "<http://e/S>", "<http://e/p>"
ONE = f'"1"^^<{XSD}integer>'


def read(text: str) -> ShapesGraph:
    return read_shapes_graph([((PREFIXES + text).encode(), "ttl")])


def shape(text: str) -> Shape:
    """The shape ex:S of a text."""
    return read(text).shapes[S]


def of_property(text: str, more: str = "") -> tuple[Constraint, ...]:
    """The constraints of a property shape ex:S along ex:p with these parameters."""
    return shape(f"ex:S sh:path ex:p ; {text} . {more}").constraints


def refused(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ShapeError) as error:
        read(text)
    for fault in error.value.faults:
        assert all(fault_sentences(fault, language) for language in ("zh", "en"))
    return error.value.faults


def codes(text: str) -> list[str]:
    return [fault.code for fault in refused(text)]


def ex(name: str) -> str:
    return f"<http://e/{name}>"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("sh:class ex:B , ex:A", (IsClass(ex("A")), IsClass(ex("B")))),
        ("sh:datatype xsd:date", (HasDatatype(f"<{XSD}date>"),)),
        ("sh:nodeKind sh:BlankNodeOrIRI", (HasKind("BlankNodeOrIRI"),)),
        ("sh:maxCount 2 ; sh:minCount 0", (Counted(0, least=True), Counted(2, least=False))),
        (
            "sh:minInclusive 1 ; sh:maxExclusive 2.50",
            (InRange(Bound.MIN_INCLUSIVE, ONE), InRange(Bound.MAX_EXCLUSIVE, f'"2.50"^^<{XSD}decimal>')),
        ),
        (
            'sh:minExclusive "2026-01-01"^^xsd:date ; sh:maxInclusive "x"',
            (
                InRange(Bound.MIN_EXCLUSIVE, f'"2026-01-01"^^<{XSD}date>'),
                InRange(Bound.MAX_INCLUSIVE, '"x"'),
            ),
        ),
        ("sh:maxLength 9 ; sh:minLength 1", (HasLength(1, least=True), HasLength(9, least=False))),
        (r'sh:pattern "^\\d+$"', (Matches(r"^\d+$", ""),)),
        ('sh:pattern "a" ; sh:flags "ix"', (Matches("a", "ix"),)),
        ('sh:pattern "(?=a)"', (Matches("(?=a)", ""),)),
        ('sh:languageIn ( "EN" "zh-CN" )', (InLanguage(("en", "zh-cn")),)),
        ("sh:uniqueLang true", (UniqueLanguage(),)),
        ("sh:uniqueLang false", ()),
        ('sh:uniqueLang "1"^^xsd:boolean', ()),
        (
            "sh:equals ex:a ; sh:disjoint ex:b ; sh:lessThan ex:c ; sh:lessThanOrEquals ex:d",
            tuple(Paired(pairing, term) for pairing, term in zip(Pairing, map(ex, "abcd"), strict=True)),
        ),
        ("sh:closed true", (Closed(()),)),
        ("sh:closed false ; sh:ignoredProperties ( ex:a )", ()),
        ('sh:hasValue "a"^^xsd:string , ex:a , "B"@EN', (HasValue('"B"@en'), HasValue('"a"'), HasValue(ex("a")))),
        ("sh:in ( 1 ex:a )", (OneOf((ONE, ex("a"))),)),
        ("sh:in ()", (OneOf(()),)),
    ],
)
def test_a_parameter_becomes_its_constraint(parameters: str, expected: tuple[Constraint, ...]) -> None:
    assert of_property(parameters) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("sh:not ex:B , ex:A", (NotShape(ex("A")), NotShape(ex("B")))),
        ("sh:and ( ex:B ex:A )", (Combined("and", (ex("B"), ex("A"))),)),
        ("sh:xone ( ex:B ) ; sh:or ( ex:A )", (Combined("or", (ex("A"),)), Combined("xone", (ex("B"),)))),
        ("sh:node ex:A , ex:B", (NodeShaped(ex("A")), NodeShaped(ex("B")))),
        ("sh:property ex:P", (PropertyShaped(ex("P")),)),
        ("sh:qualifiedValueShape ex:A ; sh:qualifiedMinCount 1", (Qualified(ex("A"), 1, least=True),)),
        (
            "sh:qualifiedValueShape ex:A ; sh:qualifiedMaxCount 2 ; sh:qualifiedMinCount 1",
            (Qualified(ex("A"), 1, least=True), Qualified(ex("A"), 2, least=False)),
        ),
        ("sh:qualifiedValueShape ex:A", ()),
        ("sh:qualifiedMinCount 1", ()),
    ],
)
def test_a_parameter_names_other_shapes(parameters: str, expected: tuple[Constraint, ...]) -> None:
    others = "ex:A a sh:NodeShape . ex:B a sh:NodeShape . ex:P sh:path ex:q ."
    assert of_property(parameters, others) == expected


def test_siblings_are_the_other_qualified_shapes_beside_it() -> None:
    found = read("""
        ex:Hand sh:property ex:thumb , ex:finger , ex:plain . ex:Foot sh:property ex:thumb , ex:toe .
        ex:thumb sh:path ex:digit ; sh:qualifiedValueShape ex:Thumb ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true .
        ex:finger sh:path ex:digit ; sh:qualifiedValueShape ex:Finger ; sh:qualifiedMinCount 4 .
        ex:toe sh:path ex:digit ; sh:qualifiedValueShape ex:Toe , ex:Toe ; sh:qualifiedMaxCount 5 .
        ex:plain sh:path ex:digit .
        ex:Thumb a sh:NodeShape . ex:Finger a sh:NodeShape . ex:Toe a sh:NodeShape .""").shapes
    assert found[ex("thumb")].constraints == (Qualified(ex("Thumb"), 1, True, (ex("Finger"), ex("Toe"))),)
    assert found[ex("finger")].constraints == (Qualified(ex("Finger"), 4, True),)


def test_closed_allows_what_its_property_shapes_and_its_list_name() -> None:
    found = shape("""ex:S sh:closed true ; sh:ignoredProperties ( rdf:type ex:z ) ;
        sh:property [ sh:path ex:p ] , [ sh:path ex:q ; sh:deactivated true ] , [ sh:path [ sh:inversePath ex:r ] ] .""")
    type_ = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert found.constraints[-1] == Closed((ex("p"), ex("q"), ex("z"), type_))


@pytest.mark.parametrize(
    "text",
    [
        "ex:S a sh:NodeShape .",
        "ex:S a sh:PropertyShape ; sh:path ex:p .",
        "ex:S a ex:Own . ex:Own rdfs:subClassOf ex:Other . ex:Other rdfs:subClassOf sh:NodeShape .",
        "ex:S sh:targetNode ex:n .",
        "ex:S sh:targetClass ex:n .",
        "ex:S sh:targetSubjectsOf ex:n .",
        "ex:S sh:targetObjectsOf ex:n .",
        "ex:S sh:hasValue 1 .",
        "ex:S sh:closed false .",
        "ex:T sh:node ex:S . ex:S rdfs:label 's' .",
        "ex:T sh:property ex:S . ex:S sh:path ex:p .",
        "ex:T sh:not ex:S . ex:S rdfs:label 's' .",
        "ex:T sh:or ( ex:S ) . ex:S rdfs:label 's' .",
        "ex:T sh:path ex:q ; sh:qualifiedValueShape ex:S . ex:S rdfs:label 's' .",
    ],
)
def test_what_makes_a_node_a_shape(text: str) -> None:
    assert S in read(text).shapes


def test_what_is_no_shape() -> None:
    text = "ex:S a sh:NodeShape ; sh:severity ex:Bad . ex:data rdfs:label 'x' ; ex:p ex:S . ex:g a sh:PropertyGroup ; sh:order 1 ."
    assert list(read(text).shapes) == [S]


def test_targets_of_every_kind_in_order() -> None:
    found = shape("""ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:a ; sh:targetObjectsOf ex:b ; sh:targetClass ex:c ;
        sh:targetNode ex:d , "e"@EN , 1 .""")
    assert found.targets == (
        Target(TargetKind.CLASS, ex("c")),
        Target(TargetKind.NODE, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        Target(TargetKind.NODE, '"e"@en'),
        Target(TargetKind.NODE, ex("d")),
        Target(TargetKind.OBJECTS_OF, ex("b")),
        Target(TargetKind.SUBJECTS_OF, ex("a")),
    )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("ex:S a rdfs:Class , sh:NodeShape .", True),
        ("ex:S a owl:Class , sh:NodeShape . owl:Class rdfs:subClassOf rdfs:Class .", True),
        ("ex:S a owl:Class , sh:NodeShape .", False),
        ("ex:S a rdfs:Class ; sh:closed true .", False),
    ],
)
def test_a_class_that_is_a_typed_shape_targets_its_instances(text: str, own: bool) -> None:
    assert shape(text).targets == ((Target(TargetKind.CLASS, S),) if own else ())


def test_a_shape_whole() -> None:
    text = """ex:S a sh:PropertyShape ; sh:path ex:p ; sh:targetNode ex:n ; sh:severity ex:Bad ; sh:minCount 1 ;
        sh:message "no"@EN , "不" ."""
    target = (Target(TargetKind.NODE, ex("n")),)
    messages = ('"no"@en', '"不"')
    assert shape(text) == Shape(S, Predicate(P), target, (Counted(1, least=True),), ex("Bad"), messages)


def test_severity_is_violation_where_none_is_said() -> None:
    assert shape("ex:S a sh:NodeShape .").severity == f"<{SH}Violation>"


def test_a_deactivated_shape_keeps_neither_targets_nor_constraints() -> None:
    found = shape("ex:S sh:path ex:p ; sh:deactivated true ; sh:targetNode ex:n ; sh:minCount 1 ; sh:message 'm' .")
    assert found == Shape(S, Predicate(P), (), (), f"<{SH}Violation>", ('"m"',), deactivated=True)


def test_property_shapes_in_property_shapes() -> None:
    graph = read("ex:S sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ] .")
    (outer,) = graph.shapes[S].constraints
    assert isinstance(outer, PropertyShaped)
    (inner,) = graph.shapes[outer.shape].constraints
    assert isinstance(inner, PropertyShaped)
    assert graph.shapes[inner.shape].constraints == (Counted(1, least=True),)


@pytest.mark.parametrize(
    ("text", "path", "sparql"),
    [
        ("ex:p", Predicate(P), P),
        ("[ sh:inversePath ex:p ]", Inverse(Predicate(P)), f"^{P}"),
        ("( ex:p ex:q )", Sequence((Predicate(P), Predicate(ex("q")))), f"{P}/{ex('q')}"),
        (
            "[ sh:alternativePath ( ex:p [ sh:inversePath ex:q ] ) ]",
            Alternative((Predicate(P), Inverse(Predicate(ex("q"))))),
            f"{P}|(^{ex('q')})",
        ),
        ("[ sh:zeroOrMorePath ex:p ]", Repeat(Predicate(P), 0), f"{P}*"),
        ("[ sh:oneOrMorePath ex:p ]", Repeat(Predicate(P), 1), f"{P}+"),
        ("[ sh:zeroOrOnePath ex:p ]", Repeat(Predicate(P), 0, once=True), f"{P}?"),
        (
            "( [ sh:zeroOrMorePath ( ex:p [ sh:inversePath ex:q ] ) ] ex:p )",
            Sequence((Repeat(Sequence((Predicate(P), Inverse(Predicate(ex("q"))))), 0), Predicate(P))),
            f"(({P}/(^{ex('q')}))*)/{P}",
        ),
        (
            "[ rdf:first ex:p ; rdf:rest ( ex:q ) ; sh:inversePath ( ex:p ) ]",
            Sequence((Predicate(P), Predicate(ex("q")))),
            f"{P}/{ex('q')}",
        ),
    ],
)
def test_a_path_and_its_text(text: str, path: object, sparql: str) -> None:
    found = shape(f"ex:S a sh:PropertyShape ; sh:path {text} .").path
    assert found == path and path_text(found) == sparql


@pytest.mark.parametrize(
    "text",
    [
        "'p'",
        "[]",
        "_:nowhere",
        "( ex:p )",
        "( ex:p 'q' )",
        "[ sh:alternativePath ( ex:p ) ]",
        "[ sh:alternativePath ex:p ]",
        "[ sh:inversePath 'p' ]",
        "[ sh:inversePath ex:p , ex:q ]",
        "[ sh:inversePath ex:p ; sh:zeroOrOnePath ex:p ]",
        "[ rdf:first ex:p ; rdf:rest [ rdf:first ex:q ] ]",
        "[ sh:inversePath " * 40 + "ex:p" + " ]" * 40,
    ],
)
def test_what_is_no_path(text: str) -> None:
    faults = refused(f"ex:S a sh:PropertyShape ; sh:path {text} .")
    assert [(fault.code, fault.where) for fault in faults] == [("SHP-029", "http://e/S")]


def test_a_path_that_returns_to_itself() -> None:
    assert codes("ex:S a sh:PropertyShape ; sh:path _:a . _:a sh:inversePath _:a .") == ["SHP-029"]


SELECT = f"<{SH}SPARQLConstraintComponent>"


def constraint(query: str, more: str = "", path: str = "") -> str:
    return f"ex:S a sh:{'PropertyShape' if path else 'NodeShape'} {path} ; sh:sparql ex:q . ex:q sh:select '''{query}''' . {more}"


def test_a_query_with_its_prefixes_and_messages() -> None:
    found = shape(
        constraint(
            "SELECT $this { $this a:p b:q }",
            """ex:q sh:prefixes ex:o ; sh:message "{?this} no"@en , "x" . ex:o owl:imports ex:o2 ; sh:declare
            [ sh:prefix "b" ; sh:namespace "http://b/"^^xsd:anyURI ] . ex:o2 owl:imports ex:o , ex:far ; sh:declare
            [ sh:prefix "a" ; sh:namespace "http://a/" ] .""",
        )
    ).constraints
    text = "PREFIX a: <http://a/>\nPREFIX b: <http://b/>\nSELECT $this { $this a:p b:q }"
    assert found == (Query(ex("q"), text, False, SELECT, (), ('"x"', '"{?this} no"@en')),)


def test_a_query_of_a_property_shape_goes_along_its_path() -> None:
    text = constraint(
        "SELECT $this { $this ?PATH ?v . # $PATH\n FILTER(?v = '$PATH') }", path="; sh:path ( ex:p ex:q )"
    )
    (found,) = shape(text.replace("'$PATH'", '"$PATH"')).constraints
    assert isinstance(found, Query)
    assert found.text == f'SELECT $this {{ $this {P}/{ex("q")} ?v . # $PATH\n FILTER(?v = "$PATH") }}'


def test_a_query_of_two_shapes_is_read_once() -> None:
    faults = refused(constraint("SELECT $this { VALUES ?x { 1 } }", "ex:T a sh:NodeShape ; sh:sparql ex:q ."))
    assert [fault.code for fault in faults] == ["SHP-039"]


def test_an_escape_beyond_ascii_is_the_character_that_it_stands_for() -> None:
    query = r'SELECT $this { $this <http://e/\\u00e9#> "\\U0001F600 \\\\u00e9 \\t" }'
    (found,) = shape(constraint(query)).constraints
    assert isinstance(found, Query)
    assert found.text == r'SELECT $this { $this <http://e/é#> "😀 \\u00e9 \t" }'


def test_a_deactivated_query_is_left_out() -> None:
    assert shape(constraint("nothing", "ex:q sh:deactivated true .")).constraints == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { FILTER NOT EXISTS { $this ?p ?o } } # MINUS { SERVICE",
        "SELECT $this { $this <http://e/VALUES> 'MINUS {', \"VALUES\"@en-minus }",
        "SELECT $this { $this ?minus ?o . ?o ?p ?q }",
        "PREFIX minus: <http://m/> SELECT $this { $this minus:MINUS minus:VALUES. }",
        "SELECT * { $this ?p ?o }",
        "SELECT DISTINCT ?this (COUNT(*) AS ?n) { ?this ?p ?o } GROUP BY ?this HAVING (COUNT(?o) > 1)",
        "SELECT $this { { SELECT $this (MAX(?o) AS ?m) { $this ?p ?o } GROUP BY $this } }",
        "SELECT $this { GRAPH $shapesGraph { $currentShape ?p ?o } }",
        "SELECT $this { $this ?p ?o . FILTER(?o<3 && 4>?o) }",
        "SELECT $this { $this ?p ?o . FILTER(<http://e/own>(?o)) }",
        "SELECT $this { $this <http://e/é#x> 'it\\\\'s' }",
    ],
)
def test_a_query_that_is_allowed(query: str) -> None:
    text = constraint(query.replace("'", '"') if "'MINUS" not in query else query)
    assert len(shape(text).constraints) == 1


@pytest.mark.parametrize(
    ("query", "code", "found"),
    [
        ("SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }", "SHP-039", "MINUS"),
        ("SELECT $this { values ?o { 1 } }", "SHP-039", "VALUES"),
        ("SELECT $this { SERVICE SILENT <http://x> { ?a ?b ?c } }", "SHP-039", "SERVICE"),
        ("SELECT $this FROM <http://x> { $this ?b ?c }", "SHP-039", "FROM"),
        ("SELECT $this { $this ?p ?o # } \n MINUS { $this ?p 1 } }", "SHP-039", "MINUS"),
        ("SELECT $this { $this <http://e/#> ?o MINUS { $this ?p 1 } }", "SHP-039", "MINUS"),
        ("SELECT $this { BIND(1 AS ?this) }", "SHP-039", "AS ?this"),
        ("SELECT $this { BIND(1 AS $currentShape) }", "SHP-039", "AS ?currentShape"),
        ("SELECT ?o { $this ?p ?o }", "SHP-039", "SELECT ?o"),
        ("SELECT $this { $this ?p ?o { SELECT ?o { ?o ?p 1 } } }", "SHP-039", "SELECT ?o"),
        ("SELECT $this { { SELECT * { FILTER(?this = 1) } } }", "SHP-039", "SELECT *"),
        ("SELECT $this { $this ?p '\\\\u0041' }", "SHP-039", "\\u0041"),
        ("SELECT $this { $this $PATH ?o }", "SHP-039", "$PATH"),
        ("SELECT $this { $this no:prefix ?o }", "SHP-040", "SHP"),
        ("SELECT $this { $this ?p ", "SHP-040", "SHP"),
        ("ASK { $this ?p ?o }", "SHP-040", "ASK"),
        ("CONSTRUCT { $this ?p ?o } WHERE { $this ?p ?o }", "SHP-040", "CONSTRUCT"),
        ("{ SELECT $this { $this ?p ?o } }", "SHP-040", "SELECT"),
        ("", "SHP-040", "-"),
        ("SELECT $this", "SHP-040", "SHP"),
        ("SELECT $this { $this ?p '\\\\uD800' }", "SHP-040", "SHP"),
        ("SELECT $this { " + "{" * 32 + "}" * 32 + "}", "SHP-038", "33 × ( { ["),
        ("SELECT $this { FILTER(" + "1+" * 4_100 + "1) }", "SHP-038", "8208 tokens"),
        ("SELECT $this { } #" + "x" * 16_384, "SHP-038", "16402 B"),
    ],
)
def test_a_query_that_is_refused(query: str, code: str, found: str) -> None:
    faults = refused(constraint(query))
    assert (faults[0].code, faults[0].where) == (code, "http://e/q")
    assert faults[0].found.endswith(found) or found == "SHP"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("ex:q sh:select 'SELECT $this {}' .", "SHP-030"),
        ("ex:q sh:message 1 .", "SHP-031"),
        ("ex:q sh:prefixes ex:o . ex:o sh:declare [ sh:prefix 'a' ] .", "SHP-037"),
        ("ex:q sh:prefixes ex:o . ex:o sh:declare [ sh:prefix 'a b' ; sh:namespace 'http://a' ] .", "SHP-037"),
        ("ex:q sh:prefixes ex:o . ex:o sh:declare [ sh:prefix 'a' ; sh:namespace 'http://a> MINUS' ] .", "SHP-037"),
        ("ex:q sh:prefixes ex:o . ex:o sh:declare [ sh:prefix 'a' ; sh:namespace ex:a ] .", "SHP-037"),
        (
            """ex:q sh:prefixes ex:o . ex:o sh:declare [ sh:prefix 'a' ; sh:namespace 'http://a' ] ,
            [ sh:prefix 'a' ; sh:namespace 'http://b' ] .""",
            "SHP-037",
        ),
    ],
)
def test_what_stands_beside_a_query_is_refused(more: str, code: str) -> None:
    assert codes(constraint("SELECT $this { $this ?p ?o }", more)) == [code]


def test_a_constraint_without_its_query() -> None:
    assert codes("ex:S sh:sparql [ sh:ask 'ASK {}' ] .") == ["SHP-031"]
    assert codes("ex:S sh:sparql [ sh:select 1 ] .") == ["SHP-031"]


COMPONENT = """
ex:C a ex:Kind ; sh:parameter [ sh:path ex:least ] , [ sh:path ex:note ; sh:optional true ] ; sh:message "own" ;
    sh:validator ex:any ; sh:propertyValidator ex:along .
ex:Kind rdfs:subClassOf sh:ConstraintComponent .
ex:any sh:ask "ASK { FILTER($value > $least) }" ; sh:message "said {?least}" .
ex:along sh:select "SELECT $this { $this $PATH ?value . FILTER(?value < $least) }" .
"""


def test_a_component_on_a_node_shape_asks() -> None:
    found = shape(COMPONENT + "ex:S a sh:NodeShape ; ex:least 1 ; ex:note 'n' .").constraints
    bound = (("least", ONE), ("note", '"n"'))
    text = "ASK { FILTER($value > $least) }"
    assert found == (Query(ex("any"), text, True, ex("C"), bound, ('"said {?least}"',)),)


def test_a_component_on_a_property_shape_selects_along_its_path() -> None:
    found = shape(COMPONENT + "ex:S sh:path [ sh:inversePath ex:p ] ; ex:least 1 .").constraints
    text = f"SELECT $this {{ $this ^{P} ?value . FILTER(?value < $least) }}"
    assert found == (Query(ex("along"), text, False, ex("C"), (("least", ONE),), ('"own"',)),)


def test_a_component_is_used_only_where_all_that_it_needs_is_there() -> None:
    assert shape(COMPONENT + "ex:S a sh:NodeShape ; ex:note 'n' .").constraints == ()


def test_a_parameter_of_a_component_makes_a_shape() -> None:
    assert S in read(COMPONENT + "ex:S ex:least 1 .").shapes


def test_values_of_a_sole_parameter_are_each_a_constraint() -> None:
    text = """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:only ] ; sh:nodeValidator
        [ sh:select "SELECT $this { FILTER($this = $only) }" ] . ex:S a sh:NodeShape ; ex:only 2 , 1 ."""
    values = [one.bound[0][1] for one in shape(text).constraints if isinstance(one, Query)]
    assert values == [ONE, ONE.replace("1", "2", 1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (COMPONENT + "ex:S a sh:NodeShape ; ex:least 1 , 2 .", "SHP-030"),
        ("ex:C a sh:ConstraintComponent .", "SHP-036"),
        ("[] a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ; sh:optional true ] .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter ex:x .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:value ] .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a-b ] .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] , [ sh:path owl:a ] .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] . ex:S a sh:NodeShape ; ex:a 1 .", "SHP-036"),
        ("ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] ; sh:validator [ sh:select 'x' ] .", "SHP-031"),
        (
            "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] ; sh:validator [ sh:ask 'ASK { BIND(1 AS ?a) }' ] .",
            "SHP-039",
        ),
        (
            "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] ; sh:validator [ sh:ask 'ASK { FILTER($PATH) }' ] .",
            "SHP-039",
        ),
        (
            "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:a ] ; sh:validator [ sh:ask 'ASK { FILTER }' ] .",
            "SHP-040",
        ),
    ],
)
def test_a_component_that_is_refused(text: str, code: str) -> None:
    assert code in codes(text + " ex:Shape a sh:NodeShape .")


@pytest.mark.parametrize(
    ("text", "code", "where", "found"),
    [
        ("ex:S sh:path ex:p ; sh:mincount 1 .", "SHP-025", "http://e/S", "sh:mincount"),
        ("ex:S a sh:NodeShap .", "SHP-025", "http://e/S", "sh:NodeShap"),
        ("ex:S a sh:NodeShape , sh:minCount .", "SHP-025", "http://e/S", "sh:minCount"),
        ("ex:S a sh:NodeShape ; sh:severity sh:Violaton .", "SHP-025", "http://e/S", "sh:Violaton"),
        ("ex:S a sh:NodeShape ; sh:nodeShape ex:T .", "SHP-025", "http://e/S", "sh:nodeShape"),
        ("ex:S sh:property [ sh:path ex:p ; sh:mincount 1 ] .", "SHP-025", "http://e/S / sh:property", "sh:mincount"),
        (
            "ex:S sh:or ( [ sh:clas ex:A ] ) .",
            "SHP-025",
            "http://e/S / sh:or / http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
            "sh:clas",
        ),
        ("ex:S a sh:NodeShape ; sh:js [] .", "SHP-026", "http://e/S", "sh:js"),
        ("ex:S a sh:NodeShape . ex:j a sh:JSConstraint .", "SHP-026", "http://e/j", "sh:JSConstraint"),
        ("ex:S a sh:NodeShape ; sh:rule [] .", "SHP-026", "http://e/S", "sh:rule"),
        ("ex:S a sh:NodeShape ; sh:target [] .", "SHP-026", "http://e/S", "sh:target"),
        ("ex:S a sh:NodeShape ; sh:expression [] .", "SHP-026", "http://e/S", "sh:expression"),
        ("ex:S sh:path ex:p ; sh:values ex:v .", "SHP-026", "http://e/S", "sh:values"),
        ("ex:S a sh:NodeShape . ex:g sh:entailment ex:e .", "SHP-026", "http://e/g", "sh:entailment"),
        ("ex:S sh:path ex:p ; sh:reifierShape ex:e .", "SHP-026", "http://e/S", "sh:reifierShape"),
        ("ex:S sh:or ex:x .", "SHP-028", "http://e/S", "http://e/x"),
        ("ex:S sh:in ( 1 2 ) , ( 3 ) .", "SHP-030", "http://e/S", "_:shapes0, _:shapes2"),
        ("ex:S sh:in [ rdf:first 1 ; rdf:rest ( 2 ) , ( 3 ) ] .", "SHP-028", "http://e/S", "_:shapes0"),
        ("ex:S sh:in _:a . _:a rdf:first 1 ; rdf:rest _:a .", "SHP-028", "http://e/S", "_:shapes0"),
        ("ex:S a sh:PropertyShape ; sh:path ex:p , ex:q .", "SHP-030", "http://e/S", "2"),
        ("ex:S sh:path ex:p ; sh:minCount 1 , 2 .", "SHP-030", "http://e/S", f"{ONE}, {ONE.replace('1', '2', 1)}"),
        ("ex:S sh:pattern 'a' , 'b' .", "SHP-030", "http://e/S", '"a", "b"'),
        ("ex:S sh:closed true ; sh:severity ex:a , ex:b .", "SHP-030", "http://e/S", "http://e/a, http://e/b"),
        ("ex:S sh:path ex:p ; sh:minCount '1' .", "SHP-031", "http://e/S", '"1"'),
        ("ex:S sh:path ex:p ; sh:minCount 1.0 .", "SHP-031", "http://e/S", f'"1.0"^^<{XSD}decimal>'),
        ("ex:S sh:path ex:p ; sh:maxCount 'x'^^xsd:integer .", "SHP-031", "http://e/S", f'"x"^^<{XSD}integer>'),
        ("ex:S sh:nodeKind sh:Literal , sh:IRI .", "SHP-030", "http://e/S", "sh:IRI, sh:Literal"),
        ("ex:S sh:nodeKind ex:IRI .", "SHP-031", "http://e/S", "http://e/IRI"),
        ("ex:S sh:nodeKind sh:Violation .", "SHP-031", "http://e/S", "sh:Violation"),
        ("ex:S sh:datatype 'xsd:date' .", "SHP-031", "http://e/S", '"xsd:date"'),
        ("ex:S sh:class [] .", "SHP-031", "http://e/S", "_:shapes0"),
        ("ex:S sh:minInclusive ex:a .", "SHP-031", "http://e/S", "http://e/a"),
        ("ex:S sh:pattern 1 .", "SHP-031", "http://e/S", ONE),
        ("ex:S sh:pattern 'a' ; sh:flags 'g' .", "SHP-031", "http://e/S", '"g"'),
        ("ex:S sh:languageIn ( 'en' 1 ) .", "SHP-031", "http://e/S", ONE),
        ("ex:S sh:closed 'yes' .", "SHP-031", "http://e/S", '"yes"'),
        ("ex:S sh:closed 'yes'^^xsd:boolean .", "SHP-031", "http://e/S", f'"yes"^^<{XSD}boolean>'),
        ("ex:S sh:closed true ; sh:ignoredProperties ( 1 ) .", "SHP-031", "http://e/S", ONE),
        ("ex:S sh:not 'x' .", "SHP-031", "http://e/S", '"x"'),
        ("ex:S sh:or ( 'x' ) .", "SHP-031", "http://e/S", '"x"'),
        ("ex:S sh:targetClass 'x' .", "SHP-031", "http://e/S", '"x"'),
        ("ex:S sh:targetNode [] .", "SHP-031", "http://e/S", "_:shapes0"),
        ("ex:S a sh:NodeShape ; sh:message 1 .", "SHP-031", "http://e/S", ONE),
        ("ex:S a sh:NodeShape ; sh:severity 'x' .", "SHP-031", "http://e/S", '"x"'),
        ("[] a rdfs:Class , sh:NodeShape .", "SHP-031", "_:shapes0", "rdfs:Class"),
        ("ex:S sh:minCount 1 .", "SHP-032", "http://e/S", "sh:minCount"),
        ("ex:S sh:uniqueLang true .", "SHP-032", "http://e/S", "sh:uniqueLang"),
        ("ex:S sh:lessThan ex:q .", "SHP-032", "http://e/S", "sh:lessThan"),
        ("ex:S sh:qualifiedValueShape [] .", "SHP-032", "http://e/S", "sh:qualifiedValueShape"),
        ("ex:S a sh:PropertyShape .", "SHP-033", "http://e/S", "-"),
        ("ex:S sh:property [ sh:class ex:C ] .", "SHP-033", "http://e/S / sh:property", "-"),
        ("ex:S a sh:NodeShape ; sh:path ex:p .", "SHP-033", "http://e/S", "sh:path"),
        ("ex:S sh:node [ sh:path ex:p ] .", "SHP-033", "http://e/S / sh:node", "sh:path"),
        ("ex:S sh:node ex:Lost .", "SHP-034", "http://e/S", "http://e/Lost"),
        ("ex:S sh:xone ( ex:Lost ) .", "SHP-034", "http://e/S", "http://e/Lost"),
        ("ex:S sh:pattern '(a' .", "SHP-035", "http://e/S", "(a"),
        (
            "ex:S a sh:NodeShape ; ex:p <<( ex:a ex:b ex:c )>> .",
            "SHP-023",
            f"{ex('a')} {ex('b')} {ex('c')}",
            f"{ex('a')} {ex('b')} {ex('c')}",
        ),
    ],
)
def test_a_fault_with_code_and_place(text: str, code: str, where: str, found: str) -> None:
    assert [(fault.code, fault.where, fault.found) for fault in refused(text)] == [(code, where, found)]


def test_an_unknown_term_comes_with_the_nearest() -> None:
    (fault,) = refused("ex:S sh:path ex:p ; sh:mincount 1 .")
    assert dict(fault.values) == {"nearest": "sh:minCount"}


@pytest.mark.parametrize(
    "way",
    [
        "ex:S sh:node ex:S .",
        "ex:S sh:not ex:S .",
        "ex:S sh:property [ sh:path ex:p ; sh:node ex:S ] .",
        "ex:S sh:and ( [ sh:or ( ex:S ) ] ) .",
        "ex:S sh:xone ( ex:S ) .",
        "ex:S sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 .",
    ],
)
def test_recursion_is_refused(way: str) -> None:
    assert codes(way) == ["SHP-027"]


def test_recursion_says_the_way_round() -> None:
    (fault,) = refused("ex:A sh:node ex:B . ex:B sh:not [ sh:node ex:C ] . ex:C sh:and ( ex:B ) . ex:D sh:node ex:A .")
    assert fault.found == "http://e/B → http://e/B / sh:not → http://e/C → http://e/B"


def test_recursion_through_siblings_is_refused() -> None:
    text = """ex:S sh:property ex:p1 , ex:p2 .
        ex:p1 sh:path ex:p ; sh:qualifiedValueShape ex:A ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true .
        ex:p2 sh:path ex:p ; sh:qualifiedValueShape ex:B ; sh:qualifiedMinCount 1 .
        ex:A a sh:NodeShape . ex:B sh:property ex:p1 ."""
    assert codes(text) == ["SHP-027"]


def test_a_deactivated_shape_breaks_a_cycle() -> None:
    assert S in read("ex:S sh:node ex:T . ex:T sh:node ex:S ; sh:deactivated true .").shapes


def test_a_shape_reached_twice_is_no_cycle() -> None:
    assert S in read("ex:S sh:and ( ex:A ex:B ) . ex:A sh:node ex:B . ex:B a sh:NodeShape .").shapes


def test_shapes_nested_too_deep() -> None:
    chain = " ".join(f"ex:S{n} sh:node ex:S{n + 1} ." for n in range(40)) + " ex:S40 a sh:NodeShape ."
    (fault,) = refused(chain)
    assert (fault.code, fault.where, fault.found) == ("SHP-041", "http://e/S0", "41")


def doubled(levels: int) -> str:
    ways = " ".join(f"ex:S{n} sh:or ( ex:S{n + 1} ex:S{n + 1} ) ." for n in range(levels))
    return f"{ways} ex:S{levels} a sh:NodeShape ."


def test_shapes_that_lead_down_in_too_many_ways() -> None:
    assert len(read(doubled(12)).shapes) == 13
    (fault,) = refused(doubled(20))
    assert (fault.code, fault.where, fault.found) == ("SHP-042", "http://e/S7", "16383")
    assert fault.values == (("most", "10000"),)


@pytest.mark.parametrize("text", ["", "ex:data rdfs:label 'x' .", "ex:S a owl:Class ."])
def test_a_graph_without_shapes_is_refused(text: str) -> None:
    assert codes(text) == ["SHP-024"]


def test_all_faults_are_raised_at_once() -> None:
    text = "ex:S sh:path ex:p ; sh:mincount 1 ; sh:maxCount 'x' . ex:T sh:node ex:T ; sh:js [] ."
    assert sorted(codes(text)) == ["SHP-025", "SHP-026", "SHP-027", "SHP-031"]


def test_words_about_the_terms_of_shacl_are_let_be() -> None:
    text = "ex:S a sh:NodeShape ; sh:property [ sh:path sh:js ] . sh:js rdfs:range sh:JSConstraint ; rdfs:isDefinedBy sh: ."
    assert S in read(text).shapes


def test_three_forms_give_one_graph(tmp_path: Path) -> None:
    turtle = tmp_path / "shapes.ttl"
    turtle.write_text(PREFIXES + "ex:S sh:property [ sh:path ex:p ; sh:in ( 1 ex:a ) ] .", encoding="utf-8")
    lines = ox.serialize(list(ox.parse(turtle.read_bytes(), format=ox.RdfFormat.TURTLE)), format=ox.RdfFormat.N_TRIPLES)
    json = f'''{{"@context": {{"sh": "{SH}", "ex": "http://e/"}}, "@id": "ex:S", "sh:property":
        {{"sh:path": {{"@id": "ex:p"}}, "sh:in": {{"@list": [1, {{"@id": "ex:a"}}]}}}}}}'''
    found = [read_shapes_graph([(turtle, "ttl")]), read_shapes_graph([(lines or b"", "nt")])]
    assert found[0] == found[1] == read_shapes_graph([(json.encode(), "jsonld")])


def test_triples_are_sorted_lines_and_their_digest() -> None:
    found = read('ex:S sh:hasValue "b"^^xsd:string ; a sh:NodeShape . ex:S a sh:NodeShape .')
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert found.triples == f'{S} {kind} <{SH}NodeShape> .\n{S} <{SH}hasValue> "b" .\n'
    assert found.digest == hashlib.sha256(found.triples.encode()).hexdigest()


def test_the_digest_does_not_depend_on_the_labels_of_blank_nodes() -> None:
    once, again = (read(f"ex:S sh:property {blank} .") for blank in ("[ sh:path ex:p ]", "[ sh:path ex:p ]"))
    named = read("ex:S sh:property _:x . _:x sh:path ex:p .")
    assert once == again == named


def test_blank_nodes_of_two_sources_are_two() -> None:
    text = (PREFIXES + "ex:S sh:property _:x . _:x sh:path ex:p .").encode()
    assert len(read_shapes_graph([(text, "ttl"), (text, "ttl")]).shapes) == 3


@pytest.mark.parametrize(
    ("content", "form", "code", "where"),
    [
        (b"ex:S a .", "ttl", "SHP-020", "#1:1:1"),
        (b"{", "jsonld", "SHP-020", "#1:1:2"),
        (b'{"@context": "http://far.example/c", "@id": "http://e/S"}', "jsonld", "SHP-020", "#1"),
        (b'<http://e/\xff> <http://e/p> "x" .', "ttl", "SHP-020", "#1:1:10"),
        (b"", "rdfxml", "SHP-022", "#1"),
        (b'{"@id": "http://e/g", "@graph": [{"@id": "http://e/S", "http://e/p": 1}]}', "jsonld", "SHP-023", "#1"),
        (b'{"http://e/p": ' * 65 + b"1" + b"}" * 65, "jsonld", "SHP-041", "#1"),
        (b"<<" * 65, "ttl", "SHP-041", "#1"),
    ],
)
def test_a_source_that_cannot_be_read(content: bytes, form: str, code: str, where: str) -> None:
    with pytest.raises(ShapeError) as error:
        read_shapes_graph([(content, form)])
    assert [(fault.code, fault.where) for fault in error.value.faults] == [(code, where)]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ShapeError) as error:
        read_shapes_graph([(tmp_path / "none.ttl", "ttl")])
    assert error.value.faults[0].code == "SHP-021"


def test_brackets_in_strings_are_no_nesting() -> None:
    text = '{"@id": "http://e/S", "' + SH + 'pattern": "\\"' + "\\\\[" * 99 + '"}'
    assert S in read_shapes_graph([(text.encode(), "jsonld")]).shapes


@pytest.mark.parametrize(
    "path", sorted((home() / "shapes" / "editions" / "2021-draft").glob("*.ttl")), ids=lambda p: p.stem
)
def test_the_shapes_of_our_edition_are_read(path: Path) -> None:
    assert read_shapes_graph([(path, "ttl")]).shapes


@pytest.mark.skipif(not SUITE.exists(), reason=f"the W3C suite is not at {SUITE}")
@pytest.mark.parametrize("test", list(suite_tests()), ids=lambda test: test.name)
def test_the_w3c_suite_is_read_or_refused(test: SuiteTest) -> None:
    if test.expected is not None:
        assert read_shapes_graph([(test.shapes, "nt")]).shapes
        return
    with pytest.raises(ShapeError) as error:
        read_shapes_graph([(test.shapes, "nt")])
    assert {fault.code for fault in error.value.faults} == {"SHP-039"}


@pytest.mark.skipif(not SUITE.exists(), reason=f"the W3C suite is not at {SUITE}")
def test_the_w3c_suite_is_whole() -> None:
    refused_ones = [test.name for test in suite_tests() if test.expected is None]
    assert (len(list(suite_tests())), len(refused_ones)) == (121, 7)
