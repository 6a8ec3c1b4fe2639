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
            "请用 clausegraph ledger show 查明要更正的证据。",
        ),
        (
            "{where} cannot correct {found}.",
            "Another file, submitted earlier, that does not itself correct this one, at first or at second hand.",
            "See clausegraph ledger show for the evidence that is meant.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.reference": "参考资料",
    "ledger.kind.corrected": "更正",
    "ledger.kind.judged": "评分",
    "ledger.told.approver": "审核人 {found}",
    "ledger.told.corrects": "更正 {found}",
    "ledger.corrected": "由 {digest} 更正：{reason}",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.reference": "reference",
    "ledger.kind.corrected": "corrected",
    "ledger.kind.judged": "judged",
    "ledger.told.approver": "approved by {found}",
    "ledger.told.corrects": "corrects {found}",
    "ledger.corrected": "corrected by {digest}: {reason}",
}
