"""Waivers: what cannot be waived, the acts, and what an explanation says of them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "BLD-003": (
        (
            "{where} 中没有可豁免的评价要求“{found}”。",
            "对申报方的评价要求（名称），提出豁免时也可用章条编号；最接近的是“{nearest}”。",
            "请改正名称；若版本已换、该要求不再有，请撤销该豁免。",
        ),
        (
            "{where} has no requirement “{found}” that could be waived.",
            "A requirement of the applicant by its slug, when granting also by title or number of its clause; the nearest is “{nearest}”.",
            "Mend the name; where another edition no longer has it, withdraw the waiver.",
        ),
    ),
    "BLD-004": (
        (
            "{where} 不得豁免：{found} 以它为依据。",
            "不为否决项或关键项所依据的评价要求；否决项与关键项一律不得豁免。",
            "请只豁免章条中其余的要求，逐项提出。",
        ),
        (
            "{where} cannot be waived: {found} rests on it.",
            "A requirement that no veto and no key item rests on; what these rest on is never waived.",
            "Waive the other requirements of the clause, one by one.",
        ),
    ),
    "STO-052": (
        (
            "{where} 没有账目第 {found} 条所批准的、现在生效的豁免。",
            "一条生效豁免的账目序号：{known}。",
            "请用 clausegraph ledger waivers 或 GET /v1/cases/…/waivers 查看。",
        ),
        (
            "No waiver of {where} with the number {found} is in force.",
            "The number of the entry of one that is: {known}.",
            "See clausegraph ledger waivers or GET /v1/cases/…/waivers.",
        ),
    ),
    "STO-053": (
        (
            "{where} 的豁免有效至 {found}，不涵盖所评年度。",
            "有效至 {wanted} 或更晚：到年度最后一天仍然有效，才涵盖该年度。",
            "请改正有效期。",
        ),
        (
            "A waiver of {where} that ends on {found} does not cover the assessed year.",
            "In force until {wanted} or later: a year is covered when its last day is.",
            "Mend the day.",
        ),
    ),
    "STO-054": (
        (
            "{where} 的这些要求已经豁免（账目第 {found} 条），期限不短于此。",
            "尚未豁免的要求，或更长的期限。",
            "无须再次批准；如要改写理由，请先撤销原豁免。",
        ),
        (
            "The requirements of {where} are waived by entry {found} already, for as long.",
            "Requirements that are not waived yet, or a longer time.",
            "There is nothing to do; to state another reason, withdraw that waiver first.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.waived": "豁免",
    "ledger.kind.revoked": "撤销豁免",
    "ledger.told.requirements": "要求 {found}",
    "ledger.told.until": "有效至 {found}",
    "ledger.told.waiver": "第 {found} 条",
    "head.waivers": "已批准的豁免（不计得分，也不计失分）",
    "waiver.line": "{number} {label}：经 {approver} 批准豁免，有效至 {until}，理由：{reason}{entry}",
    "tree.waiver": "经 {approver} 批准豁免，有效至 {until}，理由：{reason}{entry}",
    "waiver.entry": "（账目第 {number} 条，{hash}）",
    "waiver.listed": "第 {number} 条  {subject}  {years}  {requirements}  {approver}：{reason}",
    "waiver.years": "{first} 至 {last} 年度",
    "waiver.none": "没有生效的豁免。",
    "waiver.final": "注意：{case} 已有定案的评价 {assessment}，豁免不改变它。",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.waived": "waived",
    "ledger.kind.revoked": "waiver withdrawn",
    "ledger.told.requirements": "requirements {found}",
    "ledger.told.until": "until {found}",
    "ledger.told.waiver": "entry {found}",
    "head.waivers": "Waivers granted (neither earned nor lost)",
    "waiver.line": "{number} {label}: waived by {approver} until {until}; reason: {reason}{entry}",
    "tree.waiver": "waived by {approver} until {until}; reason: {reason}{entry}",
    "waiver.entry": " (entry {number}, {hash})",
    "waiver.listed": "entry {number}  {subject}  {years}  {requirements}  {approver}: {reason}",
    "waiver.years": "assessed years {first} to {last}",
    "waiver.none": "No waiver is in force.",
    "waiver.final": "Note: {case} has the final assessment {assessment}; a waiver does not change it.",
}
