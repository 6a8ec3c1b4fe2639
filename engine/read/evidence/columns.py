"""What a record of each kind can say: one table for Excel, CSV, Parquet, Turtle and the template that is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One field: its key, its header, its help, the term of the graph, and how its text is read.

    `reads` is `text`, `number`, `count`, `date`, `year`, `id`, or the name of a list of names (`places`, `indicators` …).
    """

    key: str
    header: Text
    help: Text
    term: str
    reads: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of record: its class in the graph, the name of its sheet, and its columns in order."""

    kind: str
    label: Text
    columns: tuple[Column, ...]

    def column(self, header: str) -> Column | None:
        """The column with a header in Chinese or English, or with that key."""
        return next((one for one in self.columns if header in (one.header.zh, one.header.en, one.key)), None)


def _c(key: str, zh: str, en: str, help_zh: str, help_en: str, term: str, reads: str, required: bool = False) -> Column:
    return Column(key, Text(zh, en), Text(help_zh, help_en), term, reads, required)


_ID = _c("id", "编号", "id", "本表内唯一，可空", "unique in the file; may be empty", "", "id")
_SUBJECT = _c("subject", "评价对象", "subject", "地名或六位代码", "name or six-digit code", "subject", "places", True)
_YEAR = _c("year", "年度", "year", "四位年份；全年数据填此列", "four digits; for a whole year", "year", "year")
_START = _c(
    "start", "起始日期", "period start", "非全年时填，如 2021-01-01", "when not a whole year", "periodStart", "date"
)
_END = _c("end", "截止日期", "period end", "含当日，如 2021-08-31", "included", "periodEnd", "date")
_SOURCE = _c(
    "source_kind",
    "来源类别",
    "source kind",
    "公报、统计、新闻等",
    "bulletin, statistics, news …",
    "sourceKind",
    "source_kinds",
)
_ISSUER = _c("issuer", "发布单位", "issuer", "原始发布单位", "who published it first", "issuerName", "text")
_CITATION = _c("citation", "来源说明", "citation", "题名、日期或出处", "title, date or place", "citation", "text")
_CORRECTS = _c(
    "corrects", "更正编号", "corrects", "被更正记录的编号", "id of the record that it replaces", "corrects", "text"
)
_NOTE = _c("note", "备注", "note", "可空", "may be empty", "note", "text")
_SIGNED = _c(
    "signed_by", "签署人", "signed by", "无事件、无对象声明必填", "needed for a statement of none", "signedBy", "text"
)
_KIND = _c("kind", "证据种类", "kind", "从下拉表选择", "from the list", "kind", "kinds", True)

SHEETS = (
    Sheet(
        "Observation",
        Text("观测值", "observations"),
        (
            _ID,
            _SUBJECT,
            _c("indicator", "指标", "indicator", "从下拉表选择", "from the list", "indicator", "indicators", True),
            _YEAR,
            _START,
            _END,
            _c("value", "数值", "value", "半角数字，如 95.30", "ASCII digits such as 95.30", "value", "number"),
            _c("unit", "单位", "unit", "须与指标一致", "that of the indicator", "unit", "units", True),
            _c(
                "qualifier",
                "限定",
                "qualifier",
                "恰为、及以上、约等",
                "exactly, or more, about …",
                "qualifier",
                "qualifiers",
            ),
            _c("tolerance", "允差", "tolerance", "“约”的允许偏离", "what “about” allows", "tolerance", "number"),
            _c("numerator", "分子", "numerator", "整数计数", "a whole count", "numerator", "count"),
            _c("denominator", "分母", "denominator", "整数计数", "a whole count", "denominator", "count"),
            _c("scope", "口径", "scope", "来源写明时填", "when the source states it", "scope", "scopes"),
            _c(
                "population",
                "统计对象",
                "population",
                "来源写明时填",
                "when the source states it",
                "population",
                "populations",
            ),
            _c("status", "状态", "status", "终值或暂定值", "final or provisional", "status", "statuses"),
            _SOURCE,
            _ISSUER,
            _CITATION,
            _CORRECTS,
            _NOTE,
        ),
    ),
    Sheet(
        "DocumentRecord",
        Text("文件", "documents"),
        (
            _ID,
            _SUBJECT,
            _KIND,
            _c("title", "题名", "title", "文件名称", "name of the document", "title", "text", True),
            _c("number", "文号", "number", "可空", "may be empty", "documentNumber", "text"),
            _ISSUER,
            _c("issued", "发布日期", "issued", "如 2021-12-25", "such as 2021-12-25", "issued", "date"),
            _c(
                "in_force_from",
                "生效日期",
                "in force from",
                "开始有效之日",
                "first day in force",
                "inForceFrom",
                "date",
                True,
            ),
            _c("in_force_to", "失效日期", "in force to", "仍有效则空", "empty while in force", "inForceTo", "date"),
            _c(
                "level",
                "发布层级",
                "level",
                "政府、部门等",
                "government, department …",
                "documentLevel",
                "document_levels",
            ),
            _SOURCE,
            _CITATION,
            _CORRECTS,
            _NOTE,
        ),
    ),
    Sheet(
        "EventRecord",
        Text("事件", "events"),
        (
            _ID,
            _SUBJECT,
            _KIND,
            _c(
                "state",
                "性质",
                "state",
                "已查实、未查实或无事件声明",
                "proven, unproven, or none",
                "eventState",
                "event_states",
                True,
            ),
            _YEAR,
            _START,
            _END,
            _c("description", "描述", "description", "事件经过", "what happened", "description", "text"),
            _SIGNED,
            _SOURCE,
            _CITATION,
            _CORRECTS,
            _NOTE,
        ),
    ),
    Sheet(
        "Rating",
        Text("评判", "judgements"),
        (
            _ID,
            _SUBJECT,
            _KIND,
            _c("year", "年度", "year", "四位年份", "four digits", "year", "year", True),
            _c("expert", "专家", "expert", "姓名或代号", "name or code", "expert", "text", True),
            _c("on", "评分日期", "rated on", "如 2022-03-01", "such as 2022-03-01", "ratedOn", "date", True),
            _c("value", "评分", "rating", "0 至 100", "0 to 100", "ratingValue", "number"),
            _NOTE,
        ),
    ),
    Sheet(
        "NoObject",
        Text("无对象声明", "no-object statements"),
        (
            _ID,
            _SUBJECT,
            _c("about", "事项", "about", "指标或证据种类", "indicator or kind of evidence", "about", "matters", True),
            _YEAR,
            _START,
            _END,
            _SIGNED,
            _c("reason", "理由", "reason", "为何没有对象", "why there is none", "reason", "text"),
        ),
    ),
)

BY_KIND: Mapping[str, Sheet] = {sheet.kind: sheet for sheet in SHEETS}
CONTENT: Mapping[str, frozenset[str]] = {
    "Observation": frozenset({"value", "numerator", "denominator"}),
    "DocumentRecord": frozenset({"title"}),
    "EventRecord": frozenset({"state"}),
    "Rating": frozenset({"value"}),
    "NoObject": frozenset({"signed_by"}),
}
PREFILLED = frozenset(
    {"id", "subject", "indicator", "kind", "unit", "year"}
)  # what a template holds before it is filled in
QUALIFIERS = {
    "exactly": Text("恰为", "exactly"),
    "orMore": Text("及以上", "or more"),
    "moreThan": Text("高于", "more than"),
    "orLess": Text("及以下", "or less"),
    "lessThan": Text("低于", "less than"),
    "approximately": Text("约", "approximately"),
}
STATUSES = {"final": Text("终值", "final"), "provisional": Text("暂定值", "provisional")}
EVENT_STATES = {
    "proven": Text("已查实", "proven"),
    "unproven": Text("未查实", "unproven"),
    "nil": Text("无事件声明", "nil statement"),
}
