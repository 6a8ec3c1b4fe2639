"""Who may do what: callers, keys, rates, and requests that are refused before any route sees them."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "API-401": (
        ("{where} 需要密钥。", "Authorization: Bearer <密钥>，或 X-API-Key 请求头。", "请向管理员索取密钥。"),
        (
            "{where} needs a key.",
            "Authorization: Bearer <key>, or the header X-API-Key.",
            "Ask an admin for a key.",
        ),
    ),
    "API-403": (
        (
            "无权办理 {where}（所持角色为 {found}）。",
            "角色 {wanted} 或更高，且有权代表所涉的全部地点。",
            "请向管理员申请相应的角色或地点。",
        ),
        (
            "{where} is not allowed (the role held is {found}).",
            "The role {wanted} or a higher one, for all of the places concerned.",
            "Ask an admin for the role or the places.",
        ),
    ),
    "KEY-002": (
        (
            "{where} 不能是“{found}”。",
            "名称为 1 至 80 个可见字符；地点为代码；到期日不早于今天，如 2027-12-31。",
            "请改正后重试。",
        ),
        (
            "{where} cannot be “{found}”.",
            "A name of 1 to 80 visible characters; places by their codes; a last day not before today, as in 2027-12-31.",
            "Mend it and try again.",
        ),
    ),
    "KEY-003": (
        ("{where} 中没有密钥“{found}”。", "keys list 列出的编号之一。", "请用 clausegraph keys list 查看。"),
        (
            "{where} has no key “{found}”.",
            "One of the ids that keys list shows.",
            "See clausegraph keys list.",
        ),
    ),
    "KEY-004": (
        (
            "{where} 已损坏（{found}）。",
            "每行一条制作或吊销的记录。",
            "请从备份恢复该文件；在此之前不接受任何密钥。",
        ),
        (
            "{where} is damaged ({found}).",
            "A line for each key that was made or revoked.",
            "Restore the file from a copy; until then no key is taken.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
