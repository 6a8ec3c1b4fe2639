"""A small ontology with one edition, written to a folder: what the readers are tested on."""

from __future__ import annotations

from pathlib import Path

HEAD = """
@prefix agency: <https://w3id.org/clausegraph/agency/> .
@prefix cg: <https://w3id.org/clausegraph/def/> .
@prefix cls: <https://w3id.org/clausegraph/edition/small/clause/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix document: <https://w3id.org/clausegraph/document/> .
@prefix edition: <https://w3id.org/clausegraph/edition/> .
@prefix grade: <https://w3id.org/clausegraph/edition/small/grade/> .
@prefix indicator: <https://w3id.org/clausegraph/indicator/> .
@prefix item: <https://w3id.org/clausegraph/edition/small/item/> .
@prefix key: <https://w3id.org/clausegraph/edition/small/key-item/> .
@prefix kind: <https://w3id.org/clausegraph/kind/> .
@prefix level: <https://w3id.org/clausegraph/level/> .
@prefix par: <https://w3id.org/clausegraph/edition/small/parameter/> .
@prefix place: <https://w3id.org/clausegraph/place/> .
@prefix policy: <https://w3id.org/clausegraph/edition/small/policy/> .
@prefix prv: <https://w3id.org/clausegraph/edition/small/provision/> .
@prefix question: <https://w3id.org/clausegraph/edition/small/question/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix reading: <https://w3id.org/clausegraph/edition/small/reading/> .
@prefix req: <https://w3id.org/clausegraph/edition/small/requirement/> .
@prefix scope: <https://w3id.org/clausegraph/scope/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shp: <https://w3id.org/clausegraph/edition/small/shape/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix slot: <https://w3id.org/clausegraph/edition/small/slot/> .
@prefix source: <https://w3id.org/clausegraph/source-kind/> .
@prefix target: <https://w3id.org/clausegraph/target/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix veto: <https://w3id.org/clausegraph/edition/small/veto/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

WORLD = """
level:prefecture rdfs:label "市"@zh , "prefecture"@en .
scope:whole rdfs:label "全市"@zh , "whole place"@en ; skos:definition "全境"@zh , "the whole territory"@en .
source:bulletin rdfs:label "公报"@zh , "bulletin"@en ; cg:rank 1 ; cg:basis cg:assumed ; cg:basisReason "次序"@zh , "the order"@en .
unit:PERCENT rdfs:label "百分比"@zh , "percent"@en .
agency:office rdfs:label "办公室"@zh , "office"@en .
place:990000 a cg:Place ; rdfs:label "示例省"@zh , "Example"@en ; cg:code "990000" ; cg:placeLevel level:prefecture .
place:990100 a cg:Place ; rdfs:label "甲市"@zh , "Jia"@en ; cg:code "990100" ; cg:placeLevel level:prefecture ;
    cg:partOf place:990000 ; cg:fictional true .
indicator:rate a cg:Indicator ; rdfs:label "合格率"@zh , "pass rate"@en ; skos:definition "合格批次占比"@zh , "share passed"@en ;
    cg:unit unit:PERCENT ; cg:direction cg:higherIsBetter ; cg:rangeLow 0 ; cg:rangeHigh 100 ; cg:scope scope:whole ;
    cg:numeratorText "合格"@zh , "passed"@en ; cg:notSameAs indicator:other .
indicator:other a cg:Indicator ; rdfs:label "另一比率"@zh , "other rate"@en ; skos:definition "另一占比"@zh , "another share"@en ;
    cg:unit unit:PERCENT ; cg:direction cg:lowerIsBetter ; cg:rangeLow 0 ; cg:rangeHigh 100 ; cg:scope scope:whole .
kind:plan a cg:EvidenceKind ; rdfs:label "规划"@zh , "plan"@en ; skos:definition "规划文本"@zh , "text of a plan"@en ; cg:form cg:documentForm .
document:plan a cg:Document ; rdfs:label "规划"@zh , "plan"@en ; cg:documentNumber "1号" ; cg:issuer agency:office ;
    dcterms:issued "2021-01-02"^^xsd:date ; cg:inForceFrom "2021-02-01"^^xsd:date ; cg:sourceKey "E1" ; cg:confidence cg:quoted .
document:goals a cg:Document ; rdfs:label "目标"@zh , "goals"@en ; cg:carriesOut document:plan ;
    cg:presumablyCarriesOut document:plan ; cg:issuer agency:unlabelled .
<https://w3id.org/clausegraph/document/plan-1> a cg:Paragraph ; cg:ofDocument document:plan ; cg:number "1" ; cg:paraphrase "第一段"@zh , "first"@en .
target:rate-2025 a cg:Target ; cg:setBy document:goals ; cg:indicator indicator:rate ; cg:place place:990100 ; cg:year 2025 ;
    cg:targetValue 97.5 ; cg:qualifier cg:approximately ; cg:tolerance 0.5 ; cg:confidence cg:reported ; cg:sourceKey "E2" .
"""

EDITION = """
edition:small a cg:Edition ; rdfs:label "小版本"@zh , "small"@en ; cg:version "1" ; cg:draft true ; cg:isDefault true ; cg:total 100 ;
    cg:bonusCap 5 ; cg:basis cg:assumed ; cg:basisReason "示例"@zh , "example"@en .
