"""The form of what the standard says of an IRI."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schema.model import Model


class Statement(Model):
    """One statement about an IRI."""

    property: str = Field(description="属性的 IRI property")
    value: str = Field(description="值：IRI 或文字 value: an IRI, or text as written")
    kind: Literal["iri", "literal"] = Field(description="值的种类 kind of value")
    language: str | None = Field(description="语言 language, or null")
    datatype: str | None = Field(description="数据类型 datatype, or null")


class Identifier(Model):
    """An IRI with what the standard says of it."""

    iri: str = Field(description="IRI", examples=["https://w3id.org/clausegraph/def/Requirement"])
    statements: list[Statement] = Field(description="陈述 statements")
