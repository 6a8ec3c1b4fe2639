"""The forms of editions and their parts."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schema.model import Label, Model, Number


class Basis(Model):
    """Where a number or a sentence comes from; what is assumed is a reconstruction and never the standard's."""

    assumed: bool = Field(description="是否为推定（复原）内容，不是标准原文 a reconstruction, not the standard's own")
    kind: Literal["draftingNote", "assumed", "document"] | None = Field(None, description="来源种类 kind of source")
    place: str | None = Field(None, description="编制说明中的位置 place in the drafting note")
    reason: Label | None = Field(None, description="推定的理由 why it was assumed so")
    model: str | None = Field(None, description="仿照的文件 the document it was modelled on")


class Edition(Model):
    """An edition of a standard."""

    name: str = Field(description="版本名 name", examples=["2021-draft"])
    label: Label = Field(description="名称 title")
    version: str = Field(description="版本号", examples=["0.3"])
    draft: bool = Field(description="是否为草案；草案从不生效 a draft is never in force", examples=[True])
    exercise: bool = Field(description="是否为演练用版本 for exercises only", examples=[False])
    published: str | None = Field(description="发布日期 day of publication")
    in_force_from: str | None = Field(description="生效日期 first day in force")
    in_force_to: str | None = Field(description="最后有效日期 last day in force")
    digest: str = Field(description="版本内容的 SHA-256 hash of all its files", examples=["0" * 64])
    total: Number = Field(description="总分 total of points", examples=["1000"])
    basis: Basis = Field(description="来源 where it comes from")
    counts: dict[str, int] = Field(description="各部分的数量 how many parts it has", examples=[{"requirements": 131}])


class Provision(Model):
    """One sentence of a clause with its type after GB/T 1.1."""

    provision: str = Field(description="条款 slug")
    type: Literal["shall", "should", "may", "statement", "instruction"] = Field(
        description="种类：要求、推荐、允许、陈述、指示 type"
    )
    paraphrase: Label = Field(description="大意 what it says")
    basis: Basis = Field(description="来源 where it comes from")


class Clause(Model):
    """A numbered part of an edition."""

    clause: str = Field(description="章条 slug", examples=["air"])
    number: str = Field(description="章条号 number", examples=["12.1"])
    label: Label = Field(description="标题 title")
    paraphrase: Label = Field(description="大意 what it says")
    parent: str | None = Field(description="上级章条 parent, or null")
    below: list[str] = Field(description="下级章条 clauses below it")
    basis: Basis = Field(description="来源 where it comes from")
    provisions: list[Provision] = Field(description="条款 provisions")
    requirements: list[str] = Field(description="评价要求 requirements that stand here")


class Department(Model):
    """Who is responsible."""

    department: str = Field(description="部门 slug")
    label: Label | None = Field(description="名称 name")


class Peer(Model):
    """The value of a peer."""

    peer: str = Field(description="城市 who", examples=["常德市"])
    value: Number = Field(description="数值 value")


class Parameter(Model):
    """A named number of an edition, with its reasons."""

    parameter: str = Field(description="参数 slug", examples=["product-supervision-pass-rate"])
    label: Label = Field(description="名称 label")
    value: Number = Field(description="数值 value", examples=["95"])
    shape: str = Field(description="所在形状的 IRI its one home")
    constraint: str = Field(description="约束 constraint", examples=["minInclusive"])
    basis: Basis = Field(description="来源 where it comes from")
    national: Number | None = Field(description="国家规则的数值 the nation’s, or null")
    provincial: Number | None = Field(description="全省的数值 the province’s, or null")
    peers: list[Peer] = Field(description="其他城市的数值 the peers’")
    chosen_because: Label | None = Field(description="取此值的理由 why this one")


