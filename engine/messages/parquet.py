"""Faults of evidence in Parquet: what is not whole, not exact, or stored in a way that is not read."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {
    "EVI-050": (
        (
            "{where} 不是完整的 Parquet 文件：{found}。",
            "首尾均为 PAR1、元数据与各页一致的 Parquet 文件。",
            "请从原程序重新导出，或另存为 CSV。",
        ),
        (
            "{where} is no whole Parquet file: {found}.",
            "A file that begins and ends with PAR1, its pages as its metadata say.",
            "Export it again, or save it as CSV.",
        ),
    ),
    "EVI-051": (
        (
            "{where} 以二进制浮点数存储：{found}。",
            "以 DECIMAL、整数或文本存储的数；浮点数不是所写的那个数（95.3 会变成 95.2999…）。",
            "请把该列转为 DECIMAL 或文本后重新导出。",
        ),
        (
            "{where} is stored as binary floats: {found}.",
            "Numbers as DECIMAL, integers or text; a binary float is not the number as written (95.3 becomes 95.2999…).",
            "Turn the column into DECIMAL or text and export it again.",
        ),
    ),
    "EVI-052": (
        (
            "{where} 的类型不能读取：{found}。",
            "文本、整数、DECIMAL、DATE；每格一个值，不含时刻、逻辑值、二进制、列表和结构。",
            "请把该列转为文本或日期后重新导出。",
        ),
        (
            "{where} has a type that is not read: {found}.",
            "Text, integers, DECIMAL, DATE; one value in a cell, no times of day, truth values, bytes, lists or structs.",
            "Turn the column into text or dates and export it again.",
        ),
    ),
    "EVI-053": (
        (
            "{where} 的存储方式不能读取：{found}。",
            "未加密、各列都在本文件内，压缩与编码为以下之一：{known}。",
            "请用默认设置重新导出，或另存为 CSV。",
        ),
        (
            "{where} is stored in a way that is not read: {found}.",
            "No encryption, all columns in the file itself, packed and encoded in one of: {known}.",
            "Export it again with plain settings, or save it as CSV.",
        ),
    ),
}
ZH = spread(PAGES, 0)
EN = spread(PAGES, 1)
