"""The service: what a status means, and the faults of requests themselves."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "API-404": (
        (
            "没有 {where} 这一项。",
            "/v1/openapi.json 中列出的地址，且其中的编号、名称或哈希所指的确有其事，也对您公开。",
            "请核对地址及其中的编号、名称或哈希，现有的可从列表查到（说明页在 /v1/docs）；评价须先记录，才有进程、申诉与对照。",
        ),
        (
            "There is nothing at {where}.",
            "An address of /v1/openapi.json, with numbers, names and hashes of what there is and what you may see.",
            "Check the address and the numbers, names and hashes in it, which the lists tell (see /v1/docs); an assessment has "
            "a course, appeals and sides once it is recorded.",
        ),
    ),
    "API-405": (
        ("{where} 不接受 {found}。", "Allow 头列出的方法。", "请换一种方法；说明页在 /v1/docs。"),
        (
            "{where} does not take {found}.",
            "A method that the Allow header lists.",
            "Use another method; see /v1/docs.",
        ),
    ),
    "API-406": (
        (
            "{where} 没有“{found}”这种形式。",
            "以下之一：{known}。",
            "请改 Accept 头，或在地址后加下列之一：{endings}。",
        ),
        (
            "{where} cannot be written as “{found}”.",
            "One of: {known}.",
            "Change the Accept header, or put one of these after the address: {endings}.",
        ),
    ),
    "API-412": (
        (
            "{where} 所依据的版本已不是最新。",
            "现在的版本：{wanted}。",
            "请重新取回该评价对象，核对变动（/v1/changes）后再办理。",
        ),
        (
            "The version that {where} names is not the newest.",
            "The version now: {wanted}.",
            "Fetch the subject again, look at what changed (/v1/changes), then act.",
        ),
    ),
    "API-422": (
        ("请求的 {where} 不合要求：{found}。", "{wanted}。", "请按 /v1/docs 改正后重试。"),
        ("{where} of the request does not fit: {found}.", "{wanted}.", "Mend it as /v1/docs says and try again."),
    ),
    "API-457": (
        (
            "没有 {where} 这次评价。",
            "已记录的评价的哈希；或案例答复 links 中的地址，它在哈希之后写明评价对象、年度、口径与账目条数：哈希~430700~2020~delivered~12。",
            "请先取回案例（/v1/cases/评价对象/年度），再用其 links 中的地址；任何进程都能据此重算并核对哈希。",
        ),
        (
            "There is no {where}.",
            "The hash of a recorded assessment; or the address in the links of a case, which says after the hash the subject, the "
            "year, which evidence counts and the number of entries: HASH~430700~2020~delivered~12.",
            "Fetch the case first (/v1/cases/SUBJECT/YEAR) and use the address in its links: every process can make it again "
            "and compare the hash.",
        ),
    ),
    "API-463": (
        (
            "不接受 {where} 为“{found}”的表单。",
            "以下之一：{known}。",
            "请以表单提交文件与各字段。",
        ),
        (
            "A form with the {where} “{found}” is not taken.",
            "One of: {known}.",
            "Send files and fields as a form.",
        ),
    ),
    "API-464": (
        (
            "{where} 中的表单不完整，末尾是：{found}。",
            "以声明的边界结束的 multipart/form-data。",
            "请重新提交完整的表单。",
        ),
        (
            "The form in the {where} is not whole; it ends with: {found}.",
            "multipart/form-data that ends with the boundary that was stated.",
            "Send the whole form again.",
        ),
    ),
    "API-465": (
        (
            "{where} 中没有任何设想（{found}）。",
            "至少一项：采信、不采信、撤回、豁免，或一份文件。",
            "请写明要预览的办理；案例现状见 /v1/cases/评价对象/年度。",
        ),
        (
            "Nothing is thought of in the {where} ({found}).",
            "At least one of: accept, reject, withdraw, waive, or a file.",
            "Say which acts to preview; the case as it stands is at /v1/cases/SUBJECT/YEAR.",
        ),
    ),
    "API-500": (
        (
            "处理 {where} 时出现本程序的缺陷（{found}）。",
            "一个答复。",
            "请把响应头 X-Request-Id 告诉维护者；数据未受影响。",
        ),
        (
            "A defect of this program ({found}) at {where}.",
            "An answer.",
            "Tell its keepers the X-Request-Id of this answer; no data were touched.",
        ),
    ),
}

ZH = spread(PAGES, 0) | {
    "http.400": "请求有误",
    "http.401": "需要密钥",
    "http.403": "无权办理",
    "http.404": "没有这一项",
    "http.405": "方法不允许",
    "http.406": "没有这种形式",
    "http.408": "请求超时",
    "http.409": "与现状冲突",
    "http.412": "已有更新的版本",
    "http.413": "内容过大",
    "http.414": "地址过长",
    "http.415": "不接受这种内容",
    "http.421": "主机名不对",
    "http.422": "内容不能接受",
    "http.428": "须写明所依据的版本",
    "http.429": "请求过多",
    "http.431": "请求头过大",
    "http.500": "程序缺陷",
    "http.503": "暂时不能办理",
    "http.504": "超过时限",
    "http.507": "磁盘空间不足",
}
EN = spread(PAGES, 1) | {
    "http.400": "bad request",
    "http.401": "a key is needed",
    "http.403": "not allowed",
    "http.404": "there is no such thing",
    "http.405": "method not allowed",
    "http.406": "no such form",
    "http.408": "the request took too long",
    "http.409": "it conflicts with what stands",
    "http.412": "there is a newer version",
    "http.413": "too large",
    "http.414": "the address is too long",
    "http.415": "no such content is taken",
    "http.421": "not this host",
    "http.422": "the content cannot be taken",
    "http.428": "say which version it is based on",
    "http.429": "too many requests",
    "http.431": "the headers are too large",
    "http.500": "a defect of the program",
    "http.503": "not possible at present",
    "http.504": "it took longer than it may",
    "http.507": "the disk is full",
}
