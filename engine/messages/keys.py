"""Keys of the service: who holds one, and what is wrong with one."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "KEY-001": (
        (
            "不能在 {found} 上监听（{where}）：没有管理员密钥。",
            "至少一把有效的、不限地点的管理员密钥。",
            "请先运行 clausegraph keys new --role admin；或只在 127.0.0.1 上监听。",
        ),
        (
            "Not to be served at {found} ({where}): no admin has a key.",
            "One usable key of an admin for all places.",
            "Run clausegraph keys new --role admin first, or listen at 127.0.0.1.",
        ),
    ),
    "KEY-002": (
        (
            "{where} 不能是“{found}”。",
            "名称为 1 至 80 个可见字符，不含 @，也不是 local、anonymous；地点为代码（评审员须写明，或写 all）；到期日不早于今天，如 2027-12-31。",
            "请改正后重试。",
        ),
        (
            "{where} cannot be “{found}”.",
            "A name of 1 to 80 visible characters without @, not local nor anonymous; places by their codes (an evaluator needs them, or all); a last day not before today, as in 2027-12-31.",
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
    "KEY-005": (
        (
            "{where} 不能用：{found}。",
            "以下之一：{list}。",
            "请改正身份提供方的配置。",
        ),
        (
            "{where} cannot be used: {found}.",
            "One of: {list}.",
            "Mend the configuration of the identity provider.",
        ),
    ),
    "KEY-006": (
        (
            "{where} 不能是“{found}”。",
            "reader 或不设。",
            "未持密钥者至多只能读取。",
        ),
        (
            "{where} cannot be “{found}”.",
            "reader, or nothing.",
            "Whoever has no key may read at most.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "keys.made": "以上是 {name}（{role}）的密钥，编号 {id}，记入库 {store}；只显示这一次，请妥善保存。",
    "keys.revoked": "已吊销：{name}（{role}）的密钥 {id}",
    "keys.none": "没有密钥；只有本机的用户可以使用，且为管理员。",
    "keys.line": "{id}  {role}  {places}  {expires}  {state}  {name}",
    "keys.all": "全部地点",
    "keys.no-end": "不过期",
    "keys.role.reader": "读者",
    "keys.role.evaluator": "评审员",
    "keys.role.editor": "编辑",
    "keys.role.admin": "管理员",
    "keys.state.usable": "有效",
    "keys.state.expired": "已过期",
    "keys.state.revoked": "已吊销",
}
EN = spread(PAGES, 1) | {
    "keys.made": "This is the key of {name} ({role}), id {id}, of the store {store}; it is shown this once: keep it well.",
    "keys.revoked": "Revoked: the key {id} of {name} ({role})",
    "keys.none": "There is no key; only the user of this machine comes in, as an admin.",
    "keys.line": "{id}  {role}  {places}  {expires}  {state}  {name}",
    "keys.all": "all places",
    "keys.no-end": "no end",
    "keys.role.reader": "reader",
    "keys.role.evaluator": "evaluator",
    "keys.role.editor": "editor",
    "keys.role.admin": "admin",
    "keys.state.usable": "usable",
    "keys.state.expired": "expired",
    "keys.state.revoked": "revoked",
}
