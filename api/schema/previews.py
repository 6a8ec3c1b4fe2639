"""The forms of cases before and after acts that are only thought of."""

from __future__ import annotations

from pydantic import Field

from api.schema.assessment import OUTCOME, Outcome, Summary
from api.schema.model import Model, Number


class Lost(Model):
    """Points that a requirement loses in an item."""

    item: str = Field(description="评分项 score item", examples=["air"])
    requirement: str = Field(description="评价要求 requirement", examples=["air"])
    number: str = Field(description="评分项编号 number in Annex A", examples=["A.10.1"])
    points: Number = Field(description="失分 points lost")


class Side(Summary):
    """What a case comes to, before or after."""

    findings: dict[str, Outcome | None] = Field(description="每项要求的结论：" + OUTCOME)
    lost: list[Lost] = Field(description="失分 points lost")


class PreviewedCase(Model):
    """A case as it is, and as it would be."""

    before: Side = Field(description="现在 as it is")
    after: Side = Field(description="办理之后 as it would be")
    turned: list[str] = Field(description="结论改变的要求 requirements whose outcome would turn")


class Preview(Model):
    """Cases before and after acts that are only thought of; nothing is entered."""

    schema_: str = Field(
        alias="schema", description="格式版本 version of this form", examples=["clausegraph/preview/1"]
    )
    cases: list[PreviewedCase] = Field(description="受影响的案例 cases")
