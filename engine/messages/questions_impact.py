"""Sentences of `impact`: what a change of the edition would do to all cases."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "IMP-001": (
        ("版本 {where} 中没有“{found}”。", "该版本中的名称或编号；最接近的是 {nearest}。", "请改正名称。"),
        (
            "Edition {where} has nothing named “{found}” there.",
            "A name or number of the edition; the nearest is {nearest}.",
            "Correct the name.",
        ),
    ),
    "IMP-002": (
        ("{where} 不能改为 {found}。", "合理的数值：{wanted}。", "请改正数值。"),
        ("{where} cannot become {found}.", "A value that makes sense there: {wanted}.", "Correct the value."),
    ),
    "IMP-003": (
        ("{where} 的年限不能延长为 {found} 年：手头没有更早的证据。", "至多 {wanted} 年。", "请从证据文件出发再试。"),
        (
            "The window of {where} cannot become {found} years: earlier evidence is not at hand.",
            "At most {wanted} years.",
            "Start from the evidence files.",
        ),
    ),
    "IMP-004": (
        ("看不懂“{found}”。", "形如 {where}；数字用 ASCII 数字写成小数。", "请改正写法。"),
        (
            "“{found}” cannot be read.",
            "The form {where}; numbers as decimals in ASCII digits.",
            "Correct the words.",
        ),
    ),
    "IMP-005": (
        (
            "没有说明要试什么改动（{where}）。",
            "至少一项改动：{found}。",
            "请加上一项，例如 --set 参数=数值（POST /v1/impact：set）。",
        ),
        (
            "No change is given to try ({where}).",
            "One change at least: {found}.",
            "Add one, as in --set PARAMETER=NUMBER (POST /v1/impact: set).",
        ),
    ),
}
ZH = {
    "impact.head": "影响：{edition}{draft}，若改动如下",
    "impact.sums": "共 {cases} 个案例：{moved} 个得分改变，{flipped} 个可能等级改变。",
    "impact.flips": "等级或可能等级改变（{n} 个）",
    "impact.moves": "只有得分改变（{n} 个）",
    "impact.near": "等级不变，但距某一等级界限不足 {near} 分（{n} 个）",
    "impact.near-one": "{case}：{points} 分，{grades}{mark}，距界限 {distance} 分",
    "impact.case": "{place}{year}年",
    "impact.interval": "{low} 至 {high}",
    "impact.effect": "{case}：{before} → {after} 分（{change}）{mark}；{grades_before} → {grades_after}{grade_mark}",
    "impact.item": "{number} {label}：{before} → {after}（{change}）{mark}",
    "impact.threshold": "参数“{label}”：{was}{mark} → {now}",
    "impact.points": "{number} {label} 的分值：{was}{mark} → {now}",
    "impact.band": "{number} {label} 第 {band} 档的界限：{was}{mark} → {now}",
    "impact.grade": "等级 {grade} 的最低分：{was}{mark} → {now}",
    "impact.veto": "否决项“{label}”至多评为：{was}{mark} → {now}",
    "impact.veto-off": "否决项“{label}”（至多评为 {was}{mark}）取消",
    "impact.window": "“{label}”的年限：{was}{mark} → {now} 年",
    "impact.off": "不评 {number} {label}",
}
EN = {
    "impact.head": "Impact: {edition}{draft}, were it changed like this",
    "impact.sums": "Of {cases} cases the score of {moved} changes, the set of possible grades of {flipped}.",
    "impact.flips": "Grade or possible grades change ({n})",
    "impact.moves": "Only the score changes ({n})",
    "impact.near": "The grade stays, with less than {near} points to an edge ({n})",
    "impact.near-one": "{case}: {points}, {grades}{mark}, {distance} from an edge",
    "impact.case": "{place} {year}",
    "impact.interval": "{low} to {high}",
    "impact.effect": "{case}: {before} → {after} ({change}){mark}; {grades_before} → {grades_after}{grade_mark}",
    "impact.item": "{number} {label}: {before} → {after} ({change}){mark}",
    "impact.threshold": "parameter “{label}”: {was}{mark} → {now}",
    "impact.points": "points of {number} {label}: {was}{mark} → {now}",
    "impact.band": "edge of band {band} of {number} {label}: {was}{mark} → {now}",
    "impact.grade": "least score of grade {grade}: {was}{mark} → {now}",
    "impact.veto": "veto “{label}”, at most: {was}{mark} → {now}",
    "impact.veto-off": "veto “{label}” (at most {was}{mark}): taken away",
    "impact.window": "window of “{label}”: {was}{mark} → {now} years",
    "impact.off": "not assessed: {number} {label}",
}

ZH |= spread(PAGES, 0)
EN |= spread(PAGES, 1)
