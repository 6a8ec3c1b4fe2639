"""Running the service: where it listens, who writes, copies of a store and what is wrong with one."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "SRV-001": (
        (
            "无法在 {where} 监听：{found}。",
            "本机的一个地址和未被占用的端口。",
            "请用 --port 换一个端口，或先停止占用它的程序。",
        ),
        (
            "{where} cannot be listened on: {found}.",
            "An address of this machine and a port that nothing else uses.",
            "Choose another one with --port, or stop what uses it.",
        ),
    ),
    "SRV-002": (
        (
            "{where} 由只读进程提供，不接受写入（{found}）。",
            "写入请求发给写入进程。",
            "请改发给写入进程的端口；反向代理应只把 GET 与 HEAD 分给只读进程。",
        ),
        (
            "{where} is served by a reader, which takes no writes ({found}).",
            "Writes go to the process that writes.",
            "Send it to the port of the writer; a proxy sends GET and HEAD alone to readers.",
        ),
    ),
    "SRV-003": (
        ("{where} 不能是“{found}”。", "{wanted}。", "请改正后重试；clausegraph serve --help 列出全部选项。"),
        (
            "{where} cannot be “{found}”.",
            "{wanted}.",
            "Mend it and try again; clausegraph serve --help lists all options.",
        ),
    ),
    "SRV-004": (
        (
            "{where} 不是本程序的备份：{found}。",
            "由 clausegraph backup 写出的 .tar，第一项为 manifest.json。",
            "请换一份备份。",
        ),
        (
            "{where} is no backup of this program: {found}.",
            "A .tar that clausegraph backup wrote, with manifest.json at its beginning.",
            "Take another backup.",
        ),
    ),
    "SRV-005": (
        (
            "备份中的 {where} 不得出现：{found}。",
            "仅限清单中列出的普通文件，各一次，路径在库内。",
            "备份已被改动；请换一份。",
        ),
        (
            "{where} may not stand in a backup: {found}.",
            "Plain files that the manifest lists, each once, with paths inside the store.",
            "The backup was changed; take another one.",
        ),
    ),
    "SRV-006": (
        (
            "备份不完整：缺少 {where}（{found}）。",
            "清单中的每个文件，完整无缺。",
            "备份被截断；请换一份。",
        ),
        (
            "The backup is not whole: {where} is missing ({found}).",
            "Every file of the manifest, all of it.",
            "It was cut off; take another one.",
        ),
    ),
    "SRV-007": (
        (
            "备份中的 {where} 与其哈希不符：{found}。",
            "清单所载的哈希 {wanted}。",
            "备份已损坏；请换一份。",
        ),
        (
            "{where} in the backup is not what its hash says: {found}.",
            "The hash of the manifest, {wanted}.",
            "The backup is damaged; take another one.",
        ),
    ),
    "SRV-008": (
        (
            "{where} 不是空的（内有 {found}）。",
            "不存在的或空的目录：恢复绝不覆盖已有的库。",
            "请用 --store 另指一个目录，或先移走原有的库。",
        ),
        (
            "{where} is not empty (it holds {found}).",
            "A folder that is empty or not there: nothing that stands is ever overwritten.",
            "Name another folder with --store, or move the store away first.",
        ),
    ),
    "SRV-009": (
        (
            "{where} 已经存在，没有改动。",
            "一个新的文件名：备份绝不覆盖已有的文件。",
            "请换一个文件名，或给出一个目录。",
        ),
        (
            "{where} is there already and is unchanged.",
            "The name of a new file: a backup never takes the place of a file.",
            "Use another name, or name a folder.",
        ),
    ),
    "SRV-010": (
        (
            "{where} 所查的图尚未备好（{found}）。",
            "写入进程做成的图，与现在的标准和引擎一致。",
            "请稍后重试；若一直如此，请看 /readyz 的 projections 和服务的日志。",
        ),
        (
            "The graphs that {where} asks are not there yet ({found}).",
            "Graphs that the writing process has made, under the standard and the engine of now.",
            "Try again in a while; if it stays so, look at projections in /readyz and at the logs.",
        ),
    ),
    "SRV-011": (
        (
            "{where} 属于用户 {found}，而您是 root：root 写下的文件，服务将无法读写。",
            "以库的所有者的身份运行。",
            "请改为 runuser -u {found} -- clausegraph …，或先更改库的所有者。",
        ),
        (
            "{where} belongs to the user {found}, and you are root: the service could not use files that root writes.",
            "To be run as the owner of the store.",
            "Run runuser -u {found} -- clausegraph …, or change the owner of the store first.",
        ),
    ),
    "SRV-012": (
        (
            "{where} 在服务打开期间被移走、截短或换掉（现有 {found} 字节）。",
            "服务打开的那个文件原样留在原处：只由服务写入，运行中不移动、不恢复。",
            "请停止服务，放回原来的账本（或恢复备份），运行 clausegraph verify，再启动。",
        ),
        (
            "{where} was moved away, cut or replaced while the service had it open ({found} bytes are there now).",
            "The file that was opened, where it was: written by the service alone, neither moved nor restored while it runs.",
            "Stop the service, put the ledger back (or restore a backup), run clausegraph verify, and start it.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "serve.open": (
        "Clausegraph 正在 {address} 提供服务（{role}）；库在 {store}；说明页 {address}/v1/docs；按 Ctrl+C 停止。"
    ),
    "serve.writer": "可写",
    "serve.reader": "只读",
    "backup.progress": "复制并核对…",
    "backup.made": (
        "备份已写出并核对：{path}，{entries} 条账目，{files} 个文件，{size} 字节。\n"
        "账首 {head}\n请另行记下该哈希，恢复后可用 clausegraph verify --head 核对。"
    ),
    "backup.restored": "已恢复到 {store} 并核对：{entries} 条账目，{files} 个文件。\n账首 {head}",
}
EN = spread(PAGES, 1) | {
    "serve.open": (
        "Clausegraph serves at {address} ({role}); the store is {store}; its page is {address}/v1/docs; Ctrl+C stops it."
    ),
    "serve.writer": "writer",
    "serve.reader": "reader",
    "backup.progress": "Copying and verifying…",
    "backup.made": (
        "Backed up and verified: {path}, entries: {entries}, files: {files}, bytes: {size}.\n"
        "Head {head}\nNote this hash elsewhere: after a restore, clausegraph verify --head compares it."
    ),
    "backup.restored": "Restored to {store} and verified: entries: {entries}, files: {files}.\nHead {head}",
}
