"""The forms of acts: what is sent to have something entered, and what comes back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schema.ledger import Entry
from api.schema.model import Model
from api.schema.problem import Fault

REASON = "理由 the reason"


class Checked(Model):
    """What a file would be told: whether it can be taken, and every fault at its place."""

    file: str = Field(description="文件名 file")
    evidence: str = Field(description="SHA-256")
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
