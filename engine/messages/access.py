"""Who may do what: callers, rates, and requests that are refused before any route sees them."""

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
    "API-408": (
        (
            "请求的 {where} 来得太慢（已收 {found}）。",
            "{most} 秒内收完。",
            "请检查网络后重试，或把文件分开提交。",
        ),
        (
            "The {where} of the request came too slowly ({found} so far).",
            "All of it within {most} seconds.",
            "Look at the network and try again, or submit the files one by one.",
        ),
    ),
    "API-413": (
        (
            "请求的 {where} 过大（{found} 字节）。",
            "至多 {most} 字节。",
            "请分开提交。",
        ),
        (
            "The {where} of the request is too large ({found} bytes).",
            "{most} bytes at most.",
            "Submit it in parts.",
        ),
    ),
    "API-414": (
        (
            "{where} 过长（{found} 字节）。",
            "至多 {most} 字节。",
            "请缩短查询条件。",
        ),
        (
            "The {where} is too long ({found} bytes).",
            "{most} bytes at most.",
            "Ask for less in the address.",
        ),
    ),
    "API-415": (
        (
            "不接受 {where} 为“{found}”的内容。",
            "未压缩的内容。",
            "请解压后提交。",
        ),
        (
            "Content with the {where} “{found}” is not taken.",
            "Content that is not compressed.",
            "Send it as it is.",
        ),
    ),
    "API-421": (
        (
            "{where} 头中的“{found}”不是本服务的主机名。",
            "serve 的 --hosts 所列的主机名之一。",
            "请用正确的主机名访问，或请管理员加入该主机名。",
        ),
        (
            "“{found}” in the header {where} is no host of this service.",
            "One of the hosts that serve was started with (--hosts).",
            "Use the right name, or ask an admin to add this one.",
        ),
    ),
    "API-429": (
        (
            "{where} 的请求过多（{found}）。",
            "过 {wanted} 秒再试。",
            "请放慢；长期需要更多时请联系管理员。",
        ),
        (
            "Too many requests ({found}) at {where}.",
            "The next one in {wanted} seconds.",
            "Slow down; ask an admin where you need more for long.",
        ),
    ),
    "API-431": (
        (
            "{where} 过多或过大（{found}）。",
            "至多 {most}。",
            "请去掉不需要的请求头。",
        ),
        (
            "The {where} are too many or too large ({found}).",
            "{most} at most.",
            "Leave out headers that are not needed.",
        ),
    ),
    "API-440": (
        (
            "{where} 收到的密钥或令牌无效。",
            "一把有效的密钥，只在一个请求头中出现一次。",
            "请核对是否完整复制；遗失的密钥不能找回，请管理员另发。",
        ),
        (
            "The key or token sent to {where} is not valid.",
            "One valid key, once, in one header.",
            "See whether all of it was copied; a lost key cannot be had again: ask an admin for another.",
        ),
    ),
    "API-441": (
        (
            "{where} 收到的密钥已过期。",
            "未过期的密钥。",
            "请管理员另发一把。",
        ),
        (
            "The key sent to {where} has expired.",
            "A key that has not.",
            "Ask an admin for another one.",
        ),
    ),
    "API-442": (
        (
            "{where} 收到的密钥已吊销。",
            "未吊销的密钥。",
            "请管理员另发一把。",
        ),
        (
            "The key sent to {where} was revoked.",
            "A key that was not.",
            "Ask an admin for another one.",
        ),
    ),
    "API-443": (
        (
            "地址中含有密钥。",
            "密钥只放在请求头 {where} 中；地址会留在日志和历史记录里。",
            "请视该密钥为已泄露：吊销它，另换一把。",
        ),
        (
            "The address holds a key.",
            "A key in the header {where} only; addresses stay in logs and histories.",
            "Take that key as known to others: revoke it and make another.",
        ),
    ),
    "API-445": (
        (
            "浏览器说这次写入来自别的网站（{where}：{found}）。",
            "来自本服务自己的页面，或来自不带该请求头的程序。",
            "请从本服务的页面操作。",
        ),
        (
            "The browser says that another site asked for this write ({where}: {found}).",
            "A page of this service, or a program that does not send the header.",
            "Do it from the pages of this service.",
        ),
    ),
    "API-450": (
        (
            "{where} 不是 UTF-8 文本（{found}）。",
            "UTF-8，字符完整。",
            "请按 UTF-8 编码后重试。",
        ),
        (
            "{where} is no UTF-8 text ({found}).",
            "UTF-8 with whole characters.",
            "Encode it as UTF-8 and try again.",
        ),
    ),
    "API-451": (
        (
            "{where} 有字节序标记（{found}）。",
            "不带标记的 UTF-8。",
            "请去掉开头的标记。",
        ),
        (
            "{where} has a byte order mark ({found}).",
            "UTF-8 without a mark.",
            "Take the mark away.",
        ),
    ),
    "API-452": (
        (
            "{where} 的一个对象中，名称“{found}”出现了两次。",
            "每个名称一次。",
            "请去掉一个；两个程序可能各取其一。",
        ),
        (
            "In an object of the {where} the name “{found}” stands twice.",
            "Each name once.",
            "Take one away: two programs could take one each.",
        ),
    ),
    "API-453": (
        (
            "{where} 中的 {found} 不是 JSON 数值。",
            "整数，或文本形式的小数。",
            "请改正后重试。",
        ),
        (
            "{found} in the {where} is no number of JSON.",
            "A whole number, or a decimal as text.",
            "Mend it and try again.",
        ),
    ),
    "API-454": (
        (
            "{where} 中的数值 {found} 可能被读成近似值。",
            '至多 15 位的整数；其他数值写成文本，如 "94.9"。',
            "请给数值加上引号。",
        ),
        (
            "The number {found} in the {where} could be read as one that is only near.",
            'A whole number of at most 15 digits; any other as text, as in "94.9".',
            "Put it between quotation marks.",
        ),
    ),
    "API-455": (
        (
            "{where} 处不是 JSON：{found}。",
            "JSON 文本（RFC 8259）。",
            "请改正后重试。",
        ),
        (
            "{where} is no JSON: {found}.",
            "JSON text (RFC 8259).",
            "Mend it and try again.",
        ),
    ),
    "API-456": (
        (
            "{where} 处嵌套了 {found} 层。",
            "至多 64 层。",
            "请减少嵌套。",
        ),
        (
            "At {where} there are {found} levels.",
            "64 levels at most.",
            "Nest less.",
        ),
    ),
    "API-458": (
        (
            "{where}：您已有 {found} 项同类任务在进行或排队。",
            "同一调用者同时至多 {found} 项，其余名额留给他人；见 /v1/limits 的 of_one_caller。",
            "请等先前的答复到达后再发，或按 Retry-After 头所示的秒数后重试。",
        ),
        (
            "{where}: you have {found} jobs of this kind under way or waiting.",
            "At most {found} of one caller at a time, the other places are for others; see of_one_caller at /v1/limits.",
            "Wait for the answers to those sent before, or try again after the seconds that the Retry-After header says.",
        ),
    ),
    "API-462": (
        (
            "{where} 中的 JSON 有 {found} 个值。",
            "至多 {most} 个值。",
            "请分几次提交；成批的数据请作为文件提交。",
        ),
        (
            "The JSON in the {where} has {found} values.",
            "{most} values at most.",
            "Send it in parts; deliver many data as a file.",
        ),
    ),
    "API-503": (
        (
            "服务正在接收的 {where} 已占满内存限额。",
            "其他请求收完之后再来。",
            "请稍后重试。",
        ),
        (
            "The memory for each {where} that is coming in is taken.",
            "A moment when others are done.",
            "Try again in a moment.",
        ),
    ),
    "API-504": (
        (
            "审计记录 {where} 不能写入，因此不作答复。",
            "每次写入和每次拒绝都有一条记录。",
            "请管理员检查磁盘与 {where}；若此前的写入已完成，账本中会有记录。",
        ),
        (
            "The audit {where} cannot be written, so there is no answer.",
            "A line for each write and each denied call.",
            "Have an admin look at the disk and at {where}; where the write before was done, the ledger has it.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "ledger.kind.called": "调用",
}
EN = spread(PAGES, 1) | {
    "ledger.kind.called": "called",
}
