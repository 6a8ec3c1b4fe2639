"""The ledger: faults of the store, and what is said of submissions, rulings, closings and proofs."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "STO-001": (
        (
            "磁盘拒绝了 {where}：{found}。",
            "可读可写、有空间的磁盘；没有确认写入的，不算入库。",
            "请检查路径、权限与空间后重试。",
        ),
        (
            "The disk refuses {where}: {found}.",
            "A disk that may be read and written and has room; what was not acknowledged does not count as entered.",
            "Check path, rights and room, and try again.",
        ),
    ),
    "STO-002": (
        (
            "{where} 不是账目：{found}。",
            "逐字节等于一条账目的规范写法，并以换行结尾。",
            "账本已损坏；请从备份恢复，再运行 clausegraph verify。",
        ),
        (
            "{where} is no entry: {found}.",
            "To the byte what an entry is written as, with a line break.",
            "The ledger is damaged: restore it from a copy and run clausegraph verify.",
        ),
    ),
    "STO-003": (
        (
            "{where} 的 {property} 不符：{found}。",
            "{wanted}，由本条内容和前一条的哈希算出。",
            "账本已损坏；请从备份恢复，再运行 clausegraph verify。",
        ),
        (
            "The {property} of {where} is wrong: {found}.",
            "{wanted}, reckoned from the entry and the hash of the one before.",
            "The ledger is damaged: restore it from a copy and run clausegraph verify.",
        ),
    ),
    "STO-004": (
        (
            "{where} 正由另一个进程写入（{found} 已加锁）。",
            "同一时间只有一个写入者；读取不受影响。",
            "若是服务在运行，请通过服务提交（/v1/docs）；否则等它结束后再试。",
        ),
        (
            "Another process is writing to {where} ({found} is locked).",
            "One writer at a time; reading goes on.",
            "Where that is the service, go through it (/v1/docs); else wait until it has ended and try again.",
        ),
    ),
    "STO-005": (
        (
            "{where} 已停止写入，因为此前一次写入失败；系统所报为 {found}。",
            "写入失败后不再写入，直到重新打开。",
            "请排除原因（磁盘、空间），运行 clausegraph verify，再重新打开。",
        ),
        (
            "{where} takes no more, as a write has failed; the system said: {found}.",
            "No write after a failed one, until the store is opened again.",
            "Remove the cause (disk, room), run clausegraph verify, and open it again.",
        ),
    ),
    "STO-006": (
        ("{where} 是空的：{found}。", "写明姓名、理由或评价对象的文字。", "请写明后重试。"),
        ("{where} is blank: {found}.", "Words that state a name, a reason or a subject.", "State it and try again."),
    ),
    "STO-007": (
        ("{where} 的“{found}”不是时间。", "协调世界时，如 2026-11-26T21:24:09Z。", "请改正后重试。"),
        ("“{found}” of {where} is no time.", "UTC, as in 2026-11-26T21:24:09Z.", "Mend it and try again."),
    ),
    "STO-008": (
        ("{where} 在读取期间变了，现在的哈希为 {found}。", "检查的和入库的是同样的字节。", "请等文件写完后重新提交。"),
        (
            "{where} changed while it was read; its hash is now {found}.",
            "The bytes that are entered are those that were checked.",
            "Wait until the file is whole and submit it again.",
        ),
    ),
    "STO-009": (
        (
            "{where} 的字节已改变：哈希为 {found}。",
            "哈希为 {wanted}，即入库时的字节。",
            "请从备份恢复该文件，或重新提交原文件。",
        ),
        (
            "The bytes of {where} have changed: their hash is {found}.",
            "{wanted}, the hash of the bytes that were entered.",
            "Restore the file from a copy, or submit the same file again.",
        ),
    ),
    "STO-010": (
        ("{where} 不在了。", "账本所列的每个文件都在，证据旁有账本。", "请从备份恢复；证据文件也可重新提交。"),
        (
            "{where} is missing.",
            "Every file that was entered, and a ledger beside the evidence.",
            "Restore it from a copy; a file of evidence can also be submitted again.",
        ),
    ),
    "STO-011": (
        (
            "{where} 中没有账本 {found}。",
            "提交过证据的库目录。",
            "请用 --store 或 CLAUSEGRAPH_STORE 指明目录，或先 ledger submit。",
        ),
        (
            "There is no ledger {found} in {where}.",
            "The folder of a store to which evidence was submitted.",
            "Name it by --store or CLAUSEGRAPH_STORE, or begin with ledger submit.",
        ),
    ),
    "STO-012": (
        (
            "{where} 中没有证据“{found}”。",
            "入库文件的名称，或其 SHA-256（至少前 8 位）；最接近的是“{nearest}”。",
            "请用 clausegraph ledger show 或 GET /v1/submissions 查看。",
        ),
        (
            "{where} knows no evidence “{found}”.",
            "The name of an entered file, or its SHA-256 (at least 8 digits); the nearest is “{nearest}”.",
            "See clausegraph ledger show or GET /v1/submissions.",
        ),
    ),
    "STO-013": (
        ("{where} 中有几个文件叫“{found}”。", "其中之一的哈希：{known}。", "请用哈希代替名称。"),
        (
            "{where} knows several files as “{found}”.",
            "The hash of one of them: {known}.",
            "Name it by its hash.",
        ),
    ),
    "STO-014": (
        (
            "案例 {where} 已处于所求状态（{found}）。",
            "开放的案例可以截止（closed），截止的可以重新开放（reopened）。",
            "无须处理。",
        ),
        (
            "The case {where} is so already ({found}).",
            "An open case can be closed, a closed one reopened.",
            "Nothing is to be done.",
        ),
    ),
    "STO-015": (
        (
            "{where} 在该时点没有 {found} 的证据。",
            "已提交证据的评价对象之一：{known}。",
            "请先提交（clausegraph ledger submit 或 POST /v1/submissions），或改所知时点（as-known-at）。",
        ),
        (
            "By that time {where} knew no evidence of {found}.",
            "A subject that evidence was submitted for: {known}.",
            "Submit some (clausegraph ledger submit or POST /v1/submissions), or ask as known at another time (as-known-at).",
        ),
    ),
    "STO-016": (
        ("{where} 不属于本库（{found} 字节）。", "库中只有账本和入库的证据文件。", "请查明来源后移走。"),
        (
            "{where} does not belong to the store ({found} bytes).",
            "The ledger and the files that were entered, nothing else.",
            "Find out where it comes from and take it away.",
        ),
    ),
    "STO-017": (
        (
            "{where} 是中断的提交留下的，没有入账（{found} 字节）。",
            "入账的文件；这不是损坏。",
            "请重新提交该文件，或移走。",
        ),
        (
            "{where} was left by a submission that broke off and is not entered ({found} bytes).",
            "Files that are entered; this is no damage.",
            "Submit the file again, or take it away.",
        ),
    ),
    "STO-018": (
        (
            "{where} 中没有给出的账首；现在的账首为 {found}。",
            "含有哈希为 {wanted} 的账目。",
            "末尾的账目可能被删去；请从备份恢复。",
        ),
        (
            "{where} does not hold the given head; its head is {found}.",
            "An entry with the hash {wanted}.",
            "Entries may have been cut off: restore the ledger from a copy.",
        ),
    ),
    "STO-019": (
        (
            "{where} 没有写完（{found} 字节）。",
            "以换行结尾；写入中断才会如此，且未曾确认。",
            "下次写入时会自动截去；若没有发生过中断，请从备份恢复。",
        ),
        (
            "{where} broke off after {found} bytes.",
            "A line break at the end; only a write that broke off, never acknowledged, leaves none.",
            "The next writer cuts it off; where nothing broke off, restore the ledger from a copy.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.submitted": "{file} 已入库：第 {number} 条，{digest}",
    "ledger.known": "{file} 已在库中，没有新增：{digest}",
    "ledger.entered": "已入账：{line}",
    "ledger.empty": "账本是空的。",
    "ledger.line": "{number}  {time}  {kind}  {about}{subjects}  {actor}{reason}",
    "ledger.for": "（{subjects}）",
    "ledger.reason": "：{reason}",
    "ledger.kind.submitted": "提交",
    "ledger.kind.accepted": "采信",
    "ledger.kind.rejected": "不采信",
    "ledger.kind.withdrawn": "撤回",
    "ledger.kind.closed": "截止",
    "ledger.kind.reopened": "重新开放",
    "verify.whole": "完好：账目 {entries} 条，文件 {files} 个，账首 {head}",
    "verify.damaged": "已损坏：{n} 处；完好的账目 {entries} 条，文件 {files} 个，账首 {head}",
    "verify.calls": "审计记录完好：{calls} 行",
}
EN = spread(PAGES, 1) | {
    "ledger.submitted": "{file} is entered: number {number}, {digest}",
    "ledger.known": "{file} is known already, nothing was added: {digest}",
    "ledger.entered": "Entered: {line}",
    "ledger.empty": "The ledger is empty.",
    "ledger.line": "{number}  {time}  {kind}  {about}{subjects}  {actor}{reason}",
    "ledger.for": " ({subjects})",
    "ledger.reason": ": {reason}",
    "ledger.kind.submitted": "submitted",
    "ledger.kind.accepted": "accepted",
    "ledger.kind.rejected": "rejected",
    "ledger.kind.withdrawn": "withdrawn",
    "ledger.kind.closed": "closed",
    "ledger.kind.reopened": "reopened",
    "verify.whole": "Whole: {entries} entries, {files} files, head {head}",
    "verify.damaged": "Damaged in {n} places: {entries} entries are whole, {files} files, head {head}",
    "verify.calls": "The audit is whole: {calls} lines",
}
