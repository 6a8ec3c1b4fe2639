"""The forms of waivers: what is granted, by whom, until when; and what is sent to grant or withdraw one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schema.model import Label, Model

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2020-12-31"])]


class WaivedRequirement(Model):
    """A requirement that need not be met, with all below it."""

    requirement: str = Field(description="评价要求 slug of the requirement", examples=["air"])
    label: Label | None = Field(
        description="名称；版本中已没有时为空 title, or null where the edition no longer has it"
    )


class Waiver(Model):
    """Requirements that a subject need not meet: neither earned nor lost, from an assessed year on until a day."""

    subject: str = Field(description="行政区划代码 code of the place", examples=["430700"])
    first_year: int = Field(description="涵盖的首个年度 first assessed year that it covers", examples=[2020])
    last_year: int = Field(
        description="涵盖的最后年度：其 12 月 31 日仍在有效期内 last assessed year: its 31 December is not after the expiry",
        examples=[2020],
    )
    requirements: list[WaivedRequirement] = Field(description="豁免的评价要求 what is waived")
    reason: str = Field(description="理由 reason", examples=["灾后重建"])
    approver: str = Field(description="批准人 who granted it", examples=["省市场监管局"])
    until: str = Field(description="有效至 last day on which it holds", examples=["2020-12-31"])
    number: int | None = Field(
        description="豁免编号，即其账目序号；案例文件夹中写明的为空 number of its entry, or null where a case folder states it",
        examples=[7],
    )
    hash: str | None = Field(description="账目的哈希 hash of its entry, or null")


class Waivers(Model):
    """The waivers that cover a case."""

    schema_: str = Field(
        alias="schema", description="格式版本 version of this form", examples=["clausegraph/waivers/1"]
    )
    case: str = Field(description="评价案例 case", examples=["430700/2020"])
    waivers: list[Waiver] = Field(description="生效的豁免，按账目次序 those in force, in the order of their entries")


class WaiverWish(Model):
    """A waiver to be granted."""

    requirement: str = Field(
        min_length=1,
        max_length=200,
        description="评价要求（名称、标题）或章条（编号、名称） a requirement by slug or title, or a clause by number or slug",
        examples=["air"],
    )
    reason: str = Field(min_length=1, max_length=2000, description="理由 reason", examples=["灾后重建"])
    approver: str = Field(min_length=1, max_length=200, description="批准人 who grants it", examples=["省市场监管局"])
    until: Day = Field(
        description="有效至，不早于评价年度的 12 月 31 日 last day on which it holds, not before 31 December of the year"
    )


class WaiverWithdrawal(Model):
    """A waiver to be withdrawn."""

    reason: str = Field(min_length=1, max_length=2000, description="理由 reason", examples=["期满"])
