"""The terms that SHACL has, those of its extensions that are not supported, and the check of a graph against both."""

from __future__ import annotations

from engine.errors import nearest
from engine.model.shacl import SH, Term
from engine.read.shacl.triples import TYPE, Triples, sh


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLASSES = _names(
    """AbstractResult ConstraintComponent NodeKind NodeShape Parameter Parameterizable PrefixDeclaration PropertyGroup
    PropertyShape Severity Shape SPARQLAskExecutable SPARQLAskValidator SPARQLConstraint SPARQLExecutable
    SPARQLSelectExecutable SPARQLSelectValidator ValidationReport ValidationResult Validator"""
)
PROPERTIES = _names(
    """alternativePath and ask class closed conforms datatype deactivated declare defaultValue description detail
    disjoint equals flags focusNode group hasValue ignoredProperties in inversePath labelTemplate languageIn lessThan
    lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount minExclusive minInclusive minLength
    name namespace node nodeKind nodeValidator not oneOrMorePath optional or order parameter path pattern prefix
    prefixes property propertyValidator qualifiedMaxCount qualifiedMinCount qualifiedValueShape
    qualifiedValueShapesDisjoint result resultMessage resultPath resultSeverity select severity shapesGraph
    shapesGraphWellFormed sourceConstraint sourceConstraintComponent sourceShape sparql suggestedShapesGraph
    targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang validator value xone zeroOrMorePath
    zeroOrOnePath"""
)
OTHERS = _names(
    """BlankNode BlankNodeOrIRI BlankNodeOrLiteral IRI IRIOrLiteral Literal Info Violation Warning
    AndConstraintComponent ClassConstraintComponent ClosedConstraintComponent DatatypeConstraintComponent
    DisjointConstraintComponent EqualsConstraintComponent HasValueConstraintComponent InConstraintComponent
    LanguageInConstraintComponent LessThanConstraintComponent LessThanOrEqualsConstraintComponent
    MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent
    MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent
    MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent NodeKindConstraintComponent
    NotConstraintComponent OrConstraintComponent PatternConstraintComponent PropertyConstraintComponent
    QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent SPARQLConstraintComponent
    UniqueLangConstraintComponent XoneConstraintComponent"""
)
UNSUPPORTED = {
    name: part
    for part, names in {
        "sh:rule (SHACL-AF)": """rule Rule Rules TripleRule SPARQLRule condition subject predicate object construct
            SPARQLConstructExecutable update SPARQLUpdateExecutable""",
        "sh:target (SHACL-AF)": "target Target TargetType SPARQLTarget SPARQLTargetType",
        "sh:expression (SHACL-AF)": """expression ExpressionConstraintComponent values this filterShape nodes
            intersection union if then else count distinct exists groupConcat limit max min minus offset orderBy asc
            desc sum""",
        "SHACL functions (SHACL-AF)": "Function SPARQLFunction returnType",
        "sh:resultAnnotation (SHACL-AF)": "resultAnnotation ResultAnnotation annotationProperty annotationValue annotationVarName",
        "sh:js (SHACL-JS)": """js jsFunctionName jsLibrary jsLibraryURL JSConstraint JSConstraintComponent
            JSExecutable JSFunction JSLibrary JSRule JSTarget JSTargetType JSValidator""",
        "sh:entailment": "entailment",
        "SHACL 1.2": """reifierShape reificationRequired memberShape minListLength maxListLength uniqueMembers
            someValue singleLine targetWhere shape rootClass subsetOf uniqueValuesFor nodeByExpression
            propertyByExpression bodyExpression ShapeClass Debug Trace conformanceDisallows""",
    }.items()
    for name in names.split()
}
KNOWN = CLASSES | PROPERTIES | OTHERS
ABOUT = KNOWN | UNSUPPORTED.keys()  # what a shape may be about; shapes graphs describe shapes graphs
RETIRED = sh("nodeShape")  # drafts joined data to shapes by it, and the W3C suite has such data still
START = f"<{SH}"


def check_terms(triples: Triples) -> None:
    """Record SHP-025 for a term that SHACL does not have where it stands, SHP-026 for one that is not supported.

    What a graph says of SHACL's own terms, in words that are not SHACL's, is let be.
    """
    for node, links in triples.index.items():
        about = node.startswith(START)
        own = [term for term in (*links, *links.get(TYPE, ())) if term.startswith(START)]
        for predicate, values in links.items():
            if predicate.startswith(START):
                if own == [RETIRED]:
                    continue
                _check(triples, node, predicate, PROPERTIES)
            elif about:
                continue
            for value in values:
                if value.startswith(START):
                    _check(triples, node, value, CLASSES if predicate == TYPE else ABOUT)


def _check(triples: Triples, node: Term, term: Term, known: frozenset[str]) -> None:
    name = term[len(START) : -1]
    if name in known or not name:
        return
    if name in UNSUPPORTED:
        triples.wrong("SHP-026", node, f"sh:{name}", part=UNSUPPORTED[name])
    else:
        triples.wrong("SHP-025", node, f"sh:{name}", nearest=_suggested(name, known))


def _suggested(name: str, known: frozenset[str]) -> str:
    like = nearest(name, known)
    return like if like == "-" else f"sh:{like}"
