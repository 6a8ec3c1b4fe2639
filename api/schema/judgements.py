"""The forms of experts' ratings, and of corrections of evidence."""

from __future__ import annotations

from pydantic import Field

from api.schema.acts import Day, Receipt
from api.schema.ledger import Entry
from api.schema.model import Model

KIND = "评分的种类 kind of evidence that is rated"
RATING = "评分 rating, as written"


class JudgementWish(Model):
    """An expert's rating to be entered."""

    kind: str = Field(min_length=1, max_length=100, description=KIND, examples=["brand-results"])
    expert: str = Field(min_length=1, max_length=100, description="专家 the expert", examples=["周岚"])
    rating: str = Field(min_length=1, max_length=40, description=RATING, examples=["8.5"])
    on: Day | None = Field(None, description="评分日期；不写即今日（协调世界时） day of rating, else today (UTC)")


class Judgement(Model):
    """A rating that was entered: evidence of its own, that is ruled on as any other."""

    evidence: str = Field(description="文件的 SHA-256 hash of the file that it was written into")
    record: str = Field(description="文件中的记录 record in it", examples=["r1"])
    subject: str = Field(description="评价对象 subject", examples=["430700"])
    year: int = Field(description="评价年度 assessed year", examples=[2020])
    kind: str = Field(description=KIND)
    expert: str = Field(description="专家 the expert")
    rating: str = Field(description=RATING)
    entry: Entry = Field(description="评分的账目 entry of the rating")
    rulings: list[Entry] = Field(description="对它的裁定 rulings on it")


class Judged(Judgement):
    """What became of a rating."""

    new: bool = Field(description="是否新入账；同样的评分只入账一次 false where the same rating was entered before")


class Correction(Receipt):
    """What became of a file that corrects evidence; `entry` is that of the correction."""

    corrects: str = Field(description="被更正的文件或记录 the file or the record that it corrects")
