"""The forms of assessments and their parts: grade, findings, scores, points, explanation."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schema.model import Label, Model, Number
from api.schema.standard import Basis
from api.schema.waivers import Waiver

Outcome = Literal["passed", "failed", "cantTell", "inapplicable", "untested"]
OUTCOME = "结论：passed 符合、failed 不符合、cantTell 待定、inapplicable 不适用、untested 未评；只计分的要求没有结论 EARL’s outcome, or null"
ASSUMED = "是否依赖推定（复原）的数字 rests on a reconstruction, not on the standard’s own numbers"


class Case(Model):
    """A subject assessed for a year under an edition."""

    edition: str = Field(description="版本名", examples=["2021-draft"])
    subject: str = Field(description="行政区划代码 code of the place", examples=["430700"])
    year: int = Field(description="评价年度 assessed year", examples=[2020])


class Place(Model):
    """A place by its code."""

    code: str = Field(description="行政区划代码 GB/T 2260 code", examples=["430700"])
    label: Label = Field(description="名称 name")
    fictional: bool = Field(description="是否虚构 a made-up place")


class EditionName(Model):
    """The edition that a case was judged by."""

    name: str = Field(description="版本名", examples=["2021-draft"])
    label: Label = Field(description="名称 title")
    version: str = Field(description="版本号")
    draft: bool = Field(description="是否为草案 a draft")
    digest: str = Field(description="版本内容的 SHA-256 hash")


class File(Model):
    """A delivered file."""

    file: str = Field(description="文件名 name", examples=["evidence.xlsx"])
    digest: str = Field(description="哈希（SHA-256） hash")
    size: int = Field(description="字节数 bytes")
    form: str = Field(description="格式 form", examples=["xlsx"])


class PossibleGrade(Model):
    """A grade that is still possible."""

    grade: str = Field(description="等级 slug of a grade", examples=["a"])
    notation: str = Field(description="等级记号", examples=["A"])
    label: Label = Field(description="名称 label")


class Grade(Model):
    """The grade, or the grades still possible, with vetoes and key items apart."""

    grade: str | None = Field(description="等级；有几种可能时为空 the grade, or null while several are possible")
    possible: list[PossibleGrade] = Field(description="仍可能的等级 grades still possible")
    gradable: bool = Field(description="是否排除了任何等级 whether any grade is ruled out")
    withheld: list[str] = Field(description="暂不能定级的原因 why a final grade is withheld")
    vetoes: list[dict[str, Any]] = Field(description="否决项 vetoes: fired, possible, unstated")
    key_items: list[dict[str, Any]] = Field(description="关键项及其得分率 key items with the least and greatest share")
    assumed: bool = Field(description=ASSUMED)


class Totals(Model):
    """Sums of points: the least and the greatest that the open premises allow."""

    possible: Number = Field(description="基本分满分 base points possible")
    low: Number = Field(description="基本分下限 least base points")
    high: Number = Field(description="基本分上限 greatest base points")
    bonus_low: Number = Field(description="加分下限 least bonus")
    bonus_high: Number = Field(description="加分上限 greatest bonus")
    total_low: Number = Field(description="总分下限 least total")
    total_high: Number = Field(description="总分上限 greatest total")
    assumed: bool = Field(description=ASSUMED)


class Summary(Model):
    """What an assessment is of and what it came to; it is named by the hash of everything that went in."""

    assessment: str = Field(description="评价的哈希 hash of all that went in")
    case: Case = Field(description="评价案例 case")
    place: Place = Field(description="评价对象 subject")
    edition: EditionName = Field(description="所依据的版本 edition")
    mode: Literal["delivered", "accepted"] = Field(description="证据口径：已提交 / 已采信 which evidence counts")
    closed: bool = Field(description="案例是否已截止 closed for delivery")
    files: list[File] = Field(description="所用证据 evidence files")
    reference: list[File] = Field(description="所用参考文件 reference files")
    approver: str = Field(description="参考文件的核准人 who took them over")
    waivers: list[Waiver] = Field(description="生效的豁免 waivers that cover the case")
    grade: Grade = Field(description="等级 grade")
    totals: Totals = Field(description="总分 totals")


class Links(Model):
    """The addresses of an assessment and its parts."""

    self: str = Field(description="本评价 this assessment")
    findings: str = Field(description="全部判定 findings")
    scores: str = Field(description="得分 scores")
    points: str = Field(description="失分账 ledger of points")
    explanation: str = Field(description="说明 explanation")


class Assessment(Summary):
    """One run over one case, with the addresses of its parts."""

    links: Links = Field(description="各部分的地址 addresses of its parts")


class CaseAnswer(Assessment):
    """A case as the ledger knows it."""

    known: int = Field(description="所依据的账目条数 how many entries of the ledger count", examples=[3])
    head: str = Field(description="最后一条账目的哈希 hash of the last of them")
    role: Literal["self", "recommended", "confirmed"] | None = Field(
        description="已记录的评价的身份：自评、推荐、核定；现状则为空 role of a recorded assessment, null for the case as it stands"
    )
    stage: Literal["draft", "panel", "publicised", "final", "withdrawn"] | None = Field(
        description="已记录的评价走到哪一步 how far a recorded assessment has come, or null"
    )


class PremiseOutcome(Model):
    """The outcome of one slot in one year."""

    slot: str = Field(description="取值位 slot")
    year: int = Field(description="年度 year")
    outcome: Outcome = Field(description=OUTCOME)


class ItemPoints(Model):
    """The points of the item of a requirement."""

    item: str = Field(description="附录 A 编号 number in Annex A", examples=["A.9.1"])
    bonus: bool = Field(description="是否加分项 outside the base total")
    possible: Number = Field(description="满分 possible")
    low: Number = Field(description="下限 least")
    high: Number = Field(description="上限 greatest")
    assumed: bool = Field(description=ASSUMED)


class Finding(Model):
    """The outcome of one requirement."""

    requirement: str = Field(description="评价要求 slug", examples=["product-supervision-pass-rate"])
    label: Label = Field(description="名称 label")
    clause: str = Field(description="章条号 number of the clause", examples=["9.1 a)"])
    outcome: Outcome | None = Field(description=OUTCOME)
    reason: str = Field(description="原因的代号 key of the reason", examples=["shape"])
    reason_text: Label = Field(description="原因 the reason in words")
    assumed: bool = Field(description=ASSUMED)
    premises: list[PremiseOutcome] = Field(description="各年度前提的结论 outcomes of its premises")
    points: ItemPoints | None = Field(description="对应评分项的得分 points of its item, or null")


class ChapterScore(Model):
    """The points of a chapter."""

    chapter: str = Field(description="章号 number", examples=["9"])
    possible: Number = Field(description="满分 possible")
    low: Number = Field(description="下限 least")
    high: Number = Field(description="上限 greatest")


class ItemScore(Model):
    """The points of an item of Annex A, after rescaling."""

    item: str = Field(description="评分项 slug")
    number: str = Field(description="附录 A 编号", examples=["A.9.1"])
    label: Label = Field(description="名称 label")
    requirement: str = Field(description="评价要求 requirement")
    chapter: str = Field(description="章号 chapter")
    outcome: Outcome | None = Field(description=OUTCOME)
    applicable: bool = Field(description="是否适用 has an object")
    bonus: bool = Field(description="是否加分项 bonus")
    factor: Number = Field(description="重新折算的系数 factor of rescaling")
    possible: Number = Field(description="满分 possible")
    low: Number = Field(description="下限 least")
    high: Number = Field(description="上限 greatest")
    assumed: bool = Field(description=ASSUMED)


class Scores(Totals):
    """All points of a case."""

    chapters: list[ChapterScore] = Field(description="各章 chapters")
    items: list[ItemScore] = Field(description="各评分项 items")


class Source(Model):
    """A record of evidence: file and place in it."""

    file: str = Field(description="文件名 file")
    digest: str = Field(description="哈希（SHA-256） hash")
    place: str = Field(description="位置 place", examples=["观测值!G2"])
    id: str = Field(description="记录编号 id of the record")


class SetAside(Model):
    """A record that was not chosen, with the rule that set it aside."""

    source: Source = Field(description="出处 the record")
    rule: str = Field(description="规则 rule")
    raw: str = Field(description="原文 as written")


class Cause(Model):
    """One premise behind a line of points."""

    requirement: str = Field(description="叶要求 leaf")
    slot: str = Field(description="取值位 slot")
    kind: str = Field(description="种类 kind", examples=["quantity"])
    year: int = Field(description="年度 year")
    reason: str = Field(description="原因代号 key of the reason")
    expected: Label = Field(description="要求 what was asked")
    observed: str | None = Field(description="所见 what was found, or null")
    limit: Number | None = Field(description="界限 limit, or null")
    limit_basis: Basis | None = Field(description="界限的来源 where the limit comes from")
    margin: Number | None = Field(description="差距，好的一侧为正 margin, positive on the good side")
    back: Number = Field(description="只补正此项可挽回的分 what mending it alone gives back")
    year_assumed: bool = Field(description="该年度只因推定的年限才需要 the year is asked for by an assumed window only")
    outcome: Outcome | None = Field(description=OUTCOME)
    text: Label = Field(description="一句话 as a sentence")
    evidence: list[Source] = Field(description="所依据的证据 evidence")
    set_aside: list[SetAside] = Field(description="未采用的证据 set aside")
    cites: list[str] = Field(description="引用的文件 documents cited")


class WayBack(Model):
    """How points come back."""

    key: str = Field(description="代号 key")
    text: Label = Field(description="一句话 as a sentence")


class Line(Model):
    """The points of an item that are awarded, lost or open."""

    standing: Literal["awarded", "lost", "open"] = Field(description="得分、失分或未定 awarded, lost or open")
    points: Number = Field(description="分值 points")
    item: str = Field(description="评分项 item")
    requirement: str = Field(description="评价要求 requirement")
    clause: str = Field(description="章条 clause")
    number: str = Field(description="章条号 number", examples=["12.4"])
    back: Number = Field(description="补正后可挽回的分 what it gives back when mended")
    outcome: Outcome | None = Field(description=OUTCOME)
    basis: Basis = Field(description="分值的来源 where the points come from")
    assumed: bool = Field(description=ASSUMED)
    text: Label = Field(description="一句话 as a sentence")
    causes: list[Cause] = Field(description="原因 causes")
    way_back: list[WayBack] = Field(description="怎样挽回 the way back")


class Points(Model):
    """The ledger of points: possible = awarded + lost + open, exactly; bonus stands beside."""

    possible: Number = Field(description="满分 possible")
    lost: list[Line] | None = Field(None, description="失分 lost")
    open: list[Line] | None = Field(None, description="未定 open")
    awarded: list[Line] | None = Field(None, description="得分 awarded")
    bonus: list[Line] | None = Field(None, description="加分 bonus")


class Node(Model):
    """A node of the explanation."""

    subject: str = Field(description="说的是什么 what it is about", examples=["requirement"])
    id: str = Field(description="标识 its name")
    key: str = Field(description="句子的代号 key of the sentence")
    text: Label = Field(description="一句话 as a sentence")
    assumed: bool = Field(description=ASSUMED)
    values: dict[str, str | Label] = Field(description="句中的值 values in the sentence")
    children: list[Node] = Field(description="下一层 what stands below")


class Explanation(Model):
    """The tree behind a grade, down to file and cell."""

    schema_: str = Field(
        alias="schema", description="格式版本 version of this form", examples=["clausegraph/explanation/1"]
    )
    assessment: str = Field(description="评价的哈希 hash of the assessment")
    case: Case = Field(description="评价案例 case")
    edition: str = Field(description="版本名 edition")
    draft: bool = Field(description="是否为草案 a draft")
    clause: str | None = Field(description="所问的章条 the clause asked for, or null")
    grounds: list[Node] = Field(description="说明树 trees")
