"""Ends of children that read what strangers hand in, faults of queries, and what `query` and the doctor say of both."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "CHI-001": (
        ("{where} 用尽了内存（{found}）。", "至多 {most} MiB。", "请拆分文件或缩小查询后重试。"),
        (
            "{where} ran out of memory ({found}).",
            "At most {most} MiB.",
            "Split the file, or ask for less, and try again.",
        ),
    ),
    "CHI-002": (
        ("{where} 超时，已中止（{found}）。", "至多 {most} 秒，其中处理器 {high} 秒。", "请拆分文件或缩小查询后重试。"),
        (
            "{where} took too long and was ended ({found}).",
            "At most {most} seconds, {high} of them of the processor.",
            "Split the file, or ask for less, and try again.",
        ),
    ),
    "CHI-003": (
        (
            "{where} 的子进程崩溃：{found}。",
            "子进程给出答复；其他请求不受影响。",
            "请检查输入；若输入无误，请报告此事。",
        ),
        (
            "The child process of {where} crashed: {found}.",
            "An answer of the child; other requests are not touched.",
            "Look at the input; if nothing is wrong with it, report this.",
        ),
    ),
    "CHI-004": (
        ("{where} 的答复过大：{found} 字节。", "至多 {most} 字节。", "请缩小查询，例如加 LIMIT。"),
        ("The answer of {where} is too large: {found} bytes.", "At most {most} bytes.", "Ask for less, by LIMIT say."),
    ),
    "CHI-005": (
        ("{where} 的队列已满（{found} 项在等）。", "{most} 项同时进行，其余排队。", "请稍后重试。"),
        ("The queue of {where} is full ({found} wait).", "{most} at a time, the others wait.", "Try again later."),
    ),
    "CHI-006": (
        (
            "{where} 的子进程无法启动：{found}。",
            "能启动受限的子进程；不会改在本进程内读取。",
            "请由管理员运行 clausegraph doctor，检查内存与进程数限制。",
        ),
        (
            "No child process can be started for {where}: {found}.",
            "A confined child; nothing is read in this process instead.",
            "Have an admin run clausegraph doctor and look at the limits of memory and processes.",
        ),
    ),
    "QRY-001": (
        ("{where} 过长：{found} 字节。", "至多 {most} 字节。", "请缩短查询。"),
        ("{where} is too long: {found} bytes.", "At most {most} bytes.", "Shorten the query."),
    ),
    "QRY-002": (
        ("{where} 的括号嵌套过深：{found} 层。", "至多 {most} 层。", "请减少嵌套。"),
        ("The brackets of {where} are nested {found} deep.", "At most {most} deep.", "Nest less."),
    ),
    "QRY-003": (
        ("{where} 含有 {found}。", "只查询本库的图，不访问其他端点。", "请去掉 SERVICE。"),
        ("{where} holds {found}.", "Only our own graphs are asked, no other endpoint.", "Leave SERVICE out."),
    ),
    "QRY-004": (
        ("{where} 不是读取查询（{found}）。", "以下之一：{known}；不含更新。", "请改写为读取查询。"),
        ("{where} is no reading query ({found}).", "One of {known}, without any update.", "Write it as one."),
    ),
    "QRY-005": (
        (
            "{where} 含有 {found}。",
            "查询哪些图由服务决定；GRAPH 可用。",
            "请去掉 FROM，改用 GRAPH，或经 HTTP 用 default-graph-uri。",
        ),
        (
            "{where} holds {found}.",
            "The service says which graphs are asked; GRAPH may be used.",
            "Leave FROM out and use GRAPH, or default-graph-uri over HTTP.",
        ),
    ),
    "QRY-006": (
        ("{where} 含有转义的 ASCII 字符 {found}。", "ASCII 字符照原样书写。", "请直接写出该字符。"),
        ("{where} holds an escaped character of ASCII, {found}.", "ASCII as it is.", "Write the character itself."),
    ),
    "QRY-007": (
        ("{where} 的语法有误：{found}", "SPARQL 1.1 查询。", "请按所示位置改正。"),
        ("{where} is not well formed: {found}", "A SPARQL 1.1 query.", "Mend it at the place shown."),
    ),
    "QRY-008": (
        ("{where} 所查的图无法打开：{found}。", "完好的图。", "请由管理员运行 clausegraph rebuild 后重试。"),
        (
            "The graphs that {where} is asked of cannot be opened: {found}.",
            "Graphs that are whole.",
            "Have an admin run clausegraph rebuild, and try again.",
        ),
    ),
    "QRY-009": (
        ("{where} 不认识“{found}”。", "以下之一：{known}。", "请改用其中一种。"),
        ("{where} does not know “{found}”.", "One of {known}.", "Use one of them."),
    ),
    "QRY-011": (
        (
            "{where} 须有且只有一个查询，收到的是：{found}。",
            "恰好一个 query（GET 的参数、表单的一栏，或 application/sparql-query 的正文），UTF-8 编码。",
            "请只写一个 query；可用的写法见 /v1/docs。",
        ),
        (
            "{where} takes one query, found: {found}.",
            "Exactly one query: a parameter of GET, a field of a form, or the body as application/sparql-query, in UTF-8.",
            "Give one query; /v1/docs shows how.",
        ),
    ),
    "QRY-012": (
        (
            "{where} 中没有可查的图 {found}。",
            "本服务的图，且调用者看得到；不指定时即全部可见的图。",
            "请去掉它；要知道有哪些图，请用 GRAPH ?g 查询。",
        ),
        (
            "{where} names {found}, which is no graph that may be asked.",
            "A graph of this service that the caller may see; without any, all of those are asked.",
            "Leave it out; to see which graphs there are, ask for GRAPH ?g.",
        ),
    ),
    "QRY-013": (
        (
            "{where} 不接受更新（{found}）。",
            "只读的查询；证据与裁定经 /v1 的办理入账。",
            "请去掉 update，改用 /v1/submissions 等办理。",
        ),
        (
            "{where} takes no updates ({found}).",
            "A reading query; evidence and rulings are entered through the acts of /v1.",
            "Leave the update out, and act through /v1/submissions and the like.",
        ),
    ),
    "QRY-010": (
        ("查询文件 {where} 读不出：{found}。", "可读的 UTF-8 文件。", "请检查路径与编码。"),
        ("The query in {where} cannot be read: {found}.", "A UTF-8 file that may be read.", "Check path and encoding."),
    ),
}
ZH = spread(PAGES, 0) | {
    "query.cut": "结果不完整：只给出前 {rows} 行。",
    "query.cut-statements": "结果不完整：只给出前 {rows} 条语句。",
    "doctor.wall": "{name} 有",
    "doctor.no-wall": "{name} 无",
}
EN = spread(PAGES, 1) | {
    "query.cut": "The answer is not whole: the first {rows} rows only.",
    "query.cut-statements": "The answer is not whole: the first {rows} statements only.",
    "doctor.wall": "{name} yes",
    "doctor.no-wall": "{name} no",
}
