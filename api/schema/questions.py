"""The forms of questions on what was judged, and of their answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schema.assessment import ASSUMED, Case
from api.schema.model import Label, Model, Number

Word = Annotated[str, Field(max_length=200)]


class PlaceName(Model):
    """A place."""

    code: str = Field(description="行政区划代码 code")
    label: Label = Field(description="名称 name")
    fictional: bool = Field(description="是否虚构 made up")


class EditionRef(Model):
    """An edition."""

    name: str = Field(description="版本名 name")
    version: str = Field(description="版本号 version")
    draft: bool = Field(description="是否为草案 a draft")


class Answer(Model):
    """What every answer to a question about one case says first."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    assessment: str = Field(description="评价的哈希 hash of the assessment")
    case: Case = Field(description="评价案例 case")
    place: PlaceName = Field(description="评价对象 subject")
    edition: EditionRef = Field(description="版本 edition")


class Turning(Model):
    """What would turn one requirement to passed."""

    requirement: str = Field(description="评价要求 requirement")
    clause: str = Field(description="章条号 number of the clause")
    label: Label = Field(description="名称 label")
    outcome: str | None = Field(description="现在的结论 outcome now")
    standing: str = Field(description="能否扭转 whether it can be turned", examples=["turnable"])
    assumed: bool = Field(description=ASSUMED)
    sets: list[list[str]] = Field(
        description="最小前提集，各写作“取值位/年度” smallest sets of premises, each as slot/year"
    )
    apart: list[list[str]] = Field(description="须另行处理的前提集 sets that hang on what cannot be delivered")
    count: int = Field(description="前提集总数 how many sets there are")
    count_apart: int = Field(description="另行处理的总数 how many stand apart")
    truncated: bool = Field(description="是否只列出一部分 whether not all are listed")
    premises: dict[str, dict[str, Any]] = Field(description="每个前提怎样扭转 what would turn each premise")


class WhyNot(Answer):
    """The fewest premises that would turn a finding."""

    closed: bool = Field(description="案例是否已截止 closed")
    answers: list[Turning] = Field(description="逐项要求的答案 an answer for each requirement")


class Improvement(Answer):
    """The cheapest set of requirements that is sure to bring a case to a grade, with its proof; or what blocks it."""

    reached: bool = Field(description="能否达到 whether it can be reached")
    grade: str = Field(description="所求等级 grade asked for")
    edge: Number | None = Field(None, description="该等级的最低分 least score of it")
    costs: str | None = Field(None, description="费用来源 where costs come from")
    finish_before: str | None = Field(None, description="须在此日前完成 to be finished before")
    grades_before: list[str] = Field(description="现在可能的等级 grades possible now")
    points_before: Number = Field(description="现在的最低分 least points now")
    steps: list[dict[str, Any]] = Field(description="须补正的要求 requirements to mend")
    cost: Number | None = Field(None, description="总费用 cost of all")
    points_after: Number = Field(description="之后的最低分 least points after")
    grade_after: str | None = Field(None, description="之后的等级 grade after")
    blockers: list[dict[str, Any]] = Field([], description="妨碍者 what blocks it")
    certificate: dict[str, Any] | None = Field(None, description="最优性证书 proof that nothing is cheaper")
    parts: list[list[str]] = Field([], description="互相牵连的评分项 items that hang together")
    unpriced: list[str] = Field([], description="没有费用的要求 requirements without a cost")
    late: list[str] = Field([], description="来不及的要求 requirements that finish too late")
    assumed: bool = Field(description=ASSUMED)


class Price(Model):
    """What it costs to mend one requirement, as a row of the command's table of costs."""

    requirement: str = Field(
        min_length=1,
        max_length=100,
        description="评价要求或章条号 requirement, or number of a clause",
        examples=["pm25"],
    )
    cost: str = Field(
        min_length=1, max_length=40, description="代价，精确十进制数 cost, an exact decimal", examples=["12.5"]
    )
    reach: str = Field("", max_length=40, description="达到的数值或层级 what is reached", examples=["36"])
    by: str = Field("", max_length=10, description="完成日期 day on which it is finished", examples=["2027-06-30"])