class Slot(Model):
    """What a leaf needs to know."""

    slot: str = Field(description="取值位 slug")
    kind: Literal["quantity", "document", "event", "judgement"] = Field(description="种类 kind")
    label: Label = Field(description="名称 label")
    basis: Basis = Field(description="来源 where it comes from")
    window: int = Field(description="回溯几年，含评价年度 years, the assessed one included")
    indicator: str | None = Field(description="指标 indicator, or null")
    evidence_kind: str | None = Field(description="证据种类 kind of evidence, or null")
    target_from: str | None = Field(description="目标值出自的文件 document that sets the target, or null")
    shape: str | None = Field(description="形状的 IRI shape, or null")
    messages: list[Label] = Field(description="不符合时所说的话 what is said when it fails")
    parameters: list[Parameter] = Field(description="限值及其理由 limits with their reasons")


class Cited(Model):
    """A document or a paragraph of it."""

    cited: str = Field(description="文件或其段落 slug")
    label: Label = Field(description="文件名称 document")
    number: str | None = Field(description="文号 its number, or null")
    paragraph: str | None = Field(description="段落 paragraph, or null")
    paraphrase: Label | None = Field(description="段落大意 what it says, or null")


class Item(Model):
    """A row of Annex A."""

    item: str = Field(description="评分项 slug")
    number: str = Field(description="附录 A 编号", examples=["A.9.1"])
    label: Label = Field(description="名称 label")
    requirement: str = Field(description="评价要求 requirement")
    points: Number = Field(description="分值 points")
    bonus: bool = Field(description="是否加分项 bonus")
    method: dict[str, Any] = Field(description="计分方法 method", examples=[{"method": "allOrNothing"}])
    basis: Basis = Field(description="来源 where it comes from")


class Requirement(Model):
    """What is assessed."""

    requirement: str = Field(description="评价要求 slug", examples=["good-day-ratio"])
    label: Label = Field(description="名称 label")
    clause: str = Field(description="章条 clause")
    number: str = Field(description="章条号 number of the clause", examples=["12.1"])
    basis: Basis = Field(description="来源 where it comes from")
    addressee: Literal["applicant", "evaluatingBody"] = Field(description="对谁的要求 whom it addresses")
    department: Department = Field(description="责任部门 responsible department")
    provisions: list[str] = Field(description="出自的条款 provisions that it derives from")
    logic: Literal["allOf", "anyOf", "atLeast"] | None = Field(
        description="组合方式；叶要求为空 logic, or null for a leaf"
    )
    least: int | None = Field(description="至少几项 the n of atLeast, or null")
    members: list[str] = Field(description="下级要求 members")
    slots: list[Slot] = Field(description="取值位 slots of a leaf")
    cites: list[Cited] = Field(description="引用 what it cites")
    score_only: bool = Field(description="只计分 scored only")
    unchecked: Label | None = Field(description="不核查的理由 why it has no shape, or null")
    items: list[Item] = Field(description="评分项 items of Annex A that score it")


class ScaleGrade(Model):
    """A class of the scale."""

    grade: str = Field(description="等级 slug")
    notation: str = Field(description="记号 letter")
    label: Label = Field(description="名称 label")
    order: int = Field(description="次序，1 最好 1 is best")
    lower_edge: Number | None = Field(description="最低分，含本数 least score, included; null for the last")
    basis: Basis = Field(description="来源 where it comes from")


class Veto(Model):
    """A proven event caps the grade."""

    veto: str = Field(description="否决项 slug")
    label: Label = Field(description="名称 label")
    slot: str = Field(description="取值位 slot")
    at_most: str = Field(description="至多为何等级 best grade left")
    basis: Basis = Field(description="来源 where it comes from")


class KeyItem(Model):
    """An item that needs its own minimum share."""

    key_item: str = Field(description="关键项 slug")
    label: Label = Field(description="名称 label")
    item: str = Field(description="评分项 item")
    minimum_share: Number = Field(description="最低得分率 least share of its points")
    at_most: str = Field(description="未达到时至多为何等级 best grade left when it is missed")
    basis: Basis = Field(description="来源 where it comes from")


