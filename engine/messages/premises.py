"""Why a premise is what it is, and why a record was set aside."""

_REASONS = {
    "known": ("已知", "known"),
    "shape": ("由形状判定", "decided by its shape"),
    "combined": ("由下级评价要求合成", "combined from its members"),
    "score-only": ("只计分，不作结论", "scored without a verdict"),
    "not-delivered": ("没有交付证据", "no evidence was delivered"),
    "all-set-aside": ("交付的证据都未采用", "all that was delivered was set aside"),
    "part-year-only": ("只有部分年度的数据，不能当作全年", "only part of the year is covered; that is not the year"),
    "other-indicator-only": (
        "只有名称相近的其他指标，不能替代",
        "only an indicator of similar name, which cannot replace it",
    ),
    "older-than-rule": (
        "证据早于所依据的办法，不能证明按该办法参与",
        "the evidence is older than the measures that it should follow",
    ),
    "other-year-only": (
        "只有其他年度的文件，本项每年须有当年的文件",
        "only a document of another year; each year needs one of its own",
    ),
    "other-scope-only": ("只有其他口径或统计对象的数据", "only figures of another scope or population"),
    "conflict": ("几个来源的数值互相矛盾", "sources contradict each other"),
    "vague": ("数值含糊，只知道范围", "the value is vague; only its range is known"),
    "rate-against-counts": ("公布的比率不是其计数的修约值", "the published rate is not that of its counts"),
    "not-accepted-yet": ("证据尚未采信", "the evidence is not accepted yet"),
    "unproven-report": ("有未查实的事件报告", "an event is reported but not proven"),
    "too-few-ratings": ("专家评分不足", "too few ratings"),
    "nil-part-year": ("无事件声明未覆盖全年", "the nil statement does not cover the year"),
    "no-object-by-level": ("按层级表在此层级没有对象", "without object at this level by the table"),
    "no-object-stated": ("已采信的声明：没有对象", "without object by an accepted statement"),
    "waived": ("经批准豁免", "waived"),
    "object-disputed": (
        "既有数值又有采信的无对象声明，须由人决定",
        "a value stands beside an accepted no-object statement; a person decides",
    ),
    "target-none": ("不知道本地的规划目标", "no target of this place is known"),
    "target-expired": ("所知目标的年份已过", "the known target is of an earlier year"),
    "target-province-only": ("只知道全省目标，没有分解到本地", "only the province's target is known"),
    "target-vague": ("目标本身是约数，不能作界限", "the target itself is vague and cannot serve as a limit"),
    "target-conflict": ("同一年有互相矛盾的目标", "targets of the same year contradict each other"),
    "target-not-in-force": (
        "目标文件在该年年末不在有效期内",
        "the document that sets the target was not in force at the end of the year",
    ),
    "target-date-unknown": (
        "目标文件的日期不明，不能认定该年年末有效",
        "no date of the document that sets the target is known, so it cannot be held to be in force at the end of the year",
    ),
    "target-not-due": ("目标年份未到，目前尚未达到", "the target is not due yet, and not reached yet"),
    "not-supplied-by-cutoff": ("截止时仍未提供", "not supplied by the cut-off"),
    "no-statement": ("截止时没有事件声明", "no statement of events by the cut-off"),
}
_RULES = {
    "withdrawn-or-rejected": ("已撤回或不予采信", "withdrawn or rejected"),
    "place-and-scope": ("口径或统计对象与指标不同", "another scope or population than the indicator's"),
    "full-period": ("未覆盖全年", "does not cover the year"),
    "correction": ("已被更正", "corrected by a later record"),
    "final-over-provisional": ("暂定值，已有终值", "provisional beside a final figure"),
    "source-rank": ("来源位次较低", "a source of lower rank"),
    "exact-over-vague": ("含糊值，已有确切值", "vague beside an exact figure"),
    "other-indicator": ("名称相近的另一指标", "another indicator of similar name"),
    "older-than-rule": ("早于所依据的办法", "older than the measures"),
    "not-accepted": ("尚未采信", "not accepted yet"),
    "of-another-year": ("其他年度的文件", "a document of another year"),
    "out-of-force": ("年末未在有效期内", "not in force on the last day of the year"),
    "another-document": ("已采用层级更高或更新的文件", "a document of higher rank or later date was taken"),
    "proven-event": ("已有查实的事件", "a proven event stands against it"),
    "earlier-rating": ("同一专家较早的评分", "an earlier rating of the same expert"),
    "no-object-by-level": ("此层级没有对象", "without object at this level"),
    "waived": ("本项已豁免，不评", "the requirement is waived"),
    "no-object-not-accepted": ("无对象声明尚未采信", "the no-object statement is not accepted yet"),
}
_OUTCOMES = {
    "passed": ("符合", "passed"),
    "failed": ("不符合", "failed"),
    "cantTell": ("待定", "cannot tell"),
    "inapplicable": ("不适用", "inapplicable"),
    "untested": ("未评", "untested"),
    "none": ("只计分", "score only"),
}


def _table(language: int) -> dict[str, str]:
    tables = {"reason": _REASONS, "set-aside": _RULES, "outcome": _OUTCOMES}
    return {f"{name}.{key}": said[language] for name, table in tables.items() for key, said in table.items()}


ZH = _table(0)
EN = _table(1)
