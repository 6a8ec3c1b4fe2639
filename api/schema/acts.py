"""The forms of acts: what is sent to have something entered, and what comes back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schema.assessment import ASSUMED
from api.schema.ledger import Entry
from api.schema.model import Label, Model
from api.schema.problem import Fault

REASON = "理由 the reason"


class Checked(Model):
    """What a file would be told: whether it can be taken, and every fault at its place."""

    file: str = Field(description="文件名 file")
    evidence: str = Field(description="哈希（SHA-256） hash")
    sound: bool = Field(description="是否可以接收 whether it can be taken")
    count: int = Field(description="问题总数 how many faults there are")
    faults: list[Fault] = Field(description="问题，最多 200 处 faults, 200 at most")
    warnings: list[Fault] = Field(description="提醒 warnings")


class Receipt(Model):
    """What became of a delivered file."""

    evidence: str = Field(description="文件的 SHA-256 hash of the file")
    file: str = Field(description="入库的文件名 name that it is kept under", examples=["evidence.xlsx"])
    new: bool = Field(description="是否新入账；同样的字节只入账一次 false where the same bytes were entered before")
    entry: Entry = Field(description="账目 entry")
    warnings: list[Fault] = Field(description="提醒 warnings")


class Submission(Model):
    """A delivered file with what was ruled on it."""

    evidence: str = Field(description="文件的 SHA-256 hash of the file")
    file: str = Field(description="文件名 name", examples=["evidence.xlsx"])
    size: int = Field(description="字节数 bytes")
    subjects: list[str] = Field(description="所述评价对象 places that it speaks of", examples=[["430700"]])
    standing: Literal["delivered", "accepted", "rejected", "withdrawn"] = Field(
        description="整个文件现在的地位 what was ruled on the whole file last"
    )
    entry: Entry = Field(description="提交的账目 entry of the submission")
    rulings: list[Entry] = Field(description="对它及其中记录的裁定 rulings on it and on records of it")
    corrections: list[Entry] = Field(
        description="它作出的与对它作出的更正 corrections that it makes and that correct it"
    )


class RulingWish(Model):
    """A ruling on a file or on a record of it."""

    ruling: Literal["accepted", "rejected", "withdrawn"] = Field(description="采信、不采信、撤回 ruling")
    record: str | None = Field(
        None, max_length=200, description="记录编号；不写即整个文件 id of a record, else the whole file"
    )
    reason: str = Field(min_length=1, max_length=2000, description=REASON, examples=["原件已核"])


class Done(Model):
    """An act that was entered."""

    entry: Entry = Field(description="账目 entry")


RoleName = Literal["self", "recommended", "confirmed"]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-03-02"])]
ROLE = "身份：self 自评、recommended 推荐、confirmed 核定 role"


class RecordWish(Model):
    """An assessment to be recorded as the case stands."""

    role: RoleName = Field(description=ROLE)
    as_known_at: str | None = Field(
        None, max_length=20, description="按当时所知（协调世界时） as known at a time (UTC)"
    )


class PanelTurn(Model):
    """Give a draft to a panel."""

    turn: Literal["panel"] = Field(description="交评审组 to the panel")
    role: RoleName = Field(description=ROLE)
    members: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(
        min_length=1, max_length=50, description="评审组成员 members by name"
    )
    reason: str = Field("", max_length=2000, description=REASON)


class PubliciseTurn(Model):
    """Publicise what the panel has seen."""

    turn: Literal["publicise"] = Field(description="公示 publicise")
    role: RoleName = Field(description=ROLE)
    first: Day = Field(description="第一日 first day")
    last: Day = Field(description="最后一日；其间至少五个工作日 last day; at least five working days")
    days_off: list[Day] = Field([], max_length=60, description="其间的法定节假日 official holidays among them")
    reason: str = Field("", max_length=2000, description=REASON)


class ObjectTurn(Model):
    """Object to what is publicised."""

    turn: Literal["object"] = Field(description="提出异议 object")
    role: RoleName = Field(description=ROLE)
    reason: str = Field(min_length=1, max_length=2000, description=REASON)


class AnswerTurn(Model):
    """Answer an objection."""

    turn: Literal["answer"] = Field(description="答复异议 answer an objection")
    role: RoleName = Field(description=ROLE)
    objection: int = Field(ge=1, le=100000, description="异议的序号 number of the objection")
    reason: str = Field(min_length=1, max_length=2000, description=REASON)


class FinaliseTurn(Model):
    """Make a publicised assessment final."""

    turn: Literal["finalise"] = Field(description="定案 make final")
    role: RoleName = Field(description=ROLE)
    valid_from: Day = Field(description="有效期第一日 first day of validity")
    valid_until: Day = Field(description="有效期最后一日 last day of validity")
    reevaluate_on: Day = Field(description="复评日期 day of re-evaluation")
    reason: str = Field("", max_length=2000, description=REASON)


class AnnulTurn(Model):
    """Withdraw an assessment at whatever stage."""

    turn: Literal["annul"] = Field(description="撤销 withdraw")
    role: RoleName = Field(description=ROLE)
    reason: str = Field(min_length=1, max_length=2000, description=REASON)


Turn = Annotated[
    PanelTurn | PubliciseTurn | ObjectTurn | AnswerTurn | FinaliseTurn | AnnulTurn, Field(discriminator="turn")
]


class Days(Model):
    """A period, both days included."""

    first: str = Field(description="第一日 first day")
    last: str = Field(description="最后一日 last day")


class ObjectionAnswer(Model):
    """An objection with its answer."""

    number: int = Field(description="序号 number")
    entry: int = Field(description="异议的账目序号 entry of the objection")
    answer: int | None = Field(description="答复的账目序号，未答复则为空 entry of the answer, or null")


class EditionKept(Model):
    """The edition that an assessment was recorded with."""

    name: str = Field(description="版本名 name")
    standard: str = Field(
        description="评价所依据的全部文件（词表、版本、形状）的 SHA-256，入账时一并存下；不是版本答复中的 digest "
        "hash of all files that it was judged by (ontology, edition, shapes), kept with it; not the digest of an edition"
    )


class Step(Entry):
    """An entry of the course, with its day in China."""

    day: str = Field(description="办理日（北京时间） day in China")


class Course(Model):
    """A recorded assessment with its stage, its days and its history."""

    assessment: str = Field(description="评价的哈希 hash")
    role: RoleName = Field(description=ROLE)
    case: str = Field(description="评价案例 case", examples=["430700/2020"])
    edition: EditionKept = Field(description="版本 edition")
    mode: Literal["delivered", "accepted"] = Field(description="证据口径 which evidence counts")
    grades: list[str] = Field(description="可能的等级 grades possible")
    result: str = Field(description="结果字节的 SHA-256 hash of the kept result")
    stage: Literal["draft", "panel", "publicised", "final", "withdrawn"] = Field(description="走到哪一步 stage")
    since: str = Field(description="自何日 since")
    publicity: Days | None = Field(description="公示期 publicity, or null")
    validity: Days | None = Field(description="有效期 validity, or null")
    reevaluation: str | None = Field(description="复评日期 day of re-evaluation, or null")
    panel: list[str] = Field(description="评审组 members of the panel")
    objections: list[ObjectionAnswer] = Field(description="异议 objections")
    history: list[Step] = Field(description="历次办理 history")


class Courses(Model):
    """The recorded assessments of a case."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    case: str = Field(description="评价案例 case", examples=["430700/2020"])
    assessments: list[Course] = Field(description="已记录的评价 recorded assessments")


class Sides(Model):
    """Self-assessment, recommended and confirmed side by side, item by item."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    case: str = Field(description="评价案例 case", examples=["430700/2020"])
    place: Label | None = Field(description="评价对象 subject")
    assumed: bool = Field(description=ASSUMED)
    difference: dict[str, Any] | None = Field(description="总分之差 difference of the totals, or null")
    assessments: dict[str, dict[str, Any] | None] = Field(description="各身份的评价 assessments by role")
    items: list[dict[str, Any]] = Field(description="逐评分项 item by item")
