"""Appeals against recorded assessments: their faults, and what is said of them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "STO-055": (
        (
            "对评价 {where} 的申诉日期 {found} 不在可申诉的期间内。",
            "自公示首日 {low} 起；已定案的，到有效期最后一日（{high}）为止（北京时间）。",
            "公示之前请向评审组提出意见；有效期满后请申请复评。",
        ),
        (
            "The day of the appeal against {where}, {found}, is not one for appeals.",
            "From the first day of publicity, {low}; of a final assessment to its last day: {high} (Beijing time).",
            "Before publicity speak to the panel; after the last day ask for a new assessment.",
        ),
    ),
    "STO-056": (
        (
            "评价 {where} 中没有评价要求“{found}”。",
            "至少一项该评价判定过的评价要求；最接近的是“{nearest}”。",
            "请用 clausegraph why 或 GET /v1/assessments/…/findings 查看要求的名称。",
        ),
        (
            "{where} judges no requirement “{found}”.",
            "At least one requirement that it judged, by slug; the nearest is “{nearest}”.",
            "See clausegraph why or GET /v1/assessments/…/findings for the names.",
        ),
    ),
    "STO-057": (
        (
            "第 {where} 号申诉的答复与所指明的内容不符：{found}。",
            "支持或部分支持，须指明申诉之后就该地证据办理的账目（采信、不采信、撤回、更正、重新开放等）或另行入账的同类评价；驳回则不指明。",
            "定案不能改写：请先办理裁定，需要时撤销原评价并重新记录（clausegraph ledger record 或 POST /v1/cases/…/assessments），再在答复中指明。",
        ),
        (
            "The answer to appeal {where} does not agree with what it points to: {found}.",
            "Where it upholds, wholly or in part: entries about the evidence of the place made after the appeal (rulings, "
            "corrections, a reopening), or an assessment of the case in the same role recorded after it; where it dismisses: nothing.",
            "What is final is not rewritten: enter the rulings first, annul and record anew where that is needed (clausegraph "
            "ledger record or POST /v1/cases/…/assessments), then answer.",
        ),
    ),
    "STO-058": (
        (
            "{where} 中没有待答复的第 {found} 号申诉。",
            "一项待答复的申诉：{known}。",
            "请用 clausegraph ledger appeals 或 GET /v1/appeals 查看。",
        ),
        (
            "{where} knows no open appeal number {found}.",
            "One that is open: {known}.",
            "See clausegraph ledger appeals or GET /v1/appeals.",
        ),
    ),
    "STO-060": (
        (
            "第 {where} 号申诉由 {found} 提出，不能由本人答复。",
            "申诉人以外的人。",
            "请由另一位有权者答复。",
        ),
        (
            "Appeal {where} was made by {found}, who cannot answer it.",
            "Somebody else than who appealed.",
            "Have another one answer it.",
        ),
    ),
    "STO-061": (
        (
            "评价 {where} 还有未答复的申诉：{found}。",
            "每项申诉都已答复。",
            "请先用 clausegraph ledger answer-appeal 或 POST /v1/appeals/…/answer 逐项答复。",
        ),
        (
            "Appeals against {where} are not answered: {found}.",
            "An answer to every appeal.",
            "Answer each first, by clausegraph ledger answer-appeal or POST /v1/appeals/…/answer.",
        ),
    ),
    "STO-062": (
        (
            "对评价 {where} 的同一申诉已经入账，尚未答复：第 {found} 号。",
            "要求、理由或证据不同的申诉。",
            "无须再次提出；如有补充，请写明新的理由，或附上新的证据。",
        ),
        (
            "The same appeal against {where} is entered and open: number {found}.",
            "An appeal with other requirements, another reason or other evidence.",
            "There is nothing to do; to add to it, state the new reason or evidence.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.appealed": "申诉",
    "ledger.kind.resolved": "申诉答复",
    "resolution.upheld": "支持",
    "resolution.partly-upheld": "部分支持",
    "resolution.dismissed": "驳回",
    "state.appeal": " {number} 号",
    "state.requirements": "所涉要求 {text}",
    "state.evidence": "所据 {text}",
    "state.entries": "见账目 {text}",
    "state.replaced_by": "另行入账的评价 {text}",
    "state.resolution": "{text}",
    "appeal.none": "没有申诉。",
    "appeal.line": "{number}  {day}  {role}  评价 {assessment}  案例 {case}  {actor}{details}{reason}",
    "appeal.open": "    未答复",
    "appeal.answer": "    {day}  {resolution}  {actor}{details}{reason}",
    "appeal.title": "第 {number} 号申诉：若采信所据文件",
    "appeal.late": "  案例截止后才提交，需重新开放才会计入：{files}",
    "appeal.requirement": "  {disputed}{label}：{before} → {after}",
    "appeal.disputed": "〔申诉〕",
    "appeal.side": "{outcome}，{points} 分",
    "appeal.side-pointless": "{outcome}",
    "appeal.range": "{low}–{high}",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.appealed": "appealed",
    "ledger.kind.resolved": "resolved",
    "resolution.upheld": "upheld",
    "resolution.partly-upheld": "partly upheld",
    "resolution.dismissed": "dismissed",
    "state.appeal": " number {number}",
    "state.requirements": "disputing {text}",
    "state.evidence": "resting on {text}",
    "state.entries": "see entries {text}",
    "state.replaced_by": "recorded in its place {text}",
    "state.resolution": "{text}",
    "appeal.none": "There are no appeals.",
    "appeal.line": "{number}  {day}  {role}  assessment {assessment}  case {case}  {actor}{details}{reason}",
    "appeal.open": "    open",
    "appeal.answer": "    {day}  {resolution}  {actor}{details}{reason}",
    "appeal.title": "Appeal {number}: if the files that it rests on were accepted",
    "appeal.late": "  Submitted after the closing of the case, counted only once it is reopened: {files}",
    "appeal.requirement": "  {disputed}{label}: {before} → {after}",
    "appeal.disputed": "[disputed] ",
    "appeal.side": "{outcome}, {points} points",
    "appeal.side-pointless": "{outcome}",
    "appeal.range": "{low}–{high}",
}
