"""The forms of editions and their parts."""

from __future__ import annotations

from typing import Literal

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
