"""The forms of reference files: documents, targets and places that a named approver took over."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schema.acts import REASON
from api.schema.ledger import Entry
from api.schema.model import Model

TOLD = "；账本中看不到时不告知何人、何故 who and why is told to those to whom the ledger shows it: "


class Reference(Model):
    """A reference file with what became of it; `version` is for If-Match."""

    reference: str = Field(description="文件的 SHA-256 hash of the file")
    file: str = Field(description="文件名 name", examples=["targets.ttl"])
    size: int = Field(description="字节数 bytes")
    approver: str = Field(description="核准人 who took it over", examples=["陈明"])
    standing: Literal["taken", "withdrawn"] = Field(description="是否仍在采用 whether it counts now")
    version: str = Field(description="版本，即最后一条账目的哈希 its version: hash of its last entry")
    entry: Entry = Field(description="采用的账目" + TOLD + "entry with which it was taken over")
    withdrawal: Entry | None = Field(description="撤回的账目，未撤回则为空" + TOLD + "entry of the withdrawal, or null")


class TakenReference(Reference):
    """What became of a delivered reference file."""

    new: bool = Field(description="是否新入账；同样的字节只入账一次 false where the same bytes were taken over before")


class Withdrawal(Model):
    """A wish that a reference file count no more."""

    reason: str = Field(min_length=1, max_length=2000, description=REASON, examples=["该文件已废止"])
