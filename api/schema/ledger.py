"""The forms of entries of the ledger, and of what they changed."""

from __future__ import annotations

from pydantic import Field

from api.schema.assessment import OUTCOME, Outcome
from api.schema.model import Label, Model, Number


class Entry(Model):
    """One act in the ledger, chained to the one before by its hash."""

    number: int = Field(description="序号，从 1 起 number, from 1", examples=[1])
    time: str = Field(description="时间（协调世界时） time, UTC", examples=["2026-01-05T08:00:00Z"])
    actor: str = Field(description="办理人；不便告知时为空 who did it; empty where that is not told", examples=["王敏"])
    kind: str = Field(description="种类 what was done", examples=["submitted"])
    about: str = Field(description="所涉的文件哈希、记录、案例或评价 what it is about")
    reason: str = Field(description="理由 reason")
    details: dict[str, str] = Field(description="细节 details")
    before: str = Field(description="前一条的哈希 hash of the entry before")
    hash: str = Field(description="本条的哈希 hash of this entry")


class Agent(Model):
    """Who made entries of the ledger."""

    agent: str = Field(description="名称的 SHA-256 hash of the name")
    name: str = Field(description="名称 name", examples=["王敏"])


class Turned(Model):
    """A finding that an entry changed."""

    requirement: str = Field(description="评价要求 requirement")
    label: Label = Field(description="名称 label")
    clause: str = Field(description="章条号 number of the clause", examples=["12.1"])
    before: Outcome | None = Field(description="之前：" + OUTCOME)
    after: Outcome | None = Field(description="之后：" + OUTCOME)


class ChangeLinks(Model):
    """Where a case is found as it stood before and after an entry, whichever process is asked."""

    before: str | None = Field(description="之前的评价的地址，尚无则为空 address of the assessment before, or null")
    after: str = Field(description="之后的评价的地址 address of the assessment after")


class Change(Model):
    """What an entry changed in a case."""

    entry: Entry = Field(
        description="账目；账本中看不到的不告知何人、何故 entry; of one that the ledger does not show only that it was made"
    )
    before: str | None = Field(description="之前的评价的哈希，尚无则为空 hash of the assessment before, or null")
    after: str = Field(
        description="之后的评价的哈希；地址见 links hash of the assessment after; for its address see links"
    )
    grades_before: list[str] = Field(description="之前可能的等级 grades possible before")
    grades_after: list[str] = Field(description="之后可能的等级 grades possible after")
    low_before: Number | None = Field(description="之前的总分下限 least total before, or null")
    low_after: Number = Field(description="之后的总分下限 least total after")
    high_before: Number | None = Field(description="之前的总分上限 greatest total before, or null")
    high_after: Number = Field(description="之后的总分上限 greatest total after")
    findings: list[Turned] = Field(description="变了的判定 findings that turned")
    links: ChangeLinks = Field(description="两次评价的地址 addresses of the two")
