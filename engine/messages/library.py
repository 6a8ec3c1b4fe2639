"""What libraries and the system say of a file: the place first, in Chinese the sense too, and their own words behind."""

from __future__ import annotations

import re

TOLD = frozenset(
    [
        "CAS-001",
        "CLI-004",
        "COL-001",
        "COL-005",
        "EVI-003",
        "EVI-041",
        "IMV-003",
        "ONT-002",
        "ONT-003",
        "QRY-010",
        "SHP-020",
        "SHP-021",
        "STO-001",
        "STO-005",
    ]
)  # the codes whose `found` is what a library said
PHRASES = {
    "absent": r"No such file or directory",
    "denied": r"Permission denied|Operation not permitted",
    "folder": r"Is a directory",
    "no-folder": r"Not a directory",
    "long-name": r"File name too long",
    "full": r"No space left on device|Disk quota exceeded|File too large",
    "read-only": r"Read-only file system",
    "closed": r"Bad file descriptor",
    "loop": r"Too many levels of symbolic links",
    "device": r"Input/output error",
    "syntax": r"Parser error (?:at|between) line (?P<line>\d+)(?: between columns| column) (?P<column>\d+).*"
    r"|.*\(at line (?P<toml_line>\d+), column (?P<toml_column>\d+)\)"
    r"|.*: line (?P<json_line>\d+) column (?P<json_column>\d+) \(char \d+\)",
    "end": r".*\(at end of document\)",
    "bytes": r"'utf-8' codec can't decode bytes? .* in position (?P<byte>\d+).*",
    "quote": r"unexpected end of data",
    "comma": r"',' expected after '\"'",
    "nul": r"NUL",
    "no-workbook": r"File is not a zip file",
    "packing": r"BadZipFile|error",
    "xml": r"ParseError",
    "document-type": r"DTDForbidden|EntitiesForbidden|ExternalReferenceForbidden",
    "encoding": r"LookupError",
    "deep": r"RecursionError",
    "value": r"ValueError",
}
KNOWN = {key: re.compile(phrase, re.DOTALL) for key, phrase in PHRASES.items()}

ZH = {
    "library.absent": "没有这个文件或目录（{said}）",
    "library.denied": "没有权限（{said}）",
    "library.folder": "这是目录，不是文件（{said}）",
    "library.no-folder": "路径中有一段不是目录（{said}）",
    "library.long-name": "文件名过长（{said}）",
    "library.full": "磁盘已满或超出配额（{said}）",
    "library.read-only": "文件系统只读（{said}）",
    "library.closed": "输出已关闭（{said}）",
    "library.loop": "符号链接循环（{said}）",
    "library.device": "设备读写出错（{said}）",
    "library.syntax": "第 {line} 行第 {column} 列的语法有误（{said}）",
    "library.end": "文件末尾的语法有误（{said}）",
    "library.bytes": "第 {byte} 字节处不是 UTF-8 文字（{said}）",
    "library.quote": "引号没有闭合（{said}）",
    "library.comma": "引号之后应为逗号（{said}）",
    "library.nul": "含有空字符 U+0000（{said}）",
    "library.no-workbook": "不是 .xlsx 工作簿（{said}）",
    "library.packing": "压缩数据损坏（{said}）",
    "library.xml": "其中的 XML 语法有误（{said}）",
    "library.document-type": "其中的 XML 含有文档类型声明（{said}）",
    "library.encoding": "其中的文字编码未知（{said}）",
    "library.deep": "嵌套过深（{said}）",
    "library.value": "其中的数或结构无法读取（{said}）",
}
EN = dict.fromkeys(ZH, "{said}") | {
    "library.syntax": "line {line}, column {column} ({said})",
    "library.bytes": "byte {byte} ({said})",
}


def told(code: str, said: str, language: str) -> str:
    """What a library said of a file, as the fault of a code shows it; anything else as it stands.

    >>> told("EVI-041", "Is a directory", "zh")
    '这是目录，不是文件（Is a directory）'
    """
    if code not in TOLD:
        return said
    table = ZH if language == "zh" else EN
    for key, phrase in KNOWN.items():
        if found := phrase.fullmatch(said):
            places = {name.rpartition("_")[2]: text for name, text in found.groupdict().items() if text}
            return table[f"library.{key}"].format(said=said, **places)
    return said
