"""Sentences of “improve”: the cheapest way to a grade, or what blocks it; and the faults of its table of costs."""

from engine.messages.pages import Page, spread

_PAGES: dict[str, Page] = {
    "IMV-001": (
        ("版本 {where} 没有等级“{found}”。", "以下之一：{known}。", "请改用其中一个等级。"),
        ("Edition {where} has no grade “{found}”.", "One of: {known}.", "Use one of them."),
    ),
    "IMV-002": (
        (
            "要求在 {found} 前完成，但没有带完成日期的代价表。",
            "代价表（--costs；服务中为 costs）中有“完成日期”（by）一列，并至少有一个日期。",
            "请在代价表中加上完成日期，或不限日期（--before；服务中为 finish_before）。",
        ),
        (
            "It is to be finished before {found}, but no table of costs says when anything can be finished.",
            "A table of costs (--costs; to the service: costs) with a column “by” and at least one date in it.",
            "Add the dates to the table, or leave out the day (--before; to the service: finish_before).",
        ),
    ),
    "IMV-003": (
        (
            "代价表不能读取：“{found}”。",
            "CSV 文件，首行为列名：评价要求（requirement）、代价（cost），可加 达到（reach）、完成日期（by），各至多一次。",
            "请检查文件与首行。",
        ),
        (
            "The table of costs cannot be read: “{found}”.",
            "A CSV file whose first line names the columns requirement and cost, and if wanted reach and by, each once at most.",
            "Check the file and its first line.",
        ),
    ),
    "IMV-004": (
        (
            "“{found}”不是一项叶级评价要求。",
            "评价要求的代号，或只有一项叶级要求的章条编号；最接近的是 {nearest}。",
            "请改用代号。",
        ),
        (
            "“{found}” is not one leaf requirement.",
            "The slug of a leaf requirement, or the number of a clause that has only one; the nearest is {nearest}.",
            "Use the slug.",
        ),
    ),
    "IMV-005": (
        ("代价“{found}”不是数。", "不小于 0 的十进制数，如 12.5。", "请改写该单元格。"),
        (
            "The cost “{found}” is no number.",
            "A decimal number not below 0, such as 12.5.",
            "Rewrite the cell.",
        ),
    ),
    "IMV-006": (
        ("“{found}”不是日期。", "年-月-日，如 2026-06-30。", "请改写日期。"),
        ("“{found}” is no date.", "Year-month-day, such as 2026-06-30.", "Rewrite the date."),
    ),
    "IMV-007": (
        (
            "{requirement} 不能达到“{found}”。",
            "该要求只有一个取值位；数值在其范围之内，或为文件层级的代号；事件不填。",
            "请改写“达到”一格，或留空。",
        ),
        (
            "{requirement} cannot reach “{found}”.",
            "The requirement has one slot; a number within its range, or the slug of a document level; nothing for an event.",
            "Rewrite the cell “reach”, or leave it empty.",
        ),
    ),
    "IMV-008": (
        ("“{found}”达到同一程度的代价写了两次。", "每项要求每个程度一行。", "请删去一行。"),
        (
            "The cost of bringing “{found}” to the same level is given twice.",
            "One line for each level of a requirement.",
            "Delete one of the lines.",
        ),
    ),
    "IMV-009": (
        (
            "证明最优所需的分支超过 {most}，没有结果。",
            "分支不超过 {most}；不给出未经证明的答案。",
            "请把代价取整或粗略一些，再试一次。",
        ),
        (
            "The proof would take more than {most} branches; there is no result.",
            "At most {most} branches; no answer is given without its proof.",
            "Round the costs, or make them coarser, and try again.",
        ),
    ),
    "IMV-010": (
        (
            "{where} 的办法有 {found} 种，太多，没有结果。",
            "不超过 {most} 种。",
            "请减少代价表中同一要求的行数。",
        ),
        (
            "{where} can be changed in {found} ways, too many; there is no result.",
            "At most {most}.",
            "Use fewer lines for one requirement in the table of costs.",
        ),
    ),
    "IMV-011": (
        (
            "所求的办法重新计分定级后没有达到 {where}，而是 {found}。",
            "搜索与计分、定级一致。",
            "这是程序自身的缺陷，请连同本消息一并报告。",
        ),
        (
            "The way that was found does not come to {where} when the case is graded anew, but to {found}.",
            "The search agrees with scoring and grading.",
            "This is a bug of ours; please report it with this message.",
        ),
    ),
}
_SAID = {
    "head": ("怎样达到 {grade} 级{mark}", "How to reach grade {grade}{mark}"),
    "now": (
        "现在：等级 {grades}{mark}；未定的按最不利计，得 {points} 分{mark}。{edge}",
        "Now: grade {grades}{mark}; with what is open at its worst, {points} points{mark}. {edge}",
    ),
    "edge": ("{grade} 级须 {edge} 分{mark}。", "Grade {grade} needs {edge}{mark}."),
    "edge-none": ("{grade} 级不设分数下限。", "Grade {grade} has no least score."),
    "no-grade": ("无", "none"),
    "done": ("已经达到，不必补正或交付什么。", "It is reached already; nothing has to be mended or delivered."),
    "answer": (
        "最省的办法：{n} 项评价要求，代价 {cost}（{unit}）。完成后至少 {points} 分{mark}，等级至少 {grade}{mark}。",
        "The cheapest way, with {n} to mend or to deliver, costs {cost} ({unit}). Then there are at least {points} points{mark}, and the grade is at least {grade}{mark}.",
    ),
    "unit-table": ("按代价表 {file}", "by the table {file}"),
    "unit-count": ("没有代价表，每项计 1", "no table of costs: each counts 1"),
    "step": (
        "{place}. {number} {label}：{aims}{gain}；代价 {cost}{finish}{vetoes}",
        "{place}. {number} {label}: {aims}{gain}; cost {cost}{finish}{vetoes}",
    ),
    "gain": ("；得分 {before} → {after}{mark}", "; points {before} → {after}{mark}"),
    "finish": ("，{day} 完成", ", finished by {day}"),
    "veto": ("；并排除否决项：{labels}{mark}", "; it rules out the veto: {labels}{mark}"),
    "aim": ("{years}年{label}{reach}（所见 {observed}）", "{years}{label}: {reach} (found {observed})"),
    "slot": ("“{label}”", " “{label}”"),
    "reach.at-least": ("达到 {value} 以上{mark}", "at least {value}{mark}"),
    "reach.at-most": ("不高于 {value}{mark}", "at most {value}{mark}"),
    "reach.document": ("交付文件", "deliver the document"),
    "reach.level": ("交付“{level}”层级的文件{mark}", "deliver a document of level “{level}”{mark}"),
    "reach.nil": ("交付已签署的无事件声明", "deliver a signed nil statement"),
    "reach.rating": ("专家评分均值达到 {value} 以上{mark}", "a mean rating of at least {value}{mark}"),
    "proof": (
        "证明：代价再低就达不到；搜索的全部分支（{n} 个）均以整数封闭，证书见 --format json。",
        "Proof: nothing cheaper reaches it; every branch of the search ({n}) is closed in whole numbers, certificate in --format json.",
    ),
    "blocked": ("达不到。以下每一条单独就足以阻止：", "It cannot be reached. Each of these alone blocks it:"),
    "veto.fired": (
        "否决项已由查实的事件触发，无法补正：{label}{mark}。",
        "The veto was fired by a proven event, which cannot be mended: {label}{mark}.",
    ),
    "veto.unproven": (
        "否决项有未查实的事件报告，须先有结论：{label}{mark}。",
        "The veto waits for a report to be settled: {label}{mark}.",
    ),
    "veto.not-on-offer": (
        "否决项缺少无事件声明，而代价表未列或不能按期完成：{label}{mark}。",
        "The veto lacks its nil statement, which the table of costs does not offer or not in time: {label}{mark}.",
    ),
    "statement.not-on-offer": (
        "没有否决事件的声明，等级将暂缓，而代价表未列或不能按期完成：{label}{mark}。",
        "Without a statement on the veto event the grade is withheld; the table of costs does not offer it or not in time: {label}{mark}.",
    ),
    "key-item.too-few": (
        "关键项自身得分率至多 {most}，须 {needed}{mark}：{label}。",
        "The key item can have a share of {most} at most, {needed}{mark} is needed: {label}.",
    ),
    "points.too-few": (
        "能做的全部做到也至多 {most} 分{mark}，须 {needed} 分{mark}。",
        "With all that can be done there are {most} points{mark} at most, {needed}{mark} are needed.",
    ),
    "points.no-object": (
        "没有适用的评分项，不评分、不定级{mark}。",
        "No score item applies: no score and no grade{mark}.",
    ),
    "unpriced": (
        "代价表未列、因而未考虑的评价要求：{n} 项。",
        "Requirements that the table of costs does not list and that are therefore not on offer: {n}.",
    ),
    "late": (
        "{day} 前（含当日）不能完成、因而未考虑的评价要求：{n} 项。",
        "Requirements that cannot be finished by {day} and are therefore not on offer: {n}.",
    ),
}


def _table(language: int) -> dict[str, str]:
    said = {f"improve.{key}": sentences[language] for key, sentences in _SAID.items()}
    return said | spread(_PAGES, language)


ZH = _table(0)
EN = _table(1)
