"""Assessments that are kept: faults of their editions, results, repetition and states, and what is said of them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "STO-035": (
        (
            "{where} 中没有版本 {found} 的字节。",
            "入账时保存的版本，以其哈希为名。",
            "请用保存了该版本的库；记录评价（clausegraph ledger record 或 POST /v1/cases/…/assessments）时自动保存。",
        ),
        (
            "{where} holds no bytes of the edition {found}.",
            "An edition that was kept when it was entered, named by its hash.",
            "Use the store that keeps it; recording an assessment keeps it (clausegraph ledger record or POST /v1/cases/…/assessments).",
        ),
    ),
    "STO-036": (
        (
            "{where} 中没有评价“{found}”。",
            "已入账评价的哈希（至少前 8 位）：{known}。",
            "请用 clausegraph ledger state 或 GET /v1/cases/…/assessments 查看；没有的，请先记录（clausegraph ledger record 或 POST 同一地址）。",
        ),
        (
            "{where} knows no assessment “{found}”.",
            "The hash of one that was entered, or its first 8 digits or more: {known}.",
            "See clausegraph ledger state or GET /v1/cases/…/assessments; where there is none, record it (clausegraph ledger "
            "record or POST to that address).",
        ),
    ),
    "STO-037": (
        (
            "{where} 中“{found}”可指几个评价。",
            "其中之一：{known}。",
            "请写出更多位哈希，或指明自评、推荐或核定（--as；服务中为 role）。",
        ),
        (
            "{where} knows several assessments as “{found}”.",
            "One of them: {known}.",
            "Give more digits of the hash, or say which of self, recommended and confirmed (--as; to the service: role).",
        ),
    ),
    "STO-038": (
        (
            "{where} 重做后在 {property} 处不同：{found}。",
            "{wanted}，即入账时保存的结果；相同的输入给出相同的字节。",
            "结果不可信：请运行 clausegraph verify 核对库，并换用当时的程序重做。",
        ),
        (
            "{where}, made again, differs at {property}: {found}.",
            "{wanted}, as in the result that was kept; the same inputs give the same bytes.",
            "The result cannot be relied on: run clausegraph verify on the store and repeat it with the program of that time.",
        ),
    ),
    "STO-039": (
        (
            "{where} 由另一版本的程序作出，现在的版本为 {found}。",
            "{wanted}，即当时的版本。",
            "请用该版本的程序重做；字节未变的证明不受影响。",
        ),
        (
            "{where} was made by another version of the program; this is {found}.",
            "{wanted}, the version of that time.",
            "Repeat it with that version; the proof that no byte has changed is not touched by this.",
        ),
    ),
    "STO-040": (
        (
            "评价 {where} 现处于 {found} 阶段，不能登记 {property}。",
            "处于下列阶段之一：{wanted}（draft 草稿、panel 评审、publicised 公示、final 定案、withdrawn 已撤销）。",
            "请用 clausegraph ledger state 或 GET /v1/cases/…/assessments 查看进程，按次序办理（clausegraph ledger 或 POST /v1/assessments/…/turns）：panelled 提交评审、publicised 公示、finalised 定案。",
        ),
        (
            "The assessment {where} is at the stage {found}, from which it cannot be {property}.",
            "One of these stages: {wanted}.",
            "See its course by clausegraph ledger state or GET /v1/cases/…/assessments, and take one step after the other "
            "(clausegraph ledger or POST /v1/assessments/…/turns).",
        ),
    ),
    "STO-041": (
        (
            "{where} 是自评，不能登记 {found}。",
            "推荐或核定的评价；自评只能撤销。",
            "请先记录推荐（recommended）或核定（confirmed）的评价：clausegraph ledger record --as 或 POST /v1/cases/…/assessments。",
        ),
        (
            "{where} is a self-assessment, which cannot be {found}.",
            "A recommended or confirmed assessment; a self-assessment can only be annulled.",
            "Record a recommended or confirmed one first: clausegraph ledger record --as or POST /v1/cases/…/assessments.",
        ),
    ),
    "STO-042": (
        (
            "公示期 {where} 只有 {found} 个工作日。",
            "至少 {low} 个工作日；周末和所列假日不计。",
            "请延后截止日；法定假日请列明（--day-off；服务中为 days_off）。",
        ),
        (
            "The publicity {where} has {found} working days.",
            "At least {low}; weekends and the holidays that are stated do not count.",
            "End it later; state official holidays (--day-off; to the service: days_off).",
        ),
    ),
    "STO-043": (
        ("{where} 的“{found}”不是日期。", "日历上的一天，如 2026-03-02。", "请改正后重试。"),
        ("“{found}” of {where} is no day.", "A day of the calendar, as in 2026-03-02.", "Mend it and try again."),
    ),
    "STO-044": (
        (
            "评价 {where} 的公示首日 {found} 已过。",
            "不早于办理当日（{wanted}，北京时间）。",
            "请从今天或以后开始公示。",
        ),
        (
            "The publicity of {where} would begin on {found}, which is past.",
            "Not before the day on which it is entered ({wanted}, Beijing time).",
            "Begin today or later.",
        ),
    ),
    "STO-045": (
        (
            "评价 {where} 的异议日期 {found} 不在公示期内。",
            "{low} 至 {high} 之间收到的异议，不晚于今天。",
            "请核对收到日期；公示期外的意见，请按申诉办理。",
        ),
        (
            "The day of the objection to {where}, {found}, is not within publicity.",
            "An objection received from {low} to {high}, not later than today.",
            "Check the day on which it was received; what came outside publicity is an appeal.",
        ),
    ),
    "STO-046": (
        (
            "评价 {where} 没有待答复的第 {found} 号异议。",
            "待答复的异议之一：{known}。",
            "请用 clausegraph ledger state 或 GET /v1/cases/…/assessments 查看。",
        ),
        (
            "{where} has no open objection number {found}.",
            "One that is open: {known}.",
            "See clausegraph ledger state or GET /v1/cases/…/assessments.",
        ),
    ),
    "STO-047": (
        (
            "评价 {where} 还有未答复的异议：{found}。",
            "每项异议都已答复。",
            "请先用 clausegraph ledger answer 或 POST /v1/assessments/…/turns（answer）逐项答复。",
        ),
        (
            "Objections to {where} are not answered: {found}.",
            "An answer to every objection.",
            "Answer each first, by clausegraph ledger answer or POST /v1/assessments/…/turns (answer).",
        ),
    ),
    "STO-048": (
        ("评价 {where} 的公示期未满，今天是 {found}。", "公示末日 {wanted} 已过（北京时间）。", "请在该日之后定案。"),
        (
            "The publicity of {where} is not over: today is {found}.",
            "A day after {wanted}, the last of publicity (Beijing time).",
            "Finalise it after that day.",
        ),
    ),
    "STO-049": (
        (
            "评价 {where} 的日期次序不对：{found}。",
            "有效期首日不晚于复评日，复评日不晚于有效期末日。",
            "请改正 valid-from、reevaluate-on、valid-until 三个日期。",
        ),
        (
            "The days of {where} are not in their order: {found}.",
            "First day of validity, then re-evaluation, then the last day.",
            "Mend the days valid-from, reevaluate-on and valid-until.",
        ),
    ),
    "STO-050": (
        (
            "案例 {where} 已有同类的定案评价 {found}。",
            "一个案例同时只有一个推荐定案、一个核定定案。",
            "请先撤销它（clausegraph ledger annul 或 POST /v1/assessments/…/turns），并写明理由。",
        ),
        (
            "The case {where} has another assessment in this role that is final: {found}.",
            "One final recommended assessment and one final confirmed one at a time.",
            "Annul that one first, with the reason (clausegraph ledger annul or POST /v1/assessments/…/turns).",
        ),
    ),
    "STO-051": (
        (
            "{where} 没有案例 {found} 的评价。",
            "已记录的评价。",
            "请先记录评价：clausegraph ledger record 或 POST /v1/cases/…/assessments。",
        ),
        (
            "{where} holds no assessment of the case {found}.",
            "An assessment that was recorded.",
            "Record one first: clausegraph ledger record or POST /v1/cases/…/assessments.",
        ),
    ),
}
PAGES |= {
    "STO-059": (
        (
            "评价 {where} 没有唯一确定的等级：可能的等级为 {found}。",
            "只有一个可能的等级，且没有因否决事件未作声明而暂缓。",
            "请补齐未定的前提（采信、声明、截止案例），重新记录（clausegraph ledger record 或 POST /v1/cases/…/assessments），再对新的评价办理公示与定案。",
        ),
        (
            "{where} has no single grade; possible: {found}.",
            "One grade that is possible, and not withheld for want of a statement on a veto event.",
            "Settle what is open (rulings, statements, the closing of the case), record it anew (clausegraph ledger record or "
            "POST /v1/cases/…/assessments), and take that one through.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.edition": "版本",
    "ledger.kind.assessed": "评价",
    "ledger.kind.panelled": "提交评审",
    "ledger.kind.publicised": "公示",
    "ledger.kind.objected": "异议",
    "ledger.kind.answered": "答复",
    "ledger.kind.finalised": "定案",
    "ledger.kind.annulled": "撤销",
    "role.self": "自评",
    "role.recommended": "推荐",
    "role.confirmed": "核定",
    "stage.draft": "草稿",
    "stage.panel": "评审",
    "stage.publicised": "公示",
    "stage.final": "定案",
    "stage.withdrawn": "已撤销",
    "state.head": "{role}  评价 {assessment}  版本 {edition}  可能的等级 {grades}  {stage}（{since} 起）",
    "state.line": "  {number}  {day}  {kind}{details}  {actor}{reason}",
    "state.detail": "，{text}",
    "state.objection": " {number} 号",
    "state.first": "公示首日 {text}",
    "state.last": "公示末日 {text}",
    "state.days_off": "假日 {text}",
    "state.valid_from": "有效期自 {text}",
    "state.reevaluate_on": "复评 {text}",
    "state.valid_until": "有效期至 {text}",
    "state.received": "收到 {text}",
    "state.members": "评审组 {text}",
    "sides.title": "{place} {case} 各项得分对照",
    "sides.role": "{role}：评价 {assessment}，版本 {edition}，可能的等级 {grades}",
    "sides.missing": "没有入账的：{roles}",
    "sides.number": "编号",
    "sides.difference": "相差",
    "sides.total": "总分",
    "sides.bonus": "（加分）",
    "sides.no-object": "不适用",
    "sides.premise": "{label} {year}：{stands}",
    "sides.stand": "{role} {stand}",
    "sides.raw": "{raw}（{reason}）",
    "sides.raw-open": "{raw}（数值本身未定；{reason}）",
    "sides.not-asked": "不问此项",
    "sides.other-edition": "所依据的版本不同",
    "sides.rescaled": "前提相同；同章他项是否适用有变，按比例折算",
    "assessed.new": "已入账：第 {number} 条，{role}，评价 {assessment}，结果 {result}",
    "assessed.known": "已在账中，没有新增：第 {number} 条，{role}，评价 {assessment}，结果 {result}",
    "verify.repeated": "重做相同：{role}，案例 {case}，评价 {assessment}，结果 {result}",
    "verify.differs": "重做不同：{role}，案例 {case}，评价 {assessment}，{n} 处",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.edition": "edition",
    "ledger.kind.assessed": "assessed",
    "ledger.kind.panelled": "panelled",
    "ledger.kind.publicised": "publicised",
    "ledger.kind.objected": "objected",
    "ledger.kind.answered": "answered",
    "ledger.kind.finalised": "finalised",
    "ledger.kind.annulled": "annulled",
    "role.self": "self-assessment",
    "role.recommended": "recommended",
    "role.confirmed": "confirmed",
    "stage.draft": "draft",
    "stage.panel": "panel",
    "stage.publicised": "publicised",
    "stage.final": "final",
    "stage.withdrawn": "withdrawn",
    "state.head": "{role}  assessment {assessment}  edition {edition}  grades still possible {grades}  {stage} (since {since})",
    "state.line": "  {number}  {day}  {kind}{details}  {actor}{reason}",
    "state.detail": ", {text}",
    "state.objection": " number {number}",
    "state.first": "first day {text}",
    "state.last": "last day {text}",
    "state.days_off": "holidays {text}",
    "state.valid_from": "valid from {text}",
    "state.reevaluate_on": "re-evaluation {text}",
    "state.valid_until": "valid until {text}",
    "state.received": "received {text}",
    "state.members": "panel of {text}",
    "sides.title": "{place} {case}: points side by side",
    "sides.role": "{role}: assessment {assessment}, edition {edition}, grades still possible {grades}",
    "sides.missing": "not recorded: {roles}",
    "sides.number": "number",
    "sides.difference": "difference",
    "sides.total": "graded score",
    "sides.bonus": " (bonus)",
    "sides.no-object": "no object",
    "sides.premise": "{label} {year}: {stands}",
    "sides.stand": "{role} {stand}",
    "sides.raw": "{raw} ({reason})",
    "sides.raw-open": "{raw} (the value itself is open; {reason})",
    "sides.not-asked": "not asked",
    "sides.other-edition": "judged under different editions",
    "sides.rescaled": "the same premises; other items of the chapter have or lack an object, so points are rescaled",
    "assessed.new": "Entered: number {number}, {role}, assessment {assessment}, result {result}",
    "assessed.known": "Entered before, nothing was added: number {number}, {role}, assessment {assessment}, result {result}",
    "verify.repeated": "Repeated, the same: {role}, case {case}, assessment {assessment}, result {result}",
    "verify.differs": "Repeated, not the same: {role}, case {case}, assessment {assessment}, {n} places",
}
