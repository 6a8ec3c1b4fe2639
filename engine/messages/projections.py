"""The projections of the store: what was damaged and made again, and what could not be taken in."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "PRJ-001": (
        ("投影的说明 {where} 缺失或已损坏。", "写成时的原样字节。", "已由账本和原始字节重建，无须处理；请检查磁盘。"),
        (
            "The manifest {where} of a projection is missing or damaged.",
            "The bytes that were written.",
            "It was made again from ledger and bytes, nothing is to be done; look at the disk.",
        ),
    ),
    "PRJ-002": (
        (
            "投影的文件 {where} 已改变：{found}。",
            "写成时的哈希 {wanted}。",
            "已由账本和原始字节重建，无须处理；请检查磁盘。",
        ),
        (
            "The file {where} of a projection has changed: {found}.",
            "The hash that it was written with, {wanted}.",
            "It was made again from ledger and bytes, nothing is to be done; look at the disk.",
        ),
    ),
    "PRJ-003": (
        (
            "图 {where} 的内容已改变：{found}。",
            "写成时的语句数和哈希 {wanted}。",
            "已由账本和原始字节重建，无须处理；请检查磁盘。",
        ),
        (
            "The content of the graph {where} has changed: {found}.",
            "The count of statements and the hash that it was written with, {wanted}.",
            "It was made again from ledger and bytes, nothing is to be done; look at the disk.",
        ),
    ),
    "PRJ-004": (
        (
            "投影 {where} 所依的账目（{found}）不在账本中。",
            "账本现有的账目：第 {number} 条，{head}。",
            "已按现有账本重建；若账本是从旧副本恢复的，请查明其后的账目。",
        ),
        (
            "The projection {where} stands on an entry ({found}) that the ledger does not hold.",
            "An entry of the ledger as it is: number {number}, {head}.",
            "It was made again from the ledger as it is; if that was restored from an older copy, look for what was entered since.",
        ),
    ),
    "PRJ-005": (
        ("投影 {where} 是按另一标准或引擎做成的（{found}）。", "现在的标准和引擎（{wanted}）。", "已重建，无须处理。"),
        (
            "The projection {where} was made under another standard or engine ({found}).",
            "Those of now ({wanted}).",
            "It was made again, nothing is to be done.",
        ),
    ),
    "PRJ-006": (
        (
            "{where} 的证据按现在的标准读不进来（{found}），投影中没有。",
            "能按现在的标准读取的证据；原始字节完好，账本不变。",
            "请查看各代码的说明（clausegraph errors），改正标准或提交更正后的证据。",
        ),
        (
            "The evidence of {where} cannot be read under the standard of now ({found}); the projection lacks it.",
            "Evidence that can; the bytes are whole, and the ledger is as it was.",
            "See the pages of the codes (clausegraph errors), and mend the standard or submit mended evidence.",
        ),
    ),
    "PRJ-007": (
        (
            "{where} 正由另一个进程使用（{found} 已加锁）。",
            "同一时间只有一个进程维护投影。",
            "请向正在运行的服务查询，或等它结束后再试。",
        ),
        (
            "Another process has {where} ({found} is locked).",
            "One process at a time that keeps the projections.",
            "Ask the service that is running, or wait until it has ended.",
        ),
    ),
    "PRJ-008": (
        (
            "投影 {where} 落后于账本（{found}）。",
            "账本的每条账目，入账后 {most} 秒之内都进入投影。",
            "无须停止写入；若一直落后，请查看服务的日志和磁盘。",
        ),
        (
            "The projection {where} is behind the ledger ({found}).",
            "Every entry of the ledger within {most} seconds after it was made.",
            "Writing goes on; if it stays behind, look at the logs of the service and at the disk.",
        ),
    ),
}
ZH = spread(PAGES, 0) | {
    "rebuild.progress": "正在由账本和原始字节重建：账目 {entries} 条",
    "rebuild.graphs": "图：{parts} 个，语句 {rows} 条，账目至第 {number} 条，{digest}",
    "rebuild.columns": "列：案例 {parts} 个，前提 {rows} 条，账目至第 {number} 条，{digest}",
}
EN = spread(PAGES, 1) | {
    "rebuild.progress": "making everything again from ledger and bytes: {entries} entries",
    "rebuild.graphs": "Graphs: {parts}, with {rows} statements, up to entry {number}, {digest}",
    "rebuild.columns": "Columns: {parts} cases, with {rows} premises, up to entry {number}, {digest}",
}
