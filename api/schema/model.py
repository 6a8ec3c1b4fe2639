"""The model that all forms of answers and requests are made of: nothing undeclared, nothing changed, numbers as text."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")
Number = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$",
        description="精确数：十进制写法，没有有限小数时写作 n/d。 An exact number as text: decimal, or n/d.",
        examples=["95", "83.20", "24/35"],
    ),
]


class Model(BaseModel):
    """A form of data on the wire."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Label(Model):
    """A text in both languages."""

    zh: str = Field(description="中文", examples=["产品质量"])
    en: str = Field(description="英文 English", examples=["product quality"])


class Page(Model, Generic[Item]):
    """A page of a list that is ordered by key; `next` leads to the one after it."""

    items: list[Item] = Field(description="本页条目 the items of this page")
    next: str | None = Field(
        description="下一页的地址，没有则为空 the address of the next page, or null", examples=[None]
    )
