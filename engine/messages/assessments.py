"""Assessments that are kept: faults of their editions, results, repetition and states, and what is said of them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "STO-035": (
        (
            "{where} 中没有版本 {found} 的字节。",
            "入账时保存的版本，以其哈希为名。",
            "请用保存了该版本的库，或由 ledger record 保存。",
        ),
        (
            "{where} holds no bytes of the edition {found}.",
            "An edition that was kept when it was entered, named by its hash.",
            "Use the store that keeps it, or keep it by ledger record.",
        ),
    ),
    "STO-036": (
        (
            "{where} 中没有评价“{found}”。",
            "已入账评价的哈希（至少前 8 位）：{known}。",
            "请用 clausegraph ledger state 查看，或先 ledger record。",
        ),
        (
            "{where} knows no assessment “{found}”.",
            "The hash of one that was entered, or its first 8 digits or more: {known}.",
            "See clausegraph ledger state, or begin with ledger record.",
        ),
    ),
    "STO-037": (
        (
            "{where} 中“{found}”可指几个评价。",
            "其中之一：{known}。",
            "请写出更多位哈希，或用 --as 指明自评、推荐或核定。",
        ),
        (
            "{where} knows several assessments as “{found}”.",
            "One of them: {known}.",
            "Give more digits of the hash, or say by --as which of self, recommended and confirmed.",
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
    "assessed.new": "Entered: number {number}, {role}, assessment {assessment}, result {result}",
    "assessed.known": "Entered before, nothing was added: number {number}, {role}, assessment {assessment}, result {result}",
    "verify.repeated": "Repeated, the same: {role}, case {case}, assessment {assessment}, result {result}",
    "verify.differs": "Repeated, not the same: {role}, case {case}, assessment {assessment}, {n} places",
}