cls:products a cg:Clause ; rdfs:label "产品"@zh , "products"@en ; cg:number "9" ; cg:paraphrase "产品"@zh , "products"@en ; cg:basis cg:draftingNote ; cg:basisPlace "9" .
cls:rate a cg:Clause ; rdfs:label "合格率"@zh , "pass rate"@en ; cg:number "9.1 a)" ; cg:partOf cls:products ; cg:paraphrase "合格率"@zh , "pass rate"@en ; cg:basis cg:draftingNote .
prv:rate a cg:Provision ; cg:clause cls:rate ; cg:provisionType cg:shall ; cg:paraphrase "应达到95%"@zh , "shall reach 95 %"@en ; cg:basis cg:draftingNote .
req:all a cg:Requirement ; rdfs:label "全部"@zh , "all"@en ; cg:clause cls:products ; cg:addressee cg:applicant ; cg:responsible agency:office ;
    cg:logic cg:allOf ; cg:member req:rate , req:plan ; cg:basis cg:draftingNote .
req:rate a cg:Requirement ; rdfs:label "合格率"@zh , "pass rate"@en ; cg:clause cls:rate ; cg:derivedFrom prv:rate ; cg:addressee cg:applicant ;
    cg:responsible agency:office ; cg:slot slot:rate ; cg:cites document:plan ; cg:weight 2 ; cg:basis cg:draftingNote .
req:plan a cg:Requirement ; rdfs:label "规划"@zh , "plan"@en ; cg:clause cls:rate ; cg:addressee cg:applicant ;
    cg:responsible agency:office ; cg:slot slot:plan ; cg:basis cg:draftingNote .
slot:rate a cg:QuantitySlot ; rdfs:label "合格率"@zh , "pass rate"@en ; cg:indicator indicator:rate ; cg:windowYears 3 ; cg:noObjectAt level:prefecture ;
    cg:comparison cg:rounded ; cg:limitDigits 1 ; cg:basis cg:fromDocument ; cg:modelledOn document:plan .
slot:plan a cg:DocumentSlot ; rdfs:label "规划"@zh , "plan"@en ; cg:evidenceKind kind:plan ; cg:basis cg:draftingNote .
par:rate a cg:Parameter ; rdfs:label "限值"@zh , "limit"@en ; cg:shape shp:rate-level ; cg:constraint sh:minInclusive ; cg:nationalValue 94 ;
    cg:peerValue "乙市: 96" ; cg:chosenBecause "理由"@zh , "reason"@en ; cg:basis cg:draftingNote .
item:all a cg:ScoreItem ; rdfs:label "全部"@zh , "all"@en ; cg:number "A.1" ; cg:requirement req:all ; cg:points 100 ; cg:method cg:shareMet ;
    cg:basis cg:assumed ; cg:basisReason "示例"@zh , "example"@en .
grade:b a cg:Grade ; rdfs:label "乙级"@zh , "grade B"@en ; skos:notation "B" ; cg:order 2 ; cg:basis cg:assumed .
grade:a a cg:Grade ; rdfs:label "甲级"@zh , "grade A"@en ; skos:notation "A" ; cg:order 1 ; cg:lowerEdge 90 ; cg:basis cg:assumed .
veto:v a cg:Veto ; rdfs:label "否决"@zh , "veto"@en ; cg:slot slot:plan ; cg:atMost grade:b ; cg:basis cg:assumed .
key:k a cg:KeyItem ; rdfs:label "关键"@zh , "key"@en ; cg:item item:all ; cg:minimumShare 0.6 ; cg:atMost grade:b ; cg:basis cg:assumed .
policy:p a cg:Policy ; rdfs:label "政策"@zh , "policy"@en ; cg:policyKey cg:inapplicablePoints ; cg:choice cg:rescaleWithinChapter ; cg:basis cg:assumed .
policy:two a cg:SelectionStep ; rdfs:label "全年"@zh , "the year"@en ; cg:order 2 ; cg:rule cg:full-period ; cg:basis cg:assumed .
policy:one a cg:SelectionStep ; rdfs:label "地点"@zh , "place"@en ; cg:order 1 ; cg:rule cg:place-and-scope ; cg:basis cg:assumed .
question:q a cg:OpenQuestion ; rdfs:label "问题"@zh , "question"@en ; cg:about req:rate ; cg:reading reading:x , reading:y ; cg:chosenBecause "因"@zh , "why"@en .
reading:x rdfs:label "读法一"@zh , "reading one"@en ; cg:chosen true .
reading:y rdfs:label "读法二"@zh , "reading two"@en .
"""

SHAPES = """
shp:rate a sh:NodeShape ; cg:verifies req:rate ; sh:targetObjectsOf slot:rate ; sh:property shp:rate-level .
shp:rate-level a sh:PropertyShape ; cg:verifies req:rate ; sh:path cg:value ; sh:minCount 1 ; sh:minInclusive 95 ; sh:order 1 ;
    sh:severity sh:Violation ; sh:message "9.1 a) 应达到95%"@zh , "9.1 a) shall reach 95 %"@en .
shp:plan a sh:NodeShape ; cg:verifies req:plan ; sh:targetObjectsOf slot:plan ; sh:property shp:plan-there .
shp:plan-there a sh:PropertyShape ; cg:verifies req:plan ; sh:path cg:document ; sh:minCount 1 ; sh:order 2 ;
    sh:severity sh:Violation ; sh:message "9 应有规划"@zh , "9 there shall be a plan"@en .
"""


def write(root: Path, world: str = WORLD, edition: str = EDITION, shapes: str = SHAPES, name: str = "small") -> Path:
    """Write the ontology under `root` and return `root`."""
    folders = (root / "ontology", root / "ontology/editions" / name, root / "shapes/editions" / name)
    for folder, text, file in zip(folders, (world, edition, shapes), ("world", "edition", "shapes"), strict=True):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{file}.ttl").write_text(HEAD + text, encoding="utf-8")
    return root