class ImproveQuestion(Model):
    """A grade to be reached, with what mending costs and by when it must be finished."""

    to: str = Field(min_length=1, max_length=40, description="等级 letter or slug of a grade", examples=["B"])
    costs: list[Price] = Field(
        [], max_length=1000, description="代价；不给出则以要求的项数计 costs; without them requirements are counted"
    )
    finish_before: str | None = Field(
        None, max_length=10, description="须在此日前（含当日）完成 to be finished by this day", examples=["2027-12-31"]
    )


class Robustness(Answer):
    """The smallest change of one threshold, one observation or the weights that flips the grade."""

    gradable: str = Field(description="现在可否定级 whether there is one grade")
    grades: list[str] = Field(description="可能的等级 grades possible")
    assumed: bool = Field(description=ASSUMED)
    thresholds: list[dict[str, Any]] = Field(description="各参数的最近翻转点 nearest flip of each threshold")
    observations: list[dict[str, Any]] = Field(description="各观测值的最近翻转点 nearest flip of each observation")
    weights: dict[str, Any] | None = Field(description="权重（L1）的最近翻转点 nearest flip of the weights")
    samples: list[dict[str, Any]] = Field(description="抽样核对 draws that confirm it")


class Contrast(Model):
    """Why the second case has other points than the first, in parts that add up."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    first: dict[str, Any] = Field(description="第一个案例 first case")
    second: dict[str, Any] = Field(description="第二个案例 second case")
    same_subject: bool = Field(description="是否同一评价对象 the same subject in two years")
    assumed: bool = Field(description=ASSUMED)
    difference: dict[str, dict[str, Number]] = Field(description="差额：证据、规则、权重与合计 parts of the difference")
    items: list[dict[str, Any]] = Field(description="逐评分项 item by item")


class Changes(Model):
    """What to change, each as `name=value`, as the options of the command `impact`."""

    set: list[Word] = Field(
        [], max_length=50, description="参数=数值 PARAMETER=NUMBER", examples=[["key-food-sampling-pass-rate=97"]]
    )
    points: list[Word] = Field([], max_length=50, description="评分项=分值 ITEM=NUMBER")
    band: list[Word] = Field([], max_length=50, description="评分项:档次=数值 ITEM:BAND=NUMBER")
    grade: list[Word] = Field([], max_length=50, description="等级=最低分 GRADE=NUMBER")
    veto: list[Word] = Field([], max_length=50, description="否决项=等级或 off VETO=GRADE|off")
    window: list[Word] = Field([], max_length=50, description="取值位=年数 SLOT=YEARS")
    off: list[Word] = Field([], max_length=50, description="不评的章条 CLAUSE")


class ImpactQuestion(Model):
    """A change of the standard, to be tried on all cases of a year."""

    year: int = Field(ge=1949, le=2999, description="评价年度 assessed year", examples=[2020])
    mode: Literal["delivered", "accepted"] = Field("delivered", description="证据口径 which evidence counts")
    changes: Changes = Field(description="改动 changes")
    near: Number = Field(
        "5", max_length=32, description="几乎翻转：距等级界限几分以内 nearly flips: within so many points"
    )
    most: int = Field(100, ge=1, le=1000, description="每个名单最多列出几个案例 cases listed at most")


class Impact(Model):
    """What a change would do to every case."""

    schema_: str = Field(alias="schema", description="格式版本 version of this form")
    edition: EditionRef = Field(description="版本 edition")
    assumed: bool = Field(description=ASSUMED)
    changes: list[dict[str, Any]] = Field(description="改动 changes")
    cases: int = Field(description="案例总数 cases")
    moved: int = Field(description="分数变动的案例数 cases whose score changes")
    flipped: int = Field(description="等级翻转的案例数 cases whose set of grades changes")
    effects: list[dict[str, Any]] = Field(description="变动的案例 cases that gain, lose or flip")
    near: Number = Field(description="几乎翻转的距离 distance of nearly flipping")
    nearly: list[dict[str, Any]] = Field(description="几乎翻转的案例 cases that nearly flip")
