"""The forms of appeals, their answers and their previews."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schema.acts import REASON, ROLE, RoleName
from api.schema.assessment import OUTCOME, ItemPoints, Outcome
from api.schema.model import Label, Model
from api.schema.previews import Side

CONFIDENTIAL = "；无权查看时为空 null where the caller may not see it"
RESOLUTION = "upheld 支持、partly-upheld 部分支持、dismissed 驳回 what becomes of it"
RESTS = "所据证据，写作“哈希”或“哈希#记录编号” evidence that it rests on, as HASH or HASH#RECORD"
REQUIREMENTS = "所涉评价要求 requirements that it disputes, by slug"
ResolutionName = Literal["upheld", "partly-upheld", "dismissed"]
Slug = Annotated[str, Field(min_length=1, max_length=100, examples=["product-supervision-pass-rate"])]
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}(#.{1,200})?$")]
EntryNumber = Annotated[int, Field(ge=1, le=2**53)]


class AppealWish(Model):
    """An appeal of the assessed place to be entered."""

    role: RoleName = Field(description=ROLE)
    requirements: list[Slug] = Field(min_length=1, max_length=200, description=REQUIREMENTS)
    reason: str = Field(min_length=1, max_length=2000, description=REASON, examples=["公章齐全，应予采信"])
    evidence: list[Key] = Field([], max_length=200, description=RESTS + "；新证据请先提交 hand new files in first")


class AppealAnswerWish(Model):
    """The answer to an appeal to be entered."""

    resolution: ResolutionName = Field(description=RESOLUTION)
    reason: str = Field(min_length=1, max_length=2000, description=REASON, examples=["经核实，证据有效"])
    entries: list[EntryNumber] = Field(
        [], max_length=200, description="据此办理的账目序号；驳回则不写 entries that carry it out; none where dismissed"
    )
    replaced_by: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="另行入账的评价 the assessment recorded in its place"
    )


class AppealAnswer(Model):
    """How an appeal was answered."""

    number: int = Field(description="答复的账目序号 entry of the answer")
    day: str = Field(description="答复日（北京时间） day in China", examples=["2026-03-05"])
    resolution: ResolutionName = Field(description=RESOLUTION)
    by: str = Field(description="答复人 who decided")
    reason: str = Field(description=REASON)
    entries: list[int] = Field(description="据此办理的账目序号 entries that carry it out")
    replaced_by: str | None = Field(description="另行入账的评价，没有则为空 recorded in its place, or null")


class Appeal(Model):
    """An appeal against a recorded assessment, with its answer."""

    number: int = Field(description="申诉编号，即其账目序号 number of its entry")
    assessment: str = Field(description="评价的哈希 hash of the assessment")
    role: RoleName = Field(description=ROLE)
    case: str = Field(description="评价案例 case", examples=["430700/2020"])
    day: str = Field(description="申诉日（北京时间） day in China", examples=["2026-03-05"])
    requirements: list[str] = Field(description=REQUIREMENTS)
    by: str | None = Field(description="申诉人 who appealed" + CONFIDENTIAL)
    reason: str | None = Field(description=REASON + CONFIDENTIAL)
    evidence: list[str] | None = Field(description=RESTS + CONFIDENTIAL)
    answer: AppealAnswer | None = Field(description="答复，未答复则为空 the answer, null while it is open")


class Stand(Model):
    """How a requirement stands."""

    outcome: Outcome | None = Field(description=OUTCOME)
    points: ItemPoints | None = Field(description="对应评分项的得分 points of its item, or null")


class Contested(Model):
    """A requirement that is disputed or would change."""

    requirement: str = Field(description="评价要求 slug")
    label: Label = Field(description="名称 label")
    clause: str = Field(description="章条号 number of the clause", examples=["12.1"])
    disputed: bool = Field(description="申诉是否涉及 whether the appeal disputes it")
    before: Stand = Field(description="原评价 as it was assessed")
    after: Stand = Field(description="若采信 with the evidence accepted")


class AppealPreview(Model):
    """What an appeal would come to if the evidence that it rests on were accepted."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    appeal: int = Field(description="申诉编号 number of the appeal")
    late: list[str] = Field(
        description="截止后才提交、需重新开放才会计入的文件 files that count only once the case is reopened"
    )
    before: Side = Field(description="原评价 as it was assessed")
    after: Side = Field(description="若采信 with the evidence accepted")
    turned: list[str] = Field(description="结论改变的要求 requirements whose outcome would change")
    requirements: list[Contested] = Field(description="所涉及与会改变的要求 those disputed and those that would change")