class Scale(Model):
    """The scale of grades, with vetoes and key items."""

    grades: list[ScaleGrade] = Field(description="等级 grades, best first")
    vetoes: list[Veto] = Field(description="否决项 vetoes")
    key_items: list[KeyItem] = Field(description="关键项 key items")
    total: Number = Field(description="总分 total")
    bonus_cap: Number | None = Field(description="加分上限 cap of all bonus, or null")


class Indicator(Model):
    """A named quantity."""

    indicator: str = Field(description="指标 slug", examples=["good-day-ratio"])
    label: Label = Field(description="名称 label")
    definition: Label = Field(description="定义 definition")
    unit: str = Field(description="单位 unit", examples=["PERCENT"])
    direction: Literal["higherIsBetter", "lowerIsBetter"] = Field(description="方向 direction")
    low: Number = Field(description="取值下限 least value")
    high: Number = Field(description="取值上限 greatest value")
    scope: str = Field(description="口径 scope")
    population: str | None = Field(description="总体 population, or null")
    numerator: Label | None = Field(description="分子 numerator, or null")
    denominator: Label | None = Field(description="分母 denominator, or null")
    not_same_as: list[str] = Field(description="容易混淆的指标 not to be taken for")
    note: Label | None = Field(description="说明 note, or null")
    basis: Basis | None = Field(description="口径的来源 where range and scope come from")


class Target(Model):
    """The value that a document sets for an indicator, a place and a year."""

    target: str = Field(description="目标值 slug")
    indicator: str = Field(description="指标 indicator")
    place: str = Field(description="行政区划代码 code of the place")
    year: int = Field(description="年度 year")
    value: Number = Field(description="数值 value")
    raw: str = Field(description="原文 as written")
    qualifier: str = Field(description="限定词 qualifier", examples=["exactly"])
    tolerance: Number | None = Field(description="允许误差 tolerance, or null")
    confidence: str = Field(description="可信程度 confidence")
    source: str = Field(description="来源编号 key of the source")
    note: Label | None = Field(description="说明 note, or null")


class Paragraph(Model):
    """A paragraph of a document."""

    paragraph: str = Field(description="段落 slug")
    number: str = Field(description="编号 number")
    paraphrase: Label = Field(description="大意 what it says")


class Document(Model):
    """A national or provincial instrument."""

    document: str = Field(description="文件 slug", examples=["hunan-eco-plan-145"])
    label: Label = Field(description="名称 title")
    number: str | None = Field(description="文号 number, or null", examples=["湘政办发〔2021〕61号"])
    issuer: Label | None = Field(description="发布机构 issuer, or null")
    issued: str | None = Field(description="发布日期 day of issue, or null")
    in_force_from: str | None = Field(description="生效日期 first day in force, or null")
    in_force_to: str | None = Field(description="最后有效日期 last day in force, or null")
    successor: str | None = Field(description="后继文件 successor, or null")
    carries_out: list[str] = Field(description="落实的文件 what it carries out")
    presumably_carries_out: list[str] = Field(description="推断落实的文件 what it presumably carries out (inferred)")
    confidence: str = Field(description="可信程度 confidence")
    source: str = Field(description="来源编号 key of the source")
    fictional: bool = Field(description="是否虚构 made up")
    paragraphs: list[Paragraph] = Field(description="段落 paragraphs")
    targets: list[Target] = Field(description="设定的目标值 targets that it sets")


class Subject(Model):
    """A place that is, or could be, assessed."""

    subject: str = Field(description="行政区划代码 code", examples=["430700"])
    label: Label = Field(description="名称 name")
    level: str = Field(description="层级 level", examples=["prefecture"])
    part_of: str | None = Field(description="上级地区 the place it is part of, or null")
    fictional: bool = Field(description="是否虚构 made up")
    submissions: int = Field(
        description="已提交证据份数；无权查看其案例者为 0 submissions that speak of it; 0 for those who may not look"
    )
    version: str = Field(
        description="版本：最后一条有关账目的哈希，供 If-Match 使用；无权查看其案例者为全零 hash of the last entry that touches it; "
        "zeros for those who may not look"
    )
