"""Acts on the evidence side of the ledger: reference files, corrections, judgements, and what is said of them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "STO-020": (
        (
            "{where} 不能作为参考资料（{found} 字节）。",
            "以 .ttl 结尾的 Turtle 文件，至多 {most} 字节。",
            "请改用 Turtle 文件后重新提交。",
        ),
        (
            "{where} cannot be a reference file ({found} bytes).",
            "A Turtle file whose name ends in .ttl, of at most {most} bytes.",
            "Submit it as a Turtle file.",
        ),
    ),
    "STO-021": (
        (
            "{where} 不能更正 {found}。",
            "更正所指的是更早提交的另一份证据，且更正不成环。",
            "请用 clausegraph ledger show 或 GET /v1/submissions 查明要更正的证据。",
        ),
        (
            "{where} cannot correct {found}.",
            "Another file, submitted earlier, that does not itself correct this one, at first or at second hand.",
            "See clausegraph ledger show or GET /v1/submissions for the evidence that is meant.",
        ),
    ),
    "STO-022": (
        (
            "{where} 的“{found}”不是可评分的种类。",
            "评分的证据种类；最接近的是“{nearest}”。",
            "请用 clausegraph evidence template 或 GET /v1/editions/…/template.xlsx 查看评分的种类。",
        ),
        (
            "“{found}” of {where} is nothing that is rated.",
            "A kind of evidence that experts rate; the nearest is “{nearest}”.",
            "See the kinds of ratings in clausegraph evidence template or GET /v1/editions/…/template.xlsx.",
        ),
    ),
    "STO-024": (
        (
            "案例 {where} 已截止，文件 {found} 不会计入。",
            "开放的案例；截止后提交的证据不计入。",
            "请先重新开放（clausegraph ledger reopen 或 POST /v1/cases/…/reopening），或只预览采信与撤回。",
        ),
        (
            "The case {where} is closed, so {found} would not count.",
            "An open case; what is submitted after the closing does not count.",
            "Reopen it first (clausegraph ledger reopen or POST /v1/cases/…/reopening), or preview rulings alone.",
        ),
    ),
    "STO-023": (
        ("{where} 的“{found}”不是评分。", "十进制数，如 85 或 85.5。", "请改正后重试。"),
        ("“{found}” of {where} is no rating.", "A decimal number, as 85 or 85.5.", "Mend it and try again."),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.reference": "参考资料",
    "ledger.kind.corrected": "更正",
    "ledger.kind.judged": "评分",
    "ledger.told.approver": "审核人 {found}",
    "ledger.told.corrects": "更正 {found}",
    "preview.none": "没有案例用到这份证据。",
    "preview.before": "办理前：{said}",
    "preview.after": "办理后：{said}",
    "preview.lost": "将失去 {points} 分：{label}",
    "preview.lost-no-more": "不再失去 {points} 分：{label}",
    "preview.turned": "结论改变 {n} 项：{names}",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.reference": "reference",
    "ledger.kind.corrected": "corrected",
    "ledger.kind.judged": "judged",
    "ledger.told.approver": "approved by {found}",
    "ledger.told.corrects": "corrects {found}",
    "preview.none": "No case uses this evidence.",
    "preview.before": "before: {said}",
    "preview.after": "after: {said}",
    "preview.lost": "would lose {points} points: {label}",
    "preview.lost-no-more": "would no longer lose {points} points: {label}",
    "preview.turned": "outcomes that change, {n}: {names}",
}
